// Numbers as ChatGPT writes them: a finite JSON number or a decimal text, with or without an
// exponent, within bounds. Null stays null ("not reported"); all else is refused as SHAPE.

import { Refusal } from "./errors.js";

export const MOST = 1e12;
const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

// The number in `value`, or null when it is absent. Negative zero becomes zero.
export function amount(value, most = MOST) {
  if (value === null || value === undefined) {
    return null;
  }
  const text = typeof value === "string" && value.length <= 400 ? value.trim() : "";
  const number = DECIMAL.test(text) ? Number(text) : value;
  if (typeof number !== "number" || !(Math.abs(number) <= most)) {
    throw new Refusal("SHAPE");
  }
  return number === 0 ? 0 : number;
}

// A per cent, as a number, or as text that may end with the sign.
export const perCent = (value) => amount(typeof value === "string" ? value.replace(/\s*%\s*$/, "") : value);

// A whole number of things: never negative, never a fraction.
export function count(value, most = MOST) {
  const number = amount(value, most);
  if (number !== null && !(number >= 0 && Number.isInteger(number))) {
    throw new Refusal("SHAPE");
  }
  return number;
}

// What doubles leave of parts that cancel: far more than their rounding, far less than a credit.
const RESIDUE = 1e-13;

// The sum of `values`, nulls left out, compensated (Neumaier) so that the order of
// many small credits beside a few large ones does not show. A residue of rounding is 0.
export function total(values) {
  let sum = 0;
  let lost = 0;
  let size = 0;
  for (const value of values) {
    if (value !== null) {
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
      size += Math.abs(value);
    }
  }
  return Math.abs(sum + lost) <= size * RESIDUE ? 0 : sum + lost;
}
