// What the copied fields of one answer say, as tables of the days it was asked for. Days
// outside are dropped; different rows of a day are added up, and the same row twice is one.
// What is not as it should be refuses the whole answer: SHAPE, or UNIT when its unit names no
// amount, which is looked at before any number. A table says in which `unit` its amounts are, null
// where the answer does not tell; units.js decides what that is worth.

import { dayOf, holds, instantOf } from "../coverage/intervals.js";
import { amount, count, total } from "./numbers.js";
import { asUnit, isAmount, unitOf } from "./parts.js";
import { attempt, Refusal } from "./errors.js";
import { key, labelOf } from "./labels.js";

const MOST_SERIES = 500; // of one answer; more is no breakdown that anybody reads

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// `value` if `fits`, null when it is absent; anything else is refused.
function only(fits, value) {
  if (value !== null && value !== undefined && !fits(value)) {
    throw new Refusal("SHAPE");
  }
  return value ?? null;
}

const object = (value) => only(isObject, value);
const list = (value) => only(Array.isArray, value);

function must(value) {
  if (value === null) {
    throw new Refusal("SHAPE");
  }
  return value;
}

// The unit of `value`: "credits", another one in small letters, or null when it is not told.
function told(value) {
  const unit = unitOf(value);
  if (!isAmount(unit)) {
    throw new Refusal("UNIT");
  }
  return unit === null ? null : asUnit(unit);
}

const cells = (pairs) => pairs.map((pair) => {
  const [name, value] = must(list(pair));
  return [key(name), amount(value)];
});

// The table of `body.data`. `cellsOf` gives a row's [key, value] pairs, or null when the row
// does not say; so does a row whose every value is null.
function table(body, span, cellsOf, labels = []) {
  const data = must(list(must(object(body)).data));
  const rows = new Map();
  const seen = new Set();
  let inside = 0;
  for (const row of data) {
    const day = dayOf(must(object(row)).date);
    if (holds([span], day)) {
      inside += 1;
      const content = JSON.stringify({ ...row, date: day });
      const cells = seen.has(content) ? null : cellsOf(row);
      seen.add(content);
      add(rows, day, cells);
    }
  }
  if (new Set([...rows.values()].flatMap((row) => [...row.keys()])).size > MOST_SERIES) {
    throw new Refusal("TOO_BIG");
  }
  if (data.length > 0 && inside === 0) {
    throw new Refusal("SHAPE");
  }
  const named = labels.map((one) => [key(one.key), labelOf(key(one.key), one.label)]);
  return { rows, labels: new Map(named), spans: [span], fresh: instantOf(body.data_freshness_ts) };
}

function add(rows, day, pairs) {
  if (pairs === null || (pairs.length > 0 && pairs.every(([, value]) => value === null))) {
    return;
  }
  const row = rows.get(day) ?? new Map();
  rows.set(day, row);
  for (const [name, value] of pairs) {
    const before = row.get(name) ?? null;
    row.set(name, before === null || value === null ? (before ?? value) : amount(total([before, value])));
  }
}

export function creditsTable(body, span) {
  const unit = told(must(object(body)).unit);
  const series = (list(body.series) ?? []).filter((one) => isObject(one) && typeof one.key === "string");
  return { ...table(body, span, (row) => cells(must(list(row.values))), series), unit };
}

// Credits by surface, from the first place of the row that has them.
export function surfaceTable(body, span) {
  const unit = told(must(object(body)).units);
  return { ...table(body, span, surfacesOf(unit !== null)), unit };
}

// `named`: the unit is told.
function surfacesOf(named) {
  return (row) => {
    const premium = list(object(row.premium_usage_values)?.credit_usage_credits);
    const surfaces = list(row.product_surface_usage_values);
    const groups = list(row.groups);
    if (premium?.length > 0) {
      return cells(premium);
    }
    const grouped = groups?.some((group) => (object(must(object(group)).dimensions)?.surface ?? null) !== null);
    if (grouped) {
      return groups.map((group) => [surfaceOf(group), amount(group.credits)]);
    }
    if (surfaces?.length > 0 && !named && premium === null) {
      throw new Refusal("UNIT");
    }
    if (surfaces !== null) {
      return surfaces.length > 0 && !named ? null : cells(surfaces);
    }
    return groups?.length === 0 ? [] : premium === null ? must(null) : null;
  };
}

function surfaceOf(group) {
  const { dimensions, is_other: other } = must(object(group));
  return key(other === true ? "other" : (dimensions?.surface ?? "unknown"));
}

