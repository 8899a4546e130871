// What can stop the person: their own limit with its five states, the other limits that
// cover them, credit access and rate-limit windows. A figure ChatGPT does not give is null; a
// part that cannot be read is null too, and its name stands in `unread`.

import { instant, instantOf } from "../coverage/intervals.js";
import { otherAnswer, withHistory } from "./limit_history.js";
import { apart, asUnit, credits, flag, isAmount, less, limitOf, mostOf, NO_FIGURES, part, unitOf, upTo } from "./parts.js";
import { attempt, Refusal } from "./errors.js";
import { label } from "./labels.js";
import { windowsIn } from "./windows.js";

// The plans of people without a workspace: what they are told of is not the workspace's.
const PERSONAL_PLANS = ["guest", "free", "go", "plus", "pro", "prolite", "promax"];

const none = (state, more = {}) => ({ state, ...NO_FIGURES, unit: null, enforcement: null, source: null, ...more });

const isTold = (figures) => Object.values(figures).some((value) => value !== null);

// What wham/usage tells of the person's own limit: {known, broken}; `known` is null where nothing readable stands.
function ownLimit(body, control, read, now) {
  const places = [
    control?.individual_limit, body.individual_limit, body.rate_limit?.individual_limit, body.rate_limits?.individual_limit,
  ];
  const own = places.map((place) => read("individual_limit", () => part(place))).find((one) => one !== null);
  const known = own ? limitOf(own, "individual_limit", read, now) : null;
  return { known, broken: Boolean(own) || places.some((place) => attempt(() => part(place)).code) };
}

// The person's own limit. `monthly` is {code, status, value} of the month's report. `before` is the last one known of this person.
function personal(body, control, { known, broken }, monthly, before) {
  if (known && (known.figures.limit !== null || known.foreign)) {
    const state = known.figures.limit === null ? "unknown" : "set";
    return none(state, { ...known.figures, unit: label(known.unit), source: "usage" });
  }
  if (known && (known.broken || isTold(known.figures))) {
    return withoutLimit(known, monthly);
  }
  return untold(body, control, monthly, before, broken);
}

// The limit of wham/usage, which does not tell how it is enforced, as the month's report tells of the same figure.
function enforced(own, { value: month }) {
  const isOne = month?.state === "set" && month.limit === own.limit && asUnit(month.unit) === asUnit(own.unit);
  return own.source === "usage" && own.state === "set" && isOne ? { ...own, enforcement: month.enforcement } : own;
}

// A limit that is told without its number: the month's report may have it.
function withoutLimit({ unit, figures, broken }, { value: month }) {
  if (month?.state === "set") {
    const { limit, used, resets_at: resets } = month;
    const agrees = limit > 0 && used !== null && Math.abs((used * 100) / limit - figures.per_cent) <= 1;
    const told = used === null || agrees ? figures.per_cent : null;
    return { ...month, per_cent: told, resets_at: resets ?? figures.resets_at };
  }
  const used = figures.used ?? month?.used ?? null;
  const told = figures.used === null && used !== null ? month.unit : label(unit);
  const left = told === label(unit) ? figures.left : null;
  return none(broken ? "unknown" : "hidden", { ...figures, used, left, unit: told, source: "usage" });
}

// No limit is told, or with `broken` nothing readable of one. That there is none is said only where ChatGPT says so, and never of one that is reached.
function untold(body, control, monthly, before, broken) {
  const { code, status, value: month } = monthly;
  const type = control?.reached_limit_type ?? null;
  const isReached = control?.reached === true && (type === null || type === "individual");
  if (body.credits?.unlimited === true && !isReached) {
    return none("unlimited", { source: "usage" });
  }
  if (month) {
    const contradicted = (isReached || broken) && ["not_set", "unlimited"].includes(month.state);
    return contradicted ? { ...month, state: isReached ? "hidden" : "unknown" } : month;
  }
  if (isReached || type === "individual" || (code === "NO_ACCESS" && status === 403)) {
    return none("hidden");
  }
  if (control?.has_individual_limit === true && code === "NOT_FOUND" && !broken) {
    return none("not_set", { source: "usage" });
  }
  return before?.source === "monthly" && !broken ? before : none("unknown");
}

const NO_LIMIT_MODES = ["none", "off", "disabled", "no_limit"];
const ENFORCEMENT = { hard_cap: "hard", soft_cap: "soft" };

