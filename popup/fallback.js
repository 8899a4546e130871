// Says so when the popup does not start. Imports nothing, so that a file that is missing or broken cannot stop it.
//
// main.py has shown something once <body data-phase> no longer says "starting". If that takes more than PATIENCE, or
// an exception escapes Python before it, the sentence in #fallback is shown.

const PATIENCE = 3000;

const fallback = document.getElementById("fallback");
fallback.querySelector("button").addEventListener("click", () => location.reload());
addEventListener("unhandledrejection", fallBackIfStarting);
addEventListener("mpy:done", () => setTimeout(() => isStarting() || (fallback.hidden = true)));
setTimeout(fallBackIfStarting, PATIENCE);

export function fallBackIfStarting() {
  if (isStarting()) fallback.hidden = false;
}

function isStarting() {
  return document.body.dataset.phase === "starting";
}
