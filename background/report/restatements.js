// Days whose figures ChatGPT changed after they were settled.

import { RESTATED_DAYS } from "../contract.js";
import { addDays } from "../dates.js";
import { contains, intersection } from "../coverage/intervals.js";
import { settledInterval } from "../coverage/coverage.js";

// Settled days whose total, by the same report, is not what it was. Kept until settled days are read again.
/**
 * @param {Scope | null} before
 * @param {Scope} scope
 * @param {DailyRead | undefined} read
 * @param {Ages[string]} at
 * @returns {Restatement[] | null}
 */
export function findRestatements(before, scope, read, at) {
  const { source } = scope.totals;
  const own = before?.totals.source === source ? before.breakdowns.find(({ breakdown }) => breakdown === source) : null;
  const again =
    own && read && at
      ? intersection(
          intersection(own.spans, [settledInterval(at, own.fresh)]),
          read.tables.flatMap(({ spans }) => spans),
        )
      : [];
  if (before === null || again.length === 0) {
    return null;
  }
  const days = [...new Set([...before.totals.days, ...scope.totals.days])].filter((day) => contains(again, day));
  return days
    .sort()
    .reverse()
    .flatMap((day) => {
      const [was, now] = [getTotal(before, day), getTotal(scope, day)];
      const isMoved = was !== null && now !== null && Math.abs(was - now) > 1e-9 * Math.max(1, Math.abs(was));
      return isMoved ? [{ day, was, now }] : [];
    })
    .slice(0, RESTATED_DAYS);
}

/** @type {(scope: Scope, day: Day) => number | null} */
function getTotal({ totals, fresh }, day) {
  const place = totals.days.indexOf(day);
  const over = fresh !== null && fresh >= `${addDays(day, 1)}T00:00:00Z`;
  if (place >= 0) {
    return totals.values[place];
  }
  return over ? 0 : null;
}
