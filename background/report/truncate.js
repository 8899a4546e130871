// The newest part of a report, for a storage that is full.

import { addDays } from "../dates.js";
import { COUNT_COLUMNS } from "./counts.js";
import { fromStored, sliceFrom, sliceIntervals, toStored } from "./table.js";

const KEPT_DAYS = 366;

/**
 * @param {StoredReport} report
 * @param {Day} today
 * @returns {StoredReport} the newest 366 days
 */
export function truncate(report, today) {
  const first = addDays(today, 1 - KEPT_DAYS);
  const { mine, workspace } = report.scopes;
  return {
    ...report,
    scopes: { mine: truncateScope(mine, first), workspace: workspace && truncateScope(workspace, first) },
    restatements: report.restatements.filter(({ day }) => day >= first),
    truncated_before: first,
  };
}

/** @type {(scope: Scope, first: Day) => Scope} */
function truncateScope(scope, first) {
  const { totals, breakdowns } = scope;
  const from = totals.days.filter((day) => day < first).length;
  return {
    ...scope,
    spans: sliceIntervals(scope.spans, first),
    totals: { ...totals, days: totals.days.slice(from), values: totals.values.slice(from) },
    breakdowns: breakdowns.map((stored) => {
      const table = sliceFrom(fromStored(stored), first);
      return { ...stored, spans: table.spans, ...toStored(table) };
    }),
    activity: truncateCounts("activity", scope, first),
    tokens: truncateCounts("tokens", scope, first),
  };
}

/** @type {(name: "activity" | "tokens", scope: Scope, first: Day) => any} */
function truncateCounts(name, scope, first) {
  const counts = scope[name];
  if (counts === null) {
    return null;
  }
  const from = counts.days.filter((day) => day < first).length;
  const columns = ["days", ...COUNT_COLUMNS[name]].map((column) => [column, counts[column].slice(from)]);
  return { spans: sliceIntervals(counts.spans, first), ...Object.fromEntries(columns) };
}
