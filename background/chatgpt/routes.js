// chatgpt.com as requests: its addresses, its reports and the fields that are copied from each answer.

import { ROUTES } from "../contract.js";

/** @type {Record<string, string>} */
const PATHS = ROUTES;

/** The origin the extension may access. */
export const ORIGIN = "https://chatgpt.com";
/** The same as a match pattern of Chrome. */
export const PAGES = `${ORIGIN}/*`;

// Which fields of each answer are copied: 1 is a scalar, [f] a list of f, ANY a map with any keys, { each: f } a list
// or a map of f, a quoted name whether the answer has that member, even if null.
// A field that is not named here never leaves the page.
const ANY = { "*": 1 };
const CREDITS_FIELDS = {
  unit: 1,
  data_freshness_ts: 1,
  data: [{ date: 1, values: ANY }],
  series: [{ key: 1, label: 1 }],
};
const TOKEN_COUNTS = { uncached_text_input_tokens: 1, cached_text_input_tokens: 1, text_output_tokens: 1 };
const TOKENS_FIELDS = {
  units: 1,
  data_freshness_ts: 1,
  data: [
    {
      date: 1,
      product_surface_usage_values: ANY,
      premium_usage_values: {
        credit_usage_credits: ANY,
        uncached_text_input_tokens_by_surface: ANY,
        cached_text_input_tokens_by_surface: ANY,
        text_output_tokens_by_surface: ANY,
      },
      models: [{ model: 1, credits: 1, on_demand_credits: 1, ...TOKEN_COUNTS }],
      groups: [{ dimensions: { surface: 1 }, is_other: 1, credits: 1 }],
    },
  ],
};
const SUMS = {
  turns: 1,
  threads: 1,
  credits: 1,
  text_total_tokens: 1,
  ...TOKEN_COUNTS,
};
const ACTIVITY_FIELDS = { data: [{ date: 1, totals: SUMS }] };
const WORKSPACE_FIELDS = {
  balance_unit: 1,
  data: [
    {
      date: 1,
      totals: SUMS,
      clients: [{ client_id: 1, credits: 1 }],
      models: [{ model: 1, credits: 1 }],
    },
  ],
};
const AMOUNT = { amount: 1, unit: 1 };
const LIMIT = {
  limit: 1,
  limit_amount: AMOUNT,
  used: 1,
  remaining: 1,
  used_percent: 1,
  remaining_percent: 1,
  reset_at: 1,
  resets_at: 1,
  reset_after_seconds: 1,
  unit: 1,
  limit_usd: 1,
  used_usd: 1,
  remaining_usd: 1,
};
const WINDOW = {
  used_percent: 1,
  limit_window_seconds: 1,
  window_minutes: 1,
  reset_after_seconds: 1,
  reset_at: 1,
  resets_at: 1,
};
const WINDOWS = {
  ...WINDOW,
  allowed: 1,
  limit_reached: 1,
  primary_window: WINDOW,
  secondary_window: WINDOW,
  monthly_window: WINDOW,
  primary: WINDOW,
  secondary: WINDOW,
  individual_limit: LIMIT,
};
const USAGE_FIELDS = {
  plan_type: 1,
  rate_limit: WINDOWS,
  has_rate_limit: "rate_limit",
  rate_limits: { individual_limit: LIMIT },
  code_review_rate_limit: WINDOWS,
  additional_rate_limits: { each: { ...WINDOWS, limit_name: 1, rate_limit: WINDOWS } },
  credits: { has_credits: 1, unlimited: 1, overage_limit_reached: 1, balance: 1 },
  spend_control: {
    reached: 1,
    reached_limit_type: 1,
    individual_limit: LIMIT,
    has_individual_limit: "individual_limit",
    workspace_default_limit: LIMIT,
    role_budget_limit: LIMIT,
    workspace_shared_limit: LIMIT,
    group_default_limit: { group_name: 1, details: LIMIT },
    group_shared_limit: { group_name: 1, details: LIMIT },
  },
  has_spend_control: "spend_control",
  individual_limit: LIMIT,
  rate_limit_reached_type: { type: 1 },
  ordinary_usage_allowed: 1,
};
const LIMITS_FIELDS = { ...USAGE_FIELDS, rate_limit_status: USAGE_FIELDS };
const MONTHLY_FIELDS = {
  balance_unit: 1,
  current_month_usage: 1,
  reset_at: 1,
  effective_monthly_limit: { limit: 1, limit_amount: AMOUNT, enforcement_mode: 1, limit_mode: 1 },
};

