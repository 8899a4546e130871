// Interval algebra on days. An interval is [first, last], both ends included. Every function takes lists of
// intervals in any order and returns a sorted list whose intervals neither overlap nor touch.

import { addDays } from "../dates.js";

/**
 * @param {Interval[]} intervals may overlap
 * @returns {Interval[]}
 */
export function union(intervals) {
  /** @type {Interval[]} */
  const result = [];
  for (const [first, last] of [...intervals].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const previous = result.at(-1);
    if (previous && first <= addDays(previous[1], 1)) {
      previous[1] = last > previous[1] ? last : previous[1];
    } else if (first <= last) {
      result.push([first, last]);
    }
  }
  return result;
}

/**
 * @param {Interval[]} intervals
 * @param {Interval[]} removed
 * @returns {Interval[]} the days of `intervals` that are not in `removed`
 */
export function difference(intervals, removed) {
  let rest = union(intervals);
  for (const [first, last] of removed) {
    rest = rest.flatMap(([start, end]) => {
      if (end < first || start > last) {
        return /** @type {Interval[]} */ ([[start, end]]);
      }
      /** @type {Interval[]} */
      const parts = [];
      if (start < first) {
        parts.push([start, addDays(first, -1)]);
      }
      if (end > last) {
        parts.push([addDays(last, 1), end]);
      }
      return parts;
    });
  }
  return rest;
}

/**
 * @param {Interval[]} intervals
 * @param {Interval[]} others
 * @returns {Interval[]} the days in both
 */
export const intersection = (intervals, others) => difference(intervals, difference(intervals, others));

/**
 * @param {Interval[]} intervals
 * @param {Day} day
 */
export const contains = (intervals, day) => intervals.some(([first, last]) => first <= day && day <= last);

/**
 * @param {Interval[]} intervals
 * @param {number} maxDays
 * @returns {Interval[]} as few as cover `intervals`, each of at most `maxDays`, the newest first. One may have days between two of `intervals`
 */
export function chunk(intervals, maxDays) {
  /** @type {Interval[]} */
  const result = [];
  for (let rest = union(intervals); rest.length > 0; rest = difference(rest, result.slice(-1))) {
    const end = rest[rest.length - 1][1];
    const earliest = addDays(end, 1 - maxDays);
    const first = intersection(rest, [[earliest, end]])[0][0];
    result.push([first, end]);
  }
  return result;
}
