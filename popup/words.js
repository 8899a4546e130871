// Figures and days in the browser's language, by Intl. Text out; figures come in as doubles.
// A formatter is made when it is first needed, and kept.

const locale = navigator.language;
const formatters = new Map();

const NUMBERS = {
  whole: { maximumFractionDigits: 0 },
  two: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  six: { minimumFractionDigits: 6, maximumFractionDigits: 6 },
  scientific: { notation: "scientific", maximumFractionDigits: 2 },
  compact: { notation: "compact", maximumFractionDigits: 2 },
  percent: { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
  "whole percent": { style: "percent", maximumFractionDigits: 0 },
};
const DAYS = {
  short: { day: "numeric", month: "short" },
  weekday: { weekday: "short", day: "numeric", month: "short" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  month: { month: "long" },
  span: { day: "numeric", month: "short" },
  "span over years": { day: "numeric", month: "short", year: "numeric" },
};
const INSTANTS = {
  utc: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC", timeZoneName: "short" },
  local: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
};
const CLOCK = { weekday: "short", hour: "numeric" };
const DAY = 86400000;

function formatter(Kind, name, options) {
  let made = formatters.get(name);
  if (!made) formatters.set(name, (made = new Kind(locale, options)));
  return made;
}

export function number(value, kind) {
  return formatter(Intl.NumberFormat, kind, NUMBERS[kind]).format(value);
}

export function day(iso, kind) {
  return formatter(Intl.DateTimeFormat, kind, { ...DAYS[kind], timeZone: "UTC" }).format(Date.parse(iso));
}

export function span(start, end) {
  const kind = start.slice(0, 4) === end.slice(0, 4) ? "span" : "span over years";
  return formatter(Intl.DateTimeFormat, kind, { ...DAYS[kind], timeZone: "UTC" })
    .formatRange(Date.parse(start), Date.parse(end));
}

// From when to when a UTC day is on the reader's clock; nothing where the two clocks agree.
export function clockSpan(day) {
  const begin = new Date(day);
  const offset = begin.getTimezoneOffset();
  if (offset === 0) return "";
  const clock = offset % 60 === 0 ? formatter(Intl.DateTimeFormat, "clock", CLOCK)
    : formatter(Intl.DateTimeFormat, "clock to the minute", { ...CLOCK, minute: "2-digit" });
  return `${clock.format(begin)} – ${clock.format(begin.getTime() + DAY)}`;
}

export function instant(iso, kind) {
  return formatter(Intl.DateTimeFormat, `instant ${kind}`, INSTANTS[kind]).format(Date.parse(iso));
}

// A figure as exactly as JavaScript writes it, for <data value>.
export function exact(value) {
  return String(value);
}
