// What the stored limits keep beside the present ones: the limit before it changed within its period,
// the reset before the present one, and what ChatGPT's other answer says where the two differ.

import { toInstant } from "../dates.js";
import { toScopeUnit } from "./parts.js";

const RESET_TOLERANCE_MS = 3_600_000; // a reset is told to the second, and not always to the same one

/** @type {(one: Instant | null, other: Instant | null) => boolean} */
const isSameReset = (one, other) =>
  one === other || Math.abs(Date.parse(one ?? "") - Date.parse(other ?? "")) < RESET_TOLERANCE_MS;

/**
 * @template {{personal: PersonalLimit}} Found
 * @param {Found} found
 * @param {Limits | null | undefined} before the last limits known of the same person
 * @param {number} now Unix time in ms
 * @returns {Found & Pick<Limits, "previous" | "previous_reset">}
 */
export function addHistory(found, before, now) {
  const { limit, resets_at: resets, unit } = found.personal;
  const { limit: was = null, resets_at: past = null, unit: old = null } = before?.personal ?? {};
  const isOneUnit = toScopeUnit(unit) === toScopeUnit(old); // limits in two units are not compared
  return {
    ...found,
    previous: isOneUnit
      ? findPreviousLimit(before?.previous ?? null, { limit, resets }, { limit: was, resets: past }, now)
      : null,
    previous_reset: findPreviousReset(before?.previous_reset ?? null, resets, past),
  };
}

/** @typedef {{limit: number | null, resets: Instant | null}} Known */
/** @type {(known: Limits["previous"], present: Known, last: Known, now: number) => Limits["previous"]} */
function findPreviousLimit(known, { limit, resets }, last, now) {
  if (limit !== null && last.limit !== null && limit !== last.limit && isSameReset(resets, last.resets)) {
    return { limit: last.limit, at: toInstant(now), resets_at: resets };
  }
  return known !== null && (resets === null || isSameReset(known.resets_at, resets)) ? known : null;
}

/** @type {(known: Instant | null, present: Instant | null, past: Instant | null) => Instant | null} */
function findPreviousReset(known, present, past) {
  /** @type {(one: Instant | null) => boolean} */
  const isEarlier = (one) => one !== null && present !== null && one < present && !isSameReset(one, present);
  if (isEarlier(past)) {
    return past;
  }
  return present === null || isEarlier(known) ? known : null;
}

// What the answer that is not shown says of the personal limit `own`, null where it agrees or says nothing of it. `told` are the
// figures of wham/usage, `monthly` is the month's report: {value, said}, where `said` tells that it says itself that there is no limit.
// Their use is of two moments and not compared, nor is what only one of them tells.
/**
 * @param {PersonalLimit} own
 * @param {Figures | null} usage
 * @param {Month} month
 * @returns {Limits["other"]}
 */
export function findOtherAnswer(own, usage, { value: month, saysNoLimit }) {
  const { state = "unknown", limit = null, unit = null, resets_at: resets = null } = month ?? {};
  if (usage === null || own.state !== "set") {
    return null;
  }
  if (own.source === "monthly") {
    const moved = isDifferentReset(own.resets_at, usage.resets_at) ? usage.resets_at : null;
    const share = own.used_percent === null ? usage.used_percent : null;
    return moved === null && share === null
      ? null
      : { ...NO_DIFFERENCE, source: "usage", used_percent: share, resets_at: moved };
  }
  if (saysNoLimit) {
    return { ...NO_DIFFERENCE, source: "monthly", state };
  }
  const moved = isDifferentReset(own.resets_at, resets) ? resets : null;
  const isOther = state === "set" && (limit !== own.limit || toScopeUnit(unit) !== toScopeUnit(own.unit));
  if (state !== "set" || (!isOther && moved === null)) {
    return null;
  }
  return { ...NO_DIFFERENCE, source: "monthly", resets_at: moved, ...(isOther && { limit, unit }) };
}

const NO_DIFFERENCE = { state: "set", limit: null, unit: null, used_percent: null, resets_at: null };
/** @type {(one: Instant | null, other: Instant | null) => boolean} */
const isDifferentReset = (one, other) => one !== null && other !== null && !isSameReset(one, other);
