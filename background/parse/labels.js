// Names as ChatGPT writes them. A key is an identity: it stays raw, bounded and well-formed, because storage changes
// a lone surrogate silently. A label is shown: it has no control characters and no bidirectional marks. A name that
// looks like an e-mail address, a token or an id is never stored. All such keys become one, since a number
// for each could stay the same across refreshes only if something derived from the name were stored.

import { NAME_LENGTH } from "../contract.js";
import { ParseError } from "./errors.js";

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const BIDI_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The key of all names that are not stored. */
export const WITHHELD = "withheld";
const WITHHELD_LABEL = "name withheld";
const PRIVATE = [
  /[^\s@]+(?:[@\uff20\ufe6b]|%40)[^\s@]+\.\p{L}{2}/iu, // an e-mail address
  /\beyJ[\w-]+\.[\w-]+/, // a JWT
  /(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{24}/, // a token, or an id made like one
  /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/i, // a UUID
];

/** @type {(text: string) => boolean} */
const isPrivate = (text) => PRIVATE.some((form) => form.test(text));

/**
 * @param {unknown} value
 * @returns {string} at most 200 characters
 * @throws {ParseError} SHAPE
 */
export function normalizeKey(value) {
  if (typeof value !== "string") {
    throw new ParseError("SHAPE");
  }
  if (isPrivate(value)) {
    return WITHHELD;
  }
  return value.slice(0, NAME_LENGTH).toWellFormed();
}

/**
 * @param {string} key
 * @param {unknown} [text] the label ChatGPT gives it
 * @returns {string}
 */
export const getLabel = (key, text = null) =>
  key === WITHHELD ? WITHHELD_LABEL : (sanitizeLabel(text) ?? sanitizeLabel(key) ?? "");

/**
 * @param {any} value
 * @returns {string | null} text to show and store; null without any
 */
export function sanitizeLabel(value) {
  const text = sanitizeText(value);
  return text !== null && (isPrivate(text) || isPrivate(value)) ? WITHHELD_LABEL : text;
}

/**
 * The same without withholding, for what stays in memory and belongs to the person: the name of the workspace.
 * @param {unknown} value
 * @returns {string | null}
 */
export function sanitizeText(value) {
  if (typeof value !== "string") {
    return null;
  }
  const clean = value
    .slice(0, 20 * NAME_LENGTH)
    .replace(CONTROLS, " ")
    .replace(BIDI_MARKS, "")
    .trim();
  return clean.slice(0, NAME_LENGTH).toWellFormed() || null;
}
