// The answer to a request of many days, as the answers its days would have had in requests of REQUEST_DAYS: a part
// that cannot be read costs that part, and too many series cost the oldest days. Pure.

import { REQUEST_DAYS } from "../contract.js";
import { addDays, countDays, isDay } from "../dates.js";
import { chunk } from "../coverage/intervals.js";

/** @type {(answer: Answer) => Interval | null} its days, if they are more than REQUEST_DAYS and there are rows */
function getLongInterval({ start, end, body }) {
  const interval = start !== null && end !== null ? /** @type {Interval} */ ([start, end]) : null;
  return interval && countDays(interval) > REQUEST_DAYS && Array.isArray(body?.data) ? interval : null;
}

/** @type {(row: Json) => Day | null} */
function getDay(row) {
  const day = typeof row?.date === "string" ? row.date.slice(0, 10) : null;
  return day !== null && isDay(day) ? day : null;
}

/**
 * @param {Answer} answer
 * @returns {Answer[]} the newest days first. A row that names no day is in the first
 */
export function splitAnswer(answer) {
  const interval = getLongInterval(answer);
  if (interval === null) {
    return [answer];
  }
  const pieces = chunk([interval], REQUEST_DAYS);
  const rows = /** @type {Json[]} */ (answer.body.data).map((row) => ({ row, day: getDay(row) }));
  /** @type {(piece: Interval, day: Day | null) => boolean} */
  const isIn = ([first, last], day) => day !== null && first <= day && day <= last;
  if (rows.length > 0 && !rows.some(({ day }) => isIn(interval, day))) {
    return [answer];
  }
  return pieces.map((piece, at) => {
    const own = rows.filter(({ day }) => (day === null ? at === 0 : isIn(piece, day)));
    const [start, end] = piece;
    return { ...answer, start, end, body: { ...answer.body, data: own.map(({ row }) => row) } };
  });
}

/**
 * A ChatGPT that answers fewer days than it was asked for, and does not say so, gives no row before some day.
 * @param {Answer} answer
 * @param {StoredReport | null} known
 * @returns {Answer} without its days before its first row, where one of them is known to have figures
 */
export function cutAnswer(answer, known) {
  const interval = getLongInterval(answer);
  if (interval === null || known === null) {
    return answer;
  }
  const [start, end] = interval;
  const days = /** @type {Json[]} */ (answer.body.data).map(getDay);
  const from = [addDays(end, 1 - REQUEST_DAYS), ...days.filter((day) => day !== null)].sort()[0];
  const isMissing = listFilledDays(answer.report, known).some((day) => start <= day && day < from);
  return isMissing ? { ...answer, start: from } : answer;
}

/** @type {(report: string, known: StoredReport) => Day[]} */
function listFilledDays(report, { scopes: { mine, workspace } }) {
  if (report === "workspace") {
    const { days = [], values = [] } = workspace?.totals ?? {};
    return days.filter((_, at) => values[at] !== 0);
  }
  const breakdown = mine.breakdowns.find((one) => one.breakdown === report);
  return (breakdown?.days ?? []).filter((_, at) => breakdown?.series.some(({ values }) => values[at]));
}
