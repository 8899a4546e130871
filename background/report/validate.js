// Validates a report before it is stored, and the stored one before it is merged: its shape, as
// contract/report.schema.json describes it, and what a schema cannot describe.

import { TOTAL } from "../contract.js";
import { isSorted } from "./kinds.js";
import { isReportShape } from "./shape.js";

// Whether there is one value for each day. What adds up to more than TOTAL the popup does not read.
/** @type {(days: Day[], values: (number | null)[]) => boolean} */
const isColumn = (days, values) => values.length === days.length && getSize(values) <= TOTAL;
/** @type {(values: (number | null)[]) => number} */
const getSize = (values) => values.reduce((/** @type {number} */ size, value) => size + Math.abs(value ?? 0), 0);

/** @type {(counts: Counts | null, names: string[]) => boolean} */
const isCounts = (counts, names) => counts === null || names.every((name) => isColumn(counts.days, counts[name]));

/** @type {(breakdown: Breakdown) => boolean} */
const isBreakdown = ({ days, series }) =>
  series.every(({ values }) => isColumn(days, values)) && isSorted(series.map(({ key }) => key));

/** @type {(scope: Scope) => boolean} */
const isScope = ({ totals, breakdowns, activity, tokens }) =>
  isColumn(totals.days, totals.values) &&
  breakdowns.every(isBreakdown) &&
  isCounts(activity, ["turns", "threads"]) &&
  isCounts(tokens, ["input", "cached", "output"]);

/**
 * @param {any} value
 * @returns {value is StoredReport}
 */
export const isReport = (value) =>
  isReportShape(value) && Object.values(value.scopes).every((scope) => scope === null || isScope(scope));
