// The limit: the same picture without Python - the same SVG chart, one path per series.

import { day, toExactString, number } from "../../popup/bridge/bridge.js";
import { scaleOf } from "./model.js";
import { open, within } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 4, 22, 22];

/** @type {(name: string, attributes: Record<string, string | number>, text?: string) => Element} */
function make(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

open((table, columns) => {
  const chart = within(document, "#chart");
  const { clientWidth: width, clientHeight: height } = chart;
  const highs = columns.map(({ parts }) =>
    parts.reduce((/** @type {number} */ high, part) => high + Math.max(part ?? 0, 0), 0),
  );
  const lows = columns.map(({ parts }) =>
    parts.reduce((/** @type {number} */ low, part) => low + Math.min(part ?? 0, 0), 0),
  );
  const ticks = scaleOf(Math.min(0, ...lows), Math.max(0, ...highs));
  const plot = height - TOP - BOTTOM;
  const top = ticks[ticks.length - 1];
  /** @type {(value: number) => number} */
  const y = (value) => TOP + ((top - value) * plot) / (top - ticks[0]);
  const band = (width - LEFT - RIGHT) / columns.length;
  const bar = Math.max(1, Math.min(32, band * 0.74));
  /** @type {string[][]} */
  const paths = table.series.map(() => []);
  /** @type {string[]} */
  const soFar = [];
  /** @type {string[]} */
  const missing = [];
  columns.forEach((column, at) => {
    const x = (LEFT + at * band + (band - bar) / 2).toFixed(1);
    /** @type {(from: number, to: number) => string} */
    const box = (from, to) =>
      `M${x} ${y(to).toFixed(1)}h${bar.toFixed(1)}v${(y(from) - y(to)).toFixed(1)}h-${bar.toFixed(1)}z`;
    let [up, down] = [0, 0];
    column.parts.forEach((part, place) => {
      if (!part) return;
      if (part > 0) paths[place].push(box(up, (up += part)));
      else paths[place].push(box((down += part), down - part));
    });
    if (column.state === "so far") soFar.push(box(0, up));
    if (column.state === "missing") missing.push(box(ticks[0], top));
  });
  chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
  within(document, "#grid").replaceChildren(
    make("path", { d: ticks.map((tick) => `M${LEFT} ${y(tick).toFixed(1)}H${width - RIGHT}`).join("") }),
  );
  const every = Math.ceil(columns.length / 7 / 7) * 7;
  within(document, "#axis").replaceChildren(
    make("text", { class: "unit", x: LEFT, y: 12 }, "credits a day, UTC"),
    ...ticks.map((tick) => make("text", { class: "y", x: LEFT - 8, y: y(tick) + 4 }, number(tick, "compact"))),
    ...columns
      .filter((_, at) => at % every === 0)
      .map(({ date }, at) =>
        make("text", { class: "x", x: LEFT + (at * every + 0.5) * band, y: height - 4 }, day(date, "short")),
      ),
  );
  const bars = within(document, "#bars");
  bars.parentElement?.setAttribute("transform", "scale(1)");
  bars.replaceChildren(
    ...paths.map((boxes, place) => make("path", { d: boxes.join(""), "data-hue": table.series[place].hue })),
    make("path", { d: soFar.join(""), class: "so-far" }),
    make("path", { d: missing.join(""), class: "missing" }),
  );
  within(document, "#zero").setAttribute("d", `M${LEFT} ${y(0)}H${width - RIGHT}`);
  const hits = within(document, "#hits");
  hits.setAttribute("transform", "scale(1)");
  hits.replaceChildren(
    ...columns.map((column, at) =>
      make("rect", {
        x: LEFT + at * band,
        y: TOP,
        width: band,
        height: plot,
        "data-day": column.date,
        "data-state": column.state,
        ...(column.total === null ? {} : { "data-credits": toExactString(column.total) }),
      }),
    ),
  );
});
