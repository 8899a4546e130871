// What the daily answers count beside credits: tokens, turns and threads.

import { parseAmount, parseCount, sum } from "./numbers.js";
import { buildTable, isWithin, optionalList, optionalObject, required } from "./daily_table.js";
import { tryParse, ParseError } from "./errors.js";
import { parseDay } from "./timestamps.js";

const TOKEN_FIELDS = {
  input: "uncached_text_input_tokens",
  cached: "cached_text_input_tokens",
  output: "text_output_tokens",
};

// My tokens per day, from the answer that has the surfaces, whatever the unit of its credits. A figure that cannot be
// read is unknown and takes no other with it; so is a zero of `today`, and one beside credits and no token.
/**
 * @param {Json} body
 * @param {Interval} interval
 * @param {Day} today
 * @returns {Table}
 * @throws {ParseError} SHAPE or TOO_BIG
 */
export function parseOwnTokens(body, interval, today) {
  return buildTable(body, interval, (row) => {
    /** @type {Cells} */
    const told = Object.entries(TOKEN_FIELDS).map(([kind, field]) => [
      kind,
      tryParse(() => sumTokens(row, field)).value ?? null,
    ]);
    const uncounted = told.every(([, value]) => !value) && hasCredits(row);
    const open = uncounted || parseDay(row.date) === today;
    return told.map(([kind, value]) => [kind, value === 0 && open ? null : value]);
  });
}

// Tokens of one kind in a row: those of its surfaces, else those of its models; null where any part is unknown.
/** @type {(row: Json, field: string) => number | null} */
function sumTokens(row, field) {
  const surfaces = optionalList(optionalObject(row.premium_usage_values)?.[`${field}_by_surface`]);
  const parts = surfaces?.length
    ? surfaces.map((pair) => required(optionalList(pair))[1])
    : (optionalList(row.models) ?? []).map((one) => required(optionalObject(one))[field]);
  const counts = parts.map((one) => parseCount(one));
  return counts.length === 0 || counts.includes(null) ? null : parseAmount(sum(counts));
}

/** @type {(row: Json) => boolean} */
function hasCredits({ premium_usage_values: premium, product_surface_usage_values: surfaces, models }) {
  /** @type {(value: Json) => Json[]} */
  const known = (value) => (Array.isArray(value) ? value : []);
  const values = [
    ...[...known(premium?.credit_usage_credits), ...known(surfaces)].map((pair) => pair?.[1]),
    ...known(models).map((one) => one?.credits),
  ];
  return values.some((value) => (tryParse(() => parseAmount(value)).value ?? 0) !== 0);
}

// Tokens of one row of a counts report, or 0 when it does not say.
/** @type {(sums: Json) => number} */
function countTokens(sums) {
  const parts = [sums.uncached_text_input_tokens, sums.cached_text_input_tokens, sums.text_output_tokens];
  const most = 1e18;
  return parseCount(sums.text_total_tokens, most) ?? sum(parts.map((part) => parseCount(part, most)));
}

// My turns and threads per day, and the tokens of all those days. A row that has use and no turn and no thread has not
// counted them yet, and no zero of `today` is final: both are unknown.
/**
 * @param {Json} body
 * @param {Interval} interval
 * @param {Day} today
 * @returns {Table}
 * @throws {ParseError} SHAPE or TOO_BIG
 */
export function parseActivity(body, interval, today) {
  /** @type {(row: Json) => boolean} */
  const isCounted = (row) => (optionalObject(optionalObject(row)?.totals) ?? null) !== null;
  if (optionalList(optionalObject(body)?.data)?.length && !body.data.some(isCounted)) {
    throw new ParseError("SHAPE");
  }
  const sums = buildTable(body, interval, (row) => {
    const totals = optionalObject(row.totals);
    const [turns, threads] = [parseCount(totals?.turns), parseCount(totals?.threads)];
    const hasUse = (parseAmount(totals?.credits) ?? 0) > 0 || (totals && countTokens(totals) > 0);
    const uncounted = !turns && !threads && hasUse;
    /** @type {(value: number | null) => number | null} */
    const known = (value) => (value === 0 && (uncounted || parseDay(row.date) === today) ? null : value);
    return (
      totals && [
        ["turns", known(turns)],
        ["threads", known(threads)],
      ]
    );
  });
  return { ...sums, tokens: sumAllTokens(body, interval) };
}

/** @type {(body: Json, interval: Interval) => number} */
export function sumAllTokens(body, interval) {
  /** @type {Json[]} */
  const rows = body.data;
  const inside = rows.filter(({ date, totals }) => totals && isWithin(interval, parseDay(date)));
  return sum(inside.map(({ totals }) => countTokens(totals)));
}
