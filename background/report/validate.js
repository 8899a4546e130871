// Validates a report before it is stored, and the stored one before it is merged. contract/report.schema.json describes
// the same shape for other programs.

import { BREAKDOWNS } from "../contract.js";
import { isDay, isInstant, isInterval } from "../dates.js";

const MAX_NUMBER = 1e15;
const CODE = /^(ok|[A-Z_]{4,20})$/;

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber = (value) => Number.isFinite(value) && Math.abs(value) <= MAX_NUMBER && !Object.is(value, -0);
const isText = (value) => typeof value === "string" && value.length <= 400 && value.isWellFormed();
const isFlag = (value) => typeof value === "boolean";
const orNull = (fits) => (value) => value === null || fits(value);
const listOf = (fits) => (value) => Array.isArray(value) && value.every(fits);
const oneOf = (...names) => (value) => names.includes(value);

// An object with exactly these keys, each of its kind.
const hasShape = (fields) => (value) =>
  isObject(value) &&
  Object.keys(value).length === Object.keys(fields).length &&
  Object.entries(fields).every(([name, fits]) => Object.hasOwn(value, name) && fits(value[name]));

const isSorted = (values) => values.every((value, at) => at === 0 || values[at - 1] < value);
const isDays = (value) => listOf(isDay)(value) && isSorted(value);
const isIntervals = (value) => listOf(isInterval)(value) && value.every((span, at) => at === 0 || value[at - 1][1] < span[0]);

const isTotals = (value) =>
  hasShape({ source: orNull(isText), days: isDays, values: listOf(isNumber) })(value) &&
  value.values.length === value.days.length;

const isColumn = listOf(orNull(isNumber));
const isSeries = hasShape({ key: isText, label: isText, values: isColumn });

const isBreakdown = (value) =>
  hasShape({
    breakdown: oneOf(...BREAKDOWNS),
    source: oneOf("credits", "tokens", "counts"),
    fresh: orNull(isInstant), spans: isIntervals, days: isDays, series: listOf(isSeries),
  })(value) &&
  value.series.every((series) => series.values.length === value.days.length) &&
  isSorted(value.series.map(({ key }) => key));

// Counts per day, a column for each of `names`.
const isCounts = (...names) => (value) =>
  hasShape({ spans: isIntervals, days: isDays, ...Object.fromEntries(names.map((name) => [name, isColumn])) })(value) &&
  names.every((name) => value[name].length === value.days.length);

const isUnit = (value) => typeof value === "string" && /^[a-z][a-z _-]{0,19}$/.test(value);

const isScope = hasShape({
  unit: isUnit, metered: isFlag, spans: isIntervals, fresh: orNull(isInstant), totals: isTotals, breakdowns: listOf(isBreakdown),
  activity: orNull(isCounts("turns", "threads")), tokens: orNull(isCounts("input", "cached", "output")),
});

const AMOUNTS = {
  limit: orNull(isNumber), used: orNull(isNumber), remaining: orNull(isNumber), used_percent: orNull(isNumber),
  resets_at: orNull(isInstant),
};

const OTHER_LIMIT = {
  kind: oneOf("workspace_default", "role_budget", "workspace_shared", "group_default", "group_shared"), ...AMOUNTS,
  unit: orNull(isText),
};
// A group's limit has its name where ChatGPT gives one.
const isOtherLimit = (value) =>
  hasShape(isObject(value) && "name" in value ? { ...OTHER_LIMIT, name: isText } : OTHER_LIMIT)(value);

// How a member may ask for more, where ChatGPT tells a way.
const isLink = (value) => isText(value) && value.startsWith("https://");
const isIncrease = hasShape({ kind: oneOf("custom", "disabled"), url: orNull(isLink) });

const LIMITS = {
  personal: hasShape({
    state: oneOf("set", "not_set", "unlimited", "hidden", "unknown"), ...AMOUNTS,
    unit: orNull(isText), enforcement: oneOf("hard", "soft", null), source: oneOf("usage", "monthly", null),
  }),
  others: listOf(isOtherLimit),
  reached: orNull(isFlag), reached_limit_type: orNull(isText), reached_type: orNull(isText),
  credits: orNull(hasShape({
    has_credits: orNull(isFlag), unlimited: orNull(isFlag), overage_limit_reached: orNull(isFlag),
    balance: orNull(isNumber),
  })),
  windows: listOf(hasShape({
    name: isText, used_percent: orNull(isNumber), seconds: orNull(isNumber), resets_at: orNull(isInstant),
    opened: isFlag, reached: orNull(isFlag), allowed: orNull(isFlag),
  })),
  windows_reported: orNull(isFlag), ordinary_usage_allowed: orNull(isFlag),
  previous: orNull(hasShape({ limit: isNumber, at: isInstant, resets_at: orNull(isInstant) })),
  previous_reset: orNull(isInstant),
  other: orNull(hasShape({
    source: oneOf("usage", "monthly"), state: oneOf("set", "not_set", "unlimited"),
    limit: orNull(isNumber), unit: orNull(isText), used_percent: orNull(isNumber), resets_at: orNull(isInstant),
  })),
  unread: listOf(isText),
  fetched_at: isInstant,
};
const isLimits = (value) =>
  hasShape(isObject(value) && "increase_request" in value ? { ...LIMITS, increase_request: isIncrease } : LIMITS)(value);

const isCode = (value) => isText(value) && CODE.test(value);
const isReportStatus = hasShape({ report: isText, code: isCode, at: orNull(isInstant) });

/** Whether a value is a valid StoredReport. */
export const isReport = hasShape({
  schema: oneOf(3),
  fetched_at: isInstant,
  report_status: listOf(isReportStatus),
  limits: orNull(isLimits),
  scopes: hasShape({ mine: isScope, workspace: orNull(isScope) }),
  restatements: listOf(hasShape({ day: isDay, was: isNumber, now: isNumber })),
  truncated_before: orNull(isDay),
});
