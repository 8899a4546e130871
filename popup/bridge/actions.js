// What only acts, and is loaded after the first paint: each file asked for before it delays it.

export * from "./messages.js";
export * from "./tabs.js";