// Credits by model, from the same answer: what stands in when the credit report is refused.
export function tokenModelTable(body, span) {
  const unit = told(must(object(body)).units);
  if (unit === null) {
    throw new Refusal("UNIT");
  }
  const rows = list(body.data) ?? [];
  const models = rows.flatMap((row) => list(object(row)?.models) ?? []).map((one) => must(object(one)));
  const billed = models.length > 0 && models.every((one) => one.on_demand_credits !== null);
  const cell = (one) => [key(one.model ?? "unknown"), amount(billed ? one.on_demand_credits : one.credits)];
  return { ...table(body, span, (row) => list(row.models)?.map(cell) ?? null), unit };
}

const KINDS = {
  input: "uncached_text_input_tokens", cached: "cached_text_input_tokens", output: "text_output_tokens",
};

// My tokens per day, from the answer that has the surfaces, whatever the unit of its credits. A figure that cannot be
// read is unknown and takes no other with it; so is a zero of `today`, and one beside credits and no token.
export function ownTokensTable(body, span, today) {
  return table(body, span, (row) => {
    const told = Object.entries(KINDS).map(([kind, field]) => [kind, attempt(() => tokensIn(row, field)).value ?? null]);
    const uncounted = told.every(([, value]) => !value) && hasCredits(row);
    const open = uncounted || dayOf(row.date) === today;
    return told.map(([kind, value]) => [kind, value === 0 && open ? null : value]);
  });
}

// Tokens of one kind in a row: those of its surfaces, else those of its models; null where any part is unknown.
function tokensIn(row, field) {
  const surfaces = list(object(row.premium_usage_values)?.[`${field}_by_surface`]);
  const parts = surfaces?.length > 0
    ? surfaces.map((pair) => must(list(pair))[1])
    : (list(row.models) ?? []).map((one) => must(object(one))[field]);
  const counts = parts.map((one) => count(one));
  return counts.length === 0 || counts.includes(null) ? null : amount(total(counts));
}

function hasCredits({ premium_usage_values: premium, product_surface_usage_values: surfaces, models }) {
  const known = (value) => (Array.isArray(value) ? value : []);
  const values = [
    ...[...known(premium?.credit_usage_credits), ...known(surfaces)].map((pair) => pair?.[1]),
    ...known(models).map((one) => one?.credits),
  ];
  return values.some((value) => (attempt(() => amount(value)).value ?? 0) !== 0);
}

// Tokens of one row of a counts report, or 0 when it does not say.
function tokensOf(sums) {
  const parts = [sums.uncached_text_input_tokens, sums.cached_text_input_tokens, sums.text_output_tokens];
  const most = 1e18;
  return count(sums.text_total_tokens, most) ?? total(parts.map((part) => count(part, most)));
}

// My turns and threads per day, and the tokens of all those days. A row that has use and no turn and no thread has not
// counted them yet, and no zero of `today` is final: both are unknown.
export function activityTable(body, span, today) {
  const isCounted = (row) => (object(object(row)?.totals) ?? null) !== null;
  if (list(object(body)?.data)?.length > 0 && !body.data.some(isCounted)) {
    throw new Refusal("SHAPE");
  }
  const sums = table(body, span, (row) => {
    const totals = object(row.totals);
    const [turns, threads] = [count(totals?.turns), count(totals?.threads)];
    const uncounted = !turns && !threads && (amount(totals?.credits) > 0 || (totals && tokensOf(totals) > 0));
    const known = (value) => (value === 0 && (uncounted || dayOf(row.date) === today) ? null : value);
    return totals && [["turns", known(turns)], ["threads", known(threads)]];
  });
  return { ...sums, tokens: allTokens(body, span) };
}

function allTokens(body, span) {
  const inside = body.data.filter(({ date, totals }) => totals && holds([span], dayOf(date)));
  return total(inside.map(({ totals }) => tokensOf(totals)));
}

// The whole workspace: its authoritative day totals, and credits by client and by model.
export function workspaceTables(body, span) {
  const unit = told(must(object(body)).balance_unit);
  const where = (row, pairs) => (amount(must(object(row.totals)).credits) === null ? null : pairs);
  const parts = (row, named, name) =>
    where(row, (list(row[named]) ?? []).map((one) => [key(must(object(one))[name] ?? "unknown"), amount(one.credits)]));
  return {
    unit,
    spans: [span],
    total: table(body, span, (row) => where(row, [["total", amount(object(row.totals)?.credits)]])),
    surface: table(body, span, (row) => parts(row, "clients", "client_id")),
    model: table(body, span, (row) => parts(row, "models", "model")),
    tokens: allTokens(body, span),
  };
}
