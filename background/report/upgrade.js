// Upgrades a report that an earlier version stored. What that version did not read is null or an empty list.

import { isReport } from "./validate.js";

/**
 * @param {any} stored
 * @returns {StoredReport | null} null when it is not valid
 */
export function upgradeReport(stored) {
  const first = stored?.schema === 1 && isObject(stored.limits ?? {}) ? upgradeSchema1(stored) : stored;
  const report = isObject(first?.limits ?? null) ? { ...first, limits: { other: null, ...first.limits } } : first;
  return isReport(report) ? report : null;
}

/** @type {(value: unknown) => boolean} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// Schema 1 took figures in credits only, and no tokens.
/** @type {(report: Json) => Json} */
const upgradeSchema1 = (report) => ({
  ...report,
  schema: 2,
  limits: report.limits && upgradeLimits(report.limits),
  scopes: isObject(report.scopes)
    ? Object.fromEntries(Object.entries(report.scopes).map(([name, scope]) => [name, upgradeScope(scope)]))
    : report.scopes,
});

/** @type {(scope: Json) => Json} */
const upgradeScope = (scope) => (isObject(scope) ? { unit: "credits", tokens: null, ...scope } : scope);

/** @type {(one: Json) => Json} */
const addUnit = (one) => ({ unit: null, ...one });

/** @type {(limits: Json) => Json} */
function upgradeLimits(limits) {
  const windows = Array.isArray(limits.windows) ? limits.windows : [];
  return {
    windows_reported: null, ordinary_usage_allowed: null, previous: null, previous_reset: null, unread: [],
    ...limits,
    personal: { unit: null, enforcement: null, ...limits.personal },
    others: Array.isArray(limits.others) ? limits.others.map(addUnit) : limits.others,
    windows: windows.map((/** @type {Json} */ window) => ({ reached: null, allowed: null, ...window })),
  };
}
