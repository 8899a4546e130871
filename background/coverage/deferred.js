// Which daily reports a refresh leaves out. The reports of the screen that every popup opens with are read by each one; the
// others once a day, while they are not on screen. The popup says how old they are, and asks for them when they are shown.

import { DAILY_REPORTS, FIRST_DAY, ONE_READ_SECONDS } from "../contract.js";
import { toDay } from "../dates.js";
import { coveredDays } from "./coverage.js";
import { difference, intersection } from "./intervals.js";
import { currentDays, ON_SCREEN, recentInterval } from "./plan.js";

const DAY_MS = 86_400_000;
/** Own breakdowns are read once each UTC day, because the data check compares them with the totals; `workspace` in 24 hours. */
const DEFERRED = DAILY_REPORTS.filter((report) => !ON_SCREEN.includes(report));

/** @type {(report: StoredReport, name: string) => ReportStatus | undefined} */
const getStatus = ({ report_status }, name) => report_status.find(({ report }) => report === name);

/**
 * @param {StoredReport} report of the same person
 * @param {Revalidation | null} revalidation
 * @param {Interval[]} required
 * @param {string} shown the daily report on screen
 * @param {number} now Unix time in ms
 * @returns {string[]} the daily reports that need not be read now
 */
export function listDeferred(report, revalidation, required, shown, now) {
  const today = toDay(now);
  const older = difference(required, [recentInterval(today)]);
  if (difference(older, currentDays(revalidation, today)).length > 0) {
    return []; // days that are read again once a week are read of every report
  }
  if (report.report_status.some(({ code }) => code === "SCALE")) {
    return [];
  }
  const covered = coveredDays(report, true);
  return DEFERRED.filter((name) => {
    const { code = null, at = null } = getStatus(report, name) ?? {};
    if (name === "workspace" && code === "NO_ACCESS" && at === null) {
      return revalidation?.recent === today; // a role that may not see it is asked about once a day
    }
    if (name === shown || code !== "ok" || at === null || Date.parse(at) > now) {
      return false;
    }
    const isYoung = name === "workspace" ? now - Date.parse(at) < DAY_MS : toDay(Date.parse(at)) === today;
    const known = intersection(required, [[FIRST_DAY, at.slice(0, 10)]]);
    return isYoung && difference(known, covered[name] ?? []).length === 0;
  });
}

/**
 * The days that each report need not be asked for. The recent days of one that was left out today count as not read again.
 * @param {StoredReport} report of the same person
 * @param {Revalidation | null} revalidation
 * @param {Day} today
 * @returns {Coverage}
 */
export function currentCoverage(report, revalidation, today) {
  const current = currentDays(revalidation, today);
  const older = difference(current, [recentInterval(today)]);
  return Object.fromEntries(
    Object.entries(coveredDays(report)).map(([name, intervals]) => {
      const isReadToday = !DEFERRED.includes(name) || getStatus(report, name)?.at?.slice(0, 10) === today;
      return [name, intersection(intervals, isReadToday ? current : older)];
    }),
  );
}

/**
 * @param {StoredReport} report
 * @param {string} shown the daily report on screen
 * @returns {boolean} whether it was left out by the refresh that read the totals
 */
export function isBehind(report, shown) {
  const { code = null, at = null } = getStatus(report, shown) ?? {};
  const { at: total = null } = getStatus(report, report.scopes.mine.totals.source ?? "") ?? {};
  return (
    code === "ok" && at !== null && total !== null && Date.parse(total) - Date.parse(at) >= ONE_READ_SECONDS * 1000
  );
}
