// Collecting in a tab: the first that answers of those that are there, else the one that the press allows (helper_tab.js).

import { runInTab, START_TIMEOUT_MS } from "./collect/run.js";
import { findTab } from "./chatgpt/tabs.js";
import { ORIGIN } from "./chatgpt/routes.js";
import { prepareTab } from "./helper_tab.js";
import { NEARLY_FULL_PERCENT, PERSONAL_PLANS, ROUTES } from "./contract.js";
import { toInstant } from "./dates.js";
import { writeSession } from "./report/store.js";

const DEADLINE_MS = 60_000;
const MAX_LOG_ENTRIES = 200;
const PAGE_BOUNDS = {
  total_ms: 55_000, // the whole run, a little less than DEADLINE_MS
  last_ms: 5_000, // reserved for reading the session again at the end
  request_ms: 20_000,
  pause_ms: 2_000,
  max_retries: 4, // retries in all: more would burden a server that is down
  body_bytes: 5_000_000,
  cells: 100_000,
  at_once: 4,
};
const MAX_LOSSES = 2; // how often a tab that was opened or woken may load another page before it is read

/** @typedef {(stage: Stage, envelope: any) => Promise<void>} OnStage stores what was answered by then */

/** Failures of one tab: another tab may work. */
export const TAB_FAILURES = ["TAB_LOST", "TAB_BUSY", "WRONG_HOST"];

// A tab that is lost or does not answer before a report was requested is replaced by the next one.
// When no tab answers, the failure of the first one counts.
/** @type {(requests: ReportRequest[], job: Job, onStage: OnStage) => Promise<{tab?: chrome.tabs.Tab, envelope: any}>} */
export async function collectInAnyTab(requests, job, onStage) {
  /** @type {number[]} */
  const tried = [];
  let failure = null;
  let losses = 0;
  for (;;) {
    const { tab, code } = await findOrPrepareTab(tried, job);
    if (!tab) {
      return { envelope: failure ?? { code } };
    }
    const envelope = await collectInTab(tab, requests, job, onStage);
    if (job.hasRequested || !TAB_FAILURES.includes(envelope.code)) {
      return { tab, envelope };
    }
    failure ??= envelope;
    losses += 1;
    if (tab.id !== job.prepared?.id || envelope.code !== "TAB_LOST" || losses > MAX_LOSSES) {
      tried.push(Number(tab.id));
    }
    if (Date.now() + START_TIMEOUT_MS > job.started + DEADLINE_MS) {
      return { envelope: failure };
    }
  }
}

/** @type {(tried: number[], job: Job) => Promise<{tab?: chrome.tabs.Tab, code?: string}>} */
async function findOrPrepareTab(tried, job) {
  const found = await findTab(tried);
  return found.tab || tried.length > 0 || job.prepared ? found : prepareTab(found.code, job);
}

/** @type {(tab: chrome.tabs.Tab, requests: ReportRequest[], job: Job, onStage: OnStage) => Promise<any>} */
export async function collectInTab(tab, requests, job, onStage) {
  const deadline = job.started + DEADLINE_MS;
  const total = Math.min(PAGE_BOUNDS.total_ms, deadline - Date.now() - PAGE_BOUNDS.last_ms);
  const bounds = { ...PAGE_BOUNDS, total_ms: Math.max(total, 0) };
  const known = { personal_plans: PERSONAL_PLANS, nearly_full_percent: NEARLY_FULL_PERCENT };
  const order = { id: job.id, origin: ORIGIN, session: ROUTES.session, salt: job.salt, requests, bounds, ...known };
  /** @type {(progress: Progress) => void} */
  const onProgress = (progress) => {
    job.hasRequested ||= progress.step > 0;
    saveProgress(job, progress).catch(() => {});
  };
  const envelope = await runInTab(Number(tab.id), order, deadline, job.signal, onProgress, (stage, part) => {
    job.hasRequested = true;
    job.staging = job.staging.then(() => onStage(stage, part)).catch(() => {});
  });
  await job.staging;
  if (Array.isArray(envelope.log)) {
    job.log = [...job.log, ...envelope.log].slice(-MAX_LOG_ENTRIES);
    job.hasRequested ||= job.log.some(({ report }) => report !== "session");
  }
  return envelope;
}

// A page reports its progress late: progress after the end is not written.
/** @type {(job: Job, progress: Progress) => Promise<void>} */
export async function saveProgress(job, { step, of, report }) {
  if (!job.isOver) {
    await writeSession(job, { refresh: { id: job.id, started_at: toInstant(job.started), step, of, report } });
  }
}
