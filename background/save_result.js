// What a refresh leaves behind: the report with its notes, or a notice with the code of a failure.

import { buildReport } from "./report/build.js";
import { describeAnswers } from "./report/diagnostics.js";
import { saveReport, writeSession } from "./report/store.js";
import { worstCode } from "./chatgpt/responses.js";
import { DAILY_REPORTS } from "./contract.js";
import { getCooldown, getCooldownReason, RESOLVED_BY_PERSON } from "./cooldown.js";
import { toDay, toInstant } from "./dates.js";
import { sanitizeText } from "./parse/labels.js";
import { truncate } from "./report/truncate.js";

// What may pass without the person.
const TRANSIENT = ["RATE_LIMITED", "OFFLINE", "TIMEOUT", "SERVER"];

/**
 * Builds the report of an envelope and stores it, with what the popup is told beside it.
 * @param {Envelope} envelope
 * @param {StoredState} state
 * @param {Interval[]} required
 * @param {() => Revalidation} revalidation
 * @param {Job} job
 * @returns {Promise<Outcome>}
 */
export async function storeEnvelope(envelope, state, required, revalidation, job) {
  const same = isSamePerson(state, envelope);
  const now = Date.now();
  const known = same ? state.report : null;
  const {
    report,
    code = "SHAPE",
    wait,
    tried = [],
    isCut = false,
  } = buildReport(envelope, known, now, { staged: job.staged });
  job.diagnostics = describeRefresh(envelope.answers, report, tried);
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
  await writeSession(
    job,
    {
      workspace:
        same && workspace.name === null
          ? state.workspace // this refresh did not request the name
          : { identity, name: sanitizeText(workspace.name), plan: sanitizeText(workspace.plan) },
      log: job.log,
      diagnostics: job.diagnostics,
      ...(cooldown && { cooldown }),
      ...(complete && { revalidation: revalidation() }),
      ...((envelope.long_refused || isCut) && { long_refused: true }),
    },
    [
      "notice",
      "refresh",
      "pending_refresh",
      ...(cooldown ? [] : ["cooldown"]),
      ...(same || complete ? [] : ["revalidation"]),
    ],
  );
  return { code: "ok" };
}

// A report that was read and says nothing may say it under another name.
/** @type {(report: StoredReport) => string[]} */
function findSilentReports({ limits, scopes: { mine } }) {
  /** @type {(column: (number | null)[] | undefined) => boolean} */
  const isEmpty = (column) => column !== undefined && column.length > 0 && column.every((value) => value === null);
  const { state = null, used = null } = limits?.personal ?? {};
  return [
    ...(state === "unknown" || (state === "set" && used === null) ? ["limits", "monthly"] : []),
    ...(isEmpty(mine.activity?.turns) || isEmpty(mine.activity?.threads) ? ["activity"] : []),
    ...(isEmpty(mine.tokens?.input) || isEmpty(mine.tokens?.output) ? ["surface"] : []),
  ];
}

/** @type {(answers: Answer[], report: StoredReport | undefined, tried: {report: string, code: string}[]) => Diagnostics} */
function describeRefresh(answers, report, tried) {
  const asked = new Set(["session", ...answers.map((answer) => answer.report)]);
  const results = (report?.report_status ?? tried).filter((one) => asked.has(one.report));
  /** @type {(one: {report: string, code: string}) => [string, string]} */
  const pair = ({ report: name, code }) => [name, code];
  return describeAnswers(answers, results.map(pair), report ? findSilentReports(report) : []);
}

// A person without an id is never the same person.
/** @type {(state: StoredState, envelope: Envelope) => boolean} */
export const isSamePerson = ({ identity }, envelope) => envelope.identity !== null && envelope.identity === identity;

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
export async function saveFailure(job, code, wait) {
  job.isOver = true;
  const cooldown = job.hasRequested || wait !== null ? getCooldown(wait, code, Date.now()) : null;
  const notice = { code, at: toInstant(Date.now()), retry_at: cooldown?.next_allowed_at ?? null };
  const removed = RESOLVED_BY_PERSON.includes(code) && !cooldown ? ["refresh", "cooldown"] : ["refresh"];
  const { log, diagnostics } = job;
  await writeSession(job, { notice, log, diagnostics, ...(cooldown && { cooldown }) }, removed);
}
