// The browser of a simulated life: storage, one tab, locks and `fetch`. Everything that the worker reaches
// through globals is put in place here, before it is imported.

import { createHash } from "node:crypto";

import { clock, stopTimers } from "./clock.mjs";

class Listeners extends Set {
  addListener(one) {
    this.add(one);
  }

  removeListener(one) {
    this.delete(one);
  }

  tell(...what) {
    for (const one of this) {
      one(...what);
    }
  }
}

const changed = new Listeners();

class Area {
  constructor(name) {
    this.name = name;
    this.kept = new Map(); // name -> JSON text
    this.version = 0; // goes up with each change
  }

  async setAccessLevel() {}

  async get(names = null) {
    const asked = names === null ? [...this.kept.keys()] : [names].flat();
    return Object.fromEntries(asked.filter((one) => this.kept.has(one)).map((one) => [one, JSON.parse(this.kept.get(one))]));
  }

  async set(values) {
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    for (const [name, value] of entries) {
      this.kept.set(name, JSON.stringify(value));
    }
    this.tell(entries.map(([name]) => name));
  }

  async remove(names) {
    const gone = [names].flat().filter((one) => this.kept.delete(one));
    this.tell(gone);
  }

  async clear() {
    const gone = [...this.kept.keys()];
    this.kept.clear();
    this.tell(gone);
  }

  tell(names) {
    if (names.length > 0) {
      this.version += 1;
      changed.tell(Object.fromEntries(names.map((one) => [one, {}])), this.name);
    }
  }
}

export const local = new Area("local");
export const session = new Area("session");
export const page = { open: true, url: "https://chatgpt.com/codex" };
export const heard = new Set(); // areas that changed since this was last emptied
changed.addListener((_, area) => heard.add(area));

const tab = () => ({ id: 1, active: true, status: "complete", url: page.url, lastAccessed: 1, discarded: false });
const messages = new Listeners();
const removed = new Listeners();

export function closeTab() {
  page.open = false;
  globalThis.codexEnterpriseCredits?.off.abort();
  delete globalThis.codexEnterpriseCredits;
  removed.tell(1);
}

const asArgument = (value) => JSON.parse(JSON.stringify(value, (_, one) => one ?? undefined));

globalThis.chrome = {
  storage: { local, session, onChanged: changed },
  permissions: { contains: async () => page.permitted },
  runtime: {
    id: "simulated", onMessage: messages, onInstalled: new Listeners(), onStartup: new Listeners(),
    getManifest: () => ({ action: { default_title: "Simulated" } }),
  },
  action: Object.fromEntries(
    ["setBadgeText", "setTitle", "setBadgeBackgroundColor", "setBadgeTextColor"].map((name) => [name, async () => {}]),
  ),
  tabs: {
    onRemoved: removed, onUpdated: new Listeners(),
    query: async () => (page.open ? [tab()] : []),
    get: async () => {
      if (!page.open) {
        throw new Error("No tab with id: 1.");
      }
      return tab();
    },
  },
  scripting: {
    executeScript: async ({ func, args }) => {
      if (!page.open) {
        throw new Error("No tab with id: 1.");
      }
      return [{ result: await func(...args.map(asArgument)) }];
    },
  },
};

// One lock of a name at a time, and `ifAvailable`; `signal` gives up waiting.
const queues = new Map();
async function request(name, options, given) {
  const work = given ?? options;
  const { ifAvailable = false, signal = null } = given ? options : {};
  if (ifAvailable && queues.has(name)) {
    return work(null);
  }
  while (queues.has(name)) {
    const gaveUp = new Promise((_, no) => signal?.addEventListener("abort", () => no(new Error("gave up"))));
    await Promise.race([queues.get(name), gaveUp]);
  }
  let free;
  queues.set(name, new Promise((done) => (free = done)));
  try {
    return await work({ name });
  } finally {
    queues.delete(name);
    free();
  }
}
Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });

// The page and the worker share one process, so they share the origin of the page.
globalThis.location = { origin: "https://chatgpt.com" };

let runs = 0;
Object.defineProperty(globalThis, "crypto", {
  value: {
    randomUUID: () => `run-${(runs += 1)}`,
    subtle: { digest: async (_, bytes) => Uint8Array.from(createHash("sha256").update(bytes).digest()).buffer },
  },
  configurable: true,
});

globalThis.Blob = class {
  constructor(parts) {
    this.parts = parts;
  }

  async arrayBuffer() {
    return Buffer.concat(this.parts);
  }
};

// `fetch`, answered by `chatgpt` after `chatgpt.latency` milliseconds.
export function connect(chatgpt) {
  globalThis.fetch = async (address, { signal }) => {
    const ended = new Promise((_, no) => signal.addEventListener("abort", () => no(new Error("aborted")), { once: true }));
    const waited = new Promise((done) => setTimeout(done, chatgpt.world.latency));
    await Promise.race([waited, ended]);
    const { status, fail = null, headers, body } = chatgpt.answer(address);
    if (fail === "stall") {
      await ended;
    }
    if (fail !== null) {
      throw new TypeError("Failed to fetch");
    }
    const known = { "content-type": "application/json", ...headers };
    const parts = [Buffer.from(JSON.stringify(body))];
    return {
      status, type: "basic",
      headers: { get: (name) => known[name] ?? null, has: (name) => name in known },
      body: { getReader: () => ({ read: async () => (parts.length > 0 ? { value: parts.pop() } : { done: true }) }) },
    };
  };
}

// Hands `message` to the worker as the popup does; gives the answer, or null when nobody answers it.
export function send(message) {
  const { origin } = globalThis.location;
  const sender = { id: "simulated", origin, url: `${origin}/popup.html` };
  return new Promise((done) => {
    const taken = [...messages].map((one) => one(message, sender, done));
    if (!taken.includes(true)) {
      done(null);
    }
  });
}

export function beginAnew(now) {
  stopTimers();
  clock.now = now;
  local.kept.clear();
  local.version += 1;
  session.kept.clear();
  heard.clear();
  Object.assign(page, { open: true, permitted: true });
  delete globalThis.codexEnterpriseCredits;
}
