// The stored state as Python takes it: JSON text, with the chart's size and the present instant. The chosen range and
// whether single keys act are stored here too. Nothing here decides anything, and nothing that is exported throws but `withTimeout`.

import { SESSION_KEYS, sanitizeSession } from "./session.js";

const STORAGE_TIMEOUT_MS = 5_000; // longer than any healthy disk takes
const ADDRESS_MS = 250;

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
/** @type {Promise<unknown>} */
let policyRead = Promise.resolve();
let toldPolicy = "{}"; // the policy as Python was last told, as JSON text
/** @typedef {"local" | "session" | "managed"} Area */
/** @type {Record<Area, {order: number, value: any}>} */
const newest = {
  // what the read that began last has found
  local: { order: 0, value: {} },
  session: { order: 0, value: {} },
  managed: { order: 0, value: {} },
};

// Storage that does not answer in time counts as broken. The worker has a copy: the two share nothing but the storage.
/** @type {<Value>(call: Promise<Value>) => Promise<Value>} */
export async function withTimeout(call) {
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
/** @type {(area: Area, keys: string[] | null) => Promise<any>} */
async function read(area, keys) {
  const order = (begun += 1);
  const found = await withTimeout(chrome.storage[area].get(keys));
  const value = area === "session" ? sanitizeSession(found) : found;
  if (order > newest[area].order) newest[area] = { order, value };
  return newest[area].value;
}

// Reads what a company's policy sets. Firefox refuses where there is none; what was set before stands then, as it does
// where the browser does not answer.
// A popup does not wait for it: a browser that has just started takes more than a second, and a popup opens with one's
// own credits. `onState` tells what comes later. A tab waits, because its address may name the workspace.
const readPolicy = () => read("managed", null).catch(() => null);

// Reads the state anew, and gives it as `latestState` does.
/** @returns {Promise<string>} */
export async function readState() {
  await readStorage();
  return latestState();
}

// Reads what is stored, for `latestState`. It needs nothing of the page.
export async function readStorage() {
  const stored = [read("local", ["report", "range"]), read("session", SESSION_KEYS)];
  policyRead = readPolicy();
  try {
    await Promise.all(isTab() ? [...stored, policyRead] : stored);
    ended = "ok";
  } catch {
    ended = "STORAGE";
  }
}

// Where the storage does not answer, what it gave before still stands; whether a refresh runs is then not known.
function unreadState() {
  if (newest.local.order === 0) return { code: ended, local: {}, session: {} };
  const session = { ...newest.session.value, refresh: undefined, notice: { code: ended } };
  return { code: "ok", local: newest.local.value, session };
}

// The newest state as JSON text: the report without the columns of its breakdowns, which `columns` gives.
export function latestState() {
  const found =
    ended === "ok" ? { code: "ok", local: newest.local.value, session: newest.session.value } : unreadState();
  latest = found.local.report;
  // The chart is measured now, not before the wait: its size is the page's and not the state's.
  const address = isTab() ? { address: location.hash.slice(1) } : {};
  const policy = newest.managed.value;
  toldPolicy = JSON.stringify(policy);
  return JSON.stringify({ ...found, policy, now: now(), ...address, ...(drawn = chartSize()) }, withoutColumns);
}

// Python takes the report it was last told of: from now on `columns` are of that one.
export function pinReport() {
  pinned = latest;
}

export const pinnedReport = () => pinned;

// What was read last.
export const storedState = () => ({
  report: newest.local.value.report,
  range: newest.local.value.range,
  session: newest.session.value,
});

// Of a stored breakdown everything but its columns; of all else everything.
/** @type {(name: string, value: any) => any} */
function withoutColumns(name, value) {
  if (name !== "breakdowns" || !Array.isArray(value)) return value;
  return value.map((breakdown) =>
    breakdown && typeof breakdown === "object" ? { ...breakdown, days: undefined, series: undefined } : breakdown,
  );
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
    const columns = series.map(({ key, label, values }) => ({
      key,
      label,
      values: values.length === days.length ? cut(values) : values,
    }));
    return JSON.stringify({
      days: cut(days),
      series: columns.filter(({ values }) => values.some((value) => value !== null)),
    });
  } catch {
    return "null";
  }
}

const chart = () => /** @type {Element} */ (document.getElementById("chart"));

export const drawnSize = () => drawn ?? chartSize();

/** @returns {Sizes} */
export function chartSize() {
  const { clientWidth: width, clientHeight: height } = chart();
  const { clientWidth: burn_width, clientHeight: burn_height } = /** @type {Element} */ (
    document.getElementById("burn-up")
  );
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

/** @returns {Instant} */
export function now() {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

// Calls `callback(text)` after each change of what is stored: with the whole state, or with {now, session} when only
// that changed, as it does with each step of a refresh.
/** @param {(text: string) => void} callback */
export function onState(callback) {
  /** @type {Partial<Record<Area, boolean>> | null} */
  let waiting = null;
  policyRead.then(async () => {
    if (JSON.stringify(newest.managed.value) !== toldPolicy) callback(await readState());
  });
  chrome.storage.onChanged.addListener(async (changes, area) => {
    if ("screen" in changes && Object.keys(changes).length === 1) return; // what this popup, or another one, has cached
    const first = waiting === null;
    waiting = { ...waiting, [area]: true };
    if (!first) return;
    await new Promise((resolve) => setTimeout(resolve, 16));
    const { local, managed } = waiting;
    waiting = null;
    const session = local || managed ? null : await read("session", SESSION_KEYS).catch(() => null);
    callback(session ? JSON.stringify({ now: now(), session }) : await readState());
  });
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

// Remembers whether single keys act: in memory, until the browser ends.
/** @param {boolean} on */
export async function saveShortcuts(on) {
  try {
    await (on ? chrome.storage.session.remove("shortcuts") : chrome.storage.session.set({ shortcuts: false }));
  } catch {
    // then it holds for this page only
  }
}

// Whether this page is the tab that the menu opens: its address keeps the view.
export const isTab = () => location.hash.startsWith("#tab");

// Puts the view into the address of a tab. Chrome allows 200 changes in 30 s, and the pointer picks days faster.
/** @param {string} text */
export function keepAddress(text) {
  if (!isTab()) return;
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => history.replaceState(null, "", `#${text}`), ADDRESS_MS);
}
