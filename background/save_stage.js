// What a refresh stores before all of it is read: first what is left, then the days on screen. Each stage is built from
// the report that was stored before the refresh and from every answer so far, and is one write that is read back. What a
// stage does not have keeps its figures and their age.

import { buildReport } from "./report/build.js";
import { saveReport, undoReport, writeSession } from "./report/store.js";
import { DAILY_REPORTS } from "./contract.js";
import { isEnvelope } from "./report/envelope.js";
import { isSamePerson } from "./save_result.js";
import { sanitizeText } from "./parse/labels.js";

/** The endings that say that the answers may be of two people or workspaces. */
const MIXED = ["WORKSPACE_CHANGED", "GUEST"];

/**
 * @param {Stage} stage
 * @param {any} envelope not validated
 * @param {StoredState} state
 * @param {Job} job
 */
export async function storeStage(stage, envelope, state, job) {
  if (job.isOver || job.signal.aborted || !isEnvelope(envelope) || (stage === "month" && job.staged.has("limits"))) {
    return;
  }
  const same = isSamePerson(state, envelope);
  if (same ? state.report === null : !state.isEmpty) {
    return; // whose the stored days are is not known, or not what they are: they stay until all is read
  }
  const known = same ? state.report : null;
  const now = Date.now();
  const part = stage === "limits" || isHeadlineKnown(envelope, known, now) ? envelope : withoutLimits(envelope);
  const { report } = buildReport(part, known, now, { isStage: true, staged: job.staged });
  const isNew = stage === "days" ? hasDays(part) : isHeadlineKnown(envelope, known, now);
  if (!report || !isNew || !(await saveReport(job, [report], !same))) {
    return;
  }
  for (const { report: name } of part.answers) {
    const count = part.answers.filter((one) => one.report === name).length;
    job.staged.set(name, job.staged.get(name) ?? { count, at: now });
  }
  if (!same) {
    const { identity, workspace } = envelope;
    const [name, plan] = [sanitizeText(workspace.name), sanitizeText(workspace.plan)];
    await writeSession(job, { workspace: { identity, name, plan } });
  }
}

/**
 * Puts back what was stored before the refresh where its answers may be of two people.
 * @param {string} code how it ended
 * @param {StoredState} state
 * @param {Job} job
 */
export async function undoStages(code, state, job) {
  if (MIXED.includes(code) && job.staged.size > 0) {
    await undoReport(job, state.isEmpty);
  }
}

/** @type {(envelope: Envelope) => boolean} */
const hasDays = ({ answers }) =>
  answers.some(({ report, status, kind }) => DAILY_REPORTS.includes(report) && status === 200 && kind === "json");

/** @type {(envelope: Envelope) => Envelope} */
const withoutLimits = (envelope) => ({
  ...envelope,
  answers: envelope.answers.filter(({ report }) => !["limits", "monthly", "settings"].includes(report)),
});

// Whether the month's own report can add nothing to what is left: then it need not be waited for.
/** @type {(envelope: Envelope, known: StoredReport | null, now: number) => boolean} */
function isHeadlineKnown(envelope, known, now) {
  const limits = buildReport(envelope, known, now, { isStage: true }).report?.limits;
  if (!limits || limits === known?.limits) {
    return false;
  }
  if (envelope.answers.some(({ report }) => report === "monthly")) {
    return true;
  }
  const { state, source, used, remaining } = limits.personal;
  const isTold = state === "set" && used !== null && (remaining ?? 0) > 0 && limits.reached !== true;
  const { other = null, personal: before = null } = known?.limits ?? {};
  return source === "usage" && (isTold || state === "unlimited") && other === null && before?.enforcement !== "soft";
}
