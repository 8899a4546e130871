// What can stop the person: their own limit with its five states, the other limits that
// cover them, credit access and rate-limit windows. A figure ChatGPT does not give is null; a
// part that cannot be read is null too, and its name stands in `unread`.

import { PERSONAL_PLANS } from "../contract.js";
import { toInstant } from "../dates.js";
import { findOtherAnswer, addHistory } from "./limit_history.js";
import {
  capAtLimit, createPartReader, isAmountUnit, NO_FIGURES, normalizeUnit, parseCredits, parseFlag, parseLimit, parseLimitAmount,
  parseObject, subtract, toScopeUnit,
} from "./parts.js";
import { tryParse, ParseError } from "./errors.js";
import { parseInstant } from "./timestamps.js";
import { sanitizeLabel } from "./labels.js";
import { parseWindows } from "./windows.js";

// The plans of people without a workspace: what they are told of is not the workspace's.

/** @type {(state: string, more?: Partial<PersonalLimit>) => PersonalLimit} */
const buildPersonalLimit = (state, more = {}) => ({ state, ...NO_FIGURES, unit: null, enforcement: null, source: null, ...more });

/** @type {(figures: object) => boolean} */
const hasValue = (figures) => Object.values(figures).some((value) => value !== null);

// What wham/usage tells of the person's own limit: {known, broken}; `known` is null where nothing readable stands.
/** @type {(body: Json, control: Json, read: ReadPart, now: number) => {known: ParsedLimit | null, broken: boolean}} */
function parseOwnLimit(body, control, read, now) {
  const places = [
    control?.individual_limit, body.individual_limit, body.rate_limit?.individual_limit, body.rate_limits?.individual_limit,
  ];
  const own = places.map((place) => read("individual_limit", () => parseObject(place))).find((one) => one !== null);
  const known = own ? parseLimit(own, "individual_limit", read, now) : null;
  return { known, broken: Boolean(own) || places.some((place) => tryParse(() => parseObject(place)).code) };
}

// The person's own limit. `monthly` is {code, status, value} of the month's report. `before` is the last one known of this person.
/**
 * @param {Json} body
 * @param {Json} control
 * @param {{known: ParsedLimit | null, broken: boolean}} own
 * @param {Month} monthly
 * @param {PersonalLimit | null | undefined} before
 * @returns {PersonalLimit}
 */
function choosePersonalLimit(body, control, { known, broken }, monthly, before) {
  if (known && (known.figures.limit !== null || known.foreign)) {
    const state = known.figures.limit === null ? "unknown" : "set";
    return buildPersonalLimit(state, { ...known.figures, unit: sanitizeLabel(known.unit), source: "usage" });
  }
  if (known && (known.broken || hasValue(known.figures))) {
    return resolveHiddenLimit(known, monthly);
  }
  return inferLimitState(body, control, monthly, before, broken);
}

// The limit of wham/usage, which does not tell how it is enforced, as the month's report tells of the same figure.
/** @type {(own: PersonalLimit, monthly: Month) => PersonalLimit} */
function addEnforcement(own, { value: month }) {
  const isOne = month?.state === "set" && month.limit === own.limit && toScopeUnit(month.unit) === toScopeUnit(own.unit);
  return own.source === "usage" && own.state === "set" && isOne ? { ...own, enforcement: month.enforcement } : own;
}

// A limit that is told without its number: the month's report may have it.
/** @type {(known: ParsedLimit, monthly: Month) => PersonalLimit} */
function resolveHiddenLimit({ unit, figures, broken }, { value: month }) {
  if (month?.state === "set") {
    const { limit, used, resets_at: resets } = month;
    const { used_percent: share } = figures;
    const isKnown = limit !== null && limit > 0 && used !== null && share !== null;
    const agrees = isKnown && Math.abs((used * 100) / limit - share) <= 1;
    const told = used === null || agrees ? share : null;
    return { ...month, used_percent: told, resets_at: resets ?? figures.resets_at };
  }
  const used = figures.used ?? month?.used ?? null;
  const told = figures.used === null && used !== null ? (month?.unit ?? null) : sanitizeLabel(unit);
  const remaining = told === sanitizeLabel(unit) ? figures.remaining : null;
  return buildPersonalLimit(broken ? "unknown" : "hidden", { ...figures, used, remaining, unit: told, source: "usage" });
}

