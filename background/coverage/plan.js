// plan = required days - covered days -> requests. Required are the days the popup asks for and the recent days.
// The popup computes its range and the period it compares with; nothing here knows a preset.

import {
  DAILY_REPORTS,
  FIRST_DAY,
  LONG_REQUEST_DAYS,
  LONGEST_REQUEST_DAYS,
  RANGE_DAYS,
  REQUEST_DAYS,
} from "../contract.js";
import { addDays, countDays, isInterval } from "../dates.js";
import { buildDailyRequest, leadingRequests, trailingRequests } from "../chatgpt/routes.js";
import { chunk, difference, intersection, union } from "./intervals.js";
import { forecastHistoryStart } from "./coverage.js";

const MAX_INTERVALS = 4;
const DAILY_REVALIDATION_DAYS = 62;
const REVALIDATION_DAYS = 7;

/** The reports of the screen that every popup opens with; the one that is shown instead of the models comes with them. */
export const ON_SCREEN = ["product", "model", "surface", "activity"];
/** Those whose routes are known to answer a year at once. */
const OF_LONG_ROUTES = ["surface", "activity", "workspace"];

/**
 * What is left comes first, then the newest days of what is on screen, then those of every other report: a refresh that is
 * cut short lacks the oldest.
 * @param {Interval[]} required
 * @param {Coverage} covered
 * @param {PlanOptions} [options]
 * @returns {ReportRequest[]}
 */
export function planRequests(required, covered, options = {}) {
  const { account = true, names = true, longest = LONG_REQUEST_DAYS, view = null, shown = "model" } = options;
  const { reports = DAILY_REPORTS } = options;
  /** @type {(report: string) => number} */
  const mostDays = (report) =>
    longest === LONG_REQUEST_DAYS && OF_LONG_ROUTES.includes(report) ? LONGEST_REQUEST_DAYS : longest;
  const daily = DAILY_REPORTS.filter((report) => reports.includes(report)).flatMap((report, order) =>
    chunk(difference(required, covered[report] ?? []), mostDays(report)).map((interval, age) => {
      const pieces = chunk([interval], REQUEST_DAYS);
      const isSeen = age === 0 || (view !== null && intersection([interval], [view]).length > 0);
      /** @type {"days" | "rest"} */
      const stage = (report === shown || ON_SCREEN.includes(report)) && isSeen ? "days" : "rest";
      const request = buildDailyRequest(report, interval, pieces.length > 1 ? pieces : []);
      return { age, order, request: { ...request, stage } };
    }),
  );
  daily.sort((a, b) => a.age - b.age || a.order - b.order);
  const days = daily.map(({ request }) => request);
  const seen = days.filter(({ stage }) => stage === "days");
  const rest = days.filter(({ stage }) => stage === "rest");
  return account ? [...leadingRequests(), ...seen, ...trailingRequests(names), ...rest] : [...seen, ...rest];
}

/**
 * @param {unknown} days what a message asks for: a short list of intervals
 * @param {Day} today
 * @returns {Interval[]} the days up to today; month to date when `days` is not such a list
 */
export function parseIntervals(days, today) {
  const isRange =
    Array.isArray(days) &&
    days.length > 0 &&
    days.length <= MAX_INTERVALS &&
    days.every(
      (one) => isInterval(one) && FIRST_DAY <= one[0] && one[1] <= addDays(today, 1) && countDays(one) <= RANGE_DAYS,
    );
  return isRange ? intersection(days, [[FIRST_DAY, today]]) : [[`${today.slice(0, 8)}01`, today]];
}

/**
 * @param {unknown} days what a message asks for
 * @param {boolean} all whether all recent days count, which each report reads again once a day
 * @param {Day} today
 * @returns {Interval[]}
 */
export function requiredDays(days, all, today) {
  const first = all ? recentInterval(today)[0] : forecastHistoryStart(today);
  return union([...parseIntervals(days, today), [first, today]]);
}

/**
 * @param {Revalidation | null} revalidation
 * @param {Day} today
 * @returns {boolean} whether the recent days were not read again today
 */
export const isRevalidationDue = (revalidation, today) => revalidation?.recent !== today;

/**
 * The days whose stored values are current: the recent ones when read today, the older ones when read this week.
 * @param {Revalidation | null} revalidation
 * @param {Day} today
 * @returns {Interval[]}
 */
export function currentDays(revalidation, today) {
  const recent = recentInterval(today);
  const older = isRevalidationCurrent(revalidation, today) ? difference(revalidation.spans, [recent]) : [];
  return union([...older, ...(isRevalidationDue(revalidation, today) ? [] : [recent])]);
}

/**
 * @param {Revalidation | null} revalidation
 * @param {Interval[]} spans the days just read
 * @param {Day} today
 * @param {boolean} all whether every required day was requested
 * @returns {Revalidation} what to store
 */
export function updateRevalidation(revalidation, spans, today, all) {
  const isRecentRead = difference([recentInterval(today)], spans).length === 0;
  const recent = isRecentRead ? today : (revalidation?.recent ?? null);
  return !all && isRevalidationCurrent(revalidation, today)
    ? { recent, since: revalidation.since, spans: union([...revalidation.spans, ...spans]) }
    : { recent, since: today, spans: union(spans) };
}

/** @type {(today: Day) => Interval} the days that the first refresh of each day reads again */
export const recentInterval = (today) => [addDays(today, 1 - DAILY_REVALIDATION_DAYS), today];

/**
 * @param {Revalidation | null} revalidation
 * @param {Day} today
 * @returns {revalidation is Revalidation}
 */
const isRevalidationCurrent = (revalidation, today) =>
  revalidation !== null && revalidation.since <= today && today < addDays(revalidation.since, REVALIDATION_DAYS);