// `renew`: a 401 means that the session may have ended; the other reports answer 401 to a person without the role.
// `condition`: requested only when the answer to `limits` allows it: "monthly" where ChatGPT knows spending limits,
// "nearly_full" where the member's own limit is nearly used up.
/** @type {Route} */
const ACCOUNTS = { report: "accounts", renew: true };
/** @type {Route} */
const LIMITS = { report: "limits", renew: true, fields: LIMITS_FIELDS };
/** @type {(report: string, breakdown: string) => Route} */
const creditsRoute = (report, breakdown) => ({ report, query: { breakdown }, renew: true, fields: CREDITS_FIELDS });
/** @type {Route[]} */
const DAILY = [
  creditsRoute("product", "product"),
  creditsRoute("model", "model"),
  creditsRoute("speed", "speed"),
  creditsRoute("effort", "reasoning_effort"),
  { report: "surface", query: { group_by: "day" }, renew: true, fields: TOKENS_FIELDS },
  {
    report: "activity",
    query: { group_by: "day", workspace_user: "true" },
    renew: true,
    fields: ACTIVITY_FIELDS,
  },
  { report: "workspace", query: { group_by: "day" }, renew: false, fields: WORKSPACE_FIELDS },
];
/** @type {Route} */
const MONTHLY = {
  report: "monthly",
  query: { supports_usage_limit_modes: "true" },
  renew: false,
  condition: "monthly",
  fields: MONTHLY_FIELDS,
};
/** @type {Route} */
const SETTINGS = {
  report: "settings",
  renew: false,
  condition: "nearly_full",
  fields: { usage_limit_increase_request: { kind: 1, request_url: 1 } },
};

/** @type {Record<string, ReportRequest["stage"]>} */
const STAGES = { limits: "limits", monthly: "month", settings: "month" };

// The two refusals that are recognized by their text, because their status says too little.
const REFUSALS = [
  ["no cap", "Current user monthly cap is not available."],
  ["no workspace", "No active workspace found for the current account."],
];

/**
 * @param {Route} route
 * @param {Day | null} [start]
 * @param {Day | null} [end]
 * @returns {ReportRequest}
 */
function buildRequest({ report, query = {}, fields = null, renew, condition }, start = null, end = null) {
  return {
    report,
    path: PATHS[report],
    query: buildQuery(query, start, end),
    fields,
    renew,
    refusals: REFUSALS,
    condition: condition ?? null,
    start,
    end,
    stage: STAGES[report] ?? "rest",
    pieces: [],
  };
}

/** @type {(query: Record<string, string>, start: Day | null, end: Day | null) => string} */
function buildQuery(query, start, end) {
  /** @type {Record<string, string>} */
  const dates = start === null || end === null ? {} : { start_date: start, end_date: end };
  return new URLSearchParams({ ...dates, ...query }).toString();
}

/**
 * @param {string} report one of DAILY_REPORTS
 * @param {Interval} interval
 * @param {Interval[]} pieces of the same days: what is requested instead when ChatGPT refuses so many at once
 * @returns {ReportRequest}
 */
export function buildDailyRequest(report, [start, end], pieces) {
  const route = DAILY.find((one) => one.report === report);
  if (!route) {
    throw new RangeError(report);
  }
  const parts = pieces.map(([first, last]) => ({
    start: first,
    end: last,
    query: buildQuery(route.query ?? {}, first, last),
  }));
  return { ...buildRequest(route, start, end), pieces: parts };
}

/** @returns {ReportRequest[]} the request for what is left, which comes first */
export const leadingRequests = () => [buildRequest(LIMITS)];

/**
 * @param {boolean} names whether the workspace's name is requested
 * @returns {ReportRequest[]} the requests about the account that follow the newest days on screen
 */
export const trailingRequests = (names) => [
  buildRequest(MONTHLY),
  buildRequest(SETTINGS),
  ...(names ? [buildRequest(ACCOUNTS)] : []),
];
