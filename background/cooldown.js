// When the next refresh may start: after a minute, or after the time that ChatGPT asks to wait. Pure.

import { WAIT_MINUTES } from "./contract.js";
import { difference } from "./coverage/intervals.js";
import { toInstant } from "./dates.js";

const COOLDOWN_MS = 60_000;
const MAX_COOLDOWN_MS = WAIT_MINUTES * 60_000;
// What the person resolves at once, by signing in or choosing a workspace. No cooldown follows unless ChatGPT asks.
export const RESOLVED_BY_PERSON = ["SIGNED_OUT", "GUEST", "PERSONAL", "CHALLENGE", "NO_WORKSPACE"];

/** Whether `cooldown` forbids a full refresh at `now`. A wait longer than any is of a clock that was set back since. */
/** @type {(cooldown: StoredState["cooldown"], now: number) => boolean} */
export function isThrottled(cooldown, now) {
  const remaining = Date.parse(cooldown?.next_allowed_at ?? "") - now;
  return remaining > 0 && remaining <= MAX_COOLDOWN_MS;
}

/** @type {(report: StoredReport, required: Interval[], wait: number | null) => string} */
export function getCooldownReason({ scopes, report_status }, required, wait) {
  if (wait !== null) {
    return "RATE_LIMITED";
  }
  if (report_status.some(({ report, code }) => report === "limits" && code === "PERSONAL")) {
    return "PERSONAL";
  }
  return difference(required, scopes.mine.spans).length === 0 ? "ok" : "PARTIAL";
}

/** @type {(wait: number | null, code: string, now: number) => StoredState["cooldown"] | null} */
export function getCooldown(wait, code, now) {
  if (wait === null && RESOLVED_BY_PERSON.includes(code)) {
    return null;
  }
  return { next_allowed_at: toInstant(now + (wait ?? COOLDOWN_MS)), code };
}
