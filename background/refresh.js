// One refresh at a time: plan the requests, run them in a tab, build the report, store it. The popup reads the
// result from storage, never from a message. A refresh that fails leaves the report as it is and stores a
// notice with a code; nothing here throws.

import { abortRun } from "./collect/run.js";
import { describeSession, NO_DIAGNOSTICS } from "./report/diagnostics.js";
import { isEnvelope } from "./report/envelope.js";
import { classifySession, parseRetryAfter } from "./chatgpt/responses.js";
import { clearStorage, getRunningRefresh, getSalt, loadState, markInterrupted } from "./report/store.js";
import { parseIntervals, planRequests, requiredDays, updateRevalidation } from "./coverage/plan.js";
import { collectInAnyTab, collectInTab, saveProgress, TAB_FAILURES } from "./collect_in_tab.js";
import { currentCoverage, isBehind, listDeferred } from "./coverage/deferred.js";
import { difference } from "./coverage/intervals.js";
import { isThrottled } from "./cooldown.js";
import { hasPermission } from "./chatgpt/tabs.js";
import { hidesWorkspace, withoutWorkspace } from "./policy.js";
import {
  closeForgottenTab,
  forgetPendingRefresh,
  NEEDS_PERSON,
  releaseTab,
  showTab,
  takePendingRefresh,
} from "./helper_tab.js";
import { DAILY_REPORTS } from "./contract.js";
import { toDay, toInstant } from "./dates.js";
import { coveredDays } from "./coverage/coverage.js";
import { isSamePerson, saveFailure, storeEnvelope } from "./save_result.js";
import { storeStage, undoStages } from "./save_stage.js";

const LOCK_TIMEOUT_MS = 3_000;

/** @type {AbortController | null} */
let currentRun = null;
let deletion = new AbortController(); // aborted by the next deletion

/** @type {<T>(work: (lock: Lock | null) => Promise<T>) => Promise<T>} */
const withRefreshLock = (work) => navigator.locks.request("refresh", { ifAvailable: true }, work);

/**
 * Called at every start of the worker. The previous worker may still be stopping and hold the lock, so this waits
 * for the lock: otherwise the refresh of that worker would seem to run forever.
 */
export const recover = () =>
  navigator.locks
    .request("refresh", { signal: AbortSignal.timeout(LOCK_TIMEOUT_MS) }, recoverInterruptedRefresh)
    .catch(() => {});

/**
 * The same where no refresh runs, whenever a popup that waits for one asks: a worker may take longer to stop than `recover`
 * waits, and its refresh would seem to run for as long as this worker lives.
 */
export const recoverIfIdle = () => withRefreshLock(async (lock) => lock && recoverInterruptedRefresh());

/**
 * @param {"refresh" | "refresh_all"} kind "refresh_all" requests every day, also the stored ones
 * @param {unknown} days the intervals the popup asks for, not validated
 * @param {"open" | "wake" | null} [mayUse] which tab the press allows if none can be read: a new one, or a sleeping one
 * @param {string} [shown] the daily report on screen
 * @returns {Promise<string>} the result code
 */
export const refresh = (kind, days, mayUse = null, shown = "model") =>
  withRefreshLock(async (lock) => (lock ? run(kind, days, mayUse, shown) : "BUSY"));

/**
 * Brings a ChatGPT tab to the front, where the person signs in, say; the refresh follows when that tab has loaded.
 * @param {unknown} days
 */
export const showTabThenRefresh = (days) => showTab(days, { signal: deletion.signal });

const loadedTabs = /** @type {Set<number>} */ (new Set()); // whose loading waits for a refresh to end

/**
 * Runs the refresh that waits for the tab `id`, which has loaded, once no other runs: a sign-in loads pages while the one before is
 * still being asked, and the last one is the one that counts.
 * @param {number} id
 */
export async function resumeRefresh(id) {
  if (loadedTabs.has(id)) {
    return;
  }
  loadedTabs.add(id);
  await navigator.locks.request("refresh", async () => {
    loadedTabs.delete(id);
    const { signal } = deletion;
    const pending = await takePendingRefresh(id);
    if (!pending || signal.aborted) {
      return;
    }
    const code = await run("refresh", pending.days, null, "model");
    if (![...NEEDS_PERSON, ...TAB_FAILURES, "INTERRUPTED"].includes(code)) {
      await forgetPendingRefresh();
    }
  });
}

/**
 * Deletes everything stored and aborts a running refresh.
 * @returns {Promise<string>} the result code
 */
export async function clearData() {
  currentRun?.abort();
  deletion.abort();
  deletion = new AbortController();
  const closing = closeForgottenTab().catch(() => {}); // reads which tab it is before that is deleted
  await clearStorage();
  await closing;
  return "ok";
}

// If the worker stopped during a refresh, its page may still send requests: they are aborted, and the refresh
// is marked as interrupted. Call this with the lock held.
async function recoverInterruptedRefresh() {
  await closeForgottenTab().catch(() => {});
  const interrupted = await getRunningRefresh();
  if (interrupted) {
    await abortRun(interrupted.id).catch(() => {});
    await markInterrupted(interrupted.id, toInstant(Date.now()));
  }
}

