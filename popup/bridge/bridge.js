// What Python cannot do safely by itself: the browser's own functions that may throw. Intl is in formatters.js.
//
// Structures cross as JSON text only, both ways, because the interpreter's bridge cuts integers to 32 bits; figures
// are handed over as doubles. Nothing here decides anything, and nothing here throws: a failure is a code.

export * from "./changes.js";
export * from "./formatters.js";
export * from "./screen_cache.js";
export * from "./state.js";

const STEP_MS = 5; // most of what is done in idle time takes less

// Without messages of its own an extension is not told the direction by chrome.i18n.
// Left to right is what a page is anyway; to say it would have every style worked out again.
if (new Intl.Locale(navigator.language).getTextInfo().direction === "rtl") document.documentElement.dir = "rtl";

// What only acts comes after the first paint.
/** @returns {Promise<string>} the result code */
export async function loadActions() {
  try {
    Object.assign(/** @type {object} */ (globalThis.codexCredits), await import("./actions.js"));
    return "ok";
  } catch {
    return "INTERNAL";
  }
}

// Whether this page is the popup that the toolbar icon opened: a tab may have been restored, reloaded or revived by the
// browser, and then nobody pressed anything.
/** @returns {boolean} */
export function isOpenedFromToolbar() {
  return chrome.extension.getViews({ type: "popup" }).includes(window);
}

/** @type {(milliseconds: number, call: () => void) => void} */
export function every(milliseconds, call) {
  setInterval(call, milliseconds);
}

/** @param {string} text */
export function reportError(text) {
  console.error(text);
}

/** @param {() => void} call */
export function defer(call) {
  setTimeout(call);
}

// After `milliseconds` calls `call` again and again while the browser has nothing else to do, until it says that nothing is left.
/** @type {(milliseconds: number, call: () => boolean) => void} */
export function whenIdle(milliseconds, call) {
  setTimeout(() => goOnWhenIdle(call), milliseconds);
}

/** @param {() => boolean} call */
function goOnWhenIdle(call) {
  requestIdleCallback((period) => {
    let isLeft = true;
    while (isLeft && period.timeRemaining() > STEP_MS) isLeft = call();
    if (isLeft) goOnWhenIdle(call);
  });
}

// A hidden page is not painted, so it does not wait for that.
/** @param {() => void} call */
export function afterPaint(call) {
  if (document.hidden) setTimeout(call);
  else requestAnimationFrame(() => setTimeout(call));
}

/** @type {(text: string) => string} */
export function cssEscape(text) {
  return CSS.escape(text);
}

// The calendar comes when it is first opened.
/** @returns {Promise<string>} the result code */
export async function loadCalendar() {
  try {
    await import("../../vendor/cally.js");
    return "ok";
  } catch {
    return "INTERNAL";
  }
}

// Without it Excel reads UTF-8 as the letters of its own code page. Text loses a first mark on its way out of Python.
const BYTE_ORDER_MARK = "\ufeff";

// Hands a file to the browser, which saves it where the person keeps downloads.
/** @type {(name: string, kind: string, text: string) => void} */
export function download(name, kind, text) {
  save(name, new Blob([kind === "text/csv" ? BYTE_ORDER_MARK : "", text], { type: `${kind};charset=utf-8` }));
}

/** @type {(name: string, title: string, subtitle: string) => Promise<string>} */
export async function savePng(name, title, subtitle) {
  try {
    const { renderPng } = await import("./png.js");
    save(name, await renderPng(title, subtitle));
    return "ok";
  } catch {
    return "INTERNAL";
  }
}

/** @type {(name: string, blob: Blob) => void} */
function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** @type {(text: string) => Promise<string>} */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return "ok";
  } catch {
    return "INTERNAL";
  }
}
