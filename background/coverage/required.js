// Which days a refresh has to know: those the popup asks for and the recent days that every refresh asks for.
// The popup works out its range and the period it is compared with; nothing here knows a preset.

import { common, isDay, joined, length, plus, without } from "./intervals.js";
import { oldestAsked } from "../report/table.js";

const EARLIEST = "2020-01-01";
const MOST_SPANS = 4;
const MOST_DAYS = 1100; // in one span
const RECENT_DAYS = 62;
const REREAD_DAYS = 7;

// The days a message asks for. What is not a short list of spans of days counts as this month so far.
export function askedDays(value, today) {
  const ours = Array.isArray(value) && value.length > 0 && value.length <= MOST_SPANS && value.every(
    (span) => isSpan(span) && EARLIEST <= span[0] && span[1] <= plus(today, 1) && length(span) <= MOST_DAYS,
  );
  return ours ? common(value, [[EARLIEST, today]]) : [[`${today.slice(0, 8)}01`, today]];
}

const isSpan = (value) => Array.isArray(value) && value.length === 2 && value.every(isDay) && value[0] <= value[1];

// The days a refresh has to know; one that is `due` to read the recent days anew needs all of them.
export function neededDays(asked, due, today) {
  const first = due ? recentDays(today)[0] : oldestAsked(today);
  return joined([...askedDays(asked, today), [first, today]]);
}

// Whether the recent days were not read anew today.
export const isDue = (reread, today) => reread?.recent !== today;

// The days whose stored figures need no second look yet: the recent ones were read today, the older ones this week.
export function trustedDays(reread, today) {
  const recent = recentDays(today);
  const older = isThisWeek(reread, today) ? without(reread.spans, [recent]) : [];
  return joined([...older, ...(isDue(reread, today) ? [] : [recent])]);
}

// What to remember after `spans` were read. `all` tells that nothing stored was trusted.
export function rereadAfter(reread, spans, today, all) {
  const recent = without([recentDays(today)], spans).length === 0 ? today : (reread?.recent ?? null);
  return !all && isThisWeek(reread, today)
    ? { recent, since: reread.since, spans: joined([...reread.spans, ...spans]) }
    : { recent, since: today, spans: joined(spans) };
}

const recentDays = (today) => [plus(today, 1 - RECENT_DAYS), today];

const isThisWeek = (reread, today) => Boolean(reread) && today < plus(reread.since, REREAD_DAYS);
