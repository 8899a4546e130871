// One scope has one unit. Amounts in two units, or on two scales, never share a table, and nothing is converted.

import { RESTATED_DAYS, SCALE_JUMP, TOTALS_FROM } from "../contract.js";
import { isCredits } from "../parse/parts.js";
import { concat, fromStored } from "./table.js";
import { sum } from "../parse/numbers.js";

export const OWN_REPORTS = [...TOTALS_FROM, "tokens"]; // the most authoritative first

/** @type {<Kind extends {spans: Interval[]}>(tables: Kind[]) => Kind[]} */
const sortNewestFirst = (tables) => [...tables].sort((a, b) => (a.spans[0][1] < b.spans[0][1] ? 1 : -1));

/** @type {(read: DailyRead<Table | WorkspaceTable> | undefined) => (string | null)[]} */
const listUnits = (read) => sortNewestFirst(read?.tables ?? []).map(({ unit = null }) => unit);

// {unit, reads, before, changed} of a scope whose reports are `names`: the reads and the stored scope
// `before` without what is in another unit. The unit is the first that is told. A unit that is not told
// means credits, but not where a unit beside it, of this read, of `before` or of `beside`, is another one.
/**
 * @template {Table | WorkspaceTable} Kind
 * @param {Reads<Kind>} reads
 * @param {string[]} names
 * @param {Scope | null} before
 * @param {string[]} [beside]
 * @returns {InOneUnit<Kind>}
 */
export function selectUnit(reads, names, before, beside = []) {
  const found = names.flatMap((name) => listUnits(reads[name]));
  const known = before?.unit ?? null;
  const unit = found.find((one) => one !== null) ?? known ?? "credits";
  const others = found.some((one) => one !== null) ? found : [known];
  const fits = [unit, ...(others.concat(beside).every(isCredits) ? [null] : [])];
  /** @type {Reads<Kind>} */
  const kept = {};
  for (const name of names) {
    const read = reads[name];
    if (read) {
      kept[name] = filterByUnit(fits, read);
    }
  }
  const changed = before !== null && before.unit !== unit && names.some((name) => kept[name]?.tables.length);
  return {
    unit: changed ? unit : (known ?? unit),
    reads: { ...reads, ...kept },
    before: changed ? clearAmounts(before) : before,
    changed,
  };
}

/** @type {<Kind extends Table | WorkspaceTable>(fits: (string | null)[], read: DailyRead<Kind>) => DailyRead<Kind>} */
function filterByUnit(fits, read) {
  const tables = read.tables.filter(({ unit = null }) => fits.includes(unit));
  if (tables.length === read.tables.length) {
    return read;
  }
  return { ...read, tables, code: tables.length > 0 ? "PARTIAL" : "UNIT" };
}

// A stored scope without its amounts; counts have no unit.
/** @type {(scope: Scope) => Scope} */
const clearAmounts = (scope) => ({
  ...scope,
  metered: true,
  spans: [],
  fresh: null,
  totals: { source: null, days: [], values: [] },
  breakdowns: [],
});

const MIN_DAYS = 3;

/** @type {(factor: number | null) => boolean} */
const isJump = (factor) => factor !== null && factor > 0 && !(factor >= 1 / SCALE_JUMP && factor <= SCALE_JUMP);

// How many times what they were the amounts of the days are that were known and are read again: their median,
// null when there are too few.
/** @type {(known: StoredTable, tables: Table[]) => number | null} */
function getMedianFactor(known, tables) {
  const before = sumByDay(fromStored(known));
  const now = sumByDay(concat(tables));
  const factors = [...now].flatMap(([day, value]) => {
    const was = before.get(day);
    return value && was ? [value / was] : [];
  });
  return factors.length < MIN_DAYS ? null : factors.sort((a, b) => a - b)[Math.floor(factors.length / 2)];
}

/** @type {(table: Table) => Map<Day, number>} */
const sumByDay = ({ rows }) => new Map([...rows].map(([day, row]) => [day, sum(row.values())]));

// {reads, before, restatements} of a scope: a report whose amounts have jumped to another scale has the code SCALE,
// and nothing that was stored of it stands beside them. `restatements` holds the days of the totals that jumped, or null.
/**
 * @param {Reads} reads
 * @param {Scope | null} before
 * @returns {{reads: Reads, before: Scope | null, restatements: Restatement[] | null}}
 */
export function separateScales(reads, before) {
  /** @type {Record<string, DailyRead>} */
  const marked = {};
  for (const stored of before?.breakdowns ?? []) {
    const read = reads[stored.breakdown];
    if (read?.tables.length && isJump(getMedianFactor(stored, read.tables))) {
      marked[stored.breakdown] = { ...read, code: "SCALE" };
    }
  }
  const names = Object.keys(marked);
  if (before === null || names.length === 0) {
    return { reads, before, restatements: null };
  }
  const total = marked[before.totals.source ?? ""];
  const breakdowns = before.breakdowns.filter(({ breakdown }) => !names.includes(breakdown));
  return {
    reads: { ...reads, ...marked },
    before: total ? { ...clearAmounts(before), breakdowns } : { ...before, breakdowns },
    restatements: total ? listRestatements(before.totals, total.tables) : null,
  };
}

// The same for the whole workspace, whose parts are of one report.
/**
 * @param {DailyRead<WorkspaceTable> | undefined} read
 * @param {Scope | null} before
 * @returns {{read: DailyRead<WorkspaceTable> | undefined, before: Scope | null}}
 */
export function separateWorkspaceScales(read, before) {
  const tables = read?.tables.map((one) => one.total) ?? [];
  const known = before && { ...before.totals, series: [{ key: "total", label: "", values: before.totals.values }] };
  return read && known && tables.length > 0 && isJump(getMedianFactor(known, tables))
    ? { read: { ...read, code: "SCALE" }, before: null }
    : { read, before };
}

/** @type {(totals: Totals, tables: Table[]) => Restatement[]} */
function listRestatements({ days, values }, tables) {
  const now = sumByDay(concat(tables));
  return days
    .map((day, at) => ({ day, was: values[at], now: now.get(day) ?? values[at] }))
    .filter((one) => one.was !== one.now)
    .reverse()
    .slice(0, RESTATED_DAYS);
}

// Whether a limit and its use have both jumped, in one unit.
/** @type {(personal: PersonalLimit, before: PersonalLimit | null | undefined) => boolean} */
export function haveLimitsJumped(personal, before) {
  const isSame = personal.unit === (before?.unit ?? null) && personal.state === before?.state;
  /** @type {(name: "limit" | "used") => number | null} */
  const factor = (name) => (personal[name] && before?.[name] ? personal[name] / before[name] : null);
  return isSame && isJump(factor("limit")) && isJump(factor("used"));
}
