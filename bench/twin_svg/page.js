// The twin's page: the same markup, filled by plain JavaScript; the chart is the caller's (`drawChart`).

import { day, toExactString, instant, number, span } from "../../popup/bridge/bridge.js";
import { columnsOf, periodOf, rangeOf, sharesOf, tableOf } from "./model.js";

/** @typedef {import("./model.js").TwinTable} TwinTable */
/** @typedef {import("./model.js").Column} Column */
/** @typedef {{report: StoredReport, range?: import("./model.js").Range}} Stored */

/** @type {(name: string) => HTMLElement} */
const at = (name) => within(document, `#${name}`);

/**
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function within(parent, selector) {
  const found = parent.querySelector(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return /** @type {HTMLElement} */ (found);
}

/** @type {(name: string) => HTMLElement} */
const templateOf = (name) => {
  const template = /** @type {HTMLTemplateElement} */ (at(name));
  return /** @type {HTMLElement} */ (template.content.firstElementChild);
};

/** @type {(element: HTMLElement) => HTMLElement} */
const copyOf = (element) => /** @type {HTMLElement} */ (element.cloneNode(true));

/** @type {(host: Element, value: number, text: string) => void} */
function figure(host, value, text) {
  const node = document.createElement("data");
  node.value = toExactString(value);
  node.textContent = text;
  host.replaceChildren(node);
}

/** @type {(value: number) => string} */
function credits(value) {
  const digits = Math.abs(value) < 0.01 ? "six" : "two";
  return number(value, value === 0 ? "whole" : digits);
}

/** @type {(minutes: number) => string} */
function wait(minutes) {
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  return days ? `${days} d ${hours} h` : `${hours} h ${Math.floor(minutes % 60)} min`;
}

/** @type {(scopes: StoredReport["scopes"], report: StoredReport, session: SessionMemory, now: Instant) => void} */
function showHeader({ mine }, report, session, now) {
  at("workspace").textContent = `${session.workspace?.name} (${session.workspace?.plan})`;
  at("through").textContent = `Data through ${instant(mine.fresh ?? now, "utc")}`;
  at("read").textContent = `read ${wait((Date.parse(now) - Date.parse(report.fetched_at)) / 60000)} ago`;
}

/** @type {(report: StoredReport, now: Instant) => void} */
function showCard(report, now) {
  const period = periodOf(report, now);
  const host = at("period");
  host.dataset.state = "set";
  figure(within(host, "[data-figure=used]"), period.used, credits(period.used));
  figure(at("of"), period.limit, `of ${number(period.limit, "whole")} credits`);
  figure(at("lead"), period.remaining, number(period.remaining, "whole"));
  at("lead-words").textContent = "credits left";
  figure(at("used-percent"), period.used_percent, `${number(period.used_percent / 100, "whole percent")} used`);
  const minutes = (Date.parse(period.resets_at) - Date.parse(now)) / 60000;
  at("resets").textContent =
    `Resets ${instant(period.resets_at, "utc")} (${instant(period.resets_at, "local")} here) in ${wait(minutes)}`;
  at("gap").textContent =
    `${credits(period.gap)} not yet daily_sum: the limit counts at once, daily rows follow within hours.`;
  at("gauge").hidden = false;
  const [used, gap] = [period.used, period.gap].map((value) => Math.round((value * 1000) / period.limit));
  at("gauge-daily-sum").setAttribute("width", String(used - gap));
  at("gauge-gap").setAttribute("x", String(used - gap));
  at("gauge-gap").setAttribute("width", String(gap));
  at("gauge-pace").setAttribute("x", String(Math.round(period.pace * 1000)));
}

/** @type {(range: import("./model.js").Range, table: TwinTable, scope: Scope) => void} */
function showRange(range, table, scope) {
  at("range-text").textContent = span(range.start, range.end);
  at("range-note").textContent = `${table.days.length} days, last one so far`;
  figure(at("range-total"), table.total, `${credits(table.total)} credits`);
  const known = new Set(scope.breakdowns.map(({ breakdown }) => breakdown));
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-breakdown-choice]"));
  for (const button of buttons) button.disabled = !known.has(button.dataset.breakdownChoice ?? "");
}

/** @type {(table: TwinTable) => void} */
function showRows({ series, total }) {
  const template = templateOf("row");
  const shares = sharesOf(series.map((one) => one.total));
  const lines = series.map((one, place) => {
    const line = copyOf(template);
    const share = shares[place];
    line.dataset.key = one.key;
    within(line, ".swatch").dataset.hue = one.hue;
    within(line, ".label").textContent = one.label;
    figure(within(line, ".credits"), one.total, credits(one.total));
    within(line, ".share").textContent = share === null ? "–" : number(share / 1000, "percent");
    return line;
  });
  within(document, "#series tbody").replaceChildren(...lines);
  at("series-total").textContent = credits(total);
}

/** @type {(column: Column) => void} */
function showCallout(column) {
  const host = at("callout");
  within(host, ".when").textContent = day(column.date, "weekday");
  within(host, ".sum").textContent = `${credits(column.total ?? 0)} so far`;
  within(document, "#series-day-head").textContent = day(column.date, "weekday");
  for (const [place, cell] of document.querySelectorAll("#series tbody .day").entries()) {
    cell.textContent = column.parts[place] ? credits(column.parts[place]) : "";
  }
}

/** @param {(table: TwinTable, columns: Column[]) => void} drawChart */
export async function open(drawChart) {
  const [local, memory] = [chrome.storage.local.get(), chrome.storage.session.get()];
  const { report, range: chosen } = /** @type {Stored} */ (await local);
  /** @type {SessionMemory} */
  const session = await memory;
  const now = new Date().toISOString();
  const today = now.slice(0, 10);
  const range = rangeOf(chosen, today);
  const scope = report.scopes.mine;
  const table = tableOf(scope, "model", range, today);
  const columns = columnsOf(table);
  showHeader(report.scopes, report, session, now);
  showCard(report, now);
  showRange(range, table, scope);
  drawChart(table, columns);
  showRows(table);
  showCallout(columns[columns.length - 1]);
  document.body.dataset.phase = "settled";
}
