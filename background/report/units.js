// One scope has one unit. Amounts in two units, or on two scales, never share a table, and nothing is converted.

import { SCALE_JUMP, TOTALS_FROM } from "../contract.js";
import { isCredits } from "../parse/parts.js";
import { concat, fromStored } from "./table.js";
import { sum } from "../parse/numbers.js";

export const OWN_REPORTS = [...TOTALS_FROM, "tokens"]; // the most authoritative first

const sortNewestFirst = (tables) => [...tables].sort((a, b) => (a.spans[0][1] < b.spans[0][1] ? 1 : -1));

const listUnits = (read) => sortNewestFirst(read?.tables ?? []).map(({ unit }) => unit);

// {unit, reads, before, changed} of a scope whose reports are `names`: the reads and the stored scope
// `before` without what is in another unit. The unit is the first that is told. A unit that is not told
// means credits, but not where a unit beside it, of this read, of `before` or of `beside`, is another one.
export function selectUnit(reads, names, before, beside = []) {
  const found = names.flatMap((name) => listUnits(reads[name]));
  const known = before?.unit ?? null;
  const unit = found.find((one) => one !== null) ?? known ?? "credits";
  const others = found.some((one) => one !== null) ? found : [known];
  const fits = [unit, ...(others.concat(beside).every(isCredits) ? [null] : [])];
  const kept = Object.fromEntries(names.filter((name) => reads[name]).map((name) => [name, filterByUnit(fits, reads[name])]));
  const changed = before !== null && before.unit !== unit && names.some((name) => kept[name]?.tables.length > 0);
  return {
    unit: changed ? unit : (known ?? unit),
    reads: { ...reads, ...kept },
    before: changed ? clearAmounts(before) : before,
    changed,
  };
}

function filterByUnit(fits, read) {
  const tables = read.tables.filter(({ unit }) => fits.includes(unit));
  if (tables.length === read.tables.length) {
    return read;
  }
  return { ...read, tables, code: tables.length > 0 ? "PARTIAL" : "UNIT" };
}

// A stored scope without its amounts; counts have no unit.
const clearAmounts = (scope) => ({
  ...scope, metered: true, spans: [], fresh: null, totals: { source: null, days: [], values: [] }, breakdowns: [],
});

const MIN_DAYS = 3;

const isJump = (factor) => factor !== null && factor > 0 && !(factor >= 1 / SCALE_JUMP && factor <= SCALE_JUMP);

// How many times what they were the amounts of the days are that were known and are read again: their median,
// null when there are too few.
function getMedianFactor(known, tables) {
  const before = sumByDay(fromStored(known));
  const now = sumByDay(concat(tables));
  const factors = [...now].filter(([day, value]) => value && before.get(day)).map(([day, value]) => value / before.get(day));
  return factors.length < MIN_DAYS ? null : factors.sort((a, b) => a - b)[Math.floor(factors.length / 2)];
}

const sumByDay = ({ rows }) => new Map([...rows].map(([day, row]) => [day, sum(row.values())]));

// {reads, before, restatements} of a scope: a report whose amounts have jumped to another scale has the code SCALE, and
// nothing that was stored of it stands beside them. `restatements` holds the days of the totals that jumped, or null.
export function separateScales(reads, before) {
  const jumped = (before?.breakdowns ?? []).filter((one) =>
    reads[one.breakdown]?.tables.length > 0 && isJump(getMedianFactor(one, reads[one.breakdown].tables)));
  if (jumped.length === 0) {
    return { reads, before, restatements: null };
  }
  const names = jumped.map(({ breakdown }) => breakdown);
  const marked = names.map((name) => [name, { ...reads[name], code: "SCALE" }]);
  const isTotal = names.includes(before.totals.source);
  const breakdowns = before.breakdowns.filter(({ breakdown }) => !names.includes(breakdown));
  return {
    reads: { ...reads, ...Object.fromEntries(marked) },
    before: isTotal ? { ...clearAmounts(before), breakdowns } : { ...before, breakdowns },
    restatements: isTotal ? listRestatements(before.totals, reads[before.totals.source].tables) : null,
  };
}

// The same for the whole workspace, whose parts are of one report.
export function separateWorkspaceScales(read, before) {
  const tables = read?.tables.map((one) => one.total) ?? [];
  const known = before && { ...before.totals, series: [{ key: "total", label: "", values: before.totals.values }] };
  return known && tables.length > 0 && isJump(getMedianFactor(known, tables))
    ? { read: { ...read, code: "SCALE" }, before: null }
    : { read, before };
}

const MAX_RESTATEMENTS = 31;

function listRestatements({ days, values }, tables) {
  const now = sumByDay(concat(tables));
  return days.map((day, at) => ({ day, was: values[at], now: now.get(day) ?? null }))
    .filter((one) => one.now !== null && one.was !== one.now).reverse().slice(0, MAX_RESTATEMENTS);
}

// Whether a limit and its use have both jumped, in one unit.
export function haveLimitsJumped(personal, before) {
  const isSame = personal.unit === (before?.unit ?? null) && personal.state === before?.state;
  const factor = (name) => (personal[name] && before[name] ? personal[name] / before[name] : null);
  return isSame && isJump(factor("limit")) && isJump(factor("used"));
}
