// The chart as a PNG, with its title and legend: the <svg> on the page, its colours written in, drawn on a canvas.
// Nothing of it leaves the page but the file the browser saves.

const SCALE = 2;
const MARGIN = 16;
const BESIDE = 20; // what an entry of the legend takes beside its text
const PAINT = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-size",
  "font-family",
  "text-anchor",
];

/** @type {(title: string, subtitle: string) => Promise<Blob>} */
export async function renderPng(title, subtitle) {
  const chart = required(document, "#chart");
  const { width, height } = chart.getBoundingClientRect();
  const legend = [...document.querySelectorAll("#series tbody tr:not([data-folded], [data-off])")].map(entry);
  const style = getComputedStyle(document.body);
  const columns = columnsFor(legend, width, `12px ${style.fontFamily}`);
  const frame = { width: width + 2 * MARGIN, height: height + 76 + Math.ceil(legend.length / columns) * 20 };
  const canvas = new OffscreenCanvas(frame.width * SCALE, frame.height * SCALE);
  const context = contextOf(canvas);
  context.scale(SCALE, SCALE);
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, frame.width, frame.height);
  context.fillStyle = style.color;
  context.font = `600 14px ${style.fontFamily}`;
  context.fillText(title, MARGIN, 26, width);
  context.font = `12px ${style.fontFamily}`;
  context.fillText(subtitle, MARGIN, 46, width);
  context.drawImage(await image(chart, width + 2 * MARGIN, height), 0, 56, width + 2 * MARGIN, height);
  legend.forEach(({ colour, label, credits }, at) => {
    const x = MARGIN + (at % columns) * (width / columns);
    const y = 56 + height + 16 + Math.floor(at / columns) * 20;
    context.fillStyle = colour;
    context.fillRect(x, y - 9, 10, 10);
    context.fillStyle = style.color;
    const room = width / columns - BESIDE - context.measureText(credits).width;
    context.fillText(fitted(context, label, room) + credits, x + 15, y);
  });
  return canvas.convertToBlob({ type: "image/png" });
}

/**
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {Element}
 * @throws {Error} when the page has no such element
 */
function required(parent, selector) {
  const found = parent.querySelector(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

/** @type {(canvas: OffscreenCanvas) => OffscreenCanvasRenderingContext2D} */
const contextOf = (canvas) => /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));

/** @typedef {{colour: string, label: string, credits: string}} Entry */
/** @type {(row: Element) => Entry} */
const entry = (row) => ({
  colour: swatch(row),
  label: required(row, ".label").textContent ?? "",
  credits: ` ${required(row, ".credits").textContent}`,
});

// The most columns, three at most, in which every entry of the legend is whole; one where there is no such number.
/** @type {(legend: Entry[], width: number, font: string) => number} */
function columnsFor(legend, width, font) {
  const context = contextOf(new OffscreenCanvas(1, 1));
  context.font = font;
  const longest = Math.max(...legend.map(({ label, credits }) => context.measureText(label + credits).width));
  return [3, 2].find((columns) => longest <= width / columns - BESIDE) ?? 1;
}

// As much of `text` as fits into `room`, with an ellipsis where it was cut.
/** @type {(context: OffscreenCanvasRenderingContext2D, text: string, room: number) => string} */
function fitted(context, text, room) {
  const letters = [...text];
  let cut = text;
  while (letters.length > 0 && context.measureText(cut).width > room) {
    letters.pop();
    cut = `${letters.join("").trimEnd()}…`;
  }
  return cut;
}

/** @type {(row: Element) => string} */
function swatch(row) {
  const { fill } = getComputedStyle(required(row, ".swatch"));
  return fill.startsWith("url") ? getComputedStyle(required(row, ".swatch rect")).fill : fill;
}

/** @type {(chart: Element, width: number, height: number) => Promise<HTMLImageElement>} */
async function image(chart, width, height) {
  const copy = /** @type {Element} */ (chart.cloneNode(true));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${-MARGIN} 0 ${width} ${height}`); // labels may reach into the margins
  copy.setAttribute("width", String(width * SCALE));
  copy.setAttribute("height", String(height * SCALE));
  const copies = copy.querySelectorAll("*");
  chart.querySelectorAll("*").forEach((node, at) => {
    const style = getComputedStyle(node);
    for (const name of PAINT)
      copies[at].setAttribute(name, style.getPropertyValue(name).replace(/url\("[^"]*#/, 'url("#'));
  });
  required(copy, "#picked").remove();
  const text = new XMLSerializer().serializeToString(copy);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const drawn = new Image();
    drawn.src = address;
    await drawn.decode();
    return drawn;
  } finally {
    URL.revokeObjectURL(address);
  }
}
