// Reading an answer part by part: what cannot be read is told by its name and takes nothing
// else with it. The figures of one limit are read here, with the unit they are in.

import { instantOf } from "./days.js";
import { amount, perCent } from "./numbers.js";
import { attempt, Refusal } from "./refusal.js";

// An object, or null; anything else is refused.
export function part(value) {
  if (value !== null && value !== undefined && (typeof value !== "object" || Array.isArray(value))) {
    throw new Refusal("SHAPE");
  }
  return value ?? null;
}

export function flag(value) {
  if (value !== null && value !== undefined && typeof value !== "boolean") {
    throw new Refusal("SHAPE");
  }
  return value ?? null;
}

// {read, names}: `read(name, work)` gives what `work` gives, or null and adds `name` to the list
// `names` when it refuses.
export function apart() {
  const names = [];
  function read(name, work) {
    const { value = null, code } = attempt(work);
    if (code && !names.includes(name)) {
      names.push(name);
    }
    return value;
  }
  return { read, names };
}

// Credits of a balance or a limit: an amount, or the difference of two. Nothing is billed as
// finely as this; what is smaller is left over from somebody's arithmetic, and is 0.
const FINEST = 1e-9;
const settled = (number) => (number !== null && Math.abs(number) < FINEST ? 0 : number);
export const credits = (value) => settled(amount(value));
export const upTo = (used, most) => (used !== null && most !== null && settled(most - used) === 0 ? most : used);
export const less = (one, other) => (one === null || other === null ? null : settled(one - other));

// A unit in small letters; null is the absent and the empty one.
export const unitOf = (unit) => (unit === null || unit === undefined ? null : String(unit).trim().toLowerCase() || null);
export const isCredits = (unit) => [null, "credit", "credits"].includes(unit);

export const NO_FIGURES = { limit: null, used: null, left: null, per_cent: null, resets_at: null };

// The number of a limit, from either of its two places: {most, unit, broken}. `broken` says that
// something stands there that is no number.
export function mostOf(limit, unit) {
  const { read, names } = apart();
  const other = read("amount", () => part(limit?.limit_amount));
  const plain = read("limit", () => credits(limit?.limit));
  const most = plain ?? read("amount", () => credits(other?.amount));
  const named = unitOf(other?.unit);
  return { most, unit: isCredits(named) ? unit : named, broken: most === null && names.length > 0 };
}

const resetOf = (limit, now) => {
  const told = instantOf(limit.reset_at ?? limit.resets_at);
  const { value: after = null } = attempt(() => amount(limit.reset_after_seconds));
  return told ?? (after === null ? null : instantOf(now / 1000 + after));
};

// {unit, broken, figures} of one limit. In another unit than credits, only what has no unit is
// kept: the per cent and the reset. `read` notes the limit's `name` when one figure is no number.
export function limitOf(limit, name, read, now) {
  const { most, unit, broken } = mostOf(limit, unitOf(limit.unit));
  const rest = read(name, () => perCent(limit.remaining_percent));
  const share = read(name, () => perCent(limit.used_percent)) ?? (rest === null ? null : 100 - rest);
  const known = { ...NO_FIGURES, per_cent: share, resets_at: resetOf(limit, now) };
  if (!isCredits(unit)) {
    return { unit, broken: false, figures: known };
  }
  if (broken) {
    read(name, () => { throw new Refusal("SHAPE"); });
  }
  const used = upTo(read(name, () => credits(limit.used)), most);
  const left = read(name, () => credits(limit.remaining));
  return {
    unit, broken,
    figures: { ...known, limit: most, used: used ?? less(most, left), left: left ?? less(most, used) },
  };
}