/** @type {(kind: string, days: unknown, mayUse: Job["mayUse"], shown: string) => Promise<string>} */
async function run(kind, days, mayUse, shown) {
  const controller = new AbortController();
  /** @type {Job} */
  const job = {
    id: crypto.randomUUID(),
    signal: controller.signal,
    started: Date.now(),
    salt: "",
    log: [],
    diagnostics: NO_DIAGNOSTICS,
    hasRequested: false,
    isOver: false,
    staging: Promise.resolve(),
    staged: new Map(),
    before: null,
    mayUse,
    prepared: null,
    opened: null,
  };
  currentRun = controller;
  /** @type {Outcome} */
  let outcome;
  try {
    outcome = await attemptRefresh(kind, days, shown, job);
  } catch {
    outcome = { code: "INTERNAL" };
  }
  const { code, throttled = false, wait = null } = outcome;
  if (code !== "ok" && !throttled) {
    await saveFailure(job, code, wait).catch(() => {});
  }
  await releaseTab(job, code, days).catch(() => {});
  currentRun = null; // until here, deleting aborts what is still written
  return job.signal.aborted ? "INTERRUPTED" : code;
}

/** @type {(kind: string, days: unknown, shown: string, job: Job) => Promise<Outcome>} */
async function attemptRefresh(kind, days, shown, job) {
  const isHidden = hidesWorkspace();
  await recoverInterruptedRefresh();
  const stored = await loadState();
  const hidden = await isHidden;
  const state = hidden ? { ...stored, report: withoutWorkspace(stored.report) } : stored;
  const today = toDay(job.started);
  const throttled = isThrottled(state.cooldown, job.started);
  const required = requiredDays(days, !throttled, today);
  const reports = DAILY_REPORTS.filter((name) => hidden === false || name !== "workspace");
  const options = { longest: state.longest, view: parseIntervals(days, today)[0] ?? null, shown, reports };
  const fullPlan = planRequests(required, {}, options);
  let { read, requests } = throttled
    ? uncoveredRequests(kind, state, required, options, today)
    : { read: required, requests: planWithoutCurrentDays(kind, state, required, fullPlan, options, job.started) };
  if (throttled && requests.length === 0) {
    const reason = state.cooldown?.code === "RATE_LIMITED" ? "RATE_LIMITED" : "THROTTLED";
    return { code: state.notice?.code ?? reason, throttled: true };
  }
  if (!(await hasPermission())) {
    return { code: "NO_PERMISSION" };
  }
  await saveProgress(job, { step: 0, of: requests.length + 1, report: "session" });
  job.salt = await getSalt(job);
  /** @type {import("./collect_in_tab.js").OnStage} */
  const onStage = (stage, part) => storeStage(stage, part, state, job);
  const first = await collectInAnyTab(requests, job, onStage);
  let { envelope } = first;
  if (first.tab && isEnvelope(envelope) && !isSamePerson(state, envelope) && requests !== fullPlan) {
    read = required;
    requests = fullPlan;
    envelope = await collectInTab(first.tab, fullPlan, job, onStage); // another person: the stored days are not theirs
  }
  const revalidation = () => updateRevalidation(state.revalidation, read, today, requests === fullPlan);
  if (isEnvelope(envelope)) {
    return storeEnvelope(envelope, state, required, revalidation, job);
  }
  const failure = explainFailure(envelope);
  await undoStages(failure.code, state, job);
  job.diagnostics = describeSession(envelope, failure.code);
  return failure;
}

/**
 * @param {string} kind
 * @param {StoredState} state
 * @param {Interval[]} required
 * @param {ReportRequest[]} all
 * @param {PlanOptions & {shown: string, reports: string[]}} options
 * @param {number} now Unix time in ms
 * @returns {ReportRequest[]}
 */
function planWithoutCurrentDays(kind, { identity, report, revalidation, workspace }, required, all, options, now) {
  if (!identity || !report || kind !== "refresh") {
    return all;
  }
  const names = (workspace?.name ?? null) === null;
  const deferred = listDeferred(report, revalidation, required, options.shown, now);
  const reports = options.reports.filter((name) => !deferred.includes(name));
  return planRequests(required, currentCoverage(report, revalidation, toDay(now)), { ...options, names, reports });
}

// During the cooldown after a complete refresh, only this is requested: days that were never read, and the report on
// screen where that refresh left it out.
/**
 * @param {string} kind
 * @param {StoredState} state
 * @param {Interval[]} required
 * @param {PlanOptions & {shown: string, reports: string[]}} options
 * @param {Day} today
 * @returns {{read: Interval[], requests: ReportRequest[]}}
 */
function uncoveredRequests(kind, { identity, report, cooldown, revalidation }, required, options, today) {
  if (kind !== "refresh" || !identity || !report || cooldown?.code !== "ok") {
    return { read: [], requests: [] };
  }
  const { shown, longest, reports } = options;
  const read = difference(required, report.scopes.mine.spans);
  const more = { account: false, longest, reports };
  const unread = read.length > 0 ? planRequests(read, coveredDays(report, true), more) : [];
  if (!isBehind(report, shown)) {
    return { read, requests: unread };
  }
  const again = planRequests(required, currentCoverage(report, revalidation, today), {
    ...options,
    ...more,
    reports: [shown],
  });
  return { read, requests: [...again, ...unread.filter((request) => request.report !== shown)] };
}

/** @type {(failure: {code?: unknown, session?: SessionFailure}) => Outcome} */
function explainFailure({ code, session }) {
  const reported = typeof code === "string" ? code : "SHAPE";
  const reason = session ? classifySession(session) : reported;
  return { code: reason, wait: reason === "RATE_LIMITED" ? parseRetryAfter(session?.retry_after, Date.now()) : null };
}
