// The twin's model: what codex_credits/ does on the way to the first picture, as a good engineer would write it in
// JavaScript. Same rules, same order, same words; nothing the first picture does not show.

const DAY = 86400000;
/** @typedef {{date: Day, state: string, total: number | null}} OneDay */
/** @typedef {{key: string, label: string, hue: string, values: (number | null)[], total: number}} Row */
/** @typedef {{days: OneDay[], series: Row[], total: number}} TwinTable */
/** @typedef {OneDay & {end: Day, parts: (number | null)[]}} Column */
/** @typedef {{preset: string, start: Day, end: Day}} Range */

/** @type {Record<string, number>} */
const KNOWN = {
  "gpt-5.6-sol": 0,
  "gpt-5.6-terra": 1,
  "gpt-5.6-luna": 2,
  "gpt-5.5": 3,
  "gpt-5.4": 4,
  "gpt-5.4-mini": 5,
  "codex-auto-review": 6,
  "gpt-5.3-codex": 7,
};
const MOST_SERIES = 8;
const MOST_DAYS = 92;

/** @type {(day: Day, by: number) => Day} */
const shift = (day, by) => new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10);
/** @type {(start: Day, end: Day) => number} */
const length = (start, end) => (Date.parse(end) - Date.parse(start)) / DAY + 1;
/** @type {(values: (number | null)[]) => number} */
const sum = (values) => values.reduce((/** @type {number} */ total, value) => total + (value ?? 0), 0);

/** @type {(stored: Range | undefined, today: Day) => Range} */
export function rangeOf(stored, today) {
  const { preset = "month", start = today, end = today } = stored ?? {};
  if (preset === "month") return { preset, start: `${today.slice(0, 8)}01`, end: today };
  if (["7", "28", "90"].includes(preset)) return { preset, start: shift(today, 1 - Number(preset)), end: today };
  return { preset, start, end };
}

/** @type {(scope: Scope, breakdown: string, range: Range, today: Day) => TwinTable} */
export function tableOf(scope, breakdown, { start, end }, today) {
  const totals = new Map(scope.totals.days.map((day, at) => [day, scope.totals.values[at]]));
  const days = Array.from({ length: length(start, end) }, (_, at) => shift(start, at)).map((date) => {
    const total = totals.get(date) ?? null;
    if (date >= today) return { date, state: "so far", total };
    const settled = scope.fresh !== null && scope.fresh.slice(0, 10) > date;
    if (total !== null) return { date, state: settled || scope.fresh === null ? "complete" : "so far", total };
    const covered = scope.spans.some(([first, last]) => first <= date && date <= last);
    return settled && covered ? { date, state: "complete", total: 0 } : { date, state: "missing", total: null };
  });
  const stored = /** @type {Breakdown} */ (scope.breakdowns.find((one) => one.breakdown === breakdown));
  const places = new Map(stored.days.map((day, at) => [day, at]));
  /** @type {Row[]} */
  let series = stored.series
    .map(({ key, label, values }) => {
      const cells = days.map(({ date }) => values[places.get(date) ?? -1] ?? null);
      return { key, label, hue: "", values: cells, total: sum(cells) };
    })
    .filter(({ values }) => values.some(Boolean))
    .sort((a, b) => Math.abs(b.total) - Math.abs(a.total) || (a.key < b.key ? -1 : 1));
  const taken = new Set();
  for (const one of series) {
    let hue = KNOWN[one.key] ?? [...one.key].reduce((code, letter) => (code * 31 + letter.charCodeAt(0)) % 1009, 0) % 8;
    while (taken.size < 8 && taken.has(hue)) hue = (hue + 1) % 8;
    taken.add(hue);
    one.hue = String(hue);
  }
  const folded = series.length > MOST_SERIES + 1 ? series.slice(MOST_SERIES) : [];
  const rest = days.map(({ total }, at) =>
    total === null ? null : total - sum(series.map(({ values }) => values[at])),
  );
  if (folded.length) {
    const values = days.map((_, at) => sum(folded.map((one) => one.values[at])));
    series = [
      ...series.slice(0, MOST_SERIES),
      { key: "~other", label: `Other (${folded.length})`, hue: "other", values, total: sum(values) },
    ];
  }
  if (rest.some((value) => Math.abs(value ?? 0) > 1e-6)) {
    series.push({ key: "~unattributed", label: "Unattributed", hue: "unattributed", values: rest, total: sum(rest) });
  }
  return { days, series, total: sum(days.map(({ total }) => total)) };
}

/** @type {(table: TwinTable) => Column[]} */
export function columnsOf({ days, series }) {
  if (days.length <= MOST_DAYS) {
    return days.map((day, at) => ({ ...day, end: day.date, parts: series.map(({ values }) => values[at]) }));
  }
  /** @type {Column[]} */
  const columns = [];
  for (let first = 0, at = 0; at < days.length; at += 1) {
    if (at + 1 === days.length || new Date(days[at].date).getUTCDay() === 0) {
      const week = days.slice(first, at + 1);
      columns.push({
        date: week[0].date,
        end: week[week.length - 1].date,
        state: week[week.length - 1].state,
        total: sum(week.map(({ total }) => total)),
        parts: series.map(({ values }) => sum(values.slice(first, at + 1))),
      });
      first = at + 1;
    }
  }
  return columns;
}

/** @type {(lowest: number, highest: number) => number[]} */
export function scaleOf(lowest, highest) {
  if (lowest === highest) return [0, 0.5, 1];
  const rough = (highest - lowest) / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = size * ([1, 2, 2.5, 5].find((factor) => size * factor >= rough) ?? 10);
  const ticks = [];
  for (let at = Math.floor(lowest / step); at <= Math.ceil(highest / step); at += 1) ticks.push(at * step);
  return ticks;
}

/** @type {(amounts: number[]) => (number | null)[]} */
export function sharesOf(amounts) {
  const total = sum(amounts);
  if (total <= 0) return amounts.map(() => null);
  const floors = amounts.map((amount) => Math.floor((amount * 1000) / total));
  const order = amounts
    .map((_, at) => at)
    .sort((a, b) => floors[a] - (amounts[a] * 1000) / total - (floors[b] - (amounts[b] * 1000) / total));
  for (const at of order.slice(0, 1000 - sum(floors))) floors[at] += 1;
  return floors;
}

/** @typedef {{resets_at: Instant, limit: number, used: number, remaining: number, used_percent: number}} KnownLimit */
/** @type {(report: StoredReport, now: Instant) => KnownLimit & {gap: number, pace: number}} */
export function periodOf({ limits, scopes: { mine } }, now) {
  const personal = /** @type {KnownLimit} */ (limits?.personal);
  const start = `${shift(personal.resets_at.slice(0, 10), -1).slice(0, 8)}01`;
  const daily_sum = sum(mine.totals.values.filter((_, at) => mine.totals.days[at] >= start));
  const gone = (Date.parse(now) - Date.parse(start)) / (Date.parse(personal.resets_at) - Date.parse(start));
  return { ...personal, gap: personal.used - daily_sum, pace: Math.min(1, gone) };
}
