// What can stop the person: their own limit with its five states, the other limits that
// cover them, credit access and rate-limit windows. A figure ChatGPT does not give is null.

import { instant, instantOf } from "./days.js";
import { amount } from "./numbers.js";
import { Refusal } from "./refusal.js";
import { label } from "./text.js";

// An object, or null; anything else is refused.
function part(value) {
  if (value !== null && value !== undefined && (typeof value !== "object" || Array.isArray(value))) {
    throw new Refusal("SHAPE");
  }
  return value ?? null;
}

function flag(value) {
  if (value !== null && value !== undefined && typeof value !== "boolean") {
    throw new Refusal("SHAPE");
  }
  return value ?? null;
}

// The plans of people without a workspace: what they are told of is not the workspace's.
const PERSONAL_PLANS = ["guest", "free", "go", "plus", "pro", "prolite"];

const NO_FIGURES = { limit: null, used: null, left: null, per_cent: null, resets_at: null };

function figures(limit) {
  const most = amount(limit.limit);
  const used = amount(limit.used);
  return {
    limit: most,
    used,
    left: amount(limit.remaining) ?? (most === null || used === null ? null : most - used),
    per_cent: amount(limit.used_percent),
    resets_at: instantOf(limit.reset_at ?? limit.resets_at),
  };
}

const inCredits = ({ unit }) => ["credit", "credits", null, undefined].includes(unit);

// The person's own limit. `monthly` is {code, value} of the month's report, which is asked only
// when this one knows of limits but names none. `before` is the last one known of this person.
function personal(body, control, monthly, before) {
  const own = part(control?.individual_limit) ?? part(body.individual_limit) ?? part(body.rate_limit?.individual_limit);
  const none = (state) => ({ state, ...NO_FIGURES, source: null });
  if (own !== null) {
    const known = inCredits(own) ? figures(own) : null;
    const state = known?.limit === null ? "hidden" : "set";
    return known ? { state, ...known, source: "usage" } : none("unknown");
  }
  if (body.credits?.unlimited === true) {
    return { ...none("unlimited"), source: "usage" };
  }
  if (monthly.code === "ok") {
    return monthly.value;
  }
  if (control?.reached_limit_type === "individual" || monthly.code === "NO_ACCESS") {
    return none("hidden");
  }
  if (control !== null && ["NOT_ASKED", "NOT_FOUND"].includes(monthly.code)) {
    return { ...none("not_set"), source: "usage" };
  }
  return before?.source === "monthly" ? before : none("unknown");
}

// The month's own report: a limit only when it is a hard one, the month's use in any case.
export function ofMonth(body) {
  if (!["credit", "credits", null].includes(body.balance_unit)) {
    throw new Refusal("UNIT");
  }
  const used = amount(body.current_month_usage);
  const cap = part(body.effective_monthly_limit);
  if (used === null && cap === null) {
    throw new Refusal("SHAPE");
  }
  const limit = cap?.enforcement_mode === "HARD_CAP" ? amount(cap.limit) : null;
  const state = cap?.limit_mode === "unlimited_platform_max" ? "unlimited" : "not_set";
  const known = { ...NO_FIGURES, used, resets_at: instantOf(body.reset_at), source: "monthly" };
  return limit !== null && limit >= 0
    ? { state: "set", ...known, limit, left: used === null ? null : limit - used }
    : { state, ...known };
}

const OTHERS = ["workspace_default", "role_budget", "workspace_shared", "group_default", "group_shared"];

function others(control) {
  return OTHERS.flatMap((kind) => {
    const found = part(control?.[`${kind}_limit`]);
    const limit = found && "details" in found ? part(found.details) : found;
    return limit !== null && inCredits(limit) ? [{ kind, ...figures(limit) }] : [];
  });
}

// A window that is untouched and ends a whole window from now has not opened yet.
function windowsOf(name, limit, now) {
  return [part(part(limit)?.primary_window), part(part(limit)?.secondary_window)].flatMap((one) => {
    const used = amount(one?.used_percent);
    const seconds = amount(one?.limit_window_seconds);
    if (used === null || seconds === null) {
      return [];
    }
    const after = amount(one.reset_after_seconds);
    const told = instantOf(one.reset_at ?? one.resets_at);
    const resetsAt = told ?? (after === null ? null : instantOf(now / 1000 + after));
    const left = after ?? (resetsAt === null ? 0 : (Date.parse(resetsAt) - now) / 1000);
    const opened = used !== 0 || left < seconds - 60;
    return [{ name, used_percent: used, seconds: Math.round(seconds), resets_at: resetsAt, opened }];
  });
}

function windows(body, now) {
  const more = body.additional_rate_limits ?? [];
  if (!Array.isArray(more)) {
    throw new Refusal("SHAPE");
  }
  return [
    ...windowsOf("Codex", body.rate_limit, now),
    ...windowsOf("Code review", body.code_review_rate_limit, now),
    ...more.flatMap((one) => windowsOf(label(part(one)?.limit_name) ?? "", one?.rate_limit, now)),
  ];
}

export function limits(body, monthly, before, now) {
  const control = part(body.spend_control);
  const credits = part(body.credits);
  if (control === null && credits === null && part(body.rate_limit) === null && body.plan_type === null) {
    throw new Refusal("SHAPE");
  }
  if (PERSONAL_PLANS.includes(body.plan_type)) {
    throw new Refusal("PERSONAL");
  }
  const reached = body.rate_limit_reached_type;
  return {
    personal: personal(body, control, monthly, before?.personal),
    others: others(control),
    reached: flag(control?.reached),
    reached_limit_type: label(control?.reached_limit_type),
    reached_type: label(typeof reached === "string" ? reached : part(reached)?.type),
    credits: credits && {
      has_credits: flag(credits.has_credits),
      unlimited: flag(credits.unlimited),
      overage_limit_reached: flag(credits.overage_limit_reached),
      balance: amount(credits.balance),
    },
    windows: windows(body, now),
    fetched_at: instant(now),
  };
}
