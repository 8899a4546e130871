// What Python cannot do safely by itself: the browser's own functions that may throw. Intl is in formatters.js.
//
// Structures cross as JSON text only, both ways, because the interpreter's bridge cuts integers to 32 bits; figures
// are handed over as doubles. Nothing here decides anything, and nothing here throws: a failure is a code.

import { soundMemory } from "./memory.js";

export * from "./formatters.js";

const ANALYTICS = "https://chatgpt.com/codex/cloud/settings/analytics";
const SILENT_MS = 5_000;
const STORAGE_TIMEOUT_MS = 5_000; // longer than any healthy disk takes
const ON_ITS_WAY_MS = 500;
const ADDRESS_MS = 250;
const OURS = { origins: ["https://chatgpt.com/*"] };

// Without messages of its own an extension is not told the direction by chrome.i18n.
// Left to right is what a page is anyway; to say it would have every style worked out again.
if (new Intl.Locale(navigator.language).getTextInfo().direction === "rtl") document.documentElement.dir = "rtl";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let addressTimer;
/** @typedef {{width: number, height: number, burn_width: number, burn_height: number}} Sizes in CSS px */
/** @type {Sizes | undefined} */
let drawn; // the chart's size as Python was last told
/** @type {any} */
let latest; // the stored report as it was read last
/** @type {any} */
let pinned; // the one Python has taken, whose columns it fetches breakdown by breakdown
let begun = 0; // how many reads began
let ended = "ok"; // how the last read of the state ended
/** @type {Record<"local" | "session", {order: number, value: any}>} */
const newest = { local: { order: 0, value: {} }, session: { order: 0, value: {} } }; // what the read that began last has found

/** @type {(milliseconds: number) => Promise<void>} */
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Storage that does not answer in time counts as broken.
/** @type {<Value>(call: Promise<Value>) => Promise<Value>} */
async function withTimeout(call) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("the storage did not answer")), STORAGE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

// Reads a storage area. Reads may end in another order than they began; one that was overtaken gives what the newer found.
/** @type {(area: "local" | "session", keys: string[] | null) => Promise<any>} */
async function read(area, keys) {
  const order = (begun += 1);
  const found = await withTimeout(chrome.storage[area].get(keys));
  const value = area === "session" ? soundMemory(found) : found;
  if (order > newest[area].order) newest[area] = { order, value };
  return newest[area].value;
}

// Reads the state anew, and gives it as `latestState` does.
/** @returns {Promise<string>} */
export async function readState() {
  try {
    await Promise.all([read("local", ["report", "range"]), read("session", null)]);
    ended = "ok";
  } catch {
    ended = "STORAGE";
  }
  return latestState();
}

// Where the storage does not answer, what it gave before still stands; whether a refresh runs is then not known.
function unreadState() {
  if (newest.local.order === 0) return { code: ended, local: {}, session: {} };
  const session = { ...newest.session.value, refresh: undefined, notice: { code: ended } };
  return { code: "ok", local: newest.local.value, session };
}

// The newest state as JSON text: the report without the columns of its breakdowns, which `columns` gives.
export function latestState() {
  const found = ended === "ok" ? { code: "ok", local: newest.local.value, session: newest.session.value } : unreadState();
  latest = found.local.report;
  // The chart is measured now, not before the wait: its size is the page's and not the state's.
  const address = isTab() ? { address: location.hash.slice(1) } : {};
  return JSON.stringify({ ...found, now: now(), ...address, ...(drawn = chartSize()) }, withoutColumns);
}

// Python takes the report it was last told of: from now on `columns` are of that one.
export function pinReport() {
  pinned = latest;
}

// Of a stored breakdown everything but its columns; of all else everything.
/** @type {(name: string, value: any) => any} */
function withoutColumns(name, value) {
  if (name !== "breakdowns" || !Array.isArray(value)) return value;
  return value.map((breakdown) => (breakdown && typeof breakdown === "object" ? { ...breakdown, days: undefined, series: undefined } : breakdown));
}

