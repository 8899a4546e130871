// Copied answers -> the stored report, or a result code. Pure: the caller passes the time and the previous report.
// Each of ChatGPT's reports succeeds or fails alone; a refresh fails only when the envelope is not valid, or
// when no report could be read.

import { DAILY_REPORTS, REPORTS } from "../contract.js";
import { classifyResponse, parseRetryAfter, worstCode } from "../chatgpt/responses.js";
import { isDay, toDay, toInstant } from "../dates.js";
import {
  parseActivity, parseCreditsTable, parseOwnTokens, parseSurfaceTable, parseTokenModelTable, parseWorkspace,
} from "../parse/daily.js";
import { parseLimits, parseMonthly } from "../parse/limits.js";
import { parseIncreaseRequest } from "../parse/settings.js";
import { union } from "../coverage/intervals.js";
import { tryParse } from "../parse/errors.js";
import { createSeriesBound } from "./series_bound.js";
import { mergeOwnScope, mergeWorkspaceScope } from "./merge.js";
import { haveLimitsJumped, selectUnit, OWN_REPORTS, separateScales, separateWorkspaceScales } from "./units.js";
import { isReport } from "./validate.js";

/** The schema of the stored report. */
export const SCHEMA = 3;
const KINDS = ["json", "html", "challenge", "redirect", "network", "timeout", "too_big", "not_json", "not_asked"];
const PARSERS = {
  product: parseCreditsTable, model: parseCreditsTable, speed: parseCreditsTable, effort: parseCreditsTable,
  surface: parseSurfaceTable, activity: parseActivity, workspace: parseWorkspace,
};

/**
 * @param {any} envelope not validated
 * @param {StoredReport | null} known the stored report if it belongs to the person of the envelope
 * @param {number} now Unix time in ms
 * @returns {{report?: StoredReport, code?: string, wait: number | null}} `report`, or the `code` of why there is
 *   none; `wait` is how many ms ChatGPT asks to wait, null when it does not say
 */
export function buildReport(envelope, known, now) {
  if (!isEnvelope(envelope)) {
    return { code: "SHAPE", wait: null };
  }
  const { answers } = envelope;
  const reached = answers.some(({ status, kind }) => status === 200 && kind === "json");
  const codes = new Map(answers.map((answer) => [answer, classifyResponse(answer, reached)]));
  const limited = answers.filter((answer) => codes.get(answer) === "RATE_LIMITED");
  const wait = limited.length > 0 ? Math.max(...limited.map((answer) => parseRetryAfter(answer.retry_after, now))) : null;

  const reads = {};
  for (const report of DAILY_REPORTS) {
    reads[report] = parseDaily(answers.filter((answer) => answer.report === report), codes, PARSERS[report], toDay(now));
  }
  const surfaces = answers.filter(({ report }) => report === "surface");
  if (["NOT_ACCEPTED", "NO_ACCESS", "NOT_FOUND"].includes(reads.model?.code)) {
    const stand = parseDaily(surfaces, codes, parseTokenModelTable, toDay(now));
    reads.tokens = stand?.tables.some(({ rows }) => rows.size > 0) ? stand : undefined;
  }
  const month = parseMonthlyAnswer(answers.find(({ report }) => report === "monthly"), codes);
  const usage = answers.find(({ report }) => report === "limits");
  const limit = usage && parseIfOk(codes.get(usage), () => parseLimits(usage.body, month, known?.limits, now));
  if (limit?.value?.unread.some((name) => name !== "monthly")) {
    limit.code = "PARTIAL";
  } else if (limit?.value && haveLimitsJumped(limit.value.personal, known?.limits?.personal)) {
    limit.code = "SCALE";
  }
  const settings = answers.find(({ report }) => report === "settings");
  const increase = settings && parseIfOk(codes.get(settings), () => parseIncreaseRequest(settings.body));
  const way = isPassing(increase?.code) ? known?.limits?.increase_request : increase?.value;
  if (limit?.value && way) {
    limit.value.increase_request = way;
  }
  const own = selectUnit(reads, OWN_REPORTS, known?.scopes.mine ?? null);
  const all = selectUnit(own.reads, ["workspace"], known?.scopes.workspace ?? null, [own.unit]);

  const tried = [limit, ...Object.values(all.reads)].filter((read) => read !== undefined);
  if (!tried.some(({ code, tables = [] }) => ["ok", "PARTIAL", "SCALE"].includes(code) || tables.length > 0)) {
    return { code: worstCode(tried.map(({ code }) => code)), wait };
  }
  const accounts = answers.find(({ report }) => report === "accounts");
  const ownTokens = parseDaily(surfaces, codes, parseOwnTokens, toDay(now));
  const results = { ...all.reads, ownTokens, session: { code: "ok" }, limits: limit };
  results.accounts = accounts && { code: codes.get(accounts) };
  results.settings = increase && { code: increase.code };
  results.monthly = answers.some(({ report }) => report === "monthly") ? { code: month.code } : undefined;
  const report = assembleReport(results, limit?.value, { own, all }, known, now);
  return isReport(report) ? { report, wait } : { code: "SHAPE", wait };
}

