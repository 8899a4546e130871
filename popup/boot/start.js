// Starts MicroPython and PyScript, and says so when the popup does not start. It has no import of its own, so that a file that
// is missing or broken cannot stop it; and the page is loaded without them. A browser shows a popup that is loaded, and needs
// some 30 ms for it: so it does that while they are on their way.
//
// main.py has shown something once <body data-phase> no longer says "starting". If that takes more than START_TIMEOUT_MS, or
// an exception escapes Python before it, the sentence in #fallback is shown.

const START_TIMEOUT_MS = 3000;
const ANSWER_MS = 1000;

// Which of our languages is shown, the browser chooses by _locales, and says it in the message "language"; "" is English.
// The page is told at once: told later, it would have every style worked out anew. Until it speaks that language
// (words.js), nothing of it is seen.
export const language = /^en\b/.test(chrome.i18n.getUILanguage())
  ? ""
  : chrome.i18n.getMessage("language").replace(/^en$/, "");
if (language) {
  document.documentElement.lang = language.replace("_", "-");
  document.documentElement.dataset.untranslated = "";
}

addEventListener("click", async ({ target }) => {
  const pressed = target instanceof Element ? target.closest("#fallback button") : null;
  const button = /** @type {HTMLElement | null} */ (pressed);
  if (button?.dataset.fallback === "delete") await deleteStored();
  if (button) location.reload();
});
addEventListener("unhandledrejection", fallBackIfStarting);
addEventListener("mpy:done", () => setTimeout(() => isStarting() || show(false)));
setTimeout(fallBackIfStarting, START_TIMEOUT_MS);
import("./interpreter.js");
import("./boot.js");

export function fallBackIfStarting() {
  if (isStarting()) show(true);
}

// Empties every storage area. The worker is told first, so that it ends a running refresh; nobody is waited for long.
async function deleteStored() {
  /** @type {(work: Promise<unknown>) => Promise<unknown>} */
  const shortly = (work) => Promise.race([work.catch(() => {}), new Promise((done) => setTimeout(done, ANSWER_MS))]);
  await shortly(chrome.runtime.sendMessage({ kind: "clear_data" }));
  await shortly(Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]));
}

// The page may not have been read to its end yet; then it is surely starting, and START_TIMEOUT_MS is still running.
function isStarting() {
  return document.body?.dataset.phase === "starting";
}

/** @param {boolean} it */
function show(it) {
  document.getElementById("fallback")?.toggleAttribute("hidden", !it);
  document.body?.toggleAttribute("data-failed", it); // figures that nobody would update are not shown
  if (it) delete document.documentElement.dataset.untranslated;
}
