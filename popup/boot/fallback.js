// Says so when the popup does not start. Imports nothing, so that a file that is missing or broken cannot stop it.
//
// main.py has shown something once <body data-phase> no longer says "starting". If that takes more than START_TIMEOUT_MS, or
// an exception escapes Python before it, the sentence in #fallback is shown.

const START_TIMEOUT_MS = 3000;
const ANSWER_MS = 1000;

addEventListener("click", async ({ target }) => {
  const pressed = target instanceof Element ? target.closest("#fallback button") : null;
  const button = /** @type {HTMLElement | null} */ (pressed);
  if (button?.dataset.fallback === "delete") await deleteStored();
  if (button) location.reload();
});
addEventListener("unhandledrejection", fallBackIfStarting);
addEventListener("mpy:done", () => setTimeout(() => isStarting() || show(false)));
setTimeout(fallBackIfStarting, START_TIMEOUT_MS);

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
}
