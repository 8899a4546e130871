// Upgrades a report that an earlier version stored. What that version did not read is null or an empty list.
// codex_credits/model/upgrade.py does the same for the popup, which shows the stored report before the worker runs.

import { isReport } from "./validate.js";

/**
 * @param {any} stored
 * @returns {StoredReport | null} null when it is not valid
 */
export function upgradeReport(stored) {
  const second = stored?.schema === 1 && isObject(stored.limits ?? {}) ? upgradeSchema1(stored) : stored;
  const third = second?.schema === 2 ? upgradeSchema2(second) : second;
  const report = isObject(third?.limits ?? null) ? { ...third, limits: { other: null, ...third.limits } } : third;
  return isReport(report) ? report : null;
}

/** @type {(value: unknown) => boolean} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @type {(value: Json, change: (one: Json) => Json) => Json} */
const mapList = (value, change) => (Array.isArray(value) ? value.map(change) : value);
/** @type {(value: Json, change: (one: Json) => Json) => Json} */
const mapObject = (value, change) => (isObject(value) ? change(value) : value);
/** @type {(scopes: Json, change: (scope: Json) => Json) => Json} */
const mapScopes = (scopes, change) =>
  mapObject(scopes, () =>
    Object.fromEntries(Object.entries(scopes).map(([name, scope]) => [name, mapObject(scope, change)])),
  );

// Schema 1 took figures in credits only, and no tokens.
/** @type {(report: Json) => Json} */
const upgradeSchema1 = (report) => ({
  ...report,
  schema: 2,
  limits: report.limits && addLimitFields(report.limits),
  scopes: mapScopes(report.scopes, (scope) => ({ unit: "credits", tokens: null, ...scope })),
});

/** @type {(limits: Json) => Json} */
function addLimitFields(limits) {
  const windows = Array.isArray(limits.windows) ? limits.windows : [];
  return {
    windows_reported: null,
    ordinary_usage_allowed: null,
    previous: null,
    previous_reset: null,
    unread: [],
    ...limits,
    personal: { unit: null, enforcement: null, ...limits.personal },
    others: mapList(limits.others, (one) => ({ unit: null, ...one })),
    windows: mapList(windows, (window) => ({ reached: null, allowed: null, ...window })),
  };
}

// Schema 3 has the same values under other names.
const RENAMED = {
  report: { sections: "report_status", restated: "restatements", trimmed: "truncated_before" },
  amounts: { left: "remaining", per_cent: "used_percent" },
  scope: { splits: "breakdowns" },
  breakdown: { split: "breakdown" },
};
/** @type {(value: Json, names: Record<string, string>) => Json} */
const rename = (value, names) =>
  mapObject(value, () => Object.fromEntries(Object.entries(value).map(([name, part]) => [names[name] ?? name, part])));

/** @type {(report: Json) => Json} */
const upgradeSchema2 = (report) => ({
  ...rename(report, RENAMED.report),
  schema: 3,
  limits: mapObject(report.limits, (limits) => ({
    ...limits,
    personal: rename(limits.personal, RENAMED.amounts),
    others: mapList(limits.others, (one) => rename(one, RENAMED.amounts)),
    ...(limits.other && { other: rename(limits.other, RENAMED.amounts) }),
  })),
  scopes: mapScopes(report.scopes, (scope) =>
    rename({ ...scope, splits: mapList(scope.splits, (one) => rename(one, RENAMED.breakdown)) }, RENAMED.scope),
  ),
});
