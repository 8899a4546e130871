// How many series one breakdown may have: what the popup can show within seconds, over every day it can show.
// Where there are more, the newest days that stay within the bound are kept, each of them whole.

import { SERIES_PER_BREAKDOWN } from "../contract.js";
import { addDays } from "../dates.js";

/** @typedef {Iterable<[Day, Map<string, number | null>]>} Rows */

/** @type {(rows: Rows) => string[]} */
const listKeys = (rows) => [...rows].flatMap(([, row]) => [...row.keys()]);

// Takes the keys of one part after the other; says whether all so far stay within the bound, else takes none of the part.
function createBudget() {
  /** @type {Set<string>} */
  const taken = new Set();
  return (/** @type {string[]} */ keys) => {
    const added = new Set(keys.filter((key) => !taken.has(key)));
    const fits = taken.size + added.size <= SERIES_PER_BREAKDOWN;
    if (fits) {
      added.forEach((key) => taken.add(key));
    }
    return fits;
  };
}

/**
 * @returns {(table: any) => boolean} whether a parsed answer fits beside those it said so of before. An answer about
 *   the workspace has two breakdowns
 */
export function createSeriesBound() {
  const budgets = [createBudget(), createBudget()];
  return (table) => {
    const breakdowns = table.rows ? [table] : [table.surface, table.model];
    return breakdowns.every(({ rows }, at) => budgets[at](listKeys(rows)));
  };
}

/**
 * @param {[Day, Map<string, number | null>][]} older
 * @param {Rows} newer
 * @returns {Day | null} the first day of `older` that is kept beside all of `newer`; null when all are
 */
export function firstKeptDay(older, newer) {
  const fits = createBudget();
  fits(listKeys(newer));
  const rows = older.toSorted(([one], [other]) => (one < other ? 1 : -1));
  const cut = rows.find((row) => !fits(listKeys([row])));
  return cut ? addDays(cut[0], 1) : null;
}
