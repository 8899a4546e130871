// The two scopes of a report: this read merged with what was known of the same person. `reads` has a DailyRead for
// each daily report: one table for each answer. A report that was not requested is absent, one that failed has
// no tables. A failed report leaves the known values as they are.

import { BREAKDOWNS, TOTALS_FROM } from "../contract.js";
import { addDays } from "../dates.js";
import { contains, intersection, union } from "../coverage/intervals.js";
import { concat, createTable, fromStored, merge, sumRows, toStored } from "./table.js";
import { settledInterval } from "../coverage/coverage.js";

const MAX_RESTATEMENTS = 31;
export const COUNT_COLUMNS = { activity: ["turns", "threads"], tokens: ["input", "cached", "output"] };

// `known` with the time its figures were read; null when there are none.
const withAge = (known, at) => (known && at ? { ...fromStored(known), at } : null);

const containsTables = (read) => read !== undefined && read.tables.length > 0;

// The table of one report after this read, or null when nothing is known.
const mergeReport = (known, read, when) =>
  containsTables(read) ? merge(known, concat(read.tables), { ...when, asked: read.asked }) : known;

const storeBreakdown = (breakdown, source, table) => ({
  breakdown, source, fresh: table.fresh, spans: table.spans, ...toStored(table),
});

// My own scope in `when.unit`, which all of `reads` and `before` is in, the ages of its parts (report -> instant), the
// reports of which known days were dropped, and the settled days that moved.
export function mergeOwnScope(reads, before, ages, when) {
  const old = new Map((before?.breakdowns ?? []).map((one) => [one.breakdown, one]));
  const tables = new Map();
  const sources = new Map();
  const at = {};
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
  const { at: age, ...whole } = authority
    ? mergeTotals(before, ages, authority, tables.get(authority), { ...when, asked: reads[authority].asked })
    : (before ?? { totals: { source: null, days: [], values: [] }, spans: [], fresh: null });
  if (authority) {
    at[authority] = age;
  }
  const { totals, spans, fresh } = whole;
  const scope = {
    unit: when.unit,
    metered: isMetered(totals, reads[authority], reads.activity, before),
    spans, fresh, totals,
    breakdowns: BREAKDOWNS.filter((breakdown) => tables.has(breakdown))
      .map((breakdown) => storeBreakdown(breakdown, sources.get(breakdown), tables.get(breakdown))),
    activity: storeCounts("activity", activity), tokens: storeCounts("tokens", tokens),
  };
  return { scope, at, cut, restatements: findRestatements(before, scope, reads[authority], ages[authority]) };
}

// ChatGPT keeps counts for some weeks only: the days before an answer's first row are the ones known, not days without
// use.
function keepOlderRows(table, known, read) {
  if (known === null || !containsTables(read)) {
    return table;
  }
  const { rows, spans } = concat(read.tables);
  const first = [...rows.keys()].sort()[0] ?? "9999-12-31";
  const older = [...known.rows].filter(([day]) => day < first && contains(spans, day));
  return { ...table, rows: new Map([...older, ...table.rows]) };
}

// My tokens after this read, which come with the surfaces and have their age. Of the days this read did not bring, the
// settled ones stay: the others are asked for again together with the surfaces.
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

function keepSettled(known) {
  const spans = intersection(known.spans, [settledInterval(known.at, known.fresh)]);
  return { ...known, spans, rows: new Map([...known.rows].filter(([day]) => contains(spans, day))) };
}

// The report whose rows are the day totals: the first that answered in full with any row,
// then the first that answered in part, then the first that answered at all.
function chooseTotalsSource(reads, tables) {
  const asked = TOTALS_FROM.filter((breakdown) => containsTables(reads[breakdown]));
  const filled = asked.filter((breakdown) => tables.get(breakdown).rows.size > 0);
  return filled.find((breakdown) => ["ok", "SCALE"].includes(reads[breakdown].code)) ?? filled[0] ?? asked[0] ?? null;
}

