// What the copied fields of one answer say, as tables of the days it was asked for. Days
// outside are dropped; different rows of a day are added up, and the same row twice is one.
// What is not as it should be refuses the whole answer: SHAPE, or UNIT when its unit names no
// amount, which is looked at before any number. A table says in which `unit` its amounts are, null
// where the answer does not tell; units.js decides what that is worth.

import { parseAmount, parseCount, sum } from "./numbers.js";
import { isAmountUnit, normalizeUnit, toScopeUnit } from "./parts.js";
import { tryParse, ParseError } from "./errors.js";
import { getLabel, normalizeKey } from "./labels.js";
import { parseDay, parseInstant } from "./timestamps.js";


/** @type {(interval: Interval, day: Day) => boolean} */
const isWithin = ([first, last], day) => first <= day && day <= last;
/** @type {(value: unknown) => boolean} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// `value` if `fits`, null when it is absent; anything else is refused.
/** @type {(fits: (value: Json) => boolean, value: Json) => Json} */
function optional(fits, value) {
  if (value !== null && value !== undefined && !fits(value)) {
    throw new ParseError("SHAPE");
  }
  return value ?? null;
}

/** @type {(value: Json) => Json} */
const optionalObject = (value) => optional(isObject, value);
/** @type {(value: Json) => Json[] | null} */
const optionalList = (value) => optional(Array.isArray, value);

/**
 * @template T
 * @param {T | null} value
 * @returns {T}
 * @throws {ParseError} SHAPE when it is null
 */
function required(value) {
  if (value === null) {
    throw new ParseError("SHAPE");
  }
  return value;
}

// The unit of `value`: "credits", another one in small letters, or null when it is not told.
/** @type {(value: unknown) => string | null} */
function parseUnit(value) {
  const unit = normalizeUnit(value);
  if (!isAmountUnit(unit)) {
    throw new ParseError("UNIT");
  }
  return unit === null ? null : toScopeUnit(unit);
}

/** @type {(pairs: Json[]) => Cells} */
const parseCells = (pairs) => pairs.map((pair) => {
  const [name, value] = required(optionalList(pair));
  return [normalizeKey(name), parseAmount(value)];
});

// The table of `body.data`. `cellsOf` gives a row's [key, value] pairs, or null when the row
// does not say; so does a row whose every value is null.
/**
 * @param {Json} body
 * @param {Interval} interval the days it was requested for
 * @param {(row: Json) => Cells | null} cellsOf
 * @param {Json[]} [labels] the keys with their labels
 * @returns {Table}
 * @throws {ParseError} SHAPE, UNIT or TOO_BIG
 */
function buildTable(body, interval, cellsOf, labels = []) {
  const data = required(optionalList(required(optionalObject(body)).data));
  const rows = new Map();
  const seen = new Set();
  let inside = 0;
  for (const row of data) {
    const day = parseDay(required(optionalObject(row)).date);
    if (isWithin(interval, day)) {
      inside += 1;
      const content = JSON.stringify({ ...row, date: day });
      const cells = seen.has(content) ? null : cellsOf(row);
      seen.add(content);
      addCells(rows, day, cells);
    }
  }
  if (data.length > 0 && inside === 0) {
    throw new ParseError("SHAPE");
  }
  /** @type {[string, string][]} */
  const named = labels.map((one) => [normalizeKey(one.key), getLabel(normalizeKey(one.key), one.label)]);
  return { rows, labels: new Map(named), spans: [interval], fresh: parseInstant(body.data_freshness_ts) };
}

/** @type {(rows: Table["rows"], day: Day, pairs: Cells | null) => void} */
function addCells(rows, day, pairs) {
  if (pairs === null || (pairs.length > 0 && pairs.every(([, value]) => value === null))) {
    return;
  }
  const row = rows.get(day) ?? new Map();
  rows.set(day, row);
  for (const [name, value] of pairs) {
    const before = row.get(name) ?? null;
    row.set(name, before === null || value === null ? (before ?? value) : parseAmount(sum([before, value])));
  }
}

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
    const grouped = groups?.some((group) => (optionalObject(required(optionalObject(group)).dimensions)?.surface ?? null) !== null);
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
  const models = rows.flatMap((row) => optionalList(optionalObject(row)?.models) ?? []).map((one) => required(optionalObject(one)));
  const billed = models.length > 0 && models.every((one) => one.on_demand_credits !== null);
  /** @type {(one: Json) => [string, number | null]} */
  const cell = (one) => [normalizeKey(one.model ?? "unknown"), parseAmount(billed ? one.on_demand_credits : one.credits)];
  return { ...buildTable(body, interval, (row) => optionalList(row.models)?.map(cell) ?? null), unit };
}

const TOKEN_FIELDS = {
  input: "uncached_text_input_tokens", cached: "cached_text_input_tokens", output: "text_output_tokens",
};

