// Numbers as ChatGPT writes them: a finite JSON number or a decimal text, with or without an
// exponent, within bounds. Null stays null ("not reported"); all else is refused as SHAPE.

import { ParseError } from "./errors.js";

export const MAX_AMOUNT = 1e12;
const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

// The number in `value`, or null when it is absent. Negative zero becomes zero.
export function parseAmount(value, max = MAX_AMOUNT) {
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

// A per cent, as a number, or as text that may end with the sign.
export const parsePercent = (value) => parseAmount(typeof value === "string" ? value.replace(/\s*%\s*$/, "") : value);

// A whole number of things: never negative, never a fraction.
export function parseCount(value, max = MAX_AMOUNT) {
  const number = parseAmount(value, max);
  if (number !== null && !(number >= 0 && Number.isInteger(number))) {
    throw new ParseError("SHAPE");
  }
  return number;
}

// What doubles leave of parts that cancel: far more than their rounding, far less than a credit.
const RESIDUE = 1e-13;

// The sum of `values`, nulls left out, compensated (Neumaier) so that the order of
// many small credits beside a few large ones does not show. A residue of rounding is 0.
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