// No limit is told, or with `broken` nothing readable of one. That there is none is said only where ChatGPT says so, and never of one that is reached.
/**
 * @param {Json} body
 * @param {Json} control
 * @param {Month} monthly
 * @param {PersonalLimit | null | undefined} before
 * @param {boolean} broken
 * @returns {PersonalLimit}
 */
function inferLimitState(body, control, monthly, before, broken) {
  const { code, status, value: month } = monthly;
  const type = control?.reached_limit_type ?? null;
  const isReached = control?.reached === true && (type === null || type === "individual");
  if (body.credits?.unlimited === true && !isReached) {
    return buildPersonalLimit("unlimited", { source: "usage" });
  }
  if (month) {
    const contradicted = (isReached || broken) && ["not_set", "unlimited"].includes(month.state);
    return contradicted ? { ...month, state: isReached ? "hidden" : "unknown" } : month;
  }
  if (isReached || type === "individual" || (code === "NO_ACCESS" && status === 403)) {
    return buildPersonalLimit("hidden");
  }
  if (control?.has_individual_limit === true && code === "NOT_FOUND" && !broken) {
    return buildPersonalLimit("not_set", { source: "usage" });
  }
  return before?.source === "monthly" && !broken ? before : buildPersonalLimit("unknown");
}

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
    return { value: buildPersonalLimit("unknown", { ...reset, unit: sanitizeLabel(unit) }), unread: names, code: "UNIT", saysNoLimit: false };
  }
  const limit = broken || most === null || most < 0 ? null : most;
  const told = capAtLimit(read("monthly", () => parseCredits(body.current_month_usage)), limit);
  const used = lone ? null : told; // nobody says what the use is in
  if (used === null && limit === null && (cap === null || names.length > 0 || broken)) {
    throw new ParseError("SHAPE");
  }
  const mode = normalizeMode(cap?.enforcement_mode);
  const enforcement = ENFORCEMENT[mode ?? ""] ?? null;
  const state = parseLimitState(mode, normalizeMode(cap?.limit_mode), limit, broken || (names.length > 0 && cap === null));
  const isMissed = mode === "" || (broken && !["not_set", "unlimited"].includes(state));
  const unread = isMissed ? ["monthly"] : names;
  const figures = state === "set" ? { limit, remaining: subtract(limit, used), enforcement } : {};
  const saysNoLimit = state === "unlimited" || NO_LIMIT_MODES.includes(mode);
  return { value: buildPersonalLimit(state, { used, ...reset, unit: sanitizeLabel(unit), ...figures }), unread, saysNoLimit };
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
  return access && {
    has_credits: readFlag("has_credits"),
    unlimited: readFlag("unlimited"),
    overage_limit_reached: readFlag("overage_limit_reached"),
    balance: read("credits", () => parseBalance(access.balance)),
  };
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
  const body = hasMemberData(answer) || !hasMemberData(inner) ? answer : { ...inner, plan_type: inner.plan_type ?? answer.plan_type };
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
    reached_type: sanitizeLabel(typeof reached === "string" ? reached : read("reached", () => parseObject(reached))?.type),
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
    state !== "unknown" || hasValue(figures) || (credits !== null && hasValue(credits)) ||
    rest.others.length > 0 || rest.windows.length > 0 ||
    [rest.reached, rest.reached_limit_type, rest.reached_type, rest.ordinary_usage_allowed].some((one) => one !== null)
  );
}
