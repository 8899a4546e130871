// The answers to one of ChatGPT's reports -> its values, and the code of how that went. Pure.

import { worstCode } from "../chatgpt/responses.js";
import { union } from "../coverage/intervals.js";
import { tryParse } from "../parse/errors.js";
import { parseMonthly } from "../parse/monthly_limit.js";
import { createSeriesBound } from "./series_bound.js";

/**
 * @template Kind
 * @typedef {(body: Json, interval: Interval, today: Day) => Kind} Parser
 */

// What `work` makes of an answer whose code is "ok", or why there is nothing.
/** @type {<Value>(code: string | undefined, work: () => Value) => {value?: Value, code: string}} */
export const parseIfOk = (code, work) => {
  if (code !== "ok") {
    return { code: code ?? "INTERNAL" };
  }
  const { value, code: refused = "ok" } = tryParse(work);
  return { value, code: refused };
};

// All parts of one daily report: {code, tables, asked}, or undefined when it was not requested.
/**
 * @template Kind
 * @param {Answer[]} parts
 * @param {Map<Answer, string>} codes
 * @param {Parser<Kind>} parse
 * @param {Day} day today
 * @returns {DailyRead<Kind> | undefined}
 */
export function parseDaily(parts, codes, parse, day) {
  if (parts.length === 0) {
    return undefined;
  }
  const fits = createSeriesBound();
  const daysOf = (/** @type {Answer} */ { start, end }) => /** @type {Interval} */ ([start, end]);
  const newestFirst = parts.toSorted((one, other) => (daysOf(one)[1] < daysOf(other)[1] ? 1 : -1));
  const results = newestFirst.map((piece) => {
    const result = parseIfOk(codes.get(piece), () => parse(piece.body, daysOf(piece), day));
    return result.value && !fits(result.value) ? { code: "TOO_BIG" } : result;
  });
  const failed = results.filter(({ code }) => code !== "ok").map(({ code }) => code);
  const tables = results.flatMap(({ value }) => (value ? [value] : []));
  const isPartial = tables.length > 0 && failed.some((code) => code !== "TOO_BIG");
  const incomplete = isPartial ? "PARTIAL" : worstCode(failed);
  return { code: failed.length === 0 ? "ok" : incomplete, tables, asked: union(parts.map(daysOf)) };
}

// The month's report as {code, status, value, unread}. "No cap" is an answer, whatever its status.
/** @type {(answer: Answer | undefined, codes: Map<Answer, string>) => Month & {code: string}} */
export function parseMonthlyAnswer(answer, codes) {
  if (answer === undefined) {
    return { code: "NOT_ASKED" };
  }
  if (answer.body?.refusal_reason === "no cap" && answer.status >= 400) {
    const nothing = { balance_unit: null, current_month_usage: null, effective_monthly_limit: {} };
    return { code: "ok", status: answer.status, ...parseMonthly(nothing) };
  }
  const { code, value: month } = parseIfOk(codes.get(answer), () => parseMonthly(answer.body));
  const partial = month?.unread.length ? "PARTIAL" : code;
  return { ...month, code: month?.code ?? partial, status: answer.status };
}
