// Starts PyScript under the extension's policy, and has everything ready that Python asks for first.
//
// For Python it leaves `globalThis.codexCredits`: every export of bridge.js and queued_input.js, and
//   state   the text of `latestState()`, read while Python was still on its way: there before the first line of main.py runs
//   plurals, findMessage   the plural categories of the browser's language, and Python's messages in it; "" in English

import { hooks } from "../../vendor/pyscript.js";
import * as bridge from "../bridge/bridge.js";
import * as queuedInput from "../bridge/queued_input.js";
import { fallBackIfStarting, language } from "./start.js";
import { translatePage } from "./words.js";

const WIDTH = 560;
const SLIM = 480;
const TINY = 260;
const SHORT = 400;
const PAINT_MS = 100;

// The one worker hook PyScript brings is made from text at start-up, which the policy refuses. There are no workers.
hooks.worker.onBeforeRunAsync.clear();

// This module does not wait for the page to be read, nor for its styles; the chart's size is asked of a page that is there.
/** @type {Promise<unknown>} */
const page = new Promise((read) => {
  if (document.readyState !== "loading") read(undefined);
  else document.addEventListener("readystatechange", read, { once: true });
});
bridge.readCachedScreen();
const state = Promise.all([bridge.readStorage(), page.then(styled)]).then(bridge.latestState);
if (language) bridge.setLanguage(language.replace("_", "-"));
const translated = page.then(() => translatePage(language));
const isCachedShown = Promise.all([state, translated]).then(bridge.showCachedScreen);
isCachedShown.then((isShown) => isShown || bridge.prepareFormatters());

// The chart has its size once popup.css is there, whose link is the first; a style sheet that is missing does not keep anybody waiting.
async function styled() {
  const link = /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="stylesheet"]'));
  if (!link.sheet) await new Promise((done) => ["load", "error"].forEach((end) => link.addEventListener(end, done)));
}

// The page asks Chrome for WIDTH. Where it gets less - the browser enlarges it, or a tab is narrow - it makes do with
// that, but not while Chrome is still opening the popup, which begins at 25 px.
function applyWindowSize() {
  const { classList, clientWidth, clientHeight } = document.documentElement;
  classList.toggle("narrow", clientWidth < WIDTH);
  classList.toggle("slim", clientWidth <= SLIM);
  classList.toggle("tiny", clientWidth <= TINY);
  classList.toggle("short", clientHeight <= SHORT);
}

/** @type {(event: Promise<unknown>) => Promise<unknown>} */
const notForLong = (event) => Promise.race([event, new Promise((done) => setTimeout(done, PAINT_MS))]);

// The cached screen is on the screen; Firefox tells no more than the first picture of all.
function cachedScreenPainted() {
  const type = PerformanceObserver.supportedEntryTypes.includes("element") ? "element" : "paint";
  return new Promise((done) => new PerformanceObserver(done).observe({ type, buffered: true }));
}

// The browser has shown the popup. Once Python runs, the page learns of that only after it.
function popupShown() {
  if (document.visibilityState === "visible") return Promise.resolve();
  return new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
}

/** @typedef {{stderr: (...words: unknown[]) => void}} Output */
hooks.main.onReady.add(async (/** @type {{io: Output}} */ { io }) => {
  const { stderr } = io;
  io.stderr = (...words) => {
    stderr(...words);
    fallBackIfStarting();
  };
  await notForLong((await isCachedShown) ? cachedScreenPainted() : popupShown()); // Python would delay it
  applyWindowSize();
  addEventListener("resize", applyWindowSize);
  performance.mark("python");
  globalThis.codexCredits = { ...bridge, ...queuedInput, state: await state, ...(await translated) };
});