// The columns of one breakdown from `start` to `end` as JSON text, without those that have no value then; "null" when they
// have no such shape.
/** @type {(scope: string, name: string, start: Day, end: Day) => string} */
export function columns(scope, name, start, end) {
  try {
    /** @type {{breakdowns: Breakdown[]}} */
    const { breakdowns } = pinned.scopes[scope];
    const { days, series } = /** @type {Breakdown} */ (breakdowns.find(({ breakdown }) => breakdown === name));
    const first = days.findIndex((day) => day >= start);
    const after = days.findIndex((day) => day > end);
    /** @type {(list: any[]) => any[]} */
    const cut = (list) => (first < 0 ? [] : list.slice(first, after < 0 ? undefined : after));
    const columns = series.map(({ key, label, values }) => (
      { key, label, values: values.length === days.length ? cut(values) : values }));
    return JSON.stringify({ days: cut(days), series: columns.filter(({ values }) => values.some((value) => value !== null)) });
  } catch {
    return "null";
  }
}

const chart = () => /** @type {Element} */ (document.getElementById("chart"));

/** @returns {Sizes} */
function chartSize() {
  const { clientWidth: width, clientHeight: height } = chart();
  const { clientWidth: burn_width, clientHeight: burn_height } = /** @type {Element} */ (document.getElementById("burn-up"));
  return { width, height, burn_width, burn_height };
}

// Calls `callback(text)` with the chart's new size, once a frame, when the window changes.
/** @param {(text: string) => void} callback */
export function onResize(callback) {
  new ResizeObserver(() => {
    const size = chartSize();
    if (JSON.stringify(size) === JSON.stringify(drawn) || !size.width) return;
    callback(JSON.stringify((drawn = size)));
  }).observe(chart());
}

/** @type {(milliseconds: number, call: () => void) => void} */
export function every(milliseconds, call) {
  setInterval(call, milliseconds);
}

/** @returns {Instant} */
export function now() {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

// Calls `callback(text)` after each change of what is stored: with the whole state, or with {now, session} when only
// that changed, as it does with each step of a refresh.
/** @param {(text: string) => void} callback */
export function onState(callback) {
  /** @type {{local?: boolean, session?: boolean} | null} */
  let waiting = null;
  chrome.storage.onChanged.addListener(async (_, area) => {
    const first = waiting === null;
    waiting = { ...waiting, [area]: true };
    if (!first) return;
    await new Promise((resolve) => setTimeout(resolve, 16));
    const { local } = waiting;
    waiting = null;
    const session = local ? null : await read("session", null).catch(() => null);
    callback(session ? JSON.stringify({ now: now(), session }) : await readState());
  });
}

// Sends the worker a message, given as JSON text; once more when it was stopped before it could answer.
/** @type {(text: string, again?: boolean) => Promise<string>} */
export async function send(text, again = true) {
  const waiting = { over: false };
  try {
    const answer = await Promise.race([chrome.runtime.sendMessage(JSON.parse(text)), silence(waiting)]);
    return answer?.code ?? "INTERNAL";
  } catch {
    if (again) return send(text, false);
    await wake();
    return "INTERRUPTED";
  } finally {
    waiting.over = true;
  }
}

// What stands for the answer of a worker that gives none. One that cannot start does not say so, nor always one that was
// stopped; one that reads has noted it soon. Waking one that runs is nothing to it, and one that does not buries the note.
/** @type {(waiting: {over: boolean}) => Promise<{code: string}>} */
async function silence(waiting) {
  let code = "INTERNAL";
  while (!waiting.over) {
    await sleep(SILENT_MS);
    const memory = await withTimeout(chrome.storage.session.get("refresh")).catch(() => null);
    if (!memory?.refresh) break;
    code = "INTERRUPTED";
    wake();
  }
  await sleep(ON_ITS_WAY_MS); // the answer of one that has just ended
  return { code };
}

// Starts the worker if it does not run; it then buries a refresh that died with an earlier one.
export async function wake() {
  try {
    await chrome.runtime.sendMessage({ kind: "wake" }); // no order: nobody answers
  } catch {
    // it could not start: there is nothing to bury it
  }
}

// Deletes everything stored: the worker also ends a running refresh; without one, the page deletes by itself.
/** @returns {Promise<string>} the result code */
export async function deleteStored() {
  if ((await send(JSON.stringify({ kind: "clear_data" }))) === "ok") return "ok";
  try {
    await withTimeout(Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]));
    return "ok";
  } catch {
    return "STORAGE";
  }
}

