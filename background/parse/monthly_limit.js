// The month's own report: the limit, how it is enforced, and the month's use.

import {
  capAtLimit,
  createPartReader,
  isAmountUnit,
  normalizeUnit,
  parseCredits,
  parseLimitAmount,
  parseObject,
  subtract,
} from "./parts.js";
import { buildPersonalLimit } from "./personal_limit.js";
import { ParseError } from "./errors.js";
import { parseInstant } from "./timestamps.js";
import { sanitizeLabel } from "./labels.js";

/** @type {(string | null)[]} */
const NO_LIMIT_MODES = ["none", "off", "disabled", "no_limit"];
/** @type {Record<string, string>} */
const ENFORCEMENT = { hard_cap: "hard", soft_cap: "soft" };

// The month's own report as {value, unread, said}: its limit and the month's use, each read apart. Amounts that
// are not all in one unit give no figure.
/**
 * @param {Json} body
 * @returns {Month & Required<Pick<Month, "value" | "unread">>}
 * @throws {ParseError} SHAPE
 */
export function parseMonthly(body) {
  const { read, names } = createPartReader();
  const cap = read("monthly", () => parseObject(body.effective_monthly_limit));
  const { most, unit, lone, mixed, broken } = parseLimitAmount(cap, normalizeUnit(body.balance_unit));
  const reset = { resets_at: parseInstant(body.reset_at), source: "monthly" };
  if (mixed || !isAmountUnit(unit)) {
    return {
      value: buildPersonalLimit("unknown", { ...reset, unit: sanitizeLabel(unit) }),
      unread: names,
      code: "UNIT",
      saysNoLimit: false,
    };
  }
  const limit = broken || most === null || most < 0 ? null : most;
  const told = capAtLimit(
    read("monthly", () => parseCredits(body.current_month_usage)),
    limit,
  );
  const used = lone ? null : told; // nobody says what the use is in
  if (used === null && limit === null && (cap === null || names.length > 0 || broken)) {
    throw new ParseError("SHAPE");
  }
  const mode = normalizeMode(cap?.enforcement_mode);
  const enforcement = ENFORCEMENT[mode ?? ""] ?? null;
  const state = parseLimitState(
    mode,
    normalizeMode(cap?.limit_mode),
    limit,
    broken || (names.length > 0 && cap === null),
  );
  const isMissed = mode === "" || (broken && !["not_set", "unlimited"].includes(state));
  const unread = isMissed ? ["monthly"] : names;
  const figures = state === "set" ? { limit, remaining: subtract(limit, used), enforcement } : {};
  const saysNoLimit = state === "unlimited" || NO_LIMIT_MODES.includes(mode);
  return {
    value: buildPersonalLimit(state, { used, ...reset, unit: sanitizeLabel(unit), ...figures }),
    unread,
    saysNoLimit,
  };
}

// A word in small letters; "" is one that cannot be read, null an absent one.
/** @type {(value: unknown) => string | null} */
const normalizeMode = (value) => (typeof value === "string" ? value.trim().toLowerCase() : unreadableMode(value));
/** @type {(value: unknown) => string | null} */
const unreadableMode = (value) => (value === null || value === undefined ? null : "");

/** @type {(mode: string | null, kind: string | null, limit: number | null, broken: boolean) => string} */
function parseLimitState(mode, kind, limit, broken) {
  if (mode === "hard_cap" && limit !== null) {
    return "set";
  }
  if (mode === "unlimited" || kind === "unlimited_platform_max") {
    return "unlimited";
  }
  if (NO_LIMIT_MODES.includes(mode)) {
    return "not_set";
  }
  if (limit !== null) {
    return "set";
  }
  return mode === null && !broken ? "not_set" : "unknown";
}
