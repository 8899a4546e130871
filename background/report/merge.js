// The two scopes of a report: this read merged with what was known of the same person. `reads` has a DailyRead for
// each daily report: one table for each answer. A report that was not requested is absent, one that failed has
// no tables. A failed report leaves the known values as they are.

import { BREAKDOWNS, RESTATED_DAYS, TOTALS_FROM } from "../contract.js";
import { addDays } from "../dates.js";
import { contains, intersection, union } from "../coverage/intervals.js";
import { concat, createTable, fromStored, merge, sumRows, toStored } from "./table.js";
import { settledInterval } from "../coverage/coverage.js";

/** @type {Record<"activity" | "tokens", string[]>} */
export const COUNT_COLUMNS = { activity: ["turns", "threads"], tokens: ["input", "cached", "output"] };

// `known` with the time its figures were read; null when there are none.
/** @type {(known: StoredTable | null | undefined, at: Instant | null | undefined) => DatedTable | null} */
const withAge = (known, at) => (known && at ? { ...fromStored(known), at } : null);

/**
 * @template Kind
 * @param {DailyRead<Kind> | undefined} read
 * @returns {read is DailyRead<Kind>}
 */
const containsTables = (read) => read !== undefined && read.tables.length > 0;

// The table of one report after this read, or null when nothing is known.
/** @type {(known: DatedTable | null, read: DailyRead | undefined, when: MergeTime) => DatedTable | null} */
const mergeReport = (known, read, when) =>
  containsTables(read) ? merge(known, concat(read.tables), { ...when, asked: read.asked }) : known;

/** @type {(breakdown: string, source: string, table: Table) => Breakdown} */
const storeBreakdown = (breakdown, source, table) => ({
  breakdown, source, fresh: table.fresh, spans: table.spans, ...toStored(table),
});

/** @type {Pick<Scope, "totals" | "spans" | "fresh">} */
const NO_TOTALS = { totals: { source: null, days: [], values: [] }, spans: [], fresh: null };

// My own scope in `when.unit`, which all of `reads` and `before` is in, the ages of its parts (report -> instant), the
// reports of which known days were dropped, and the settled days that moved.
/**
 * @param {Reads} reads
 * @param {Scope | null} before
 * @param {Ages} ages
 * @param {MergeTime} when
 * @returns {{scope: Scope, at: Ages, cut: string[], restatements: Restatement[] | null}}
 */
