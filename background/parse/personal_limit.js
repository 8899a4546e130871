// The person's own limit with its five states: what wham/usage tells of it, completed by the month's report.

import { NO_FIGURES, parseLimit, parseObject, toScopeUnit } from "./parts.js";
import { tryParse } from "./errors.js";
import { sanitizeLabel } from "./labels.js";

/** @type {(state: string, more?: Partial<PersonalLimit>) => PersonalLimit} */
export const buildPersonalLimit = (state, more = {}) => ({
  state,
  ...NO_FIGURES,
  unit: null,
  enforcement: null,
  source: null,
  ...more,
});

/** @type {(figures: object) => boolean} */
export const hasValue = (figures) => Object.values(figures).some((value) => value !== null);

// What wham/usage tells of the person's own limit: {known, broken}; `known` is null where nothing readable stands.
/** @type {(body: Json, control: Json, read: ReadPart, now: number) => {known: ParsedLimit | null, broken: boolean}} */
export function parseOwnLimit(body, control, read, now) {
  const places = [
    control?.individual_limit,
    body.individual_limit,
    body.rate_limit?.individual_limit,
    body.rate_limits?.individual_limit,
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
export function choosePersonalLimit(body, control, { known, broken }, monthly, before) {
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
export function addEnforcement(own, { value: month }) {
  const isOne =
    month?.state === "set" && month.limit === own.limit && toScopeUnit(month.unit) === toScopeUnit(own.unit);
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
  return buildPersonalLimit(broken ? "unknown" : "hidden", {
    ...figures,
    used,
    remaining,
    unit: told,
    source: "usage",
  });
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
