// What a stored value may be. background/report/shape.js, which is generated, puts the report together from these.

import { isDay, isInterval } from "../dates.js";

/** @typedef {(value: any) => boolean} Check */

/** @type {Check} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @type {Check} */
export const isFlag = (value) => typeof value === "boolean";
/** @type {(min: number, max: number) => Check} */
export const numberBetween = (min, max) => (value) =>
  Number.isFinite(value) && min <= value && value <= max && !Object.is(value, -0);
/** @type {(min: number, max: number) => Check} */
export const integerBetween = (min, max) => (value) => Number.isInteger(value) && numberBetween(min, max)(value);
/** @type {(max: number, min?: number) => Check} */
export const textUpTo =
  (max, min = 0) =>
  (value) =>
    typeof value === "string" && min <= value.length && value.length <= max && value.isWellFormed();
/** @type {(form: RegExp, max?: number) => Check} */
export const textLike =
  (form, max = Infinity) =>
  (value) =>
    textUpTo(max)(value) && form.test(value);

/** @type {(fits: Check) => Check} */
export const orNull = (fits) => (value) => value === null || fits(value);
/** @type {(...values: unknown[]) => Check} */
export const oneOf =
  (...values) =>
  (value) =>
    values.includes(value);
/** @type {(fits: Check, min?: number, max?: number) => Check} */
export const listOf =
  (fits, min = 0, max = Infinity) =>
  (value) =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every(fits);
/** @type {(fits: Check) => Check} */
export const setOf = (fits) => (value) => listOf(fits)(value) && new Set(value).size === value.length;

/**
 * An object with these keys and no others, each of its kind; those of `optional` may be absent.
 * @param {Record<string, Check>} required
 * @param {Record<string, Check>} optional
 * @returns {Check}
 */
export const hasShape =
  (required, optional = {}) =>
  (value) =>
    isObject(value) &&
    Object.keys(value).every((name) => Object.hasOwn(required, name) || Object.hasOwn(optional, name)) &&
    Object.entries(required).every(([name, fits]) => Object.hasOwn(value, name) && fits(value[name])) &&
    Object.entries(optional).every(([name, fits]) => !Object.hasOwn(value, name) || fits(value[name]));

/** @type {(values: string[]) => boolean} */
export const isSorted = (values) => values.every((value, at) => at === 0 || values[at - 1] < value);
/** @type {(spans: Interval[]) => boolean} */
const areApart = (spans) => spans.every(([first], at) => at === 0 || spans[at - 1][1] < first);
/** @type {Check} */
export const isDays = (value) => listOf(isDay)(value) && isSorted(value);
/**
 * Sorted intervals that do not overlap.
 * @type {Check}
 */
export const isSpans = (value) => listOf(isInterval)(value) && areApart(value);
