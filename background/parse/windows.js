// The rate-limit windows of wham/usage. A window with only some of its fields is kept.

import { ParseError } from "./errors.js";
import { parseInstant } from "./timestamps.js";
import { parseAmount, parsePercent } from "./numbers.js";
import { parseFlag, parseObject } from "./parts.js";
import { RATE_WINDOWS } from "../contract.js";
import { sanitizeLabel } from "./labels.js";

// A window without use that ends a whole window length from now has not opened yet.
/** @type {(one: Json, now: number, readPart: ReadPart) => Omit<RateWindow, "name" | "reached" | "allowed">} */
function parseWindow(one, now, readPart) {
  /** @type {(work: () => number | null) => number | null} */
  const read = (work) => readPart("windows", work);
  const used = read(() => parsePercent(one.used_percent));
  const length = read(() => parseAmount(one.limit_window_seconds));
  const minutes = length === null ? read(() => parseAmount(one.window_minutes)) : null;
  const exact = length ?? (minutes === null ? null : minutes * 60);
  const seconds = exact === null ? null : Math.round(exact);
  const after = read(() => parseAmount(one.reset_after_seconds));
  const told = parseInstant(one.reset_at ?? one.resets_at);
  const resetsAt = told ?? (after === null ? null : parseInstant(now / 1000 + after));
  const left = after ?? (resetsAt === null ? 0 : (Date.parse(resetsAt) - now) / 1000);
  const opened = used !== 0 || seconds === null || left < seconds - 60;
  return { used_percent: used, seconds, resets_at: resetsAt, opened };
}

const EMPTY_WINDOW = { used_percent: null, seconds: null, resets_at: null, opened: true };
/** @type {(window: Pick<RateWindow, "used_percent" | "seconds" | "resets_at">) => boolean} */
const hasValue = (window) => window.used_percent !== null || window.seconds !== null || window.resets_at !== null;

// The windows of one rate limit, each with the flags of the rate limit. A rate limit with flags and without windows
// is a window without values.
/** @type {(name: string, found: Json, now: number, read: ReadPart) => RateWindow[]} */
function parseRateLimit(name, found, now, read) {
  const limit = read("windows", () => parseObject(found));
  if (limit === null) {
    return [];
  }
  const reached = read("windows", () => parseFlag(limit.limit_reached));
  const allowed = read("windows", () => parseFlag(limit.allowed));
  const first = [limit.primary_window ?? limit.primary, limit.secondary_window ?? limit.secondary];
  const places = [...first, limit.monthly_window, limit];
  const windows = places.map((place) => parseWindow(read("windows", () => parseObject(place)) ?? {}, now, read));
  const told = windows.filter(hasValue);
  const shown = told.length > 0 || (reached === null && allowed === null) ? told : [EMPTY_WINDOW];
  return shown.map((window) => ({ name, ...window, reached, allowed }));
}

// One of the additional limits, [its key or null, what it is]: the rate limit itself, or an object with it.
/** @type {(pair: Json, now: number, read: ReadPart) => RateWindow[]} */
function parseAdditional(pair, now, read) {
  const [name, found] = Array.isArray(pair) ? pair : [null, pair];
  const one = read("windows", () => parseObject(found));
  return parseRateLimit(sanitizeLabel(one?.limit_name) ?? sanitizeLabel(name) ?? "", one?.rate_limit ?? one, now, read);
}

/**
 * @param {Json} body
 * @param {number} now Unix time in ms
 * @param {ReadPart} read
 * @returns {RateWindow[]}
 */
export function parseWindows(body, now, read) {
  const more = body.additional_rate_limits ?? [];
  const own = [
    ...parseRateLimit("Codex", body.rate_limit, now, read),
    ...parseRateLimit("Code review", body.code_review_rate_limit, now, read),
  ];
  const additional = (Array.isArray(more) ? more : [[null, more]]).flatMap((one) => parseAdditional(one, now, read));
  const fitting = read("windows", () => {
    if (own.length + additional.length > RATE_WINDOWS) {
      throw new ParseError("TOO_BIG");
    }
    return additional;
  });
  return [...own, ...(fitting ?? [])];
}