// `scopes`: my own and the whole workspace's, each as `selectUnit` returns it.
function assembleReport(read, limit, scopes, known, now) {
  const when = { now: toInstant(now), day: toDay(now) };
  const scaled = separateScales(read, scopes.own.before);
  const { read: counts, before: counted } = separateWorkspaceScales(read.workspace, scopes.all.before);
  const results = { ...scaled.reads, workspace: counts };
  const before = new Map((known?.report_status ?? []).map((status) => [status.report, status]));
  const ages = Object.fromEntries([...before].map(([report, { at }]) => [report, at]));
  const own = mergeOwnScope(results, scaled.before, ages, { ...when, unit: scopes.own.unit });
  const all = mergeWorkspaceScope(counts, counted, ages.workspace ?? null, { ...when, unit: scopes.all.unit });
  const at = { ...own.at, workspace: all.at };
  const cut = [...own.cut, ...all.cut];
  const reportCode = (report) => (results[report]?.code === "ok" && cut.includes(report) ? "TOO_BIG" : results[report]?.code);
  for (const report of ["session", "accounts", "limits", "monthly", "settings"]) {
    at[report] = ["ok", "PARTIAL", "SCALE"].includes(results[report]?.code) ? when.now : (ages[report] ?? null);
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
    restatements: scaled.restatements ?? mergeRestatements(own.restatements, scopes.own.changed, known, before, when.day),
    truncated_before: known?.truncated_before ?? null,
  };
}

// A change of scale stays visible for the rest of the day, whatever else is read.
const hasScaleChanged = (before, day) => before?.code === "SCALE" && before.at?.slice(0, 10) === day;

// The restatements of this read, else the known ones, which mean nothing after the unit changed.
function mergeRestatements(found, changed, known, before, day) {
  const kept = changed ? [] : (known?.restatements ?? []);
  const isKept = found === null || (found.length === 0 && [...before.values()].some((one) => hasScaleChanged(one, day)));
  return isKept ? kept : found;
}

function getReportCode(code, before, day) {
  return (code === undefined || code === "ok") && hasScaleChanged(before, day) ? "SCALE" : (code ?? before?.code ?? "NOT_ASKED");
}

// A failure after which the next refresh may get the answer: what was known stays until then.
const isPassing = (code) => code !== undefined && !["ok", "NOT_ASKED", "NO_ACCESS", "NOT_FOUND"].includes(code);

const parseIfOk = (code, work) => {
  const { value, code: refused } = code === "ok" ? tryParse(work) : { code };
  return { value, code: refused ?? "ok" };
};

// All parts of one daily report: {code, tables, asked}, or undefined when it was not requested.
function parseDaily(parts, codes, parse, day) {
  if (parts.length === 0) {
    return undefined;
  }
  const fits = createSeriesBound();
  const results = parts.toSorted((one, other) => (one.end < other.end ? 1 : -1)).map((piece) => {
    const result = parseIfOk(codes.get(piece), () => parse(piece.body, [piece.start, piece.end], day));
    return result.code === "ok" && !fits(result.value) ? { code: "TOO_BIG" } : result;
  });
  const failed = results.filter(({ code }) => code !== "ok").map(({ code }) => code);
  const tables = results.filter(({ code }) => code === "ok").map(({ value }) => value);
  const isPartial = tables.length > 0 && failed.some((code) => code !== "TOO_BIG");
  const incomplete = isPartial ? "PARTIAL" : worstCode(failed);
  return { code: failed.length === 0 ? "ok" : incomplete, tables, asked: union(parts.map(({ start, end }) => [start, end])) };
}

// The month's report as {code, status, value, unread}. "No cap" is an answer, whatever its status.
function parseMonthlyAnswer(answer, codes) {
  if (answer === undefined) {
    return { code: "NOT_ASKED" };
  }
  if (answer.body?.said === "no cap" && answer.status >= 400) {
    const nothing = { balance_unit: null, current_month_usage: null, effective_monthly_limit: {} };
    return { code: "ok", status: answer.status, ...parseMonthly(nothing) };
  }
  const { code, value: month } = parseIfOk(codes.get(answer), () => parseMonthly(answer.body));
  const partial = month?.unread.length > 0 ? "PARTIAL" : code;
  return { ...month, code: month?.code ?? partial, status: answer.status };
}

const isText = (value) => value === null || typeof value === "string";

function isAnswer(answer) {
  const { report, start, end, status, kind, retry_after: wait, body } = answer ?? {};
  const daily = DAILY_REPORTS.includes(report);
  const dated = daily ? isDay(start) && isDay(end) && start <= end : start === null && end === null;
  const shaped = body === null || (typeof body === "object" && !Array.isArray(body));
  const told = Number.isInteger(status) && KINDS.includes(kind) && isText(wait);
  return REPORTS.includes(report) && dated && shaped && told;
}

const MAX_ANSWERS = 1000;

/**
 * @param {any} envelope
 * @returns {envelope is Envelope}
 */
export function isEnvelope(envelope) {
  const { v, identity, workspace: place, answers } = envelope ?? {};
  return (
    v === 1 && (identity === null || (typeof identity === "string" && /^[0-9a-f]{64}$/.test(identity))) &&
    Array.isArray(answers) && answers.length <= MAX_ANSWERS && answers.every(isAnswer) &&
    typeof place === "object" && place !== null && Object.values(place).every((value) => typeof value !== "function")
  );
}
