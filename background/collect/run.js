// One run of `collect` inside one tab. The tab may close, move to another page, crash or
// freeze while it runs; each ends here as a code, and never later than the deadline.

import { collect } from "./collect.js";
import { isAsleep, isOurs, isTabOfOurs, PAGES, tabsInOrder } from "../chatgpt/chatgpt.js";

const POLL_MS = 500;
const LOADING_MS = 10_000;
const ANSWER_MS = 2_000; // a page that is not busy answers within milliseconds
export const BEGIN_MS = 10_000; // a page that has not begun by then shows a dialog, or hangs

const PERMISSION = { origins: [PAGES] };
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export const permitted = () => chrome.permissions.contains(PERMISSION);

// The first of ChatGPT's tabs that answers, as soon as it has loaded: {tab} or {code}. A page that is only busy is asked
// all the same when no other answers; one that shows the browser's own error page cannot be. `tried` are ids to pass by.
export async function loadedTab(tried = []) {
  const until = Date.now() + LOADING_MS;
  const tabs = await chrome.tabs.query({});
  const none = tabs.some(isTabOfOurs) ? "TAB_ASLEEP" : "NO_TAB";
  const found = { code: none };
  for (const candidate of tabsInOrder(tabs).filter(({ id }) => !tried.includes(id))) {
    const { tab, code } = await loaded(candidate, until);
    const state = tab ? await stateOf(tab) : code;
    if (state === "answers") {
      return { tab };
    }
    if (state === "busy") {
      found.tab ??= tab;
    }
    found.code = found.code === none ? state : found.code;
  }
  return found.tab ? { tab: found.tab } : { code: found.code };
}

async function loaded(candidate, until) {
  try {
    let tab = candidate;
    for (; tab.status === "loading"; tab = await chrome.tabs.get(tab.id)) {
      if (Date.now() > until) {
        return { code: "TIMEOUT" };
      }
      await sleep(POLL_MS / 2);
    }
    return isOurs(tab.url ?? "") ? { tab } : { code: "WRONG_HOST" };
  } catch {
    return { code: "NO_TAB" }; // it was closed meanwhile
  }
}

// Whether the page in `tab` takes a script: "answers", "busy", or the code of why it cannot.
async function stateOf(tab) {
  const answer = inside(tab.id, () => true).then(
    () => "answers",
    async (error) => refusedBy(error) ?? ((await permitted()) ? "TAB_ERROR" : "NO_PERMISSION"),
  );
  return Promise.race([answer, sleep(ANSWER_MS).then(() => "busy")]);
}

// The code of a script refused by a policy of the company that manages the browser; null for any other reason.
const refusedBy = (error) => (/\bpolicy\b/i.test(error?.message) ? "BLOCKED_BY_POLICY" : null);

// Runs inside the page: how far the run called `id` has come; null when the page that ran it is gone.
function progressOf(id) {
  const progress = globalThis.codexEnterpriseCredits;
  return progress?.id === id ? { step: progress.step, of: progress.of, report: progress.report } : null;
}

// Runs inside the page: ends what is being asked, and asks for nothing more.
function stop(id) {
  const progress = globalThis.codexEnterpriseCredits;
  if (progress?.id === id) {
    progress.off.abort();
  }
}

const inside = (tabId, func, ...args) =>
  chrome.scripting.executeScript({ target: { tabId }, world: "ISOLATED", func, args });

// Ends the run called `id`, whose worker died, in whichever tab it goes on. A tab that sleeps
// is left asleep, and one that does not answer is not waited for.
export async function callOff(id) {
  const awake = (await chrome.tabs.query({ url: PAGES })).filter((tab) => !isAsleep(tab));
  await Promise.race([Promise.allSettled(awake.map((tab) => inside(tab.id, stop, id))), sleep(3 * POLL_MS)]);
}

// The envelope of `job`, or {code}; `onProgress` hears how far it is. `signal` calls it off.
export async function ask(tabId, job, until, signal, onProgress) {
  if (signal.aborted) {
    return { code: "INTERRUPTED" };
  }
  let settle;
  const ended = new Promise((resolve) => (settle = resolve));
  let looking = false;
  const surelyBegun = Date.now() + 4 * POLL_MS;
  const beginBy = Math.min(Date.now() + BEGIN_MS, until);
  let seen = false;

  async function look() {
    looking = true;
    try {
      const [{ result }] = await inside(tabId, progressOf, job.id);
      if (result) {
        seen = true;
        onProgress(result);
      } else if (seen || Date.now() > surelyBegun) {
        settle({ code: await whyLost(tabId) });
      }
    } catch {
      settle({ code: await whyLost(tabId) });
    }
    looking = false;
  }

  const removed = (id) => id === tabId && settle({ code: "TAB_LOST" });
  // A page kept for going back to answers no question: the new page in its tab is asked at once.
  const updated = (id, { status }) => id === tabId && status && look();
  const calledOff = () => settle({ code: "INTERRUPTED" });
  chrome.tabs.onRemoved.addListener(removed);
  chrome.tabs.onUpdated.addListener(updated);
  signal.addEventListener("abort", calledOff);
  const poll = setInterval(() => looking || look(), POLL_MS);
  const deadline = setTimeout(() => settle({ code: "TIMEOUT" }), until - Date.now());
  const silent = setTimeout(() => seen || settle({ code: "TAB_BUSY" }), beginBy - Date.now());

  inside(tabId, collect, { ...job, begin_by: beginBy }).then(
    async ([answer]) => settle(answer?.result ?? { code: await whyLost(tabId) }),
    async (error) => settle({ code: refusedBy(error) ?? (await whyLost(tabId)) }),
  );
  const result = await ended;

  clearTimeout(deadline);
  clearTimeout(silent);
  clearInterval(poll);
  chrome.tabs.onRemoved.removeListener(removed);
  chrome.tabs.onUpdated.removeListener(updated);
  signal.removeEventListener("abort", calledOff);
  if (result.v !== 1) {
    inside(tabId, stop, job.id).catch(() => {});
  }
  return result;
}

async function whyLost(tabId) {
  await sleep(POLL_MS); // the tab may be on its way to another page
  try {
    const { url } = await chrome.tabs.get(tabId);
    if (!(await permitted())) {
      return "NO_PERMISSION";
    }
    return isOurs(url ?? "") ? "TAB_LOST" : "WRONG_HOST";
  } catch {
    return "TAB_LOST";
  }
}
