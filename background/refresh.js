// One refresh at a time: plan the requests, run them in a tab, build the report, store it. The popup reads the
// result from storage, never from a message. A refresh that fails leaves the report as it is and stores a
// notice with a code; nothing here throws.

import { abortRun, runInTab, START_TIMEOUT_MS } from "./collect/run.js";
import { buildReport, isEnvelope } from "./report/build.js";
import { classifySession, parseRetryAfter, worstCode } from "./chatgpt/responses.js";
import {
  clearStorage, getRunningRefresh, getSalt, loadState, markInterrupted, saveReport, writeSession,
} from "./report/store.js";
import { currentDays, isRevalidationDue, planRequests, requiredDays, updateRevalidation } from "./coverage/plan.js";
import { DAILY_REPORTS, PERSONAL_PLANS, ROUTES } from "./contract.js";
import { ORIGIN } from "./chatgpt/routes.js";
import { difference, intersection } from "./coverage/intervals.js";
import { getCooldown, getCooldownReason, isThrottled, RESOLVED_BY_PERSON } from "./cooldown.js";
import { findTab, hasPermission } from "./chatgpt/tabs.js";
import { toDay, toInstant } from "./dates.js";
import { coveredDays } from "./coverage/coverage.js";
import { sanitizeText } from "./parse/labels.js";
import { truncate } from "./report/truncate.js";

const DEADLINE_MS = 60_000;
const LOCK_TIMEOUT_MS = 3_000;
const MAX_LOG_ENTRIES = 200;
const PAGE_LIMITS = {
  total_ms: 55_000, // the whole run, a little less than DEADLINE_MS
  last_ms: 5_000, // reserved for reading the session again at the end
  request_ms: 20_000,
  pause_ms: 2_000,
  chances: 4, // retries in all: more would burden a server that is down
  body_bytes: 5_000_000,
  cells: 100_000,
  at_once: 4,
};

// What may pass without the person.
const TRANSIENT = ["RATE_LIMITED", "OFFLINE", "TIMEOUT", "SERVER"];
// Failures of one tab: another tab may work.
const TAB_FAILURES = ["TAB_LOST", "TAB_BUSY", "WRONG_HOST"];

/** @type {AbortController | null} */
let currentRun = null;

/** @type {<T>(work: (lock: Lock | null) => Promise<T>) => Promise<T>} */
const withRefreshLock = (work) => navigator.locks.request("refresh", { ifAvailable: true }, work);

/**
 * Called at every start of the worker. The previous worker may still be stopping and hold the lock, so this waits
 * for the lock: otherwise the refresh of that worker would seem to run forever.
 */
export const recover = () =>
  navigator.locks.request("refresh", { signal: AbortSignal.timeout(LOCK_TIMEOUT_MS) }, recoverInterruptedRefresh).catch(() => {});

/**
 * @param {"refresh" | "refresh_all"} kind "refresh_all" requests every day, also the stored ones
 * @param {unknown} days the intervals the popup asks for, not validated
 * @returns {Promise<string>} the result code
 */
export const refresh = (kind, days) => withRefreshLock(async (lock) => (lock ? run(kind, days) : "BUSY"));

/**
 * Deletes everything stored and aborts a running refresh.
 * @returns {Promise<string>} the result code
 */
export async function clearData() {
  currentRun?.abort();
  await clearStorage();
  return "ok";
}

// If the worker stopped during a refresh, its page may still send requests: they are aborted, and the refresh
// is marked as interrupted. Call this with the lock held.
async function recoverInterruptedRefresh() {
  const interrupted = await getRunningRefresh();
  if (interrupted) {
    await abortRun(interrupted.id).catch(() => {});
    await markInterrupted(interrupted.id, toInstant(Date.now()));
  }
}

/** @type {(kind: string, days: unknown) => Promise<string>} */
async function run(kind, days) {
  const controller = new AbortController();
  /** @type {Job} */
  const job = {
    id: crypto.randomUUID(), signal: controller.signal, started: Date.now(), salt: "", log: [],
    hasRequested: false, isOver: false,
  };
  currentRun = controller;
  /** @type {Outcome} */
  let outcome;
  try {
    outcome = await attemptRefresh(kind, days, job);
  } catch {
    outcome = { code: "INTERNAL" };
  }
  const { code, throttled = false, wait = null } = outcome;
  if (code !== "ok" && !throttled) {
    await saveFailure(job, code, wait).catch(() => {});
  }
  currentRun = null; // until here, deleting aborts what is still written
  return job.signal.aborted ? "INTERRUPTED" : code;
}

