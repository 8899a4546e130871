// Which days the stored report of the same person covers, so that a refresh need not request them.
// A day settles by its age and by the freshness of its source. The counts reports state no freshness:
// the days before their newest row are complete.

import { addDays } from "../dates.js";
import { intersection } from "./intervals.js";

const SETTLING_DAYS = 7;
const FORECAST_DAYS = 56;

/**
 * The days that no longer change. They are a week older than the read and a week older than what the source knew:
 * the source's own time counts when this computer's clock was ahead. A source without freshness has only the read.
 * @param {Instant} at when the days were read
 * @param {Instant | Day | null} fresh up to when the source had data
 * @returns {Interval}
 */
export function settledInterval(at, fresh) {
  const day = fresh !== null && fresh < at ? fresh : at;
  return ["2000-01-01", addDays(day.slice(0, 10), -SETTLING_DAYS)];
}

/**
 * @param {Day} today
 * @returns {Day} the first of the days that every refresh requests
 */
export const forecastHistoryStart = (today) => addDays(today, 1 - FORECAST_DAYS);

/**
 * @param {StoredReport} report
 * @param {boolean} [all] true for every stored day, false for the settled ones
 * @returns {Coverage}
 */
export function coveredDays(report, all = false) {
  const { mine, workspace } = report.scopes;
  /** @type {[string, Interval[], string | null][]} */
  const parts = [
    ...mine.breakdowns
      .filter(({ source }) => all || source === "credits")
      .map(
        ({ breakdown, spans, fresh, days }) =>
          /** @type {[string, Interval[], string | null]} */ ([breakdown, spans, fresh ?? days.at(-1) ?? null]),
      ),
    ["activity", mine.activity?.spans ?? [], mine.activity?.days.at(-1) ?? null],
    ["workspace", workspace?.spans ?? [], workspace?.fresh ?? workspace?.totals.days.at(-1) ?? null],
  ];
  const readAt = new Map(report.report_status.map(({ report: name, at }) => [name, at]));
  return Object.fromEntries(
    parts.map(([name, spans, fresh]) => {
      const at = readAt.get(name);
      return [name, all ? spans : intersection(spans, at ? [settledInterval(at, fresh)] : [])];
    }),
  );
}
