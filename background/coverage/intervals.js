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
 * @returns {Interval[]} intervals of at most `maxDays`, the newest first
 */
export function chunk(intervals, maxDays) {
  /** @type {Interval[]} */
  const result = [];
  for (const [first, last] of union(intervals).reverse()) {
    for (let end = last; end >= first; ) {
      const start = addDays(end, 1 - maxDays);
      result.push([start > first ? start : first, end]);
      end = addDays(start, -1);
    }
  }
  return result;
}
