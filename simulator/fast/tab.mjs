// The one tab of a simulated life: what runs in its page, and what that asks ChatGPT.

import { createHash } from "node:crypto";

import { Realm } from "./realm.mjs";

export const ORIGIN = "https://chatgpt.com";

/**
 * @typedef {object} Page
 * @property {boolean} open
 * @property {boolean} helper whether the extension opened the tab
 * @property {boolean} permitted
 * @property {boolean} busy
 * @property {import("./chatgpt.mjs").ChatGpt} chatgpt
 * @property {Realm} realm
 * @property {Set<(error: Error) => void>} running
 */

/** @type {Page} */
export const page = {
  open: true,
  helper: false,
  permitted: true,
  busy: false,
  chatgpt: /** @type {any} */ (null), // both are there after resetBrowser
  realm: /** @type {any} */ (null),
  running: new Set(),
};

export const tab = () => ({
  id: 1,
  active: !page.helper,
  status: "complete",
  url: `${ORIGIN}/codex`,
  lastAccessed: 1,
  discarded: false,
});

export function openTab(helper = false) {
  page.open = true;
  page.helper = helper;
  page.running = new Set();
  if (page.realm?.isIdle()) {
    return;
  }
  const realm = new Realm("page");
  page.realm = realm;
  Object.assign(realm.globals, {
    globalThis: {},
    location: { origin: ORIGIN },
    crypto: cryptography,
    Blob: Bytes,
    fetch: fetchIn(realm),
  });
}

export function endTab() {
  page.open = false;
  if (page.running.size > 0 || !page.realm.isIdle()) {
    page.realm.end();
  }
  for (const lost of page.running) {
    lost(new Error("The tab was closed."));
  }
}

/** @type {Map<string, Function>} */
const makers = new Map(); // source -> function that makes it with the globals of a page
/** @type {(value: any) => any} */
const asArgument = (value) => JSON.parse(JSON.stringify(value, (_, one) => one ?? undefined));

// Runs a function in the page as the browser does: from its source, with nothing of the worker around it.
/** @type {(func: Function, args: any[]) => any} */
function inPage(func, args) {
  const { globals, functions } = page.realm;
  const text = func.toString();
  const make = makers.get(text) ?? new Function(...Object.keys(globals), `return (${text});`);
  makers.set(text, make);
  const made = functions.get(text) ?? make(...Object.values(globals));
  functions.set(text, made);
  return made(...args.map(asArgument));
}

/** @type {(order: {func: Function, args: any[]}) => Promise<{result: any}[]>} */
export const executeScript = ({ func, args }) =>
  new Promise((done, no) => {
    if (!page.open || !page.permitted) {
      no(new Error("Cannot access contents of the page."));
    } else {
      page.running.add(no);
      if (!page.busy) {
        Promise.resolve(inPage(func, args))
          .then((result) => done([{ result }]), no)
          .finally(() => page.running.delete(no));
      }
    }
  });

// `fetch`, answered by the simulated ChatGPT after its latency.
/** @type {(realm: Realm) => (address: string, options: {signal: AbortSignal, headers?: Record<string, string>}) => Promise<object>} */
const fetchIn =
  (realm) =>
  async (address, { signal, headers: sent }) => {
    const ended = new Promise((_, no) =>
      signal.addEventListener("abort", () => no(new Error("aborted")), { once: true }),
    );
    const waited = new Promise((done) => realm.globals.setTimeout(done, page.chatgpt.world.latency));
    page.chatgpt.begins();
    await Promise.race([waited, ended]).finally(() => page.chatgpt.ends());
    const { status, fail = null, headers, bytes } = page.chatgpt.answer(address, sent);
    if (fail === "stall") {
      await ended;
    }
    if (fail !== null) {
      throw new TypeError("Failed to fetch");
    }
    /** @type {Record<string, string>} */
    const known = { "content-type": "application/json", ...headers };
    const parts = [bytes];
    return {
      status,
      type: "basic",
      headers: new Map(Object.entries(known)),
      body: { getReader: () => ({ read: async () => (parts.length > 0 ? { value: parts.pop() } : { done: true }) }) },
    };
  };

let runs = 0;
/** @type {(name: string, bytes: Uint8Array) => Promise<ArrayBuffer>} */
const sha256 = async (_, bytes) => Uint8Array.from(createHash("sha256").update(bytes).digest()).buffer;
export const cryptography = {
  randomUUID: () => `run-${(runs += 1)}`,
  subtle: { digest: sha256 },
};

class Bytes {
  /** @param {Uint8Array[]} parts */
  constructor(parts) {
    this.parts = parts;
  }

  async arrayBuffer() {
    return this.parts.length === 1 ? this.parts[0] : Buffer.concat(this.parts);
  }
}
