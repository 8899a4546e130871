// Names as ChatGPT writes them. A key is an identity: kept raw, only bounded and made
// well-formed, because storage would change a lone surrogate silently. A label is for
// eyes: no controls, no marks that turn the direction of the text around it.

import { Refusal } from "./refusal.js";

const LONGEST = 200;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

export function key(value) {
  if (typeof value !== "string") {
    throw new Refusal("SHAPE");
  }
  return value.slice(0, LONGEST).toWellFormed();
}

// The text of `value` fit to be shown, or null when there is none.
export function label(value) {
  if (typeof value !== "string") {
    return null;
  }
  const clean = value.slice(0, 20 * LONGEST).replace(UNSEEN, " ").replace(TURNING, "").trim();
  return clean.slice(0, LONGEST).toWellFormed() || null;
}
