// What the daily answers say of credits. A table says in which `unit` its amounts are, null
// where the answer does not tell; report/units.js decides what that is worth.

import { parseAmount } from "./numbers.js";
import { buildTable, isObject, optionalList, optionalObject, parseCells, parseUnit, required } from "./daily_table.js";
import { sumAllTokens } from "./daily_counts.js";
import { ParseError } from "./errors.js";
import { normalizeKey } from "./labels.js";

/**
 * @param {Json} body
 * @param {Interval} interval
 * @returns {Table}
 * @throws {ParseError} SHAPE, UNIT or TOO_BIG
 */
export function parseCreditsTable(body, interval) {
  const unit = parseUnit(required(optionalObject(body)).unit);
  const series = (optionalList(body.series) ?? []).filter((one) => isObject(one) && typeof one.key === "string");
  return { ...buildTable(body, interval, (row) => parseCells(required(optionalList(row.values))), series), unit };
}

// Credits by surface, from the first place of the row that has them.
/**
 * @param {Json} body
 * @param {Interval} interval
 * @returns {Table}
 * @throws {ParseError} SHAPE, UNIT or TOO_BIG
 */
export function parseSurfaceTable(body, interval) {
  const unit = parseUnit(required(optionalObject(body)).units);
  return { ...buildTable(body, interval, createSurfaceParser(unit !== null)), unit };
}

// `named`: the unit is told.
/** @type {(named: boolean) => (row: Json) => Cells | null} */
function createSurfaceParser(named) {
  return (row) => {
    const premium = optionalList(optionalObject(row.premium_usage_values)?.credit_usage_credits);
    const surfaces = optionalList(row.product_surface_usage_values);
    const groups = optionalList(row.groups);
    if (premium?.length) {
      return parseCells(premium);
    }
    const grouped = groups?.some(
      (group) => (optionalObject(required(optionalObject(group)).dimensions)?.surface ?? null) !== null,
    );
    if (groups && grouped) {
      return groups.map((group) => [parseSurface(group), parseAmount(group.credits)]);
    }
    if (surfaces?.length && !named && premium === null) {
      throw new ParseError("UNIT");
    }
    if (surfaces !== null) {
      return surfaces.length > 0 && !named ? null : parseCells(surfaces);
    }
    if (groups?.length === 0) {
      return [];
    }
    return premium === null ? required(null) : null;
  };
}

/** @type {(group: Json) => string} */
function parseSurface(group) {
  const { dimensions, is_other: other } = required(optionalObject(group));
  return normalizeKey(other === true ? "other" : (dimensions?.surface ?? "unknown"));
}

// Credits by model, from the same answer: what stands in when the credit report is refused.
/**
 * @param {Json} body
 * @param {Interval} interval
 * @returns {Table}
 * @throws {ParseError} SHAPE, UNIT or TOO_BIG
 */
export function parseTokenModelTable(body, interval) {
  const unit = parseUnit(required(optionalObject(body)).units);
  if (unit === null) {
    throw new ParseError("UNIT");
  }
  const rows = optionalList(body.data) ?? [];
  const models = rows
    .flatMap((row) => optionalList(optionalObject(row)?.models) ?? [])
    .map((one) => required(optionalObject(one)));
  const billed = models.length > 0 && models.every((one) => one.on_demand_credits !== null);
  /** @type {(one: Json) => [string, number | null]} */
  const cell = (one) => [
    normalizeKey(one.model ?? "unknown"),
    parseAmount(billed ? one.on_demand_credits : one.credits),
  ];
  return { ...buildTable(body, interval, (row) => optionalList(row.models)?.map(cell) ?? null), unit };
}

// The whole workspace: its authoritative day totals, and credits by client and by model.
/**
 * @param {Json} body
 * @param {Interval} interval
 * @returns {WorkspaceTable}
 * @throws {ParseError} SHAPE, UNIT or TOO_BIG
 */
export function parseWorkspace(body, interval) {
  const unit = parseUnit(required(optionalObject(body)).balance_unit);
  /** @type {(row: Json, pairs: Cells) => Cells | null} */
  const where = (row, pairs) => (parseAmount(required(optionalObject(row.totals)).credits) === null ? null : pairs);
  /** @type {(row: Json, named: string, name: string) => Cells | null} */
  const parts = (row, named, name) =>
    where(
      row,
      (optionalList(row[named]) ?? []).map((one) => [
        normalizeKey(required(optionalObject(one))[name] ?? "unknown"),
        parseAmount(one.credits),
      ]),
    );
  return {
    unit,
    spans: [interval],
    total: buildTable(body, interval, (row) =>
      where(row, [["total", parseAmount(optionalObject(row.totals)?.credits)]]),
    ),
    surface: buildTable(body, interval, (row) => parts(row, "clients", "client_id")),
    model: buildTable(body, interval, (row) => parts(row, "models", "model")),
    tokens: sumAllTokens(body, interval),
  };
}
