// A table is what is known of some days: `rows`, day -> (key -> credits or null), the
// `labels` of the keys, the `spans` ChatGPT has answered for, and how `fresh` its source
// was. Everything keyed is a Map, so that a key may have any name. Stored, a table is
// lists aligned with its days; this file is the only one that turns one into the other.

import { contains, difference, intersection, union } from "../coverage/intervals.js";
import { firstRequestedDay, settledInterval } from "../coverage/coverage.js";
import { sum } from "../parse/numbers.js";
import { getLabel } from "../parse/labels.js";

export const createTable = () => ({ rows: new Map(), labels: new Map(), spans: [], fresh: null });

// The table of a stored split, or of anything with `days` and `series`.
export function fromStored({ days, series, spans = [], fresh = null }) {
  const rows = new Map(days.map((day) => [day, new Map()]));
  for (const { key, values } of series) {
    values.forEach((value, at) => {
      if (value !== null) {
        rows.get(days[at]).set(key, value);
      }
    });
  }
  return { rows, labels: new Map(series.map(({ key, label }) => [key, label])), spans, fresh };
}

// The stored form: sorted days, and one series per key that has any value, sorted by key.
export function toStored({ rows, labels }) {
  const days = [...rows.keys()].sort();
  const cells = days.flatMap((day) => [...rows.get(day)]);
  const keys = new Set(cells.filter(([, value]) => value !== null).map(([key]) => key));
  const series = [...keys].sort().map((key) => ({
    key,
    label: labels.get(key) ?? getLabel(key),
    values: days.map((day) => rows.get(day).get(key) ?? null),
  }));
  return { days, series };
}

// The sum of each row, in the stored form of day totals.
export function sumRows({ rows }) {
  const days = [...rows.keys()].sort();
  return { days, values: days.map((day) => sum(rows.get(day).values())) };
}

// Answers for different days, as one table. The oldest stamp is the honest one.
export function concat(tables) {
  const stamps = tables.map(({ fresh }) => fresh).filter((fresh) => fresh !== null);
  return {
    rows: new Map(tables.flatMap(({ rows }) => [...rows])),
    labels: new Map(tables.flatMap(({ labels }) => [...labels])),
    spans: union(tables.flatMap(({ spans }) => spans)),
    fresh: stamps.sort()[0] ?? null,
  };
}

// What is known after a read: `read` where it answered, `known` (read at `known.at`) for the
// other days. Days of `known` that may still have been moving then are kept as long as a read
// like this one asks for them, and hold the table's age and freshness back; older ones are forgotten, for
// nothing would ever settle them.
export function merge(known, read, { now, day, asked }) {
  if (known === null) {
    return { ...read, at: now };
  }
  const rest = difference(known.spans, read.spans);
  const unsettled = difference(rest, [settledInterval(known.at, known.fresh)]);
  const lost = difference(unsettled, [...asked, [firstRequestedDay(day), day]]);
  const kept = difference(rest, lost);
  const rows = [...known.rows].filter(([one]) => contains(kept, one));
  const isHeldBack = intersection(unsettled, kept).length > 0;
  return {
    rows: new Map([...rows, ...read.rows]),
    labels: new Map([...known.labels, ...read.labels]),
    spans: union([...kept, ...read.spans]),
    fresh: isHeldBack ? known.fresh : (read.fresh ?? known.fresh),
    at: isHeldBack ? known.at : now,
  };
}

/**
 * @param {Table} table
 * @param {Day} first
 * @returns {Table} the table from `first` on
 */
export const sliceFrom = (table, first) => ({
  ...table,
  rows: new Map([...table.rows].filter(([day]) => day >= first)),
  spans: sliceIntervals(table.spans, first),
});

/**
 * @param {Interval[]} intervals
 * @param {Day} first
 * @returns {Interval[]} the days from `first` on
 */
export const sliceIntervals = (intervals, first) => intersection(intervals, [[first, "2099-12-31"]]);
