// What can stop the person: their own limit, the other limits that cover them, credit access and rate-limit
// windows. A figure ChatGPT does not give is null; a part that cannot be read is null too, and its name stands
// in `unread`.

import { PERSONAL_PLANS } from "../contract.js";
import { toInstant } from "../dates.js";
import { findOtherAnswer, addHistory } from "./limit_history.js";
import { createPartReader, parseCredits, parseFlag, parseLimit, parseObject } from "./parts.js";
import { addEnforcement, choosePersonalLimit, hasValue, parseOwnLimit } from "./personal_limit.js";
import { ParseError } from "./errors.js";
import { sanitizeLabel } from "./labels.js";
import { parseWindows } from "./windows.js";

const OTHER_KINDS = ["workspace_default", "role_budget", "workspace_shared", "group_default", "group_shared"];

/** @type {(control: Json, now: number, read: ReadPart) => Limits["others"]} */
function parseOtherLimits(control, now, read) {
  return OTHER_KINDS.flatMap((kind) => {
    const found = read(kind, () => parseObject(control?.[`${kind}_limit`]));
    const limit = found && "details" in found ? read(kind, () => parseObject(found.details)) : found;
    const known = limit && parseLimit(limit, kind, read, now);
    const isKnown = known && !known.foreign && !(known.broken && !hasValue(known.figures));
    const name = sanitizeLabel(found?.group_name); // the member's own group
    return isKnown ? [{ kind, ...(name && { name }), unit: sanitizeLabel(known.unit), ...known.figures }] : [];
  });
}

// An empty balance is one that is not shared.
/** @type {(value: unknown) => number | null} */
const parseBalance = (value) => (typeof value === "string" && value.trim() === "" ? null : parseCredits(value));

/** @type {(body: Json, read: ReadPart) => Limits["credits"]} */
function parseCreditAccess(body, read) {
  const access = read("credits", () => parseObject(body.credits));
  /** @type {(name: string) => boolean | null} */
  const readFlag = (name) => read("credits", () => parseFlag(access[name]));
  return (
    access && {
      has_credits: readFlag("has_credits"),
      unlimited: readFlag("unlimited"),
      overage_limit_reached: readFlag("overage_limit_reached"),
      balance: read("credits", () => parseBalance(access.balance)),
    }
  );
}

// The parts that say something of a member; they may all stand one level deeper.
const PARTS = ["spend_control", "credits", "rate_limit", "individual_limit", "rate_limits"];
/** @type {(body: Json) => boolean} */
const hasMemberData = (body) => PARTS.some((name) => (body?.[name] ?? null) !== null);

// Whether the answer has rate-limit windows of Codex: false only where it says that it has none.
/** @type {(body: Json, read: ReadPart, names: string[]) => boolean | null} */
function hasWindows(body, read, names) {
  if (read("windows", () => parseObject(body.rate_limit)) !== null) {
    return true;
  }
  return names.includes("windows") || body.has_rate_limit === false ? null : false;
}

/**
 * @param {Json} answer the copied fields of wham/usage
 * @param {Month} monthly
 * @param {Limits | null | undefined} before the last limits known of the same person
 * @param {number} now Unix time in ms
 * @returns {Limits}
 * @throws {ParseError} SHAPE or PERSONAL
 */
export function parseLimits(answer, monthly, before, now) {
  const { read, names } = createPartReader();
  const { rate_limit_status: inner } = answer;
  const body =
    hasMemberData(answer) || !hasMemberData(inner)
      ? answer
      : { ...inner, plan_type: inner.plan_type ?? answer.plan_type };
  if (!hasMemberData(body) && body.plan_type === null) {
    throw new ParseError("SHAPE");
  }
  if (PERSONAL_PLANS.includes(body.plan_type)) {
    throw new ParseError("PERSONAL");
  }
  const control = read("spend_control", () => parseObject(body.spend_control));
  const reached = body.rate_limit_reached_type;
  const own = parseOwnLimit(body, control, read, now);
  const found = {
    personal: addEnforcement(choosePersonalLimit(body, control, own, monthly, before?.personal), monthly),
    others: parseOtherLimits(control, now, read),
    reached: read("reached", () => parseFlag(control?.reached)),
    reached_limit_type: sanitizeLabel(control?.reached_limit_type),
    reached_type: sanitizeLabel(
      typeof reached === "string" ? reached : read("reached", () => parseObject(reached))?.type,
    ),
    credits: parseCreditAccess(body, read),
    windows: parseWindows(body, now, read),
    windows_reported: hasWindows(body, read, names),
    ordinary_usage_allowed: read("ordinary_usage_allowed", () => parseFlag(body.ordinary_usage_allowed)),
  };
  if (names.length > 0 && !isAnythingKnown(found)) {
    throw new ParseError("SHAPE");
  }
  const unread = [...new Set([...names, ...(monthly.unread ?? [])])];
  const other = findOtherAnswer(found.personal, own.known?.figures ?? null, monthly);
  return { ...addHistory(found, before, now), other, unread, fetched_at: toInstant(now) };
}

/** @type {(found: Omit<Limits, "previous" | "previous_reset" | "other" | "unread" | "fetched_at">) => boolean} */
function isAnythingKnown({ personal: own, credits, ...rest }) {
  const { state, unit, enforcement, source, ...figures } = own;
  return (
    state !== "unknown" ||
    hasValue(figures) ||
    (credits !== null && hasValue(credits)) ||
    rest.others.length > 0 ||
    rest.windows.length > 0 ||
    [rest.reached, rest.reached_limit_type, rest.reached_type, rest.ordinary_usage_allowed].some((one) => one !== null)
  );
}
