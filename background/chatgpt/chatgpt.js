// The only file that knows chatgpt.com: its addresses, which of its tabs is asked, which
// requests answer for which days, and what the status of an answer means. It never sees a
// body, and every failure leaves here as a code the popup has a sentence for.

import { pieces, without } from "../coverage/intervals.js";

export const ORIGIN = "https://chatgpt.com";
export const PAGES = `${ORIGIN}/*`;
export const SESSION = "/api/auth/session";
const MOST_DAYS = 31;

const USAGE = "/backend-api/wham/usage";
const CREDITS = `${USAGE}/daily-workspace-user-credit-usage`;
const TOKENS = `${USAGE}/daily-workspace-user-token-usage-breakdown`;
const COUNTS = "/backend-api/wham/analytics/daily-workspace-usage-counts";
const MONTH = "/backend-api/accounts/{account}/spend-controls/current-user/monthly-usage";

// What is copied out of each answer: 1 is a scalar, [f] a list of f, ANY a map with any keys,
// { each: f } a list or a map of f, a name in quotes whether there is such a member, be it null.
// A field that is not named here never leaves the page.
const ANY = { "*": 1 };
const CREDITS_FIELDS = {
  unit: 1, data_freshness_ts: 1, data: [{ date: 1, values: ANY }], series: [{ key: 1, label: 1 }],
};
const TOKEN_COUNTS = { uncached_text_input_tokens: 1, cached_text_input_tokens: 1, text_output_tokens: 1 };
const TOKENS_FIELDS = {
  units: 1,
  data_freshness_ts: 1,
  data: [{
    date: 1,
    product_surface_usage_values: ANY,
    premium_usage_values: {
      credit_usage_credits: ANY, uncached_text_input_tokens_by_surface: ANY,
      cached_text_input_tokens_by_surface: ANY, text_output_tokens_by_surface: ANY,
    },
    models: [{ model: 1, credits: 1, on_demand_credits: 1, ...TOKEN_COUNTS }],
    groups: [{ dimensions: { surface: 1 }, is_other: 1, credits: 1 }],
  }],
};
const SUMS = {
  turns: 1, threads: 1, credits: 1, text_total_tokens: 1, ...TOKEN_COUNTS,
};
const ACTIVITY_FIELDS = { data: [{ date: 1, totals: SUMS }] };
const WORKSPACE_FIELDS = {
  balance_unit: 1,
  data: [{
    date: 1, totals: SUMS, clients: [{ client_id: 1, credits: 1 }], models: [{ model: 1, credits: 1 }],
  }],
};
const AMOUNT = { amount: 1, unit: 1 };
const LIMIT = {
  limit: 1, limit_amount: AMOUNT, used: 1, remaining: 1, used_percent: 1, remaining_percent: 1, reset_at: 1, resets_at: 1,
  reset_after_seconds: 1, unit: 1, limit_usd: 1, used_usd: 1, remaining_usd: 1,
};
const WINDOW = {
  used_percent: 1, limit_window_seconds: 1, window_minutes: 1, reset_after_seconds: 1, reset_at: 1, resets_at: 1,
};
const WINDOWS = {
  ...WINDOW, allowed: 1, limit_reached: 1, primary_window: WINDOW, secondary_window: WINDOW, monthly_window: WINDOW,
  primary: WINDOW, secondary: WINDOW,
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
    reached: 1, reached_limit_type: 1, individual_limit: LIMIT, has_individual_limit: "individual_limit",
    workspace_default_limit: LIMIT, role_budget_limit: LIMIT, workspace_shared_limit: LIMIT,
    group_default_limit: { details: LIMIT }, group_shared_limit: { details: LIMIT },
  },
  has_spend_control: "spend_control",
  individual_limit: LIMIT,
  rate_limit_reached_type: { type: 1 },
  ordinary_usage_allowed: 1,
};
const LIMITS_FIELDS = { ...USAGE_FIELDS, rate_limit_status: USAGE_FIELDS };
const MONTHLY_FIELDS = {
  balance_unit: 1, current_month_usage: 1, reset_at: 1,
  effective_monthly_limit: { limit: 1, limit_amount: AMOUNT, enforcement_mode: 1, limit_mode: 1 },
};

// `renew`: a 401 here means the session may have ended; the others answer 401 for want of a
// role. `gate`: asked only when the answer of `limits` opens it.
const ACCOUNTS = { report: "accounts", path: "/backend-api/wham/accounts/check", renew: true };
const LIMITS = { report: "limits", path: USAGE, renew: true, fields: LIMITS_FIELDS };
const credits = (report, breakdown) => ({
  report, path: CREDITS, query: { breakdown }, renew: true, fields: CREDITS_FIELDS,
});
const DAILY = [
  credits("product", "product"),
  credits("model", "model"),
  credits("speed", "speed"),
  credits("effort", "reasoning_effort"),
  { report: "surface", path: TOKENS, query: { group_by: "day" }, renew: true, fields: TOKENS_FIELDS },
  {
    report: "activity", path: COUNTS, query: { group_by: "day", workspace_user: "true" }, renew: true,
    fields: ACTIVITY_FIELDS,
  },
  { report: "workspace", path: COUNTS, query: { group_by: "day" }, renew: false, fields: WORKSPACE_FIELDS },
];
const MONTHLY = {
  report: "monthly", path: MONTH, query: { supports_usage_limit_modes: "true" }, renew: false, gate: true,
  fields: MONTHLY_FIELDS,
};

