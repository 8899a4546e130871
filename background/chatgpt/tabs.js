// ChatGPT's tabs: which one a refresh uses, and running a function inside it.

import { ORIGIN, PAGES } from "./routes.js";

/** The page that is opened where no tab of ChatGPT is there: ChatGPT's own view of the same figures. */
export const ANALYTICS = `${ORIGIN}/codex/cloud/settings/analytics`;

const LOAD_TIMEOUT_MS = 10_000;
const LOAD_POLL_MS = 250;
const RESPONSE_TIMEOUT_MS = 2_000; // a page that is not busy answers within milliseconds

/** @param {number} ms */
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** @returns {Promise<boolean>} whether the extension may access ChatGPT */
export const hasPermission = () => chrome.permissions.contains({ origins: [PAGES] });

/** @param {string} [url] */
export const isChatgptUrl = (url = "") => URL.canParse(url) && new URL(url).origin === ORIGIN;
/** @param {chrome.tabs.Tab} tab */
export const isAsleep = (tab) => tab.discarded || tab.frozen === true || tab.status === "unloaded";
/** @param {chrome.tabs.Tab} tab */
const isChatgptTab = (tab) => isChatgptUrl(tab.url) || isChatgptUrl(tab.pendingUrl);

/**
 * ChatGPT's tabs in the order of preference: loaded, then last used, in all windows. A tab that the browser
 * put to sleep is left out: it cannot answer, and a request would wake it.
 * @param {chrome.tabs.Tab[]} tabs
 * @returns {chrome.tabs.Tab[]}
 */
export function sortTabs(tabs) {
  /** @type {(tab: chrome.tabs.Tab) => number[]} */
  const rank = (tab) =>
    [tab.status === "complete", isChatgptUrl(tab.url), tab.lastAccessed ?? 0, tab.active].map(Number);
  const usable = tabs.filter((tab) => !isAsleep(tab) && isChatgptTab(tab));
  return usable
    .map((tab) => ({ tab, ranks: rank(tab) }))
    .sort((a, b) => {
      const at = a.ranks.findIndex((value, index) => value !== b.ranks[index]);
      return at < 0 ? Number(a.tab.id) - Number(b.tab.id) : b.ranks[at] - a.ranks[at];
    })
    .map(({ tab }) => tab);
}

/**
 * Waits for a tab to load. A busy page is used only when no other page answers; a tab that shows an error page
 * of the browser is never used.
 * @param {number[]} [excluded] ids of tabs to skip
 * @returns {Promise<{tab: chrome.tabs.Tab, code?: undefined} | {tab?: undefined, code: string}>}
 */
export async function findTab(excluded = []) {
  const deadline = Date.now() + LOAD_TIMEOUT_MS;
  const tabs = await chrome.tabs.query({});
  const noTab = tabs.some(isChatgptTab) ? "TAB_ASLEEP" : "NO_TAB";
  let failure = noTab;
  let busyTab;
  for (const candidate of sortTabs(tabs).filter(({ id }) => !excluded.includes(Number(id)))) {
    const { tab, code } = await waitForLoad(candidate, deadline);
    const state = tab ? await getPageState(tab) : code;
    if (tab && state === "ready") {
      return { tab };
    }
    if (state === "busy") {
      busyTab ??= tab;
    }
    failure = failure === noTab ? state : failure;
  }
  return busyTab ? { tab: busyTab } : { code: failure };
}

/**
 * @param {chrome.tabs.Tab} candidate
 * @param {number} deadline Unix time in ms
 * @param {AbortSignal} [signal]
 * @returns {Promise<{tab?: chrome.tabs.Tab, code: string}>} the tab once it shows a page of ChatGPT
 */
export async function waitForLoad(candidate, deadline, signal) {
  try {
    let tab = candidate;
    for (; tab.status === "loading" || isAsleep(tab); tab = await chrome.tabs.get(Number(tab.id))) {
      if (signal?.aborted) {
        return { code: "INTERRUPTED" };
      }
      if (Date.now() > deadline) {
        return { code: "TIMEOUT" };
      }
      await sleep(LOAD_POLL_MS);
    }
    return isChatgptUrl(tab.url) ? { tab, code: "ok" } : { code: "WRONG_HOST" };
  } catch {
    return { code: "NO_TAB" }; // the tab was closed
  }
}

// Runs in the page. One in a sandbox, such as a file that ChatGPT shows, has no origin: nothing can be asked from it.
export const hasOrigin = () => globalThis.origin !== "null";

/**
 * @param {chrome.tabs.Tab} tab
 * @returns {Promise<string>} "ready", "busy", or the code of why no script can run there
 */
export async function getPageState(tab) {
  const state = executeInTab(Number(tab.id), hasOrigin).then(
    ([{ result }]) => (result ? "ready" : "TAB_ERROR"),
    async (error) => getPolicyCode(error) ?? ((await hasPermission()) ? "TAB_ERROR" : "NO_PERMISSION"),
  );
  return Promise.race([state, sleep(RESPONSE_TIMEOUT_MS).then(() => "busy")]);
}

/**
 * @param {any} error of a script that Chrome did not run
 * @returns {string | null} the code when an administrator's policy is the reason, else null
 */
export const getPolicyCode = (error) => (/\bpolicy\b/i.test(error?.message) ? "BLOCKED_BY_POLICY" : null);

/**
 * @param {number} tabId
 * @param {(...args: any[]) => any} func Chrome copies its source into the page
 * @param {...any} args
 */
export const executeInTab = (tabId, func, ...args) =>
  chrome.scripting.executeScript({ target: { tabId }, world: "ISOLATED", func, args });
