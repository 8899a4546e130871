// The cached screen: what the next opening of the popup shows until Python has started, kept in session memory. Python works
// it out (popup/controllers/screen_cache.py) as the changes that draw it, and then draws over it with the same changes.

import { applyChanges } from "./changes.js";
import { chartSize, drawnSize, isTab, pinnedReport, storedState, withTimeout } from "./state.js";

const MINUTE_MS = 60_000;

/**
 * @typedef {object} CachedScreen
 * @property {string} key what it was made from
 * @property {string} size of the window and the charts then
 * @property {Instant} from the minute from which on it holds
 * @property {import("./changes.js").Change[]} changes
 * @property {(import("./changes.js").Change[] | null)[]} minutes for each minute from then on what tells the time differently in it;
 *   null where the popup would begin with something else
 */

/** @type {Promise<{screen?: CachedScreen}>} */
let found = Promise.resolve({});
let deletions = 0;

/** @param {{width: number}} charts */
const sizeOf = (charts) => JSON.stringify([document.documentElement.className, charts]);

// All a screen is made from but its size and the minute, at the time `at`. The name of the time zone would cost an Intl object
// before the first paint: its offsets on the first of each month stand for it.
/** @type {(report: any, range: any, session: any, at: Date) => Promise<string>} */
async function keyOf(report, range, { workspace, notice }, at) {
  const offsets = Array.from({ length: 12 }, (_, month) => new Date(at.getFullYear(), month).getTimezoneOffset());
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(report)));
  return JSON.stringify([
    chrome.runtime.getManifest().version,
    [chrome.i18n.getUILanguage(), ...navigator.languages],
    [at.toDateString(), at.toISOString().slice(0, 10), at.getTimezoneOffset(), ...offsets],
    [range?.preset, range?.start, range?.end],
    [workspace?.identity, workspace?.name, workspace?.plan, notice?.code],
    new Uint8Array(digest).join(),
  ]);
}

// Reads the cached screen; a tab has none.
export function readCachedScreen() {
  if (!isTab()) found = chrome.storage.session.get("screen").catch(() => ({}));
}

// Shows the cached screen if it is still true, and tells whether it did. Whatever is wrong with it, Python draws all of it anew.
/** @returns {Promise<boolean>} */
export async function showCachedScreen() {
  try {
    const { screen } = await found;
    const now = new Date();
    const changed = screen?.minutes[Math.floor((now.getTime() - Date.parse(screen.from)) / MINUTE_MS)];
    if (!screen || !changed) return false;
    const { report, range, session } = storedState();
    if ((await keyOf(report, range, session, now)) !== screen.key || sizeOf(chartSize()) !== screen.size) return false;
    applyChanges([...screen.changes, ...changed]);
    document.body.dataset.cached = "";
    performance.mark("cached screen");
    return true;
  } catch {
    return false;
  }
}

// Caches a screen of the report that Python has taken, unless everything was deleted meanwhile.
/** @param {string} text a `CachedScreen` without its key and size, and with the `range` and `session` it is of, as JSON text */
export async function cacheScreen(text) {
  const { range, session, ...made } = JSON.parse(text);
  const [size, before] = [sizeOf(drawnSize()), deletions];
  try {
    const key = await keyOf(pinnedReport(), range, session, new Date(made.from));
    if (before !== deletions) return;
    await withTimeout(chrome.storage.session.set({ screen: { key, size, ...made } }));
    const { report } = await withTimeout(chrome.storage.local.get("report"));
    if (!report) await dropScreen();
  } catch {
    // then the next opening waits for Python
  }
}

// Removes the cached screen; one that is on its way is not written any more.
export async function dropScreen() {
  deletions += 1;
  await chrome.storage.session.remove("screen").catch(() => {});
}
