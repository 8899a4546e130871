// A table holds values per day and key. Rows and labels are Maps, so that a key may have any name.
// In storage a table is lists aligned with its days; only this file converts between the two.

import { contains, difference, intersection, union } from "../coverage/intervals.js";
import { forecastHistoryStart, settledInterval } from "../coverage/coverage.js";
import { firstKeptDay } from "./series_bound.js";
import { sum } from "../parse/numbers.js";
import { getLabel } from "../parse/labels.js";

/** @returns {Table} */
export const createTable = () => ({ rows: new Map(), labels: new Map(), spans: [], fresh: null });

/**
 * @param {StoredTable} stored
 * @returns {Table}
 */
export function fromStored({ days, series, spans = [], fresh = null }) {
  /** @type {Table["rows"]} */
  const rows = new Map(days.map((day) => [day, new Map()]));
  for (const { key, values } of series) {
    values.forEach((value, at) => {
      if (value !== null) {
        rows.get(days[at])?.set(key, value);
      }
    });
  }
  return { rows, labels: new Map(series.map(({ key, label }) => [key, label])), spans, fresh };
}

/**
 * @param {Table} table
 * @returns {{days: Day[], series: Series[]}} sorted days, and sorted by key a series for each key with a value
 */
export function toStored({ rows, labels }) {
  const days = [...rows.keys()].sort();
  const cells = days.flatMap((day) => [...(rows.get(day) ?? [])]);
  const keys = new Set(cells.filter(([, value]) => value !== null).map(([key]) => key));
  const series = [...keys].sort().map((key) => ({
    key,
    label: labels.get(key) ?? getLabel(key),
    values: days.map((day) => rows.get(day)?.get(key) ?? null),
  }));
  return { days, series };
}

/**
 * @param {Table} table
 * @returns {{days: Day[], values: number[]}} the sum of each row
 */
export function sumRows({ rows }) {
  const days = [...rows.keys()].sort();
  return { days, values: days.map((day) => sum(rows.get(day)?.values() ?? [])) };
}

/**
 * @param {Table[]} tables for different days
 * @returns {Table} as fresh as the oldest of them
 */
export function concat(tables) {
  const stamps = tables.map(({ fresh }) => fresh).filter((fresh) => fresh !== null);
  return {
    rows: new Map(tables.flatMap(({ rows }) => [...rows])),
    labels: new Map(tables.flatMap(({ labels }) => [...labels])),
    spans: union(tables.flatMap(({ spans }) => spans)),
    fresh: stamps.sort()[0] ?? null,
  };
}

/**
 * `read` for the days it covers, `known` for the others. Unsettled days of `known` stay while a refresh like this one
 * requests them, and then the table keeps its age and freshness. Older unsettled days are dropped: no later
 * refresh would settle them, except after a refresh that `onlyAdds` days: it says nothing about the days read a moment ago.
 * The oldest days of `known` are dropped too where the series are too many, and the table `isCut`.
 * @param {DatedTable | null} known
 * @param {Table} read
 * @param {{now: Instant, day: Day, onlyAdds: boolean, asked: Interval[]}} when
 * @returns {DatedTable}
 */
export function merge(known, read, { now, day, onlyAdds, asked }) {
  if (known === null) {
    return { ...read, at: now };
  }
  const rest = difference(known.spans, read.spans);
  const unsettled = difference(rest, [settledInterval(known.at, known.fresh)]);
  const lost = onlyAdds ? [] : difference(unsettled, [...asked, [forecastHistoryStart(day), day]]);
  const stays = difference(rest, lost);
  const first = firstKeptDay(
    [...known.rows].filter(([one]) => contains(stays, one)),
    read.rows,
  );
  const kept = first === null ? stays : sliceIntervals(stays, first);
  const rows = [...known.rows].filter(([one]) => contains(kept, one));
  const isHeldBack = intersection(unsettled, kept).length > 0;
  return {
    isCut: first !== null,
    rows: new Map([...rows, ...read.rows]),
    labels: new Map([...known.labels, ...read.labels]),
    spans: union([...kept, ...read.spans]),
    fresh: isHeldBack ? known.fresh : (read.fresh ?? known.fresh),
    at: isHeldBack ? known.at : now,
  };
}

// `known` with the time its figures were read; null when there are none.
/** @type {(known: StoredTable | null | undefined, at: Instant | null | undefined) => DatedTable | null} */
export const withAge = (known, at) => (known && at ? { ...fromStored(known), at } : null);

/**
 * @template Kind
 * @param {DailyRead<Kind> | undefined} read
 * @returns {read is DailyRead<Kind>}
 */
export const containsTables = (read) => read !== undefined && read.tables.length > 0;

// The table of one report after this read, or null when nothing is known.
/** @type {(known: DatedTable | null, read: DailyRead | undefined, when: MergeTime) => DatedTable | null} */
export const mergeReport = (known, read, when) =>
  containsTables(read)
    ? merge(known, concat(read.tables), { ...when, now: read.at ?? when.now, asked: read.asked })
    : known;

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
