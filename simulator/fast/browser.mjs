// The browser of a simulated life: storage, locks, messages, and the programs that use them. The worker and
// the popups' bridges are the extension's own files, unchanged; what they reach through globals is put in place here.

import { clock, settled, setClock, stopTimers } from "./clock.mjs";
import { forgetLocks, heldLocks, releaseAll, requestOf } from "./locks.mjs";
import { Realm } from "./realm.mjs";
import { Area, trouble } from "./storage.mjs";
import { cryptography, endTab, executeScript, openTab, ORIGIN, page, tab } from "./tab.mjs";

const ROOT = new URL("../../", import.meta.url);

export const local = new Area("local", changed);
export const session = new Area("session", changed);
/** @typedef {{realm: Realm, bridge: any, unanswered: Set<(error: Error) => void>}} Popup */
/** @type {(Popup | null)[]} */
export const popups = []; // {realm, bridge, unanswered}, by number
/** @type {(Popup | null)[]} */
const spare = []; // those that were closed and can be opened again
/** @type {Realm | null} */
let worker = null;
/** @type {string | null | undefined} */
let stored = null; // the report that was stored last and was not altered
/** @type {{told: Record<string, unknown> | null}} what the worker is told of a company's policy; null where it gets no answer */
export const policy = { told: {} };

// Tells every program of a change, and ChatGPT's memory when a report was stored or put back.
/** @type {(area: Area, names: string[], altered: boolean) => void} */
function changed(area, names, altered) {
  if (area === local && names.includes("report") && !altered) {
    const text = area.kept.get("report");
    page.chatgpt.note(text === stored || text === undefined ? "restored" : "saved");
    stored = text;
  }
  const isEnd = names.includes("log") && !names.includes("notice") && area.kept.has("log"); // else the memory ended
  if (area === session && isEnd) {
    page.chatgpt.note("ended");
  }
  if (area === session && names.includes("refresh") && area.kept.get("refresh")?.includes('"step":0,')) {
    page.chatgpt.note("begun");
  }
  for (const realm of [worker, ...popups.map((one) => one?.realm)]) {
    realm?.tell("changed", Object.fromEntries(names.map((one) => [one, {}])), area.name);
  }
}

export function closeTab() {
  endTab();
  worker?.tell("removed", 1);
}

// The worker and its messages.

export async function startWorker() {
  if (worker?.isIdle() && heldLocks.size === 0) {
    return;
  }
  killWorker(true);
  worker = new Realm("worker");
  const realm = worker;
  const nothing = async () => {};
  /** @type {(call: (...given: any[]) => Promise<any>) => (...given: any[]) => Promise<any>} */
  const guarded =
    (call) =>
    (...given) =>
      realm.guard(call(...given));
  const answers = ["setBadgeText", "setTitle", "setBadgeBackgroundColor", "setBadgeTextColor"];
  Object.assign(realm.globals, {
    navigator: { onLine: true, locks: { request: requestOf(realm) } },
    location: { origin: ORIGIN },
    crypto: cryptography,
    chrome: {
      storage: {
        local: local.of(realm),
        session: session.of(realm),
        managed: { get: async () => policy.told ?? new Promise(() => {}) },
        onChanged: realm.event("changed"),
      },
      permissions: { contains: guarded(async () => page.permitted) },
      runtime: {
        id: "simulated",
        onMessage: realm.event("message"),
        onInstalled: realm.event("installed"),
        onStartup: realm.event("startup"),
        getManifest: () => ({ action: { default_title: "Simulated" } }),
      },
      action: Object.fromEntries(answers.map((name) => [name, nothing])),
      tabs: {
        onRemoved: realm.event("removed"),
        onUpdated: realm.event("updated"),
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
/** @param {boolean} silent */
export function killWorker(silent) {
  if (worker === null) {
    return;
  }
  const dead = worker;
  worker = null;
  dead.end();
  releaseAll(dead);
  for (const popup of popups) {
    const those = [...(popup?.unanswered ?? [])];
    popup?.unanswered.clear();
    those.forEach((lost) => silent || lost(new Error("The message port closed before a response was received.")));
  }
}

/** @type {(popup: Popup, message: Message) => Promise<unknown>} */
async function sendMessage(popup, message) {
  if (worker === null) {
    await startWorker();
  }
  const sender = { id: "simulated", origin: ORIGIN, url: `${ORIGIN}/popup.html` };
  return new Promise((done, no) => {
    popup.unanswered.add(no);
    /** @param {unknown} value */
    const answer = (value) => popup.unanswered.delete(no) && done(value);
    if (!worker?.tell("message", message, sender, answer).includes(true)) {
      no(new Error("Could not establish connection. Receiving end does not exist."));
    }
  });
}

// The popups.

Intl.Locale.prototype.getTextInfo = () => ({ direction: "ltr" });

/** @param {number} number */
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
      runtime: { sendMessage: (/** @type {Message} */ message) => realm.guard(sendMessage(popup, message)) },
    },
  });
  // The popup loads the second and the third after its first paint.
  const [bridge, messages, tabs] = await realm.load(
    ...["bridge", "messages", "tabs"].map((name) => new URL(`popup/bridge/${name}.js`, ROOT)),
  );
  popup.bridge = { ...bridge, ...messages, ...tabs };
}

/** @param {number} number */
export function closePopup(number) {
  const popup = popups[number];
  if (popup) {
    popup.realm.listeners.changed?.clear();
    const canReopen = popup.realm.isIdle();
    spare[number] = canReopen ? popup : null;
    if (!canReopen) popup.realm.end();
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

/** @type {(now: number, chatgpt: import("./chatgpt.mjs").ChatGpt) => Promise<void>} */
export async function resetBrowser(now, chatgpt) {
  popups.forEach((_, number) => closePopup(number));
  if (!worker?.isIdle() || heldLocks.size > 0) {
    killWorker(true);
  }
  if (page.running.size > 0 || !page.realm?.isIdle()) {
    page.realm?.end();
  }
  stopTimers();
  Object.assign(clock, { now, random: 1 });
  forgetLocks();
  local.kept.clear();
  local.version += 1;
  session.kept.clear();
  session.version += 1;
  stored = null;
  Object.assign(trouble, { fault: null, slow: false, seed: 1 });
  Object.assign(page, { permitted: true, busy: false, chatgpt });
  policy.told = {};
  openTab();
  await startWorker();
  await settled();
}

export { openTab, page, setClock, trouble };
