// One run of `collect` inside one tab. The tab may close, navigate, crash or freeze meanwhile;
// each ends as a code, never later than the deadline.

import { executeInTab, getPolicyCode, hasPermission, isAsleep, isChatgptUrl, sleep } from "../chatgpt/tabs.js";
import { collectFieldWords, SHAPE_BOUNDS } from "../chatgpt/field_words.js";
import { PAGES } from "../chatgpt/routes.js";
import { collect } from "./collect.js";
import { defineShape } from "./answer_shape.js";

const STAGES = /** @type {const} */ (["limits", "month", "days"]);
const POLL_MS = 500;
/** A page that has not started by then, in ms, shows a dialog or hangs. */
export const START_TIMEOUT_MS = 10_000;

// Runs inside the page: the progress of the run `id`; null when the page that ran it is gone.
/** @type {(id: string) => Progress | null} */
function readProgress(id) {
  const run = globalThis.codexEnterpriseCredits;
  return run?.id === id ? { step: run.step, of: run.of, report: run.report } : null;
}

// Runs inside the page: aborts the requests of the run `id`.
/** @type {(id: string) => void} */
function abortInPage(id) {
  const run = globalThis.codexEnterpriseCredits;
  if (run?.id === id) {
    run.abortController.abort();
  }
}

// Runs inside the page: what was answered when the stage was reached; null when the run ends before, or is gone.
/** @type {(id: string, stage: Stage) => any} */
function readStage(id, stage) {
  const run = globalThis.codexEnterpriseCredits;
  return run?.id === id ? run.stages[stage] : null;
}

/**
 * Aborts a run whose worker stopped, in whichever tab it continues. Sleeping tabs stay asleep, and the wait for
 * the other tabs is short.
 * @param {string} id
 */
export async function abortRun(id) {
  const tabs = (await chrome.tabs.query({ url: PAGES })).filter((tab) => !isAsleep(tab));
  const aborts = tabs.map((tab) => executeInTab(Number(tab.id), abortInPage, id));
  await Promise.race([Promise.allSettled(aborts), sleep(3 * POLL_MS)]);
}

/**
 * @param {number} tabId
 * @param {CollectOrder} order
 * @param {number} deadline Unix time in ms
 * @param {AbortSignal} signal
 * @param {(progress: Progress) => void} onProgress
 * @param {(stage: Stage, envelope: any) => void} onStage called with an envelope, not validated, of the answers by then
 * @returns {Promise<any>} an envelope, not validated, or {code}
 */
export async function runInTab(tabId, order, deadline, signal, onProgress, onStage) {
  if (signal.aborted) {
    return { code: "INTERRUPTED" };
  }
  /** @type {(result: any) => void} */
  let end = () => {};
  const ended = new Promise((resolve) => (end = resolve));
  const startupDeadline = Date.now() + 4 * POLL_MS;
  const beginBy = Math.min(Date.now() + START_TIMEOUT_MS, deadline);
  let isPolling = false;
  let hasStarted = false;
  let isOver = false;

  async function poll() {
    isPolling = true;
    try {
      const [{ result }] = await executeInTab(tabId, readProgress, order.id);
      if (result) {
        hasStarted = true;
        onProgress(result);
      } else if (hasStarted || Date.now() > startupDeadline) {
        end({ code: await diagnoseLostTab(tabId) });
      }
    } catch {
      end({ code: await diagnoseLostTab(tabId) });
    }
    isPolling = false;
  }

  /** @param {number} id */
  const onRemoved = (id) => id === tabId && end({ code: "TAB_LOST" });
  // A page in the back/forward cache answers no script, so the new page in its tab is polled at once.
  /** @type {(id: number, change: {status?: string}) => unknown} */
  const onUpdated = (id, { status }) => id === tabId && status && poll();
  const onAbort = () => end({ code: "INTERRUPTED" });
  chrome.tabs.onRemoved.addListener(onRemoved);
  chrome.tabs.onUpdated.addListener(onUpdated);
  signal.addEventListener("abort", onAbort);
  const pollTimer = setInterval(() => isPolling || poll(), POLL_MS);
  const deadlineTimer = setTimeout(() => end({ code: "TIMEOUT" }), deadline - Date.now());
  const startTimer = setTimeout(() => hasStarted || end({ code: "TAB_BUSY" }), beginBy - Date.now());

  executeInTab(tabId, defineShape, SHAPE_BOUNDS, collectFieldWords(order.requests)).catch(() => {}); // the page runs it first
  executeInTab(tabId, collect, { ...order, begin_by: beginBy }).then(
    async ([answer]) => end(answer?.result ?? { code: await diagnoseLostTab(tabId) }),
    async (error) => end({ code: getPolicyCode(error) ?? (await diagnoseLostTab(tabId)) }),
  );
  for (const stage of STAGES) {
    executeInTab(tabId, readStage, order.id, stage).then(
      ([answer]) => answer?.result && !isOver && onStage(stage, answer.result),
      () => {}, // that the tab is lost is seen above
    );
  }
  const result = await ended;
  isOver = true;

  clearTimeout(deadlineTimer);
  clearTimeout(startTimer);
  clearInterval(pollTimer);
  chrome.tabs.onRemoved.removeListener(onRemoved);
  chrome.tabs.onUpdated.removeListener(onUpdated);
  signal.removeEventListener("abort", onAbort);
  if (result.v !== 1) {
    executeInTab(tabId, abortInPage, order.id).catch(() => {});
  }
  return result;
}

/** @type {(tabId: number) => Promise<string>} */
async function diagnoseLostTab(tabId) {
  await sleep(POLL_MS); // the tab may be navigating
  try {
    const { url } = await chrome.tabs.get(tabId);
    if (!(await hasPermission())) {
      return "NO_PERMISSION";
    }
    return isChatgptUrl(url) ? "TAB_LOST" : "WRONG_HOST";
  } catch {
    return "TAB_LOST";
  }
}
