// Names as ChatGPT writes them. A key is an identity: kept raw, only bounded and made
// well-formed, because storage would change a lone surrogate silently. A label is for
// eyes: no controls, no marks that turn the direction of the text around it. A name that looks like an e-mail address,
// a token or an id of somebody is never kept: all such keys are one, since a number for each could not
// stay the same over refreshes without keeping something made from the name.

import { NAME_LENGTH } from "../contract.js";
import { ParseError } from "./errors.js";

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const BIDI_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

export const WITHHELD = "withheld";
const WITHHELD_LABEL = "name withheld";
const PRIVATE = [
  /[^\s@]+(?:[@\uff20\ufe6b]|%40)[^\s@]+\.\p{L}{2}/iu, // an e-mail address
  /\beyJ[\w-]+\.[\w-]+/, // a JWT
  /(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{24}/, // a token, or an id made like one
  /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/i, // a UUID
];

const isPrivate = (text) => PRIVATE.some((form) => form.test(text));

export function normalizeKey(value) {
  if (typeof value !== "string") {
    throw new ParseError("SHAPE");
  }
  if (isPrivate(value)) {
    return WITHHELD;
  }
  return value.slice(0, NAME_LENGTH).toWellFormed();
}

// The words for a key: those of ChatGPT, or its own.
export const getLabel = (key, text = null) => (key === WITHHELD ? WITHHELD_LABEL : (sanitizeLabel(text) ?? sanitizeLabel(key) ?? ""));

// The text of `value` fit to be shown and kept, or null when there is none.
export function sanitizeLabel(value) {
  const text = sanitizeText(value);
  return text !== null && (isPrivate(text) || isPrivate(value)) ? WITHHELD_LABEL : text;
}

// The same for what stays in memory and belongs to the person: the workspace's own name.
export function sanitizeText(value) {
  if (typeof value !== "string") {
    return null;
  }
  const clean = value.slice(0, 20 * NAME_LENGTH).replace(CONTROLS, " ").replace(BIDI_MARKS, "").trim();
  return clean.slice(0, NAME_LENGTH).toWellFormed() || null;
}