/** @param {string} text */
export function reportError(text) {
  console.error(text);
}

/** @type {(text: string) => Promise<string>} */
export async function saveRange(text) {
  try {
    await withTimeout(chrome.storage.local.set({ range: JSON.parse(text) }));
    return "ok";
  } catch {
    return "STORAGE";
  }
}

// Shows the ChatGPT tab there is, or opens the analytics page. With a message the worker does it, and reads once that
// tab has loaded; this page closes as soon as a tab is in front.
/** @type {(message?: string) => Promise<unknown>} */
export async function openChatgpt(message) {
  if (message && (await send(message, false)) === "ok") return;
  const tabs = await chrome.tabs.query({ url: OURS.origins });
  const [tab] = tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0)); // the one used last, as the worker asks
  if (!tab) return openAnalytics();
  await chrome.tabs.update(tab.id, { active: true });
  return chrome.windows.update(tab.windowId, { focused: true });
}

export function openAnalytics() {
  return chrome.tabs.create({ url: ANALYTICS });
}

// Opens an address that ChatGPT told: only an https one, only on a press.
/** @param {string} address */
export function openLink(address) {
  return URL.parse(address)?.protocol === "https:" ? chrome.tabs.create({ url: address }) : null;
}

// Whether this page is the popup that the toolbar icon opened: a tab may have been restored, reloaded or revived by the
// browser, and then nobody pressed anything.
/** @returns {boolean} */
export function isOpenedFromToolbar() {
  return chrome.extension.getViews({ type: "popup" }).includes(window);
}

/** @param {string} address */
export function openInTab(address) {
  return chrome.tabs.create({ url: chrome.runtime.getURL(`popup.html#${address}`) });
}

// Whether this page is the tab that the menu opens: its address keeps the view.
const isTab = () => location.hash.startsWith("#tab");

// Puts the view into the address of a tab. Chrome allows 200 changes in 30 s, and the pointer picks days faster.
/** @param {string} text */
export function keepAddress(text) {
  if (!isTab()) return;
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => history.replaceState(null, "", `#${text}`), ADDRESS_MS);
}

// Remembers whether single keys act: in memory, until the browser ends.
/** @param {boolean} on */
export async function saveShortcuts(on) {
  try {
    await (on ? chrome.storage.session.remove("shortcuts") : chrome.storage.session.set({ shortcuts: false }));
  } catch {
    // then it holds for this page only
  }
}

/** @returns {Promise<string>} the result code */
export async function grant() {
  try {
    return (await chrome.permissions.request(OURS)) ? "ok" : "NO_PERMISSION";
  } catch {
    return "NO_PERMISSION";
  }
}

/** @param {() => void} call */
export function defer(call) {
  setTimeout(call);
}

// A hidden page is not painted, so it does not wait for that.
/** @param {() => void} call */
export function afterPaint(call) {
  if (document.hidden) setTimeout(call);
  else requestAnimationFrame(() => setTimeout(call));
}

/** @type {(text: string) => string} */
export function cssEscape(text) {
  return CSS.escape(text);
}

// The calendar comes when it is first opened.
/** @returns {Promise<string>} the result code */
export async function loadCalendar() {
  try {
    await import("../../vendor/cally.js");
    return "ok";
  } catch {
    return "INTERNAL";
  }
}

// Without it Excel reads UTF-8 as the letters of its own code page. Text loses a first mark on its way out of Python.
const BYTE_ORDER_MARK = "\ufeff";

// Hands a file to the browser, which saves it where the person keeps downloads.
/** @type {(name: string, kind: string, text: string) => void} */
export function download(name, kind, text) {
  save(name, new Blob([kind === "text/csv" ? BYTE_ORDER_MARK : "", text], { type: `${kind};charset=utf-8` }));
}

/** @type {(name: string, title: string, subtitle: string) => Promise<string>} */
export async function savePicture(name, title, subtitle) {
  try {
    const { picture } = await import("./picture.js");
    save(name, await picture(title, subtitle));
    return "ok";
  } catch {
    return "INTERNAL";
  }
}

/** @type {(name: string, blob: Blob) => void} */
function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** @type {(text: string) => Promise<string>} */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return "ok";
  } catch {
    return "INTERNAL";
  }
}
