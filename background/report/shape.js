// Generated from contract/report.schema.json by `make contract`.

import { isDay, isInstant } from "../dates.js";
import {
  hasShape, integerBetween, isDays, isFlag, isSpans, listOf, numberBetween, oneOf, orNull, setOf, textLike, textUpTo,
} from "./kinds.js";

const isCredits = numberBetween(-1e15, 1e15);
const isUnit = textLike(/^[a-z][a-z _-]{0,19}$/);
const isCount = integerBetween(0, 1e15);
const isCounts = listOf(orNull(isCount));
const isScope = hasShape({
  unit: isUnit,
  metered: isFlag,
  spans: isSpans,
  fresh: orNull(isInstant),
  totals: hasShape({
    source: oneOf("product", "model", "speed", "effort", "surface", "workspace", null),
    days: isDays,
    values: listOf(isCredits),
  }),
  breakdowns: listOf(hasShape({
    breakdown: oneOf("model", "surface", "product", "speed", "effort"),
    source: oneOf("credits", "tokens", "counts"),
    fresh: orNull(isInstant),
    spans: isSpans,
    days: isDays,
    series: listOf(hasShape({ key: textUpTo(200), label: textUpTo(200), values: listOf(orNull(isCredits)) })),
  }), 0, 5),
  activity: orNull(hasShape({ spans: isSpans, days: isDays, turns: isCounts, threads: isCounts })),
  tokens: orNull(hasShape({
    spans: isSpans,
    days: isDays,
    input: isCounts,
    cached: isCounts,
    output: isCounts,
  })),
});
const isLimits = hasShape({
  personal: hasShape({
    state: oneOf("set", "not_set", "unlimited", "hidden", "unknown"),
    limit: orNull(isCredits),
    used: orNull(isCredits),
    remaining: orNull(isCredits),
    used_percent: orNull(isCredits),
    resets_at: orNull(isInstant),
    unit: orNull(textUpTo(200)),
    enforcement: oneOf("hard", "soft", null),
    source: oneOf("usage", "monthly", null),
  }),
  others: listOf(hasShape({
    kind: oneOf(
      "workspace_default", "role_budget", "workspace_shared", "group_default", "group_shared",
    ),
    unit: orNull(textUpTo(200)),
    limit: orNull(isCredits),
    used: orNull(isCredits),
    remaining: orNull(isCredits),
    used_percent: orNull(isCredits),
    resets_at: orNull(isInstant),
  }, { name: textUpTo(200, 1) })),
  reached: orNull(isFlag),
  reached_limit_type: orNull(textUpTo(200)),
  reached_type: orNull(textUpTo(200)),
  credits: orNull(hasShape({
    has_credits: orNull(isFlag),
    unlimited: orNull(isFlag),
    overage_limit_reached: orNull(isFlag),
    balance: orNull(isCredits),
  })),
  windows: listOf(hasShape({
    name: textUpTo(200),
    used_percent: orNull(isCredits),
    seconds: orNull(integerBetween(-1e15, 1e15)),
    resets_at: orNull(isInstant),
    opened: isFlag,
    reached: orNull(isFlag),
    allowed: orNull(isFlag),
  })),
  windows_reported: orNull(isFlag),
  ordinary_usage_allowed: orNull(isFlag),
  previous: orNull(hasShape({ limit: isCredits, at: isInstant, resets_at: orNull(isInstant) })),
  previous_reset: orNull(isInstant),
  other: orNull(hasShape({
    source: oneOf("usage", "monthly"),
    state: oneOf("set", "not_set", "unlimited"),
    limit: orNull(isCredits),
    unit: orNull(textUpTo(200)),
    used_percent: orNull(isCredits),
    resets_at: orNull(isInstant),
  })),
  unread: setOf(textUpTo(200)),
  fetched_at: isInstant,
}, {
  increase_request: hasShape({ kind: oneOf("custom", "disabled"), url: orNull(textLike(/^https:\/\//, 399)) }),
});
/** Whether a value has the shape of a StoredReport; validate.js looks at the rest. */
export const isReportShape = hasShape({
  schema: oneOf(3),
  fetched_at: isInstant,
  report_status: listOf(hasShape({
    report: oneOf(
      "session", "accounts", "limits", "product", "model", "speed", "effort", "surface", "activity", "monthly",
      "settings", "workspace",
    ),
    code: oneOf(
      "ok", "PARTIAL", "NOT_ASKED", "SIGNED_OUT", "PERSONAL", "NO_ACCESS", "NOT_ACCEPTED", "NO_WORKSPACE",
      "NOT_FOUND", "BAD_REQUEST", "TIMEOUT", "OFFLINE", "RATE_LIMITED", "SERVER", "CHALLENGE", "BLOCKED",
      "SHAPE", "UNIT", "SCALE", "TOO_BIG", "INTERNAL",
    ),
    at: orNull(isInstant),
  }), 11, 12),
  limits: orNull(isLimits),
  scopes: hasShape({ mine: isScope, workspace: orNull(isScope) }),
  restatements: listOf(hasShape({ day: isDay, was: isCredits, now: isCredits }), 0, 31),
  truncated_before: orNull(isDay),
});
