// What is counted per day beside credits: turns, threads and tokens, of this read and of what was known.

import { contains, intersection } from "../coverage/intervals.js";
import { concat, containsTables, createTable, merge, mergeReport, withAge } from "./table.js";
import { settledInterval } from "../coverage/coverage.js";

/** @type {Record<"activity" | "tokens", string[]>} */
export const COUNT_COLUMNS = { activity: ["turns", "threads"], tokens: ["input", "cached", "output"] };

// My turns and threads per day after this read.
/** @type {(read: Reads["activity"], before: Scope | null, age: Ages[string], when: MergeTime) => DatedTable | null} */
export function mergeActivity(read, before, age, when) {
  const known = withAge(toCountTable("activity", before), age);
  return keepOlderRows(mergeReport(known, read, when), known, read);
}

// My tokens after this read, which come with the surfaces and have their age. Of the days this read did not bring, the
// settled ones stay: the others are asked for again together with the surfaces.
/**
 * @param {Reads} reads
 * @param {Scope | null} before
 * @param {Ages[string]} age
 * @param {Instant | null} fresh
 * @param {MergeTime} when
 * @returns {DatedTable | null}
 */
export function mergeTokens(reads, before, age, fresh, when) {
  const stored = toCountTable("tokens", before);
  const known = withAge(stored && { ...stored, fresh }, age);
  const read = reads.ownTokens;
  if (!containsTables(read) && !containsTables(reads.surface)) {
    return known;
  }
  const kept = known && keepSettled(known);
  const now = reads.surface?.at ?? when.now;
  const table = merge(kept, containsTables(read) ? concat(read.tables) : createTable(), { ...when, now, asked: [] });
  return table.spans.length > 0 ? keepOlderRows(table, kept, read) : null;
}

/** @type {(known: DatedTable) => DatedTable} */
function keepSettled(known) {
  const spans = intersection(known.spans, [settledInterval(known.at, known.fresh)]);
  return { ...known, spans, rows: new Map([...known.rows].filter(([day]) => contains(spans, day))) };
}

// ChatGPT keeps counts for some weeks only: the days before an answer's first row are the ones known, not days without use.
/** @type {<Kind extends Table | null>(table: Kind, known: Table | null, read: DailyRead | undefined) => Kind} */
function keepOlderRows(table, known, read) {
  if (table === null || known === null || !containsTables(read)) {
    return table;
  }
  const { rows, spans } = concat(read.tables);
  const first = [...rows.keys()].sort()[0] ?? "9999-12-31";
  const older = [...known.rows].filter(([day]) => day < first && contains(spans, day));
  return { ...table, rows: new Map([...older, ...table.rows]) };
}

// What a scope stores of counts per day, by the `name` it has there, as `fromStored` takes it; null when there are none.
/** @type {(name: "activity" | "tokens", scope: Scope | null) => StoredTable | null} */
function toCountTable(name, scope) {
  const stored = scope?.[name];
  if (!stored) {
    return null;
  }
  /** @type {(key: string) => Series} */
  const series = (key) => ({ key, label: "", values: stored[key] });
  return { days: stored.days, spans: stored.spans, series: COUNT_COLUMNS[name].map(series) };
}

/** @type {(name: "activity" | "tokens", table: Table | null) => Counts | null} */
export function storeCounts(name, table) {
  if (table === null) {
    return null;
  }
  const days = [...table.rows.keys()].sort();
  /** @type {(key: string) => (number | null)[]} */
  const column = (key) => days.map((day) => table.rows.get(day)?.get(key) ?? null);
  return { spans: table.spans, days, ...Object.fromEntries(COUNT_COLUMNS[name].map((key) => [key, column(key)])) };
}
