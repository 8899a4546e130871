// The cached screen: the changes that made the popup's first screen, which Python keeps in session memory
// (popup/controllers/screen_cache.py). The next opening makes them before Python has started, where all they were made from is
// as it was; then Python draws over them.

import { applyChanges } from "./changes.js";
import { chartSize, isTab, pinnedReport, storedState } from "./state.js";

const MINUTE_MS = 60_000;

/**
 * @typedef {object} CachedScreen
 * @property {string} key what it was made from
 * @property {string} sizes the chart's sizes then, as JSON text
 * @property {Instant} from the minute from which on it holds
 * @property {import("./changes.js").Change[]} changes
 * @property {import("./changes.js").Change[][]} minutes for each minute what tells the time differently in it
 */

/** @type {Promise<{screen?: CachedScreen}>} */
const found = chrome.storage.session.get("screen").catch(() => ({}));

// All a screen is made from but its size and the minute. Two time zones that agree in every month of a year tell the same.
/** @type {(report: any, range: any, workspace: any) => Promise<string>} */
async function keyOf(report, range, workspace) {
  const today = new Date();
  const offsets = Array.from({ length: 12 }, (_, month) => new Date(today.getFullYear(), month).getTimezoneOffset());
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(report)));
  const days = [today.toDateString(), today.toISOString().slice(0, 10)];
  const languages = [chrome.i18n.getUILanguage(), ...navigator.languages];
  const { version } = chrome.runtime.getManifest();
  const chosen = [range?.preset, range?.start, range?.end, workspace?.identity, workspace?.name, workspace?.plan];
  return JSON.stringify([version, languages, offsets, days, chosen, ...new Uint8Array(digest)]);
}

// Shows the cached screen if it is still true. One of another shape counts as none.
export async function showCachedScreen() {
  try {
    const { screen } = await found;
    const changed = screen?.minutes[Math.floor((Date.now() - Date.parse(screen.from)) / MINUTE_MS)];
    if (!screen || !changed || isTab()) return;
    const { report, range, session } = storedState();
    if (session.notice || (await keyOf(report, range, session.workspace)) !== screen.key) return;
    if (document.body.dataset.phase !== "starting" || JSON.stringify(chartSize()) !== screen.sizes) return;
    applyChanges([...screen.changes, ...changed]);
    document.body.dataset.cached = "";
    performance.mark("cached screen");
  } catch {
    // then Python draws the first screen
  }
}

// Caches a screen of the report that Python has taken, unless that was deleted meanwhile.
/** @param {string} text a `CachedScreen` without its key and sizes, and with the `range` and the `workspace` it is of, as JSON text */
export async function cacheScreen(text) {
  const { range, workspace, ...made } = JSON.parse(text);
  const sizes = JSON.stringify(chartSize());
  try {
    const key = await keyOf(pinnedReport(), range, workspace);
    await chrome.storage.session.set({ screen: { key, sizes, ...made } });
    const { report } = await chrome.storage.local.get("report");
    if (!report) await chrome.storage.session.remove("screen");
  } catch {
    // then the next opening waits for Python
  }
}
