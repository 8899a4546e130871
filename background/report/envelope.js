// What collect.js brings out of the page, checked before anything of it is used.

import { SHAPE_BOUNDS } from "../chatgpt/field_words.js";
import { DAILY_REPORTS, REPORTS } from "../contract.js";
import { isDay } from "../dates.js";

const KINDS = ["json", "html", "challenge", "redirect", "network", "timeout", "too_big", "not_json", "not_asked"];
const MAX_ANSWERS = 1000;

/** @type {(value: unknown) => boolean} */
const isText = (value) => value === null || typeof value === "string";

/**
 * @param {any} value
 * @returns {value is string | null}
 */
export const isShape = (value) => value === null || (typeof value === "string" && value.length <= SHAPE_BOUNDS.length);

/** @type {(answer: any) => boolean} */
function isAnswer(answer) {
  const { report, start, end, status, kind, retry_after: wait, shape = null, body } = answer ?? {};
  const daily = DAILY_REPORTS.includes(report);
  const dated = daily ? isDay(start) && isDay(end) && start <= end : start === null && end === null;
  const shaped = body === null || (typeof body === "object" && !Array.isArray(body));
  const told = Number.isInteger(status) && KINDS.includes(kind) && isText(wait) && isShape(shape);
  return REPORTS.includes(report) && dated && shaped && told;
}

/**
 * @param {any} envelope
 * @returns {envelope is Envelope}
 */
export function isEnvelope(envelope) {
  const { v, identity, workspace: place, long_refused: refused, answers } = envelope ?? {};
  return (
    v === 1 &&
    typeof refused === "boolean" &&
    (identity === null || (typeof identity === "string" && /^[0-9a-f]{64}$/.test(identity))) &&
    Array.isArray(answers) &&
    answers.length <= MAX_ANSWERS &&
    answers.every(isAnswer) &&
    typeof place === "object" &&
    place !== null &&
    Object.values(place).every((value) => typeof value !== "function")
  );
}
