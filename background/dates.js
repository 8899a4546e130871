// UTC days and instants. A day is ISO text ("2026-01-31"), an instant is ISO text to the second
// ("2026-01-31T09:30:00Z"); both compare as text. There is no clock here: the caller passes the time.

const DAY_MS = 86_400_000;
const DAY = /^20\d\d-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** @type {(day: Day) => number} */
const toDayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
/** @type {(number: number) => Day} */
const fromDayNumber = (number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/**
 * @param {Day} day
 * @param {number} count days to add; may be negative
 * @returns {Day}
 */
export const addDays = (day, count) => fromDayNumber(toDayNumber(day) + count);

/**
 * @param {Interval} interval
 * @returns {number} days, both ends included
 */
export const countDays = ([first, last]) => toDayNumber(last) - toDayNumber(first) + 1;

/**
 * @param {number} ms Unix time in ms
 * @returns {Day} the UTC day
 */
export const toDay = (ms) => new Date(ms).toISOString().slice(0, 10);

/**
 * @param {number} ms Unix time in ms
 * @returns {Instant}
 */
export const toInstant = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

// Date.parse reads 30 February as a day of March, so the day of the month is compared.
/**
 * @param {unknown} value
 * @returns {value is Day}
 */
export const isDay = (value) =>
  typeof value === "string" &&
  DAY.test(value) &&
  new Date(`${value}T00:00:00Z`).getUTCDate() === Number(value.slice(8));

/**
 * @param {unknown} value
 * @returns {value is Instant}
 */
export const isInstant = (value) =>
  typeof value === "string" && INSTANT.test(value) && isDay(value.slice(0, 10)) && Number.isFinite(Date.parse(value));

/**
 * @param {unknown} value
 * @returns {value is Interval}
 */
export const isInterval = (value) =>
  Array.isArray(value) && value.length === 2 && value.every(isDay) && value[0] <= value[1];
