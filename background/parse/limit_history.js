// What the stored limits keep beside the present ones: the limit before it changed within its period,
// the reset before the present one, and what ChatGPT's other answer says where the two differ.

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

// What the answer that is not shown says of the personal limit `own`, null where it agrees or says nothing of it. `told` are the
// figures of wham/usage, `monthly` is the month's report: {value, said}, where `said` tells that it says itself that there is no limit.
// Their use is of two moments and not compared, nor is what only one of them tells.
export function otherAnswer(own, told, { value: month, said }) {
  const { state, limit, unit, resets_at: resets } = month ?? {};
  if (told === null || own.state !== "set") {
    return null;
  }
  if (own.source === "monthly") {
    const moved = differs(own.resets_at, told.resets_at) ? told.resets_at : null;
    const share = own.per_cent === null ? told.per_cent : null;
    return moved === null && share === null ? null : { ...NOTHING, source: "usage", per_cent: share, resets_at: moved };
  }
  if (said) {
    return { ...NOTHING, source: "monthly", state };
  }
  const moved = differs(own.resets_at, resets ?? null) ? resets : null;
  const isOther = state === "set" && (limit !== own.limit || asUnit(unit) !== asUnit(own.unit));
  if (state !== "set" || (!isOther && moved === null)) {
    return null;
  }
  return { ...NOTHING, source: "monthly", resets_at: moved, ...(isOther && { limit, unit }) };
}

const NOTHING = { state: "set", limit: null, unit: null, per_cent: null, resets_at: null };
const differs = (one, other) => one !== null && other !== null && !isSame(one, other);
