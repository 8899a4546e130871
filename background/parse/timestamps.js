// Days and instants as ChatGPT writes them. A date that is not on the calendar is an error, never repaired.

import { isDay, toInstant } from "../dates.js";
import { ParseError } from "./errors.js";

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const UTC_DATE = /^.{10}(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]00:00)?)?$/;
const YEAR_2000_MS = 946_684_800_000;
const YEAR_2100_MS = 4_102_444_800_000;

/**
 * @param {unknown} value a date, with or without a UTC time
 * @returns {Day}
 * @throws {ParseError} SHAPE
 */
export function parseDay(value) {
  if (typeof value !== "string" || !UTC_DATE.test(value) || !isDay(value.slice(0, 10))) {
    throw new ParseError("SHAPE");
  }
  return value.slice(0, 10);
}

/**
 * @param {unknown} value ISO text with an offset, or Unix time in s
 * @returns {Instant | null} null for anything else, and outside 2000-2099
 */
export function parseInstant(value) {
  let ms = NaN;
  if (typeof value === "string" && ISO.test(value)) {
    ms = Date.parse(value);
  } else if (typeof value === "number" || (typeof value === "string" && /^\d{9,10}$/.test(value))) {
    ms = Number(value) * 1000;
  }
  return ms >= YEAR_2000_MS && ms < YEAR_2100_MS ? toInstant(ms) : null;
}
