// Which days a refresh need not ask for, because the stored report of the same person has
// them; and what of a report is left when it must be cut short.
// A day is held once it has settled: by its age, and by the freshness that its source told. The counts reports tell none:
// they knew of the days before their newest row.

import { common, plus } from "./intervals.js";
import { COUNTS } from "../report/merge.js";
import { fromStored, settled, since, toStored } from "../report/table.js";

// Report -> the days stored for it: the settled ones, or with `all` every one.
export function heldDays(report, all = false) {
  const { mine, workspace } = report.scopes;
  const parts = [
    ...mine.splits.filter(({ source }) => all || source === "credits")
      .map(({ split, spans, fresh, days }) => [split, spans, fresh ?? days.at(-1) ?? null]),
    ["activity", mine.activity?.spans ?? [], mine.activity?.days.at(-1) ?? null],
    ["workspace", workspace?.spans ?? [], workspace?.fresh ?? workspace?.totals.days.at(-1) ?? null],
  ];
  const ages = new Map(report.sections.map(({ report: name, at }) => [name, at]));
  const old = (name, fresh) => (ages.get(name) ? [settled(ages.get(name), fresh)] : []);
  const safe = ([name, spans, fresh]) => [name, all ? spans : common(spans, old(name, fresh))];
  return Object.fromEntries(parts.map(safe));
}

const KEPT_DAYS = 366;

// The newest 366 days of a report, for a storage that took no more.
export function trimmed(report, today) {
  const first = plus(today, 1 - KEPT_DAYS);
  const { mine, workspace } = report.scopes;
  return {
    ...report,
    scopes: { mine: scopeSince(first, mine), workspace: workspace && scopeSince(first, workspace) },
    restated: report.restated.filter(({ day }) => day >= first),
    trimmed: first,
  };
}

function scopeSince(first, scope) {
  const { totals, splits } = scope;
  const from = totals.days.filter((day) => day < first).length;
  const { spans } = since(first, { rows: new Map(), spans: scope.spans });
  return {
    ...scope,
    spans,
    totals: { ...totals, days: totals.days.slice(from), values: totals.values.slice(from) },
    splits: splits.map((split) => {
      const table = since(first, fromStored(split));
      return { ...split, spans: table.spans, ...toStored(table) };
    }),
    activity: countsSince(first, "activity", scope),
    tokens: countsSince(first, "tokens", scope),
  };
}

function countsSince(first, name, scope) {
  const counts = scope[name];
  if (counts === null) {
    return null;
  }
  const from = counts.days.filter((day) => day < first).length;
  const { spans } = since(first, { rows: new Map(), spans: counts.spans });
  const columns = ["days", ...COUNTS[name]].map((column) => [column, counts[column].slice(from)]);
  return { spans, ...Object.fromEntries(columns) };
}
