// A table is what is known of some days: `rows`, day -> (key -> credits or null), the
// `labels` of the keys, the `spans` ChatGPT has answered for, and how `fresh` its source
// was. Everything keyed is a Map, so that a key may have any name. Stored, a table is
// lists aligned with its days; this file is the only one that turns one into the other.

import { common, holds, joined, plus, without } from "../coverage/intervals.js";
import { total } from "../parse/numbers.js";
import { labelOf } from "../parse/labels.js";

export const empty = () => ({ rows: new Map(), labels: new Map(), spans: [], fresh: null });

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
    label: labels.get(key) ?? labelOf(key),
    values: days.map((day) => rows.get(day).get(key) ?? null),
  }));
  return { days, series };
}

// The sum of each row, in the stored form of day totals.
export function dayTotals({ rows }) {
  const days = [...rows.keys()].sort();
  return { days, values: days.map((day) => total(rows.get(day).values())) };
}

// Answers for different days, as one table. The oldest stamp is the honest one.
export function together(tables) {
  const stamps = tables.map(({ fresh }) => fresh).filter((fresh) => fresh !== null);
  return {
    rows: new Map(tables.flatMap(({ rows }) => [...rows])),
    labels: new Map(tables.flatMap(({ labels }) => [...labels])),
    spans: joined(tables.flatMap(({ spans }) => spans)),
    fresh: stamps.sort()[0] ?? null,
  };
}

// What is known after a read: `read` where it answered, `known` (read at `known.at`) for the
// other days. Days of `known` that may still have been moving then are kept as long as a read
// like this one asks for them, and hold the table's age and freshness back; older ones are forgotten, for
// nothing would ever settle them.
export function merged(known, read, { now, day, asked }) {
  if (known === null) {
    return { ...read, at: now };
  }
  const others = without(known.spans, read.spans);
  const moving = without(others, [settled(known.at, known.fresh)]);
  const lost = without(moving, [...asked, [oldestAsked(day), day]]);
  const kept = without(others, lost);
  const rows = [...known.rows].filter(([one]) => holds(kept, one));
  const isHeldBack = common(moving, kept).length > 0;
  return {
    rows: new Map([...rows, ...read.rows]),
    labels: new Map([...known.labels, ...read.labels]),
    spans: joined([...kept, ...read.spans]),
    fresh: isHeldBack ? known.fresh : (read.fresh ?? known.fresh),
    at: isHeldBack ? known.at : now,
  };
}

const SETTLING_DAYS = 7;
const ALWAYS_DAYS = 56;

// The span of days that had settled when they were read `at` an instant from a source that was `fresh` up to another:
// they lie a week back, and the source knew of a whole day after them. A source that tells no freshness has only the week.
export function settled(at, fresh) {
  const old = plus(at.slice(0, 10), -SETTLING_DAYS);
  const told = fresh === null ? old : plus(fresh.slice(0, 10), -1);
  return ["2000-01-01", told < old ? told : old];
}

// The first of the days every refresh asks for.
export const oldestAsked = (day) => plus(day, 1 - ALWAYS_DAYS);

// The table without what lies before `first`.
export const since = (first, table) => ({
  ...table,
  rows: new Map([...table.rows].filter(([day]) => day >= first)),
  spans: common(table.spans, [[first, "2099-12-31"]]),
});
