// plan = required days - covered days -> requests. Required are the days the popup asks for and the recent days.
// The popup computes its range and the period it compares with; nothing here knows a preset.

import { DAILY_REPORTS, FIRST_DAY, RANGE_DAYS, REQUEST_DAYS } from "../contract.js";
import { addDays, countDays, isInterval } from "../dates.js";
import { buildDailyRequest, leadingRequests, trailingRequests } from "../chatgpt/routes.js";
import { chunk, difference, intersection, union } from "./intervals.js";
import { firstForecastDay } from "./coverage.js";

const MAX_INTERVALS = 4;
const RECENT_DAYS = 62;
const REVALIDATE_DAYS = 7;

/**
 * The newest days of every report come first: a refresh that is cut short lacks the oldest.
 * @param {Interval[]} required
 * @param {Coverage} covered
 * @param {boolean} [account] false to request days only
 * @returns {ReportRequest[]}
 */
export function planRequests(required, covered, account = true) {
  const daily = DAILY_REPORTS.flatMap((report, order) =>
    chunk(difference(required, covered[report] ?? []), REQUEST_DAYS).map(([start, end], age) => ({
      age,
      order,
      request: buildDailyRequest(report, start, end),
    })),
  );
  daily.sort((a, b) => a.age - b.age || a.order - b.order);
  const newest = daily.filter(({ age }) => age === 0).map(({ request }) => request);
  const older = daily.filter(({ age }) => age > 0).map(({ request }) => request);
  return account ? [...leadingRequests(), ...newest, ...trailingRequests(), ...older] : [...newest, ...older];
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
 * @param {boolean} due whether the recent days must be read again
 * @param {Day} today
 * @returns {Interval[]}
 */
export function requiredDays(days, due, today) {
  const first = due ? recentInterval(today)[0] : firstForecastDay(today);
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

/** @type {(today: Day) => Interval} */
const recentInterval = (today) => [addDays(today, 1 - RECENT_DAYS), today];

/**
 * @param {Revalidation | null} revalidation
 * @param {Day} today
 * @returns {revalidation is Revalidation}
 */
const isRevalidationCurrent = (revalidation, today) =>
  revalidation !== null && revalidation.since <= today && today < addDays(revalidation.since, REVALIDATE_DAYS);
