// The browser of a simulated life: storage, one tab, locks, messages, and the programs that use them. The worker and
// the popups' bridges are the extension's own files, unchanged; what they reach through globals is put in place here.

import { createHash } from "node:crypto";

import { clock, settled, setClock, stopTimers } from "./clock.mjs";
import { Realm } from "./realm.mjs";
import { Area, trouble } from "./storage.mjs";

const ROOT = new URL("../../", import.meta.url);
const ORIGIN = "https://chatgpt.com";

export const local = new Area("local", changed);
export const session = new Area("session", changed);
export const page = { open: true, helper: false, permitted: true, busy: false, chatgpt: null, realm: null, running: new Set() };
export const popups = []; // {realm, bridge, unanswered}, by number
const spare = []; // those that were closed and can be opened again
let worker = null;
let stored = null; // the report that was stored last and was not altered

// Tells every program of a change, and ChatGPT's memory when a report was stored or put back.
function changed(area, names, altered) {
  if (area === local && names.includes("report") && !altered) {
    const text = area.kept.get("report");
    page.chatgpt.note(text === stored || text === undefined ? "restored" : "saved");
    stored = text;
  }
  if (area === session && names.includes("refresh") && area.kept.get("refresh")?.includes('"step":0,')) {
    page.chatgpt.note("begun");
  }
  for (const realm of [worker, ...popups.map((one) => one?.realm)]) {
    realm?.tell("changed", Object.fromEntries(names.map((one) => [one, {}])), area.name);
  }
}

// The tab.

const tab = () => ({ id: 1, active: !page.helper, status: "complete", url: `${ORIGIN}/codex`, lastAccessed: 1, discarded: false });

export function openTab(helper = false) {
  page.open = true;
  page.helper = helper;
  page.running = new Set();
  if (page.realm?.isIdle()) {
    return;
  }
  const realm = new Realm("page");
  page.realm = realm;
  realm.functions = new Map();
  Object.assign(realm.globals, {
    globalThis: {}, location: { origin: ORIGIN }, crypto: cryptography, Blob: Bytes, fetch: fetchIn(realm),
  });
}

export function closeTab() {
  page.open = false;
  if (page.running.size > 0 || !page.realm.isIdle()) {
    page.realm.end();
  }
  for (const lost of page.running) {
    lost(new Error("The tab was closed."));
  }
  worker?.tell("removed", 1);
}

const makers = new Map(); // source -> function that makes it with the globals of a page
const asArgument = (value) => JSON.parse(JSON.stringify(value, (_, one) => one ?? undefined));

// Runs a function in the page as the browser does: from its source, with nothing of the worker around it.
function inPage(func, args) {
  const { globals, functions } = page.realm;
  const text = func.toString();
  if (!makers.has(text)) {
    makers.set(text, new Function(...Object.keys(globals), `return (${text});`));
  }
  if (!functions.has(text)) {
    functions.set(text, makers.get(text)(...Object.values(globals)));
  }
  return functions.get(text)(...args.map(asArgument));
}

const executeScript = ({ func, args }) => new Promise((done, no) => {
  if (!page.open || !page.permitted) {
    no(new Error("Cannot access contents of the page."));
  } else {
    page.running.add(no);
    if (!page.busy) {
      Promise.resolve(inPage(func, args)).then((result) => done([{ result }]), no).finally(() => page.running.delete(no));
    }
  }
});

// `fetch`, answered by the invented ChatGPT after its latency.
const fetchIn = (realm) => async (address, { signal, headers: sent }) => {
  const ended = new Promise((_, no) => signal.addEventListener("abort", () => no(new Error("aborted")), { once: true }));
  const waited = new Promise((done) => realm.globals.setTimeout(done, page.chatgpt.world.latency));
  page.chatgpt.begins?.();
  await Promise.race([waited, ended]).finally(() => page.chatgpt.ends?.());
  const { status, fail = null, headers, bytes } = page.chatgpt.answer(address, sent);
  if (fail === "stall") {
    await ended;
  }
  if (fail !== null) {
    throw new TypeError("Failed to fetch");
  }
  const known = { "content-type": "application/json", ...headers };
  const parts = [bytes];
  return {
    status, type: "basic",
    headers: { get: (name) => known[name] ?? null, has: (name) => name in known },
    body: { getReader: () => ({ read: async () => (parts.length > 0 ? { value: parts.pop() } : { done: true }) }) },
  };
};

let runs = 0;
const cryptography = {
  randomUUID: () => `run-${(runs += 1)}`,
  subtle: { digest: async (_, bytes) => Uint8Array.from(createHash("sha256").update(bytes).digest()).buffer },
};

class Bytes {
  constructor(parts) {
    this.parts = parts;
  }

  async arrayBuffer() {
    return this.parts.length === 1 ? this.parts[0] : Buffer.concat(this.parts);
  }
}

// Locks: one of a name at a time, and `ifAvailable`; `signal` gives up waiting. They are free when their program ends.

export const locks = new Map(); // name -> realm
let waiting = []; // {name, realm, go}

const requestOf = (realm) => async (name, options, given) => {
  const work = given ?? options;
  const { ifAvailable = false, signal = null } = given ? options : {};
  if (!locks.has(name)) {
    locks.set(name, realm);
  } else if (ifAvailable) {
    return work(null);
  } else {
    await new Promise((go, no) => {
      const one = { name, realm, go };
      waiting.push(one);
      signal?.addEventListener("abort", () => {
        waiting = waiting.filter((other) => other !== one);
        no(new Error("gave up"));
      });
    });
  }
  try {
    return await work({ name });
  } finally {
    release(name);
  }
};

