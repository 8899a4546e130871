// Numbers as ChatGPT writes them, by one strict rule: a finite JSON number or a plain
// decimal text, within bounds. Null stays null ("not reported"); all else is refused as SHAPE.

import { Refusal } from "./refusal.js";

export const MOST = 1e12;
const DECIMAL = /^-?\d+(\.\d+)?$/;

// The number in `value`, or null when it is absent. Negative zero becomes zero.
export function amount(value, most = MOST) {
  if (value === null || value === undefined) {
    return null;
  }
  const plain = typeof value === "string" && value.length <= 400 && DECIMAL.test(value);
  const number = plain ? Number(value) : value;
  if (typeof number !== "number" || !(Math.abs(number) <= most)) {
    throw new Refusal("SHAPE");
  }
  return number === 0 ? 0 : number;
}

// A whole number of things: never negative, never a fraction.
export function count(value, most = MOST) {
  const number = amount(value, most);
  if (number !== null && !(number >= 0 && Number.isInteger(number))) {
    throw new Refusal("SHAPE");
  }
  return number;
}

// The sum of `values`, nulls left out, compensated (Neumaier) so that the order of
// many small credits beside a few large ones does not show.
export function total(values) {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    if (value !== null) {
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
  }
  return sum + lost || 0;
}