// The month's own report as {value, unread, said}: its limit and the month's use, each read apart. Amounts that
// are not all in one unit give no figure.
export function ofMonth(body) {
  const { read, names } = apart();
  const cap = read("monthly", () => part(body.effective_monthly_limit));
  const { most, unit, lone, mixed, broken } = mostOf(cap, unitOf(body.balance_unit));
  const reset = { resets_at: instantOf(body.reset_at), source: "monthly" };
  if (mixed || !isAmount(unit)) {
    return { value: none("unknown", { ...reset, unit: label(unit) }), unread: names, code: "UNIT", said: false };
  }
  const limit = broken || most === null || most < 0 ? null : most;
  const told = upTo(read("monthly", () => credits(body.current_month_usage)), limit);
  const used = lone ? null : told; // nobody says what the use is in
  if (used === null && limit === null && (cap === null || names.length > 0 || broken)) {
    throw new Refusal("SHAPE");
  }
  const mode = textOf(cap?.enforcement_mode);
  const enforcement = ENFORCEMENT[mode] ?? null;
  const state = stateOf(mode, textOf(cap?.limit_mode), limit, broken || (names.length > 0 && cap === null));
  const isMissed = mode === "" || (broken && !["not_set", "unlimited"].includes(state));
  const unread = isMissed ? ["monthly"] : names;
  const figures = state === "set" ? { limit, left: less(limit, used), enforcement } : {};
  const said = state === "unlimited" || NO_LIMIT_MODES.includes(mode);
  return { value: none(state, { used, ...reset, unit: label(unit), ...figures }), unread, said };
}

// A word in small letters; "" is one that cannot be read, null an absent one.
const textOf = (value) => (typeof value === "string" ? value.trim().toLowerCase() : value === null || value === undefined ? null : "");

function stateOf(mode, kind, limit, broken) {
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

const OTHERS = ["workspace_default", "role_budget", "workspace_shared", "group_default", "group_shared"];

function others(control, now, read) {
  return OTHERS.flatMap((kind) => {
    const found = read(kind, () => part(control?.[`${kind}_limit`]));
    const limit = found && "details" in found ? read(kind, () => part(found.details)) : found;
    const known = limit && limitOf(limit, kind, read, now);
    const isKnown = known && !known.foreign && !(known.broken && !isTold(known.figures));
    return isKnown ? [{ kind, unit: label(known.unit), ...known.figures }] : [];
  });
}

// An empty balance is one that is not shared.
const balanceOf = (value) => (typeof value === "string" && value.trim() === "" ? null : credits(value));

function creditsOf(body, read) {
  const held = read("credits", () => part(body.credits));
  const told = (name) => read("credits", () => flag(held[name]));
  return held && {
    has_credits: told("has_credits"),
    unlimited: told("unlimited"),
    overage_limit_reached: told("overage_limit_reached"),
    balance: read("credits", () => balanceOf(held.balance)),
  };
}

// The parts that say something of a member; they may all stand one level deeper.
const PARTS = ["spend_control", "credits", "rate_limit", "individual_limit", "rate_limits"];
const tells = (body) => PARTS.some((name) => (body?.[name] ?? null) !== null);

// Whether the answer has rate-limit windows of Codex: false only where it says that it has none.
function hasWindows(body, read, names) {
  if (read("windows", () => part(body.rate_limit)) !== null) {
    return true;
  }
  return names.includes("windows") || body.has_rate_limit === false ? null : false;
}

export function limits(answer, monthly, before, now) {
  const { read, names } = apart();
  const { rate_limit_status: inner } = answer;
  const body = tells(answer) || !tells(inner) ? answer : { ...inner, plan_type: inner.plan_type ?? answer.plan_type };
  if (!tells(body) && body.plan_type === null) {
    throw new Refusal("SHAPE");
  }
  if (PERSONAL_PLANS.includes(body.plan_type)) {
    throw new Refusal("PERSONAL");
  }
  const control = read("spend_control", () => part(body.spend_control));
  const reached = body.rate_limit_reached_type;
  const own = ownLimit(body, control, read, now);
  const found = {
    personal: enforced(personal(body, control, own, monthly, before?.personal), monthly),
    others: others(control, now, read),
    reached: read("reached", () => flag(control?.reached)),
    reached_limit_type: label(control?.reached_limit_type),
    reached_type: label(typeof reached === "string" ? reached : read("reached", () => part(reached))?.type),
    credits: creditsOf(body, read),
    windows: windowsIn(body, now, read),
    windows_reported: hasWindows(body, read, names),
    ordinary_usage_allowed: read("ordinary_usage_allowed", () => flag(body.ordinary_usage_allowed)),
  };
  if (names.length > 0 && !isAnythingKnown(found)) {
    throw new Refusal("SHAPE");
  }
  const unread = [...new Set([...names, ...(monthly.unread ?? [])])];
  const other = otherAnswer(found.personal, own.known?.figures ?? null, monthly);
  return { ...withHistory(found, before, now), other, unread, fetched_at: instant(now) };
}

function isAnythingKnown({ personal: own, credits, ...rest }) {
  const { state, unit, enforcement, source, ...figures } = own;
  return (
    state !== "unknown" || isTold(figures) || (credits !== null && isTold(credits)) ||
    rest.others.length > 0 || rest.windows.length > 0 ||
    [rest.reached, rest.reached_limit_type, rest.reached_type, rest.ordinary_usage_allowed].some((one) => one !== null)
  );
}