function release(name) {
  const next = waiting.find((one) => one.name === name);
  waiting = waiting.filter((one) => one !== next);
  if (next) {
    locks.set(name, next.realm);
    next.go();
  } else {
    locks.delete(name);
  }
}

// The worker and its messages.

export async function startWorker() {
  if (worker?.isIdle() && locks.size === 0) {
    return;
  }
  killWorker(true);
  worker = new Realm("worker");
  const realm = worker;
  const nothing = async () => {};
  const guarded = (call) => (...given) => realm.guard(call(...given));
  const answers = ["setBadgeText", "setTitle", "setBadgeBackgroundColor", "setBadgeTextColor"];
  Object.assign(realm.globals, {
    navigator: { onLine: true, locks: { request: requestOf(realm) } },
    location: { origin: ORIGIN },
    crypto: cryptography,
    chrome: {
      storage: { local: local.of(realm), session: session.of(realm), onChanged: realm.event("changed") },
      permissions: { contains: guarded(async () => page.permitted) },
      runtime: {
        id: "simulated", onMessage: realm.event("message"), onInstalled: realm.event("installed"),
        onStartup: realm.event("startup"), getManifest: () => ({ action: { default_title: "Simulated" } }),
      },
      action: Object.fromEntries(answers.map((name) => [name, nothing])),
      tabs: {
        onRemoved: realm.event("removed"), onUpdated: realm.event("updated"),
        query: guarded(async () => (page.open ? [tab()] : [])),
        get: guarded(async () => (page.open ? tab() : Promise.reject(new Error("No tab with id: 1.")))),
        create: guarded(async () => openTab(true) ?? tab()),
        remove: guarded(async () => closeTab()),
      },
      scripting: { executeScript: guarded(executeScript) },
    },
  });
  await realm.load(new URL("background.js", ROOT));
}

// Ends the worker wherever it is. Who waits for its answer is told so, or with `silent` never.
export function killWorker(silent) {
  if (worker === null) {
    return;
  }
  const dead = worker;
  worker = null;
  dead.end();
  waiting = waiting.filter((one) => one.realm !== dead);
  [...locks].filter(([, realm]) => realm === dead).forEach(([name]) => release(name));
  for (const popup of popups) {
    const those = [...(popup?.unanswered ?? [])];
    popup?.unanswered.clear();
    those.forEach((lost) => silent || lost(new Error("The message port closed before a response was received.")));
  }
}

async function sendMessage(popup, message) {
  if (worker === null) {
    await startWorker();
  }
  const sender = { id: "simulated", origin: ORIGIN, url: `${ORIGIN}/popup.html` };
  return new Promise((done, no) => {
    popup.unanswered.add(no);
    const answer = (value) => popup.unanswered.delete(no) && done(value);
    if (!worker.tell("message", message, sender, answer).includes(true)) {
      no(new Error("Could not establish connection. Receiving end does not exist."));
    }
  });
}

// The popups.

Intl.Locale.prototype.getTextInfo = () => ({ direction: "ltr" });

export async function openPopup(number) {
  if (spare[number]?.realm.isIdle()) {
    popups[number] = spare[number];
    return;
  }
  const realm = new Realm("popup");
  const popup = { realm, bridge: null, unanswered: new Set() };
  popups[number] = popup;
  Object.assign(realm.globals, {
    navigator: { language: "en" },
    location: { hash: "" },
    document: { documentElement: {}, getElementById: () => ({ clientWidth: 528, clientHeight: 216 }) },
    chrome: {
      storage: { local: local.of(realm), session: session.of(realm), onChanged: realm.event("changed") },
      runtime: { sendMessage: (message) => realm.guard(sendMessage(popup, message)) },
    },
  });
  popup.bridge = await realm.load(new URL("popup/bridge/bridge.js", ROOT));
}

export function closePopup(number) {
  const popup = popups[number];
  if (popup) {
    popup.realm.listeners.changed?.clear();
    spare[number] = popup.realm.isIdle() ? popup : popup.realm.end();
  }
  popups[number] = null;
}

// The browser ends and begins: memory is lost, the disk stays, the tab loads anew.
export async function restart() {
  popups.forEach((_, number) => closePopup(number));
  if (!worker?.isIdle() || session.kept.has("refresh")) {
    killWorker(true);
  }
  const { open } = page;
  closeTab();
  session.empty();
  if (open) {
    openTab();
  }
  await startWorker();
}

export async function resetBrowser(now, chatgpt) {
  popups.forEach((_, number) => closePopup(number));
  if (!worker?.isIdle() || locks.size > 0) {
    killWorker(true);
  }
  if (page.running.size > 0 || !page.realm?.isIdle()) {
    page.realm?.end();
  }
  stopTimers();
  Object.assign(clock, { now, random: 1 });
  locks.clear();
  waiting = [];
  local.kept.clear();
  local.version += 1;
  session.kept.clear();
  session.version += 1;
  stored = null;
  Object.assign(trouble, { fault: null, slow: false, seed: 1 });
  Object.assign(page, { permitted: true, busy: false, chatgpt });
  openTab();
  await startWorker();
  await settled();
}

export { setClock, trouble };
