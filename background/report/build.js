// Copied answers -> the stored report, or a result code. Pure: the caller passes the time and the previous report.
// Each of ChatGPT's reports succeeds or fails alone; a refresh fails only when the envelope is not valid, or
// when no report could be read.

import { REPORTS } from "../contract.js";
import { classifyResponse, parseRetryAfter, worstCode } from "../chatgpt/responses.js";
import { toDay, toInstant } from "../dates.js";
import { parseActivity, parseOwnTokens } from "../parse/daily_counts.js";
import { parseCreditsTable, parseSurfaceTable, parseTokenModelTable, parseWorkspace } from "../parse/daily_credits.js";
import { parseLimits } from "../parse/limits.js";
import { parseIncreaseRequest } from "../parse/settings.js";
import { isEnvelope } from "./envelope.js";
import { cutAnswer, splitAnswer } from "./long_answers.js";
import { mergeOwnScope, mergeWorkspaceScope } from "./merge.js";
import { parseDaily, parseIfOk, parseMonthlyAnswer } from "./parse_answers.js";
import { haveLimitsJumped, selectUnit, OWN_REPORTS, separateScales, separateWorkspaceScales } from "./units.js";
import { isReport } from "./validate.js";

/** The schema of the stored report. */
export const SCHEMA = 3;

/** @type {Record<string, import("./parse_answers.js").Parser<Table>>} */
const PARSERS = {
  product: parseCreditsTable,
  model: parseCreditsTable,
  speed: parseCreditsTable,
  effort: parseCreditsTable,
  surface: parseSurfaceTable,
  activity: parseActivity,
};

/**
 * @param {any} envelope not validated
 * @param {StoredReport | null} known the stored report if it belongs to the person of the envelope
 * @param {number} now Unix time in ms
 * @param {{isStage?: boolean, staged?: Staged}} [stage] `isStage`: more answers will come; `staged`: what earlier stages read
 * @returns {{report?: StoredReport, code?: string, wait: number | null, tried?: {report: string, code: string}[], isCut?: boolean}}
 *   `report`, or the `code` of why there is none, with those of the reports `tried`; `wait` is how many ms ChatGPT asks to wait,
 *   null when it does not say; `isCut` whether a long request was answered for fewer days
 */
export function buildReport(envelope, known, now, { isStage = false, staged = new Map() } = {}) {
  if (!isEnvelope(envelope)) {
    return { code: "SHAPE", wait: null };
  }
  const whole = envelope.answers.map((answer) => cutAnswer(answer, known));
  const isCut = whole.some((answer, at) => answer !== envelope.answers[at]);
  const answers = whole.flatMap(splitAnswer);
  const reached = answers.some(({ status, kind }) => status === 200 && kind === "json");
  const codes = new Map(answers.map((answer) => [answer, classifyResponse(answer, reached)]));
  const limited = answers.filter((answer) => codes.get(answer) === "RATE_LIMITED");
  const wait =
    limited.length > 0 ? Math.max(...limited.map((answer) => parseRetryAfter(answer.retry_after, now))) : null;

  /** @type {(name: string) => Answer[]} */
  const answersOf = (name) => answers.filter(({ report }) => report === name);
  // An earlier stage that has all answers of a report tells when it was read.
  /** @type {(name: string) => number} */
  const readAt = (name) => {
    const { count = 0, at = now } = staged.get(name) ?? {};
    return envelope.answers.filter((/** @type {Answer} */ { report }) => report === name).length === count ? at : now;
  };
  /** @type {Reads} */
  const reads = {};
  for (const [report, parse] of Object.entries(PARSERS)) {
    const read = parseDaily(answersOf(report), codes, parse, toDay(now));
    reads[report] = read && { ...read, at: toInstant(readAt(report)) };
  }
  const shared = { workspace: parseDaily(answersOf("workspace"), codes, parseWorkspace, toDay(now)) };
  const surfaces = answersOf("surface");
  if (["NOT_ACCEPTED", "NO_ACCESS", "NOT_FOUND"].includes(reads.model?.code ?? "")) {
    const tokenFallback = parseDaily(surfaces, codes, parseTokenModelTable, toDay(now));
    reads.tokens = tokenFallback?.tables.some(({ rows }) => rows.size > 0) ? tokenFallback : undefined;
  }
  const [monthly] = answersOf("monthly");
  const month = parseMonthlyAnswer(monthly, codes);
  const [usage] = answersOf("limits");
  const limit =
    usage && parseIfOk(codes.get(usage), () => parseLimits(usage.body, month, known?.limits, readAt("limits")));
  if (limit?.value?.unread.some((name) => name !== "monthly")) {
    limit.code = "PARTIAL";
  } else if (limit?.value && haveLimitsJumped(limit.value.personal, known?.limits?.personal)) {
    limit.code = "SCALE";
  }
  const settings = answers.find(({ report }) => report === "settings");
  const increase = settings && parseIfOk(codes.get(settings), () => parseIncreaseRequest(settings.body));
  const keepsKnownIncreaseRequest = isPassing(increase?.code) || (isStage && !increase);
  const increaseRequest = keepsKnownIncreaseRequest ? known?.limits?.increase_request : increase?.value;
  if (limit?.value && increaseRequest) {
    limit.value.increase_request = increaseRequest;
  }
  if (isStage && !monthly && limit?.value) {
    keepEnforcement(limit.value.personal, known?.limits?.personal);
  }
  const own = selectUnit(reads, OWN_REPORTS, known?.scopes.mine ?? null);
  const all = selectUnit(shared, ["workspace"], known?.scopes.workspace ?? null, [own.unit]);

  const tried = Object.entries({ limits: limit, ...own.reads, ...all.reads }).flatMap(([report, read]) =>
    read === undefined ? [] : [{ report, code: read.code }],
  );
  const isAnyRead = Object.values({ ...own.reads, ...all.reads }).some(
    (read) => read !== undefined && read.tables.length > 0,
  );
  if (!isAnyRead && !tried.some(({ code }) => ["ok", "PARTIAL", "SCALE"].includes(code))) {
    return { code: worstCode(tried.map(({ code }) => code)), wait, tried };
  }
  const [accounts] = answersOf("accounts");
  const tokens = parseDaily(surfaces, codes, parseOwnTokens, toDay(now));
  const ownTokens = tokens && { ...tokens, at: reads.surface?.at };
  const account = {
    session: { code: "ok" },
    accounts: accounts && { code: codes.get(accounts) ?? "INTERNAL" },
    limits: limit,
    monthly: monthly && { code: month.code },
    settings: increase && { code: increase.code },
  };
  const read = { own: { ...own, reads: { ...own.reads, ownTokens } }, all };
  const times = { now, limits: readAt("limits"), onlyAdds: isStage || limit === undefined };
  const report = assembleReport(account, read, limit?.value, known, times);
  if (isStage && !isAnyRead) {
    report.fetched_at = known?.fetched_at ?? report.fetched_at;
  }
  return isReport(report) ? { report, wait, isCut } : { code: "SHAPE", wait };
}

