// What most people would ship: the same page with Chart.js, only the parts a stacked bar chart needs.

import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";
import { day, number } from "../../popup/bridge/bridge.js";
import { open, within } from "../twin_svg/page.js";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

open((table, columns) => {
  const svg = within(document, "#chart");
  const canvas = document.createElement("canvas");
  const { clientWidth: width, clientHeight: height } = svg;
  canvas.width = width;
  canvas.height = height;
  const style = getComputedStyle(document.documentElement);
  /** @type {(hue: string) => string} */
  const colour = (hue) => style.getPropertyValue(`--hue-${hue}`).replace(/light-dark\((.*?),.*\)/, "$1") || "gray";
  svg.replaceWith(canvas);
  new Chart(canvas, {
    type: "bar",
    data: {
      labels: columns.map(({ date }) => day(date, "short")),
      datasets: table.series.map((one, place) => ({
        label: one.label,
        data: columns.map(({ parts }) => parts[place]),
        backgroundColor: colour(one.hue),
        stack: "credits",
      })),
    },
    options: {
      animation: false,
      responsive: false,
      plugins: { tooltip: { mode: "index" } },
      scales: {
        x: { stacked: true, ticks: { maxTicksLimit: 7 } },
        y: { stacked: true, ticks: { callback: (value) => number(Number(value), "compact") } },
      },
    },
  });
});