export const DAILY_REPORTS = DAILY.map(({ report }) => report);
export const REPORTS = ["session", "accounts", "limits", ...DAILY_REPORTS.slice(0, 6), "monthly", "workspace"];

// The requests that answer for the days of `needed` less those `held` (report -> spans) has.
// Without `account`, only days are asked. The newest days of every report come first, so
// that a refresh cut short has lost the oldest.
export function plan(needed, held, account = true) {
  const daily = [];
  DAILY.forEach((report, place) => {
    pieces(without(needed, held[report.report] ?? []), MOST_DAYS).forEach(([start, end], turn) => {
      daily.push({ turn, place, request: request(report, start, end) });
    });
  });
  daily.sort((a, b) => a.turn - b.turn || a.place - b.place);
  const newest = daily.filter(({ turn }) => turn === 0).map((one) => one.request);
  const older = daily.filter(({ turn }) => turn > 0).map((one) => one.request);
  return account
    ? [request(ACCOUNTS), request(LIMITS), ...newest, request(MONTHLY), ...older]
    : [...newest, ...older];
}

// The two refusals told apart by their words, for their status says too little.
const REFUSALS = [
  ["no cap", "Current user monthly cap is not available."],
  ["no workspace", "No active workspace found for the current account."],
];

function request({ query = {}, fields = null, gate = false, ...rest }, start = null, end = null) {
  const dates = start === null ? {} : { start_date: start, end_date: end };
  const text = new URLSearchParams({ ...dates, ...query }).toString();
  return { ...rest, query: text, fields, refusals: REFUSALS, gate, start, end };
}

// ChatGPT's tabs in the order in which they are asked: a loaded one before one that loads, the one used last first,
// over all windows. A tab the browser has put to sleep is none: it cannot answer, and asking would wake it.
export function tabsInOrder(tabs) {
  const rank = (tab) => [tab.status === "complete", isOurs(tab.url ?? ""), tab.lastAccessed ?? 0, tab.active];
  const awake = tabs.filter((tab) => !isAsleep(tab));
  const ours = awake.filter(isTabOfOurs);
  return ours.map((tab) => ({ tab, by: rank(tab) })).sort((a, b) => {
    const place = a.by.findIndex((value, at) => value !== b.by[at]);
    return place < 0 ? a.tab.id - b.tab.id : b.by[place] - a.by[place];
  }).map(({ tab }) => tab);
}

export const isAsleep = (tab) => tab.discarded || tab.frozen === true || tab.status === "unloaded";
export const isTabOfOurs = (tab) => isOurs(tab.url ?? "") || isOurs(tab.pendingUrl ?? "");
export const isOurs = (address) => URL.canParse(address) && new URL(address).origin === ORIGIN;

const BY_KIND = {
  timeout: "TIMEOUT", too_big: "TOO_BIG", redirect: "SIGNED_OUT", challenge: "CHALLENGE", not_asked: "NOT_ASKED",
};

// What one answer says of its report; "ok" means only that its body is worth reading.
// `reached` says that some other report was answered, so that neither the network nor the
// session can be what failed here.
export function codeOf({ status, kind, body, retry_after: wait, report }, reached) {
  if (BY_KIND[kind]) {
    return BY_KIND[kind];
  }
  if (kind === "network") {
    return reached ? "SERVER" : "OFFLINE";
  }
  if (status === 200) {
    return kind === "json" && body !== null ? "ok" : "SHAPE";
  }
  if (status === 403 && kind === "html") {
    return "BLOCKED"; // ChatGPT itself refuses in JSON
  }
  if (status === 401) {
    return report === "monthly" || report === "workspace" ? "NO_ACCESS" : reached ? "NOT_ACCEPTED" : "SIGNED_OUT";
  }
  if (status === 400) {
    return body?.said === "no workspace" ? "NO_WORKSPACE" : "BAD_REQUEST";
  }
  if (status === 429 || (status === 503 && wait !== null)) {
    return "RATE_LIMITED";
  }
  if (status >= 500) {
    return "SERVER";
  }
  if (status >= 400) {
    return { 403: "NO_ACCESS", 404: "NOT_FOUND", 405: "NOT_FOUND", 410: "NOT_FOUND" }[status] ?? "BAD_REQUEST";
  }
  return "SHAPE";
}

// When no report could be read: the code that tells the person most, for the whole refresh.
const TELLING = [
  "SIGNED_OUT", "CHALLENGE", "BLOCKED", "RATE_LIMITED", "NO_WORKSPACE", "PERSONAL", "OFFLINE", "TIMEOUT", "SERVER", "TOO_BIG",
  "SHAPE", "UNIT", "NOT_ACCEPTED", "NO_ACCESS", "NOT_FOUND", "BAD_REQUEST", "NOT_ASKED",
];
export const wholeCode = (codes) => TELLING.find((code) => codes.includes(code)) ?? "INTERNAL";

// The session's own answer, when it could not be read: nothing else was asked.
export function sessionCode({ status, kind, retry_after: wait }) {
  if (kind === "json" && (status === 401 || status === 403)) {
    return "SIGNED_OUT";
  }
  return codeOf({ status, kind, body: null, retry_after: wait, report: "session" }, false);
}

const SHORTEST_WAIT = 60_000;
const LONGEST_WAIT = 3_600_000;

// Milliseconds to leave ChatGPT alone, from a Retry-After header: seconds or a date.
export function waitOf(header, now) {
  const text = (header ?? "").trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Math.min(Math.max(wait || 0, SHORTEST_WAIT), LONGEST_WAIT);
}
