// What the status of an answer means, as a code the popup has a message for. Nothing here reads a body
// except the refusal that `collect` recognized in it.

import { CODE_PRIORITY, WAIT_MINUTES } from "../contract.js";

/** @type {Record<string, string>} */
const CODE_BY_KIND = {
  timeout: "TIMEOUT",
  too_big: "TOO_BIG",
  redirect: "SIGNED_OUT",
  challenge: "CHALLENGE",
  not_asked: "NOT_ASKED",
};
/** @type {Record<number, string>} */
const CODE_BY_STATUS = { 403: "NO_ACCESS", 404: "NOT_FOUND", 405: "NOT_FOUND", 410: "NOT_FOUND" };

/**
 * @param {Omit<Answer, "start" | "end">} answer
 * @param {boolean} reached whether another report was answered, so that neither network nor session failed
 * @returns {string} a result code; "ok" means only that the body is worth parsing
 */
export function classifyResponse({ status, kind, body, retry_after: retryAfter, report }, reached) {
  if (CODE_BY_KIND[kind]) {
    return CODE_BY_KIND[kind];
  }
  if (kind === "network") {
    return reached ? "SERVER" : "OFFLINE";
  }
  if (status === 200) {
    return kind === "json" && body !== null ? "ok" : "SHAPE";
  }
  if (status === 403 && kind === "html") {
    return "BLOCKED"; // ChatGPT itself refuses in JSON
  }
  if (status === 401) {
    return classifyUnauthorized(report, reached);
  }
  if (status === 400) {
    return body?.refusal_reason === "no workspace" ? "NO_WORKSPACE" : "BAD_REQUEST";
  }
  if (status === 429 || (status === 503 && retryAfter !== null)) {
    return "RATE_LIMITED";
  }
  if (status >= 500) {
    return "SERVER";
  }
  return status >= 400 ? (CODE_BY_STATUS[status] ?? "BAD_REQUEST") : "SHAPE";
}

/** @type {(report: string, reached: boolean) => string} */
function classifyUnauthorized(report, reached) {
  if (report === "monthly" || report === "settings" || report === "workspace") {
    return "NO_ACCESS";
  }
  return reached ? "NOT_ACCEPTED" : "SIGNED_OUT";
}

// The first of these says most about a refresh in which no report could be read.

/**
 * @param {string[]} codes one for each report
 * @returns {string} the code of the whole refresh
 */
export const worstCode = (codes) => CODE_PRIORITY.find((code) => codes.includes(code)) ?? "INTERNAL";

/**
 * @param {SessionFailure} session the answer of a session that could not be read; nothing else was requested
 * @returns {string} a result code
 */
export function classifySession({ status, kind, retry_after }) {
  if (kind === "json" && (status === 401 || status === 403)) {
    return "SIGNED_OUT";
  }
  return classifyResponse({ status, kind, body: null, retry_after, report: "session" }, false);
}

const MIN_RETRY_MS = 60_000;
const MAX_RETRY_MS = WAIT_MINUTES * 60_000;

/**
 * @param {string | null | undefined} header the value of Retry-After: seconds or an HTTP date
 * @param {number} now Unix time in ms
 * @returns {number} ms to wait, between a minute and an hour
 */
export function parseRetryAfter(header, now) {
  const text = (header ?? "").trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Math.min(Math.max(wait || 0, MIN_RETRY_MS), MAX_RETRY_MS);
}
