// The two scopes of a report: this read merged with what was known of the same person. `reads` has a DailyRead for
// each daily report: one table for each answer. A report that was not requested is absent, one that failed has
// no tables. A failed report leaves the known values as they are.

import { BREAKDOWNS, TOTALS_FROM } from "../contract.js";
import { union } from "../coverage/intervals.js";
import { mergeActivity, mergeTokens, storeCounts } from "./counts.js";
import { findRestatements } from "./restatements.js";
import { concat, containsTables, merge, mergeReport, sumRows, toStored, withAge } from "./table.js";

/** @type {(breakdown: string, source: string, table: Table) => Breakdown} */
const storeBreakdown = (breakdown, source, table) => ({
  breakdown,
  source,
  fresh: table.fresh,
  spans: table.spans,
  ...toStored(table),
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
    const standIn =
      breakdown === "model" && !containsTables(reads.model) && containsTables(reads.tokens) ? reads.tokens : null;
    const table = mergeReport(known, standIn ?? reads[breakdown], when);
    if (table !== null) {
      tables.set(breakdown, table);
      sources.set(
        breakdown,
        mergeSource(old.get(breakdown), standIn ? "tokens" : "credits", standIn ?? reads[breakdown], table),
      );
      at[breakdown] = table.at;
      cut.push(...(table.isCut ? [breakdown] : []));
    }
  }
  const activity = mergeActivity(reads.activity, before, ages.activity, when);
  if (activity !== null) {
    at.activity = activity.at;
  }
  const tokens = mergeTokens(reads, before, ages.surface, old.get("surface")?.fresh ?? null, when);
  if (tokens !== null) {
    at.surface ??= tokens.at;
  }
  const totalsSource = chooseTotalsSource(reads, tables);
  const read = totalsSource ? reads[totalsSource] : undefined;
  const total = totalsSource && read ? tables.get(totalsSource) : undefined;
  const merged =
    totalsSource && read && total
      ? mergeTotals(before, ages, totalsSource, total, { ...when, now: read.at ?? when.now, asked: read.asked })
      : null;
  if (totalsSource && merged) {
    at[totalsSource] = merged.at;
  }
  const { totals, spans, fresh } = merged ?? before ?? NO_TOTALS;
  const scope = {
    unit: when.unit,
    metered: isMetered(totals, read, reads.activity, before),
    spans,
    fresh,
    totals,
    breakdowns: BREAKDOWNS.flatMap((breakdown) => {
      const table = tables.get(breakdown);
      return table ? [storeBreakdown(breakdown, sources.get(breakdown) ?? "credits", table)] : [];
    }),
    activity: storeCounts("activity", activity),
    tokens: storeCounts("tokens", tokens),
  };
  return { scope, at, cut, restatements: findRestatements(before, scope, read, ages[totalsSource ?? ""]) };
}

// The report whose rows are the day totals: the first that answered in full with any row,
// then the first that answered in part, then the first that answered at all.
/** @type {(reads: Reads, tables: Map<string, DatedTable>) => string | null} */
function chooseTotalsSource(reads, tables) {
  const asked = TOTALS_FROM.filter((breakdown) => containsTables(reads[breakdown]));
  const filled = asked.filter((breakdown) => tables.get(breakdown)?.rows.size);
  return (
    filled.find((breakdown) => ["ok", "SCALE"].includes(reads[breakdown]?.code ?? "")) ?? filled[0] ?? asked[0] ?? null
  );
}

// The day totals after this read: those of the totals source, and of the days it was never read for, what was known of them.
// Where those may still have been moving, they hold its age back, so that it is asked for them.
/**
 * @param {Scope | null} before
 * @param {Ages} ages
 * @param {string} totalsSource
 * @param {DatedTable} table
 * @param {MergeTime & {asked: Interval[]}} when
 * @returns {Pick<Scope, "totals" | "spans" | "fresh"> & {at: Instant}}
 */
function mergeTotals(before, ages, totalsSource, table, when) {
  const known = before && withAge(toTotalTable(before), ages[before.totals.source ?? ""]);
  const total = merge(known, table, when);
  const at = total.at < table.at ? total.at : table.at;
  return { totals: { source: totalsSource, ...sumRows(total) }, spans: total.spans, fresh: total.fresh, at };
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

/** @type {(scope: Scope) => StoredTable} */
const toTotalTable = ({ totals, spans, fresh }) => ({
  days: totals.days,
  spans,
  fresh,
  series: [{ key: "total", label: "", values: totals.values }],
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
  const breakdowns = /** @type {const} */ (["model", "surface"]).map((breakdown) => ({
    breakdown,
    table: part(breakdown),
  }));
  const totals = { source: "workspace", ...sumRows(total) };
  const scope = {
    unit: when.unit,
    metered: isMetered(totals, { tables: read.tables.map((one) => one.total) }, read, before),
    spans: total.spans,
    fresh: total.fresh,
    totals,
    breakdowns: breakdowns.map(({ breakdown, table }) => storeBreakdown(breakdown, "counts", table)),
    activity: null,
    tokens: null,
  };
  return { scope, at: total.at, cut: breakdowns.some(({ table }) => table.isCut) ? ["workspace"] : [] };
}
