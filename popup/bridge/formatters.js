// Figures and days in the browser's language, by Intl. Text out; figures come in as doubles.
// A formatter is made when it is first needed, and kept.

let locale = navigator.language;
/** @type {{calendar: "gregory"}} */
const GREGORIAN = { calendar: "gregory" }; // the days are those of ChatGPT, whatever calendar the language prefers
/** @type {Map<string, any>} */
const formatters = new Map();

/** @type {Record<string, Intl.NumberFormatOptions>} */
const NUMBERS = {
  whole: { maximumFractionDigits: 0 },
  two: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  six: { minimumFractionDigits: 6, maximumFractionDigits: 6 },
  scientific: { notation: "scientific", maximumFractionDigits: 2 },
  compact: { notation: "compact", maximumFractionDigits: 2 },
  percent: { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
  "whole percent": { style: "percent", maximumFractionDigits: 0 },
};
/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const DAYS = {
  short: { day: "numeric", month: "short" },
  axis: { day: "numeric", month: "short" },
  dated: { day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "short", day: "numeric", month: "short" },
  "weekday name": { weekday: "short" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  month: { month: "long" },
  "long weekday name": { weekday: "long" },
  span: { day: "numeric", month: "short" },
  "span over years": { day: "numeric", month: "short", year: "numeric" },
};
/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const INSTANTS = {
  utc: { day: "numeric", month: "short", timeZone: "UTC", timeZoneName: "short" },
  local: { day: "numeric", month: "short" },
  time: {},
};
const YEARLESS = ["short", "weekday", "span", "utc", "local"]; // these tell a year that is not this one
/** @type {Intl.DateTimeFormatOptions} */
const CLOCK = { weekday: "short", hour: "numeric" };
const DAY = 86400000;

/** @type {<Kind>(Kind: new (locale: string, options: any) => Kind, name: string, options: object) => Kind} */
function formatter(Kind, name, options) {
  let made = formatters.get(name);
  if (!made) formatters.set(name, (made = new Kind(locale, options)));
  return made;
}

// Figures and days are written as where the reader lives, if the words of that language are shown; else as `language` has them.
/** @param {string} language */
export function setLanguage(language) {
  const [spoken] = language.split("-");
  locale = navigator.languages.find((one) => one.split("-")[0] === spoken) ?? language;
}

// Uses the first formatters of either kind. A cold browser takes 20 ms for them, which are free while Python is on its way.
export function prepareFormatters() {
  const today = new Date().toISOString().slice(0, 10);
  number(0, "compact");
  span(today, today);
}

// The plural category of a count: "one", "other".
/** @type {(count: number) => string} */
export function plural(count) {
  return formatter(Intl.PluralRules, "plural", {}).select(count);
}

// `kind` is one of `NUMBERS` or "digits 3", followed by the code of a currency for an amount of it: "two USD".
/** @type {(value: number, kind: string) => string} */
export function number(value, kind) {
  const [, name = kind, currency] = /^(.*?)(?: ([A-Z]{3}))?$/.exec(kind) ?? [];
  const digits = name.startsWith("digits ") ? { maximumFractionDigits: Number(name.slice(7)) } : NUMBERS[name];
  const style = currency ? { minimumFractionDigits: 0, ...digits, style: "currency", currency } : digits;
  return formatter(Intl.NumberFormat, kind, style).format(value);
}

// The formatter of days for `iso`, with the year where it is not this one.
/** @type {(kind: string, options: Intl.DateTimeFormatOptions, iso: Day | Instant) => Intl.DateTimeFormat} */
function dates(kind, options, iso) {
  const other = YEARLESS.includes(kind) && iso.slice(0, 4) !== new Date().toISOString().slice(0, 4);
  /** @type {Intl.DateTimeFormatOptions} */
  const year = other ? { year: "numeric" } : {};
  return formatter(Intl.DateTimeFormat, `${kind} ${other}`, { ...options, ...GREGORIAN, ...year });
}

/** @type {(iso: Day, kind: string) => string} */
export function day(iso, kind) {
  return dates(kind, { ...DAYS[kind], timeZone: "UTC" }, iso).format(Date.parse(iso));
}

/** @type {(start: Day, end: Day) => string} */
export function span(start, end) {
  const kind = start.slice(0, 4) === end.slice(0, 4) ? "span" : "span over years";
  return dates(kind, { ...DAYS[kind], timeZone: "UTC" }, end).formatRange(Date.parse(start), Date.parse(end));
}

// From when to when a UTC day is on the reader's clock; nothing where the two clocks agree.
/** @type {(day: Day) => string} */
export function clockSpan(day) {
  const ends = [new Date(day), new Date(Date.parse(day) + DAY)];
  const offsets = ends.map((end) => end.getTimezoneOffset()); // they differ on a day the clocks change
  if (offsets.every((offset) => offset === 0)) return "";
  const clock = offsets.every((offset) => offset % 60 === 0)
    ? formatter(Intl.DateTimeFormat, "clock", { ...CLOCK, ...GREGORIAN })
    : formatter(Intl.DateTimeFormat, "clock to the minute", { ...CLOCK, ...GREGORIAN, minute: "2-digit" });
  return ends.map((end) => clock.format(end)).join(" – ");
}

// "3:06 AM", but "03:06": only a clock of 24 hours has two digits. Asked when it is needed: `Intl.Locale` knows it too,
// and takes a cold browser 10 ms.
/** @type {() => Intl.DateTimeFormatOptions} */
function timeOfDay() {
  const { hour12 } = formatter(Intl.DateTimeFormat, "hour", { hour: "numeric" }).resolvedOptions();
  return { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit" };
}

// As "utc" or "local"; as "recent" on the reader's clock, without the date where that is today's.
/** @type {(iso: Instant, kind: string) => string} */
export function instant(iso, kind) {
  const isToday = new Date(iso).toDateString() === new Date().toDateString();
  const recent = isToday ? "time" : "local";
  const name = kind === "recent" ? recent : kind;
  return dates(name, { ...INSTANTS[name], ...timeOfDay() }, iso).format(Date.parse(iso));
}

// How the reader writes a day in figures: "mdy/" or "dmy.", the order and the sign between.
export function dateOrder() {
  /** @type {Intl.DateTimeFormatOptions} */
  const style = { year: "numeric", month: "2-digit", day: "2-digit", numberingSystem: "latn", ...GREGORIAN };
  const parts = new Intl.DateTimeFormat(locale, style).formatToParts(0);
  const order = parts.filter(({ type }) => ["year", "month", "day"].includes(type)).map(({ type }) => type[0]);
  const between = parts.slice(parts.findIndex(({ type }) => type !== "literal")).find(({ type }) => type === "literal");
  return order.join("") + (/[./-]/.exec(between?.value ?? "")?.[0] ?? "/");
}

// The language of the calendar, with the calendar of the days.
export function calendarLocale() {
  return new Intl.Locale(locale, GREGORIAN).toString();
}

// The day a week begins with where the language is spoken, 0 for Sunday; Monday where the browser does not know.
export function firstWeekday() {
  const language = new Intl.Locale(locale);
  return ((language.getWeekInfo?.() ?? language.weekInfo)?.firstDay ?? 1) % 7;
}

// A figure as exactly as JavaScript writes it, for <data value>.
/** @type {(value: number) => string} */
export function toExactString(value) {
  return String(value);
}

// Whether Option, not AltGr, reaches a key's third level here.
export function isMac() {
  return navigator.platform.startsWith("Mac");
}