// My tokens per day, from the answer that has the surfaces, whatever the unit of its credits. A figure that cannot be
// read is unknown and takes no other with it; so is a zero of `today`, and one beside credits and no token.
/**
 * @param {Json} body
 * @param {Interval} interval
 * @param {Day} today
 * @returns {Table}
 * @throws {ParseError} SHAPE or TOO_BIG
 */
export function parseOwnTokens(body, interval, today) {
  return buildTable(body, interval, (row) => {
    /** @type {Cells} */
    const told = Object.entries(TOKEN_FIELDS).map(([kind, field]) => [kind, tryParse(() => sumTokens(row, field)).value ?? null]);
    const uncounted = told.every(([, value]) => !value) && hasCredits(row);
    const open = uncounted || parseDay(row.date) === today;
    return told.map(([kind, value]) => [kind, value === 0 && open ? null : value]);
  });
}

// Tokens of one kind in a row: those of its surfaces, else those of its models; null where any part is unknown.
/** @type {(row: Json, field: string) => number | null} */
function sumTokens(row, field) {
  const surfaces = optionalList(optionalObject(row.premium_usage_values)?.[`${field}_by_surface`]);
  const parts = surfaces?.length
    ? surfaces.map((pair) => required(optionalList(pair))[1])
    : (optionalList(row.models) ?? []).map((one) => required(optionalObject(one))[field]);
  const counts = parts.map((one) => parseCount(one));
  return counts.length === 0 || counts.includes(null) ? null : parseAmount(sum(counts));
}

/** @type {(row: Json) => boolean} */
function hasCredits({ premium_usage_values: premium, product_surface_usage_values: surfaces, models }) {
  /** @type {(value: Json) => Json[]} */
  const known = (value) => (Array.isArray(value) ? value : []);
  const values = [
    ...[...known(premium?.credit_usage_credits), ...known(surfaces)].map((pair) => pair?.[1]),
    ...known(models).map((one) => one?.credits),
  ];
  return values.some((value) => (tryParse(() => parseAmount(value)).value ?? 0) !== 0);
}

// Tokens of one row of a counts report, or 0 when it does not say.
/** @type {(sums: Json) => number} */
function countTokens(sums) {
  const parts = [sums.uncached_text_input_tokens, sums.cached_text_input_tokens, sums.text_output_tokens];
  const most = 1e18;
  return parseCount(sums.text_total_tokens, most) ?? sum(parts.map((part) => parseCount(part, most)));
}

// My turns and threads per day, and the tokens of all those days. A row that has use and no turn and no thread has not
// counted them yet, and no zero of `today` is final: both are unknown.
/**
 * @param {Json} body
 * @param {Interval} interval
 * @param {Day} today
 * @returns {Table}
 * @throws {ParseError} SHAPE or TOO_BIG
 */
export function parseActivity(body, interval, today) {
  /** @type {(row: Json) => boolean} */
  const isCounted = (row) => (optionalObject(optionalObject(row)?.totals) ?? null) !== null;
  if (optionalList(optionalObject(body)?.data)?.length && !body.data.some(isCounted)) {
    throw new ParseError("SHAPE");
  }
  const sums = buildTable(body, interval, (row) => {
    const totals = optionalObject(row.totals);
    const [turns, threads] = [parseCount(totals?.turns), parseCount(totals?.threads)];
    const hasUse = (parseAmount(totals?.credits) ?? 0) > 0 || (totals && countTokens(totals) > 0);
    const uncounted = !turns && !threads && hasUse;
    /** @type {(value: number | null) => number | null} */
    const known = (value) => (value === 0 && (uncounted || parseDay(row.date) === today) ? null : value);
    return totals && [["turns", known(turns)], ["threads", known(threads)]];
  });
  return { ...sums, tokens: sumAllTokens(body, interval) };
}

/** @type {(body: Json, interval: Interval) => number} */
function sumAllTokens(body, interval) {
  /** @type {Json[]} */
  const rows = body.data;
  const inside = rows.filter(({ date, totals }) => totals && isWithin(interval, parseDay(date)));
  return sum(inside.map(({ totals }) => countTokens(totals)));
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
    where(row, (optionalList(row[named]) ?? []).map((one) => [normalizeKey(required(optionalObject(one))[name] ?? "unknown"), parseAmount(one.credits)]));
  return {
    unit,
    spans: [interval],
    total: buildTable(body, interval, (row) => where(row, [["total", parseAmount(optionalObject(row.totals)?.credits)]])),
    surface: buildTable(body, interval, (row) => parts(row, "clients", "client_id")),
    model: buildTable(body, interval, (row) => parts(row, "models", "model")),
    tokens: sumAllTokens(body, interval),
  };
}