/**
 * @param {Record<string, {code: string} | undefined>} account the reports without days
 * @param {{own: InOneUnit, all: InOneUnit<WorkspaceTable>}} scopes my own and the whole workspace's
 * @param {Limits | undefined} limit
 * @param {StoredReport | null} known
 * @param {{now: number, limits: number, onlyAdds: boolean}} times Unix time in ms of now, and of when the limits were read
 * @returns {StoredReport}
 */
function assembleReport(account, scopes, limit, known, { now, limits: limitsAt, onlyAdds }) {
  const when = { now: toInstant(now), day: toDay(now), onlyAdds };
  const scaled = separateScales(scopes.own.reads, scopes.own.before);
  const { read: counts, before: counted } = separateWorkspaceScales(scopes.all.reads.workspace, scopes.all.before);
  /** @type {Record<string, {code: string} | undefined>} */
  const results = { ...account, ...scaled.reads, workspace: counts };
  const before = new Map((known?.report_status ?? []).map((status) => [status.report, status]));
  const ages = Object.fromEntries([...before].map(([report, { at }]) => [report, at]));
  const own = mergeOwnScope(scaled.reads, scaled.before, ages, { ...when, unit: scopes.own.unit });
  const all = mergeWorkspaceScope(counts, counted, ages.workspace ?? null, { ...when, unit: scopes.all.unit });
  /** @type {Ages} */
  const at = { ...own.at, workspace: all.at };
  const cut = [...own.cut, ...all.cut];
  /** @type {(report: string) => string | undefined} */
  const reportCode = (report) =>
    results[report]?.code === "ok" && cut.includes(report) ? "TOO_BIG" : results[report]?.code;
  for (const report of ["session", "accounts", "limits", "monthly", "settings"]) {
    const time = report === "limits" ? toInstant(limitsAt) : when.now;
    at[report] = ["ok", "PARTIAL", "SCALE"].includes(results[report]?.code ?? "") ? time : (ages[report] ?? null);
  }
  return {
    schema: SCHEMA,
    fetched_at: when.now,
    report_status: REPORTS.map((report) => ({
      report,
      code: getReportCode(reportCode(report), before.get(report), when.day),
      at: at[report] ?? null,
    })),
    limits: limit ?? known?.limits ?? null,
    scopes: { mine: own.scope, workspace: all.scope },
    restatements:
      scaled.restatements ?? mergeRestatements(own.restatements, scopes.own.changed, known, before, when.day),
    truncated_before: known?.truncated_before ?? null,
  };
}

// A change of scale stays visible for the rest of the day, whatever else is read.
/** @type {(before: ReportStatus | undefined, day: Day) => boolean} */
const hasScaleChanged = (before, day) => before?.code === "SCALE" && before.at?.slice(0, 10) === day;

// The restatements of this read, else the known ones, which mean nothing after the unit changed.
/**
 * @param {Restatement[] | null} found
 * @param {boolean} changed
 * @param {StoredReport | null} known
 * @param {Map<string, ReportStatus>} before
 * @param {Day} day
 * @returns {Restatement[]}
 */
function mergeRestatements(found, changed, known, before, day) {
  const kept = changed ? [] : (known?.restatements ?? []);
  const isKept =
    found === null || (found.length === 0 && [...before.values()].some((one) => hasScaleChanged(one, day)));
  return isKept ? kept : found;
}

/** @type {(code: string | undefined, before: ReportStatus | undefined, day: Day) => string} */
function getReportCode(code, before, day) {
  return (code === undefined || code === "ok") && hasScaleChanged(before, day)
    ? "SCALE"
    : (code ?? before?.code ?? "NOT_ASKED");
}

// A failure after which the next refresh may get the answer: what was known stays until then.
/** @type {(code: string | undefined) => boolean} */
const isPassing = (code) => code !== undefined && !["ok", "NOT_ASKED", "NO_ACCESS", "NOT_FOUND"].includes(code);

// How a limit is enforced is told by the month's report alone: until that is read it is as it was, where the limit is.
/** @type {(own: PersonalLimit, before: PersonalLimit | undefined) => void} */
function keepEnforcement(own, before) {
  if (own.state === "set" && before?.limit === own.limit && before.unit === own.unit) {
    own.enforcement ??= before.enforcement;
  }
}