// The day totals after this read: those of the authority, and of the days it was never read for, what was known of
// them. Where those may still have been moving, they hold its age back, so that it is asked for them.
function mergeTotals(before, ages, authority, table, when) {
  const known = before && withAge(toTotalTable(before), ages[before.totals.source]);
  const total = merge(known, table, when);
  const at = total.at < table.at ? total.at : table.at;
  return { totals: { source: authority, ...sumRows(total) }, spans: total.spans, fresh: total.fresh, at };
}

// "tokens" as long as any day of the table still comes from the token report.
function mergeSource(known, source, read, table) {
  if (!containsTables(read) || known === undefined) {
    return known?.source ?? source;
  }
  const renewed = union(read.tables.flatMap(({ spans }) => spans));
  const all = table.spans.every(([first, last]) => renewed.some(([from, to]) => from <= first && last <= to));
  return !all && known.source === "tokens" ? "tokens" : source;
}

// What a scope stores of counts per day, by the `name` it has there, as `fromStored` takes it; null when there are
// none.
function toCountTable(name, scope) {
  const stored = scope?.[name] ?? null;
  const series = (key) => ({ key, label: "", values: stored[key] });
  return stored && { days: stored.days, spans: stored.spans, series: COUNT_COLUMNS[name].map(series) };
}

function storeCounts(name, table) {
  if (table === null) {
    return null;
  }
  const days = [...table.rows.keys()].sort();
  const column = (key) => days.map((day) => table.rows.get(day).get(key) ?? null);
  return { spans: table.spans, days, ...Object.fromEntries(COUNT_COLUMNS[name].map((key) => [key, column(key)])) };
}

// Credits are not metered when ChatGPT counted tokens and gave credits for them that are all 0.
function isMetered({ values }, credits, counts, before) {
  if (values.some((value) => value !== 0)) {
    return true;
  }
  const isTold = containsTables(credits) && credits.tables.some(({ rows }) => [...rows.values()].some((row) => row.size > 0));
  if (!isTold || !containsTables(counts)) {
    return before?.metered ?? true;
  }
  return !counts.tables.some(({ tokens }) => tokens > 0);
}

// Settled days whose total, by the same report, is not what it was. Kept until settled days are read again.
function findRestatements(before, scope, read, at) {
  const { source } = scope.totals;
  const own = before?.totals.source === source ? before.breakdowns.find(({ breakdown }) => breakdown === source) : null;
  const again = own && read && at
    ? intersection(intersection(own.spans, [settledInterval(at, own.fresh)]), read.tables.flatMap(({ spans }) => spans))
    : [];
  if (again.length === 0) {
    return null;
  }
  const days = [...new Set([...before.totals.days, ...scope.totals.days])].filter((day) => contains(again, day));
  return days.sort().reverse()
    .map((day) => ({ day, was: getTotal(before, day), now: getTotal(scope, day) }))
    .filter(({ was, now }) => was !== null && now !== null && Math.abs(was - now) > 1e-9 * Math.max(1, Math.abs(was)))
    .slice(0, MAX_RESTATEMENTS);
}

function getTotal({ totals, fresh }, day) {
  const place = totals.days.indexOf(day);
  const over = fresh !== null && fresh >= `${addDays(day, 1)}T00:00:00Z`;
  if (place >= 0) {
    return totals.values[place];
  }
  return over ? 0 : null;
}

const toTotalTable = ({ totals, spans, fresh }) => ({
  days: totals.days, spans, fresh, series: [{ key: "total", label: "", values: totals.values }],
});

// The whole workspace's scope, or null when it was never answered.
export function mergeWorkspaceScope(read, before, age, when) {
  const old = (breakdown) => before?.breakdowns.find((one) => one.breakdown === breakdown);
  if (!containsTables(read)) {
    return { scope: before ?? null, at: before ? age : null, cut: [] };
  }
  const known = { total: before && toTotalTable(before), surface: old("surface"), model: old("model") };
  const part = (name) => mergeReport(withAge(known[name], age), { ...read, tables: read.tables.map((one) => one[name]) }, when);
  const total = part("total");
  const breakdowns = ["model", "surface"].map((breakdown) => ({ breakdown, table: part(breakdown) }));
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
