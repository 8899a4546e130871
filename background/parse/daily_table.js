// What the daily answers share: rows of named days, as a table of the days an answer was asked for. Days
// outside are dropped; different rows of a day are added up, and the same row twice is one.
// What is not as it should be refuses the whole answer: SHAPE, or UNIT when its unit names no
// amount, which is looked at before any number.

import { parseAmount, sum } from "./numbers.js";
import { isAmountUnit, normalizeUnit, toScopeUnit } from "./parts.js";
import { ParseError } from "./errors.js";
import { getLabel, normalizeKey } from "./labels.js";
import { parseDay, parseInstant } from "./timestamps.js";

/** @type {(interval: Interval, day: Day) => boolean} */
export const isWithin = ([first, last], day) => first <= day && day <= last;
/** @type {(value: unknown) => boolean} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// `value` if `fits`, null when it is absent; anything else is refused.
/** @type {(fits: (value: Json) => boolean, value: Json) => Json} */
function optional(fits, value) {
  if (value !== null && value !== undefined && !fits(value)) {
    throw new ParseError("SHAPE");
  }
  return value ?? null;
}

/** @type {(value: Json) => Json} */
export const optionalObject = (value) => optional(isObject, value);
/** @type {(value: Json) => Json[] | null} */
export const optionalList = (value) => optional(Array.isArray, value);

/**
 * @template T
 * @param {T | null} value
 * @returns {T}
 * @throws {ParseError} SHAPE when it is null
 */
export function required(value) {
  if (value === null) {
    throw new ParseError("SHAPE");
  }
  return value;
}

// The unit of `value`: "credits", another one in small letters, or null when it is not told.
/** @type {(value: unknown) => string | null} */
export function parseUnit(value) {
  const unit = normalizeUnit(value);
  if (!isAmountUnit(unit)) {
    throw new ParseError("UNIT");
  }
  return unit === null ? null : toScopeUnit(unit);
}

/** @type {(pairs: Json[]) => Cells} */
export const parseCells = (pairs) =>
  pairs.map((pair) => {
    const [name, value] = required(optionalList(pair));
    return [normalizeKey(name), parseAmount(value)];
  });

// The table of `body.data`. `cellsOf` gives a row's [key, value] pairs, or null when the row
// does not say; so does a row whose every value is null.
/**
 * @param {Json} body
 * @param {Interval} interval the days it was requested for
 * @param {(row: Json) => Cells | null} cellsOf
 * @param {Json[]} [labels] the keys with their labels
 * @returns {Table}
 * @throws {ParseError} SHAPE, UNIT or TOO_BIG
 */
export function buildTable(body, interval, cellsOf, labels = []) {
  const data = required(optionalList(required(optionalObject(body)).data));
  const rows = new Map();
  const seen = new Set();
  let inside = 0;
  for (const row of data) {
    const day = parseDay(required(optionalObject(row)).date);
    if (isWithin(interval, day)) {
      inside += 1;
      const content = JSON.stringify({ ...row, date: day });
      const cells = seen.has(content) ? null : cellsOf(row);
      seen.add(content);
      addCells(rows, day, cells);
    }
  }
  if (data.length > 0 && inside === 0) {
    throw new ParseError("SHAPE");
  }
  /** @type {[string, string][]} */
  const named = labels.map((one) => [normalizeKey(one.key), getLabel(normalizeKey(one.key), one.label)]);
  return { rows, labels: new Map(named), spans: [interval], fresh: parseInstant(body.data_freshness_ts) };
}

/** @type {(rows: Table["rows"], day: Day, pairs: Cells | null) => void} */
function addCells(rows, day, pairs) {
  if (pairs === null || (pairs.length > 0 && pairs.every(([, value]) => value === null))) {
    return;
  }
  const row = rows.get(day) ?? new Map();
  rows.set(day, row);
  for (const [name, value] of pairs) {
    const before = row.get(name) ?? null;
    row.set(name, before === null || value === null ? (before ?? value) : parseAmount(sum([before, value])));
  }
}
