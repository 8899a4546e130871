// The twin's page: the same markup, filled by plain JavaScript; the chart is the caller's (`drawChart`).

import { day, exact, instant, number, span } from "../../popup/bridge/bridge.js";
import { columnsOf, periodOf, rangeOf, sharesOf, tableOf } from "./model.js";

const at = (name) => document.getElementById(name);

function figure(host, value, text) {
  const node = document.createElement("data");
  node.value = exact(value);
  node.textContent = text;
  host.replaceChildren(node);
}

function credits(value) {
  const digits = Math.abs(value) < 0.01 ? "six" : "two";
  return number(value, value === 0 ? "whole" : digits);
}

function wait(minutes) {
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  return days ? `${days} d ${hours} h` : `${hours} h ${Math.floor(minutes % 60)} min`;
}

function showHeader({ mine }, report, session, now) {
  at("workspace").textContent = `${session.workspace.name} (${session.workspace.plan})`;
  at("through").textContent = `Data through ${instant(mine.fresh, "utc")}`;
  at("read").textContent = `read ${wait((Date.parse(now) - Date.parse(report.fetched_at)) / 60000)} ago`;
}

function showCard(report, now) {
  const period = periodOf(report, now);
  const host = at("period");
  host.dataset.state = "set";
  figure(host.querySelector("[data-figure=used]"), period.used, credits(period.used));
  figure(at("of"), period.limit, `of ${number(period.limit, "whole")} credits`);
  figure(host.querySelector("[data-figure=remaining]"), period.remaining, `${credits(period.remaining)} left`);
  figure(at("used-percent"), period.used_percent, `${number(period.used_percent / 100, "whole percent")} used`);
  const minutes = (Date.parse(period.resets_at) - Date.parse(now)) / 60000;
  at("resets").textContent =
    `Resets ${instant(period.resets_at, "utc")} (${instant(period.resets_at, "local")} here) in ${wait(minutes)}`;
  at("gap").textContent =
    `${credits(period.gap)} not yet itemised: the limit counts at once, daily rows follow within hours.`;
  at("gauge").hidden = false;
  const [used, gap] = [period.used, period.gap].map((value) => Math.round((value * 1000) / period.limit));
  at("gauge-itemised").setAttribute("width", used - gap);
  at("gauge-gap").setAttribute("x", used - gap);
  at("gauge-gap").setAttribute("width", gap);
  at("gauge-pace").setAttribute("x", Math.round(period.pace * 1000));
}

function showRange(range, table, scope) {
  at("range-text").textContent = span(range.start, range.end);
  at("range-note").textContent = `${table.days.length} days, last one so far`;
  figure(at("range-total"), table.total, `${credits(table.total)} credits`);
  const known = new Set(scope.breakdowns.map(({ breakdown }) => breakdown));
  for (const button of document.querySelectorAll("[data-breakdown-choice]"))
    button.disabled = !known.has(button.dataset.breakdownChoice);
}

function showRows({ series, total }) {
  const template = at("row").content.firstElementChild;
  const shares = sharesOf(series.map((one) => one.total));
  const lines = series.map((one, place) => {
    const line = template.cloneNode(true);
    line.dataset.key = one.key;
    line.querySelector(".swatch").dataset.hue = one.hue;
    line.querySelector(".label").textContent = one.label;
    figure(line.querySelector(".credits"), one.total, credits(one.total));
    line.querySelector(".share").textContent = shares[place] === null ? "–" : number(shares[place] / 1000, "percent");
    return line;
  });
  document.querySelector("#series tbody").replaceChildren(...lines);
  at("series-total").textContent = credits(total);
}

function showCallout(column, series) {
  const host = at("callout");
  host.querySelector(".when").textContent = day(column.date, "weekday");
  host.querySelector(".sum").textContent = `${credits(column.total)} so far`;
  const template = at("part").content.firstElementChild;
  const parts = series.flatMap((one, place) => {
    if (!column.parts[place]) return [];
    const item = template.cloneNode(true);
    item.querySelector(".swatch").dataset.hue = one.hue;
    item.querySelector("bdi").textContent = one.label;
    item.querySelector("b").textContent = credits(column.parts[place]);
    return [item];
  });
  host.querySelector(".parts").replaceChildren(...parts);
}

export async function open(drawChart) {
  const [{ report, range: chosen }, session] = await Promise.all([
    chrome.storage.local.get(),
    chrome.storage.session.get(),
  ]);
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
  showCallout(columns.at(-1), table.series);
  document.body.dataset.phase = "settled";
}
