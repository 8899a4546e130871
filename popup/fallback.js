// Says so when the popup does not start. Imports nothing, so that a file that is missing or broken cannot stop it.
//
// main.py has shown something once <body data-phase> no longer says "starting". If that takes more than PATIENCE, or
// an exception escapes Python before it, the sentence in #fallback is shown.

const PATIENCE = 3000;

addEventListener("click", ({ target }) => target.closest("#fallback button") && location.reload());
addEventListener("unhandledrejection", fallBackIfStarting);
addEventListener("mpy:done", () => setTimeout(() => isStarting() || show(false)));
setTimeout(fallBackIfStarting, PATIENCE);

export function fallBackIfStarting() {
  if (isStarting()) show(true);
}

// The page may not have been read to its end yet; then it is surely starting, and PATIENCE is still running.
function isStarting() {
  return document.body?.dataset.phase === "starting";
}

function show(it) {
  document.getElementById("fallback")?.toggleAttribute("hidden", !it);
}
