// Parsing an answer part by part: a part that cannot be parsed is listed by name, and the other parts stay.
// The amounts of one limit are parsed here, with their unit.

import { parseInstant } from "./timestamps.js";
import { parseAmount, parsePercent } from "./numbers.js";
import { tryParse, ParseError } from "./errors.js";

/**
 * @param {any} value
 * @returns {any} an object, or null when absent
 * @throws {ParseError} SHAPE
 */
export function parseObject(value) {
  if (value !== null && value !== undefined && (typeof value !== "object" || Array.isArray(value))) {
    throw new ParseError("SHAPE");
  }
  return value ?? null;
}

/**
 * @param {any} value
 * @returns {boolean | null} null when absent
 * @throws {ParseError} SHAPE
 */
export function parseFlag(value) {
  if (value !== null && value !== undefined && typeof value !== "boolean") {
    throw new ParseError("SHAPE");
  }
  return value ?? null;
}

/**
 * @returns {{read: ReadPart, names: string[]}} `read` returns what `work` returns; when
 *   `work` throws a ParseError it returns null and adds `name` to `names`
 */
export function createPartReader() {
  /** @type {string[]} */
  const names = [];
  /** @type {ReadPart} */
  function read(name, work) {
    const { value = null, code } = tryParse(work);
    if (code && !names.includes(name)) {
      names.push(name);
    }
    return value;
  }
  return { read, names };
}

// Credits of a balance or a limit: an amount, or the difference of two. Nothing is billed in smaller amounts than
// this; a smaller number is a rounding residue, and counts as 0.
const MIN_CREDITS = 1e-9;
/** @type {<Value extends number | null>(number: Value) => Value | 0} */
const dropResidue = (number) => (number !== null && Math.abs(number) < MIN_CREDITS ? 0 : number);
/**
 * @param {unknown} value
 * @returns {number | null}
 * @throws {ParseError} SHAPE
 */
export const parseCredits = (value) => dropResidue(parseAmount(value));
/** @type {(used: number | null, most: number | null) => number | null} */
export const capAtLimit = (used, most) =>
  used !== null && most !== null && dropResidue(most - used) === 0 ? most : used;
/** @type {(one: number | null, other: number | null) => number | null} */
export const subtract = (one, other) => (one === null || other === null ? null : dropResidue(one - other));

// A unit in small letters; null is the absent and the empty one, "?" what is no text.
/** @type {(unit: unknown) => string | null} */
export function normalizeUnit(unit) {
  const text = typeof unit === "object" && unit !== null ? "?" : String(unit ?? "");
  return text.trim().toLowerCase() || null;
}
/** @type {(unit: string | null) => boolean} */
export const isCredits = (unit) => [null, "credit", "credits"].includes(unit);

const UNIT = /^[a-z][a-z _-]{0,19}$/;
const SHARE_UNITS = ["percent", "per cent", "percentage", "relative", "ratio"];

// Whether `unit`, in small letters, can be one of amounts. A share of something is none.
/** @type {(unit: string | null) => boolean} */
export const isAmountUnit = (unit) => unit === null || (UNIT.test(unit) && !SHARE_UNITS.includes(unit));

// `unit` as scopes name it: both spellings of credits, and what is not told, are "credits".
/** @type {(unit: string | null) => string} */
export const toScopeUnit = (unit) => (unit === null || isCredits(unit) ? "credits" : unit);

/** @type {Figures} */
export const NO_FIGURES = { limit: null, used: null, remaining: null, used_percent: null, resets_at: null };

// The number of a limit, from either of its two places, beside figures in `unit`: {most, unit, lone,
// mixed, broken}. `lone` says that only the limit is known to be in its unit, `mixed` that the two
// places or the figures beside them are in different ones, `broken` that what stands there is no number.
/**
 * @param {Json} limit
 * @param {string | null} unit
 * @returns {{most: number | null, unit: string | null, lone: boolean, mixed: boolean, broken: boolean}}
 */
export function parseLimitAmount(limit, unit) {
  const { read, names } = createPartReader();
  const other = read("amount", () => parseObject(limit?.limit_amount));
  const plain = read("limit", () => parseCredits(limit?.limit));
  const second = read("amount", () => parseCredits(other?.amount));
  const named = normalizeUnit(other?.unit);
  const differs = named !== null && toScopeUnit(named) !== toScopeUnit(unit);
  const mixed = differs && (unit !== null || (plain !== null && plain !== second));
  const lone = differs && plain === null;
  const most = plain ?? second;
  return { most, unit: differs ? named : unit, lone, mixed, broken: most === null && names.length > 0 };
}

/** @type {(limit: Json, now: number) => Instant | null} */
const parseReset = (limit, now) => {
  const reported = parseInstant(limit.reset_at ?? limit.resets_at);
  const { value: after = null } = tryParse(() => parseAmount(limit.reset_after_seconds));
  return reported ?? (after === null ? null : parseInstant(now / 1000 + after));
};

// A limit whose amounts are told under names of dollars only, with the names that all have.
/** @type {(limit: Json) => Json} */
function useDollarFields(limit) {
  const { unit, limit: most, limit_amount: other, limit_usd: dollars } = limit;
  const isOnly = [most, other].every((one) => (one ?? null) === null) && (dollars ?? null) !== null;
  return isOnly && [null, "usd"].includes(normalizeUnit(unit))
    ? { ...limit, unit: "usd", limit: dollars, used: limit.used_usd, remaining: limit.remaining_usd }
    : limit;
}

const ROUNDING = 1.5; // per cent points by which ChatGPT's rounded share may differ from used / limit

// {unit, foreign, broken, figures} of one limit, all of its amounts in its own unit. Where they are not
// in one unit, `foreign`, only what has no unit is kept: the per cent and the reset. `read` notes the
// limit's `name` when one figure is no number.
/**
 * @param {Json} reported
 * @param {string} name
 * @param {ReadPart} read
 * @param {number} now Unix time in ms
 * @returns {ParsedLimit}
 */
export function parseLimit(reported, name, read, now) {
  const limit = useDollarFields(reported);
  const { most, unit, lone, mixed, broken } = parseLimitAmount(limit, normalizeUnit(limit.unit));
  const rest = read(name, () => parsePercent(limit.remaining_percent));
  const share = read(name, () => parsePercent(limit.used_percent)) ?? (rest === null ? null : 100 - rest);
  const known = { ...NO_FIGURES, used_percent: share, resets_at: parseReset(limit, now) };
  if (mixed || !isAmountUnit(unit)) {
    return { unit, foreign: true, broken: false, figures: known };
  }
  if (broken) {
    read(name, () => {
      throw new ParseError("SHAPE");
    });
  }
  const used = capAtLimit(
    read(name, () => parseCredits(limit.used)),
    most,
  );
  const remaining = read(name, () => parseCredits(limit.remaining));
  const isFull = share !== null && used !== null && most !== null;
  if (lone && !(isFull && Math.abs((used * 100) / most - share) <= ROUNDING)) {
    return { unit, foreign: false, broken, figures: { ...known, limit: most } }; // nobody says what the use is in
  }
  return {
    unit,
    foreign: false,
    broken,
    figures: {
      ...known,
      limit: most,
      used: used ?? subtract(most, remaining),
      remaining: remaining ?? subtract(most, used),
    },
  };
}
