// Which days a refresh has to know: the stored range, the period it is compared with, and
// the days every refresh asks for. A range that is not one of ours counts as this month so far.

import { isDay, joined, length, plus } from "./days.js";
import { oldestAsked } from "./tables.js";

const PRESETS = ["month", "last-month", "7", "28", "90", "custom"];
const EARLIEST = "2020-01-01";
const MOST_DAYS = 1100;
const MOST_COMPARED = 366; // a longer range is shown without the period before it

export function rangeOf(value, today) {
  const { preset, start, end } = typeof value === "object" && value !== null ? value : {};
  const ours =
    Object.keys(value ?? {}).length === 3 && PRESETS.includes(preset) &&
    isDay(start) && isDay(end) && EARLIEST <= start && start <= end && start <= today;
  if (!ours) {
    return { preset: "month", start: `${today.slice(0, 8)}01`, end: today };
  }
  const last = end < today ? end : today;
  const first = plus(last, 1 - MOST_DAYS);
  return { preset, start: start > first ? start : first, end: last };
}

export function neededDays(value, today) {
  const { preset, start, end } = rangeOf(value, today);
  const spans = [[start, end], [oldestAsked(today), today]];
  const days = length([start, end]);
  if (preset === "month" || preset === "last-month") {
    spans.push([`${plus(`${start.slice(0, 8)}01`, -1).slice(0, 8)}01`, end]);
  } else if (days <= MOST_COMPARED) {
    spans.push([plus(start, -7 * Math.ceil(days / 7)), end]); // moved back by whole weeks, and the days between
  }
  return joined(spans.map(([first, last]) => [first < EARLIEST ? EARLIEST : first, last]));
}
