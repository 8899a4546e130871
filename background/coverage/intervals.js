// Arithmetic on UTC days, spans of them, and instants. A day is ISO text, a span is
// [first, last] with both ends in, spans are a sorted list that neither overlap nor touch.
// There is no clock here. What is not on the calendar is refused, never repaired.

import { Refusal } from "../parse/errors.js";

const DAY_MS = 86_400_000;
const DAY = /^20\d\d-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const MIDDAY = /^.{10}(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]00:00)?)?$/;

const ordinal = (day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayAt = (number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

export const plus = (day, number) => dayAt(ordinal(day) + number);
export const today = (now) => new Date(now).toISOString().slice(0, 10);
export const length = ([first, last]) => ordinal(last) - ordinal(first) + 1;

// Date.parse gives 30 February as a day of March.
export const isDay = (value) =>
  typeof value === "string" && DAY.test(value) && new Date(`${value}T00:00:00Z`).getUTCDate() === Number(value.slice(8));

// The day of a row's date, which may carry a time: cut by rule, after the whole was checked.
export function dayOf(value) {
  if (typeof value !== "string" || !MIDDAY.test(value) || !isDay(value.slice(0, 10))) {
    throw new Refusal("SHAPE");
  }
  return value.slice(0, 10);
}

// Milliseconds as the text of an instant, to the second.
export const instant = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

export const isInstant = (value) =>
  typeof value === "string" && value.length === 20 && MOMENT.test(value) && isDay(value.slice(0, 10)) &&
  Number.isFinite(Date.parse(value));

// An instant from ISO text or Unix seconds, or null when it is neither or out of this century.
export function instantOf(value) {
  let ms = NaN;
  if (typeof value === "string" && MOMENT.test(value)) {
    ms = Date.parse(value);
  } else if (typeof value === "number" || (typeof value === "string" && /^\d{9,10}$/.test(value))) {
    ms = Number(value) * 1000;
  }
  return ms >= 946_684_800_000 && ms < 4_102_444_800_000 ? instant(ms) : null;
}

// `spans` sorted, with those that overlap or touch made one.
export function joined(spans) {
  const result = [];
  for (const [first, last] of [...spans].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const before = result.at(-1);
    if (before && first <= plus(before[1], 1)) {
      before[1] = last > before[1] ? last : before[1];
    } else if (first <= last) {
      result.push([first, last]);
    }
  }
  return result;
}

// The days of `spans` that are not in `taken`.
export function without(spans, taken) {
  let left = joined(spans);
  for (const [first, last] of taken) {
    left = left.flatMap(([from, to]) => {
      if (to < first || from > last) {
        return [[from, to]];
      }
      const parts = [];
      if (from < first) {
        parts.push([from, plus(first, -1)]);
      }
      if (to > last) {
        parts.push([plus(last, 1), to]);
      }
      return parts;
    });
  }
  return left;
}

export const common = (spans, others) => without(spans, without(spans, others));

export const holds = (spans, day) => spans.some(([first, last]) => first <= day && day <= last);

// `spans` cut into pieces of at most `most` days, the newest first.
export function pieces(spans, most) {
  const result = [];
  for (const [first, last] of joined(spans).reverse()) {
    for (let end = last; end >= first; end = plus(result.at(-1)[0], -1)) {
      const start = plus(end, 1 - most);
      result.push([start > first ? start : first, end]);
    }
  }
  return result;
}
