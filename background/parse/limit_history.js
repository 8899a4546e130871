// What the stored limits keep of earlier ones: the limit before it changed within its period,
// and the reset before the present one.

import { instant } from "../coverage/intervals.js";
import { asUnit } from "./parts.js";

const NEAR_MS = 3_600_000; // a reset is told to the second, and not always to the same one

const isSame = (one, other) => one === other || Math.abs(Date.parse(one) - Date.parse(other)) < NEAR_MS;

export function withHistory(found, before, now) {
  const { limit, resets_at: resets, unit } = found.personal;
  const { limit: was = null, resets_at: past = null, unit: old = null } = before?.personal ?? {};
  const isOneUnit = asUnit(unit) === asUnit(old); // limits in two units are not compared
  return {
    ...found,
    previous: isOneUnit
      ? previous(before?.previous ?? null, { limit, resets }, { limit: was, resets: past }, now)
      : null,
    previous_reset: reset(before?.previous_reset ?? null, resets, past),
  };
}

function previous(known, { limit, resets }, last, now) {
  if (limit !== null && last.limit !== null && limit !== last.limit && isSame(resets, last.resets)) {
    return { limit: last.limit, at: instant(now), resets_at: resets };
  }
  return known !== null && (resets === null || isSame(known.resets_at, resets)) ? known : null;
}

function reset(known, present, past) {
  const isEarlier = (one) => one !== null && present !== null && one < present && !isSame(one, present);
  return isEarlier(past) ? past : present === null || isEarlier(known) ? known : null;
}