export function mergeOwnScope(reads, before, ages, when) {
  const old = new Map((before?.breakdowns ?? []).map((one) => [one.breakdown, one]));
  /** @type {Map<string, DatedTable>} */
  const tables = new Map();
  /** @type {Map<string, string>} */
  const sources = new Map();
  /** @type {Ages} */
  const at = {};
  /** @type {string[]} */
  const cut = [];
  for (const breakdown of TOTALS_FROM) {
    const known = withAge(old.get(breakdown), ages[breakdown]);
    const standIn = breakdown === "model" && !containsTables(reads.model) && containsTables(reads.tokens) ? reads.tokens : null;
    const table = mergeReport(known, standIn ?? reads[breakdown], when);
    if (table !== null) {
      tables.set(breakdown, table);
      sources.set(breakdown, mergeSource(old.get(breakdown), standIn ? "tokens" : "credits", standIn ?? reads[breakdown], table));
      at[breakdown] = table.at;
      cut.push(...(table.isCut ? [breakdown] : []));
    }
  }
  const known = withAge(toCountTable("activity", before), ages.activity);
  const activity = keepOlderRows(mergeReport(known, reads.activity, when), known, reads.activity);
  if (activity !== null) {
    at.activity = activity.at;
  }
  const tokens = mergeTokens(reads, before, ages.surface, old.get("surface")?.fresh ?? null, when);
  if (tokens !== null) {
    at.surface ??= tokens.at;
  }
  const authority = chooseTotalsSource(reads, tables);
  const read = authority ? reads[authority] : undefined;
  const total = authority && read ? tables.get(authority) : undefined;
  const merged = authority && read && total
    ? mergeTotals(before, ages, authority, total, { ...when, asked: read.asked })
    : null;
  if (authority && merged) {
    at[authority] = merged.at;
  }
  const { totals, spans, fresh } = merged ?? before ?? NO_TOTALS;
  const scope = {
    unit: when.unit,
    metered: isMetered(totals, read, reads.activity, before),
    spans, fresh, totals,
    breakdowns: BREAKDOWNS.flatMap((breakdown) => {
      const table = tables.get(breakdown);
      return table ? [storeBreakdown(breakdown, sources.get(breakdown) ?? "credits", table)] : [];
    }),
    activity: storeCounts("activity", activity), tokens: storeCounts("tokens", tokens),
  };
  return { scope, at, cut, restatements: findRestatements(before, scope, read, ages[authority ?? ""]) };
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
function mergeTokens(reads, before, age, fresh, when) {
  const stored = toCountTable("tokens", before);
  const known = withAge(stored && { ...stored, fresh }, age);
  const read = reads.ownTokens;
  if (!containsTables(read) && !containsTables(reads.surface)) {
    return known;
  }
  const kept = known && keepSettled(known);
  const table = merge(kept, containsTables(read) ? concat(read.tables) : createTable(), { ...when, asked: [] });
  return table.spans.length > 0 ? keepOlderRows(table, kept, read) : null;
}

/** @type {(known: DatedTable) => DatedTable} */
function keepSettled(known) {
  const spans = intersection(known.spans, [settledInterval(known.at, known.fresh)]);
  return { ...known, spans, rows: new Map([...known.rows].filter(([day]) => contains(spans, day))) };
}

// The report whose rows are the day totals: the first that answered in full with any row,
// then the first that answered in part, then the first that answered at all.
/** @type {(reads: Reads, tables: Map<string, DatedTable>) => string | null} */
function chooseTotalsSource(reads, tables) {
  const asked = TOTALS_FROM.filter((breakdown) => containsTables(reads[breakdown]));
  const filled = asked.filter((breakdown) => tables.get(breakdown)?.rows.size);
  return filled.find((breakdown) => ["ok", "SCALE"].includes(reads[breakdown]?.code ?? "")) ?? filled[0] ?? asked[0] ?? null;
}

// The day totals after this read: those of the authority, and of the days it was never read for, what was known of them.
// Where those may still have been moving, they hold its age back, so that it is asked for them.
/**
 * @param {Scope | null} before
 * @param {Ages} ages
 * @param {string} authority
 * @param {DatedTable} table
 * @param {MergeTime & {asked: Interval[]}} when
 * @returns {Pick<Scope, "totals" | "spans" | "fresh"> & {at: Instant}}
 */
function mergeTotals(before, ages, authority, table, when) {
  const known = before && withAge(toTotalTable(before), ages[before.totals.source ?? ""]);
  const total = merge(known, table, when);
  const at = total.at < table.at ? total.at : table.at;
  return { totals: { source: authority, ...sumRows(total) }, spans: total.spans, fresh: total.fresh, at };
}

// "tokens" as long as any day of the table still comes from the token report.
/** @type {(known: Breakdown | undefined, source: string, read: DailyRead | undefined, table: Table) => string} */
function mergeSource(known, source, read, table) {
  if (!containsTables(read) || known === undefined) {
    return known?.source ?? source;
  }
  const renewed = union(read.tables.flatMap(({ spans }) => spans));
  const all = table.spans.every(([first, last]) => renewed.some(([from, to]) => from <= first && last <= to));
  return !all && known.source === "tokens" ? "tokens" : source;
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
function storeCounts(name, table) {
  if (table === null) {
    return null;
  }
  const days = [...table.rows.keys()].sort();
  /** @type {(key: string) => (number | null)[]} */
  const column = (key) => days.map((day) => table.rows.get(day)?.get(key) ?? null);
  return { spans: table.spans, days, ...Object.fromEntries(COUNT_COLUMNS[name].map((key) => [key, column(key)])) };
}

// Credits are not metered when ChatGPT counted tokens and gave credits for them that are all 0.
/**
 * @param {Totals} totals
 * @param {Pick<DailyRead, "tables"> | undefined} credits
 * @param {Pick<DailyRead<{tokens?: number}>, "tables"> | undefined} counts
 * @param {Scope | null} before
 * @returns {boolean}
 */
function isMetered({ values }, credits, counts, before) {
  if (values.some((value) => value !== 0)) {
    return true;
  }
  const isTold = credits?.tables.some(({ rows }) => [...rows.values()].some((row) => row.size > 0));
  if (!isTold || !counts?.tables.length) {
    return before?.metered ?? true;
  }
  return !counts.tables.some(({ tokens = 0 }) => tokens > 0);
}

// Settled days whose total, by the same report, is not what it was. Kept until settled days are read again.
/**
 * @param {Scope | null} before
 * @param {Scope} scope
 * @param {DailyRead | undefined} read
 * @param {Ages[string]} at
 * @returns {Restatement[] | null}
 */
function findRestatements(before, scope, read, at) {
  const { source } = scope.totals;
  const own = before?.totals.source === source ? before.breakdowns.find(({ breakdown }) => breakdown === source) : null;
  const again = own && read && at
    ? intersection(intersection(own.spans, [settledInterval(at, own.fresh)]), read.tables.flatMap(({ spans }) => spans))
    : [];
  if (before === null || again.length === 0) {
    return null;
  }
  const days = [...new Set([...before.totals.days, ...scope.totals.days])].filter((day) => contains(again, day));
  return days.sort().reverse()
    .flatMap((day) => {
      const [was, now] = [getTotal(before, day), getTotal(scope, day)];
      const isMoved = was !== null && now !== null && Math.abs(was - now) > 1e-9 * Math.max(1, Math.abs(was));
      return isMoved ? [{ day, was, now }] : [];
    })
    .slice(0, RESTATED_DAYS);
}

/** @type {(scope: Scope, day: Day) => number | null} */
function getTotal({ totals, fresh }, day) {
  const place = totals.days.indexOf(day);
  const over = fresh !== null && fresh >= `${addDays(day, 1)}T00:00:00Z`;
  if (place >= 0) {
    return totals.values[place];
  }
  return over ? 0 : null;
}

/** @type {(scope: Scope) => StoredTable} */
const toTotalTable = ({ totals, spans, fresh }) => ({
  days: totals.days, spans, fresh, series: [{ key: "total", label: "", values: totals.values }],
});

// The whole workspace's scope, or null when it was never answered.
/**
 * @param {DailyRead<WorkspaceTable> | undefined} read
 * @param {Scope | null} before
 * @param {Instant | null} age
 * @param {MergeTime} when
 * @returns {{scope: Scope | null, at: Instant | null, cut: string[]}}
 */
export function mergeWorkspaceScope(read, before, age, when) {
  /** @type {(breakdown: string) => Breakdown | undefined} */
  const old = (breakdown) => before?.breakdowns.find((one) => one.breakdown === breakdown);
  if (!containsTables(read)) {
    return { scope: before ?? null, at: before ? age : null, cut: [] };
  }
  const known = { total: before && toTotalTable(before), surface: old("surface"), model: old("model") };
  /** @type {(name: "total" | "surface" | "model") => DatedTable} */
  const part = (name) =>
    merge(withAge(known[name], age), concat(read.tables.map((one) => one[name])), { ...when, asked: read.asked });
  const total = part("total");
  const breakdowns = /** @type {const} */ (["model", "surface"]).map((breakdown) => ({ breakdown, table: part(breakdown) }));
  const totals = { source: "workspace", ...sumRows(total) };
  const scope = {
    unit: when.unit,
    metered: isMetered(totals, { tables: read.tables.map((one) => one.total) }, read, before),
    spans: total.spans, fresh: total.fresh, totals,
    breakdowns: breakdowns.map(({ breakdown, table }) => storeBreakdown(breakdown, "counts", table)),
    activity: null, tokens: null,
  };
  return { scope, at: total.at, cut: breakdowns.some(({ table }) => table.isCut) ? ["workspace"] : [] };
}
