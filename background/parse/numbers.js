// Numbers as ChatGPT writes them: a finite JSON number or a decimal text, with or without an exponent, within
// bounds. Null stays null ("not reported"); any other value is a ParseError SHAPE.

import { AMOUNT } from "../contract.js";
import { ParseError } from "./errors.js";

const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * @param {unknown} value
 * @param {number} [max] of the absolute value
 * @returns {number | null} null when absent; negative zero becomes zero
 * @throws {ParseError} SHAPE
 */
export function parseAmount(value, max = AMOUNT) {
  if (value === null || value === undefined) {
    return null;
  }
  const text = typeof value === "string" && value.length <= 400 ? value.trim() : "";
  const number = DECIMAL.test(text) ? Number(text) : value;
  if (typeof number !== "number" || !(Math.abs(number) <= max)) {
    throw new ParseError("SHAPE");
  }
  return number === 0 ? 0 : number;
}

/**
 * @param {unknown} value a number, or text that may end with "%"
 * @returns {number | null} percent
 * @throws {ParseError} SHAPE
 */
export const parsePercent = (value) => parseAmount(typeof value === "string" ? value.replace(/\s*%\s*$/, "") : value);

/**
 * @param {unknown} value
 * @param {number} [max]
 * @returns {number | null} a whole number, not negative
 * @throws {ParseError} SHAPE
 */
export function parseCount(value, max = AMOUNT) {
  const number = parseAmount(value, max);
  if (number !== null && !(number >= 0 && Number.isInteger(number))) {
    throw new ParseError("SHAPE");
  }
  return number;
}

// What rounding leaves when parts cancel, relative to their size.
const RESIDUE = 1e-13;

/**
 * Neumaier's compensated sum: the order of many small and a few large credits does not change it.
 * @param {Iterable<number | null>} values null counts as absent
 * @returns {number} a rounding residue is 0
 */
export function sum(values) {
  let result = 0;
  let lost = 0;
  let size = 0;
  for (const value of values) {
    if (value !== null) {
      const next = result + value;
      lost += Math.abs(result) >= Math.abs(value) ? result - next + value : value - next + result;
      result = next;
      size += Math.abs(value);
    }
  }
  return Math.abs(result + lost) <= size * RESIDUE ? 0 : result + lost;
}