/** @type {(kind: string, days: unknown, job: Job) => Promise<Outcome>} */
async function attemptRefresh(kind, days, job) {
  await recoverInterruptedRefresh();
  const state = await loadState();
  const today = toDay(job.started);
  const throttled = isThrottled(state.cooldown, job.started);
  const isDue = !throttled && (kind === "refresh_all" || isRevalidationDue(state.revalidation, today));
  const required = requiredDays(days, isDue, today);
  const fullPlan = planRequests(required, {});
  let { read, requests } = throttled
    ? uncoveredRequests(kind, state, required)
    : { read: required, requests: planUnlessCurrent(kind, state, required, fullPlan, today) };
  if (throttled && requests.length === 0) {
    const reason = state.cooldown?.code === "RATE_LIMITED" ? "RATE_LIMITED" : "THROTTLED";
    return { code: state.notice?.code ?? reason, throttled: true };
  }
  if (!(await hasPermission())) {
    return { code: "NO_PERMISSION" };
  }
  await saveProgress(job, { step: 0, of: requests.length + 1, report: "session" });
  job.salt = await getSalt(job);
  const first = await collectInAnyTab(requests, job);
  let { envelope } = first;
  if (first.tab && isEnvelope(envelope) && !isSamePerson(state, envelope) && requests !== fullPlan) {
    read = required;
    requests = fullPlan;
    envelope = await collectInTab(first.tab, fullPlan, job); // another person: the stored days are not theirs
  }
  const revalidation = () => updateRevalidation(state.revalidation, read, today, requests === fullPlan);
  return isEnvelope(envelope) ? storeEnvelope(envelope, state, required, revalidation, job) : explainFailure(envelope);
}

/** @type {(kind: string, state: StoredState, required: Interval[], all: ReportRequest[], today: Day) => ReportRequest[]} */
function planUnlessCurrent(kind, state, required, all, today) {
  if (!state.identity || !state.report || kind !== "refresh") {
    return all;
  }
  const current = currentDays(state.revalidation, today);
  const covered = Object.entries(coveredDays(state.report)).map(
    ([report, interval]) => [report, intersection(interval, current)],
  );
  return planRequests(required, Object.fromEntries(covered));
}

// During the cooldown after a complete refresh, only days that were never read are requested.
/** @type {(kind: string, state: StoredState, required: Interval[]) => {read: Interval[], requests: ReportRequest[]}} */
function uncoveredRequests(kind, { identity, report, cooldown }, required) {
  if (kind !== "refresh" || !identity || !report || cooldown?.code !== "ok") {
    return { read: [], requests: [] };
  }
  const read = difference(required, report.scopes.mine.spans);
  return { read, requests: read.length > 0 ? planRequests(read, coveredDays(report, true), false) : [] };
}

// A tab that is lost or does not answer before a report was requested is replaced by the next one.
// When no tab answers, the failure of the first one counts.
/** @type {(requests: ReportRequest[], job: Job) => Promise<{tab?: chrome.tabs.Tab, envelope: any}>} */
async function collectInAnyTab(requests, job) {
  /** @type {number[]} */
  const tried = [];
  let failure = null;
  for (;;) {
    const { tab, code } = await findTab(tried);
    if (!tab) {
      return { envelope: failure ?? { code } };
    }
    const envelope = await collectInTab(tab, requests, job);
    if (job.hasRequested || !TAB_FAILURES.includes(envelope.code)) {
      return { tab, envelope };
    }
    failure ??= envelope;
    tried.push(Number(tab.id));
    if (Date.now() + START_TIMEOUT_MS > job.started + DEADLINE_MS) {
      return { envelope: failure };
    }
  }
}

/** @type {(tab: chrome.tabs.Tab, requests: ReportRequest[], job: Job) => Promise<any>} */
async function collectInTab(tab, requests, job) {
  const deadline = job.started + DEADLINE_MS;
  const total = Math.min(PAGE_LIMITS.total_ms, deadline - Date.now() - PAGE_LIMITS.last_ms);
  const limits = { ...PAGE_LIMITS, total_ms: Math.max(total, 0) };
  const plans = { personal_plans: PERSONAL_PLANS };
  const order = { id: job.id, origin: ORIGIN, session: ROUTES.session, salt: job.salt, requests, limits, ...plans };
  const envelope = await runInTab(Number(tab.id), order, deadline, job.signal, (progress) => {
    job.hasRequested ||= progress.step > 0;
    saveProgress(job, progress).catch(() => {});
  });
  if (Array.isArray(envelope.log)) {
    job.log = [...job.log, ...envelope.log].slice(-MAX_LOG_ENTRIES);
    job.hasRequested ||= job.log.some(({ report }) => report !== "session");
  }
  return envelope;
}

// A page reports its progress late: progress after the end is not written.
/** @type {(job: Job, progress: Progress) => Promise<void>} */
async function saveProgress(job, { step, of, report }) {
  if (!job.isOver) {
    await writeSession(job, { refresh: { id: job.id, started_at: toInstant(job.started), step, of, report } });
  }
}

/** @type {(failure: {code?: unknown, session?: SessionFailure}) => Outcome} */
function explainFailure({ code, session }) {
  const reported = typeof code === "string" ? code : "SHAPE";
  const reason = session ? classifySession(session) : reported;
  return { code: reason, wait: reason === "RATE_LIMITED" ? parseRetryAfter(session?.retry_after, Date.now()) : null };
}

/**
 * @param {Envelope} envelope
 * @param {StoredState} state
 * @param {Interval[]} required
 * @param {() => Revalidation} revalidation
 * @param {Job} job
 * @returns {Promise<Outcome>}
 */
async function storeEnvelope(envelope, state, required, revalidation, job) {
  const same = isSamePerson(state, envelope);
  const now = Date.now();
  const { report, code = "SHAPE", wait } = buildReport(envelope, same ? state.report : null, now);
  if (!report) {
    return { code, wait };
  }
  const passing = findTransientFailure(report);
  if (passing && state.identity === null && state.report && state.report.scopes.mine.spans.length > 0) {
    return { code: passing, wait };
  }
  if (!(await saveReport(job, [report, truncate(report, toDay(now))], !same))) {
    return { code: "STORAGE", wait };
  }
  const { identity, workspace } = envelope;
  const complete = isReadComplete(report);
  job.isOver = true;
  const cooldown = getCooldown(wait, getCooldownReason(report, required, wait), Date.now());
  await writeSession(job, {
    workspace: same && workspace.name === null
      ? state.workspace // this refresh did not request the name
      : { identity, name: sanitizeText(workspace.name), plan: sanitizeText(workspace.plan) },
    log: job.log,
    ...(cooldown && { cooldown }),
    ...(complete && { revalidation: revalidation() }),
  }, ["notice", "refresh", ...(cooldown ? [] : ["cooldown"]), ...(same || complete ? [] : ["revalidation"])]);
  return { code: "ok" };
}

// A person without an id is never the same person.
/** @type {(state: StoredState, envelope: Envelope) => boolean} */
const isSamePerson = ({ identity }, envelope) => envelope.identity !== null && envelope.identity === identity;

// After a restart of the browser nobody knows whose the stored report is. A report without any day must not
// replace it when the reason may pass: this returns the code of that reason, else null.
/** @type {(report: StoredReport) => string | null} */
function findTransientFailure({ scopes, report_status }) {
  const daily = report_status.filter(({ report }) => DAILY_REPORTS.includes(report));
  const code = worstCode(daily.map((section) => section.code));
  return scopes.mine.spans.length === 0 && TRANSIENT.includes(code) ? code : null;
}

// Days need no second read unless something that may pass kept some of them from being read.
/** @type {(report: StoredReport) => boolean} */
const isReadComplete = ({ report_status }) => {
  const incomplete = [...TRANSIENT, "PARTIAL", "CHALLENGE"];
  return !report_status.some(({ report, code }) => DAILY_REPORTS.includes(report) && incomplete.includes(code));
};

/** @type {(job: Job, code: string, wait: number | null) => Promise<void>} */
async function saveFailure(job, code, wait) {
  job.isOver = true;
  const cooldown = job.hasRequested || wait !== null ? getCooldown(wait, code, Date.now()) : null;
  const notice = { code, at: toInstant(Date.now()), retry_at: cooldown?.next_allowed_at ?? null };
  const removed = RESOLVED_BY_PERSON.includes(code) && !cooldown ? ["refresh", "cooldown"] : ["refresh"];
  await writeSession(job, { notice, log: job.log, ...(cooldown && { cooldown }) }, removed);
}
