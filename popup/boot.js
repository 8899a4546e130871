// Starts PyScript under the extension's policy, and has everything ready that Python asks for first.
//
// For Python it leaves `globalThis.codexCredits`:
//   state    JSON text {"code": "ok" | "STORAGE", "local": {...}, "session": {...}, "now": epoch ms}, read while Python was
//            still on its way; it is there before the first line of main.py runs
//   later()  a promise: the Python files of [later] in pyscript.toml can be imported from now on
//   ...      and every export of bridge.js
//
// main.py has shown something once <body data-phase> no longer says "starting". If that takes more than PATIENCE, or
// an exception escapes Python before it, the sentence in #fallback is shown.

import { hooks } from "../vendor/pyscript.js";

const PATIENCE = 3000;

// The one worker hook PyScript brings is made from text at start-up, which the policy refuses. There are no workers.
hooks.worker.onBeforeRunAsync.clear();

const state = readState();

hooks.main.onReady.add(async ({ interpreter, io, config }) => {
  const { stderr } = io;
  io.stderr = (...words) => {
    stderr(...words);
    if (isStarting()) showFallback();
  };
  const later = () => fetchInto(interpreter, config.later ?? {});
  globalThis.codexCredits = { state: await state, later };
});

async function readState() {
  try {
    const [local, session] = await Promise.all([chrome.storage.local.get(), chrome.storage.session.get()]);
    return JSON.stringify({ code: "ok", local, session, now: Date.now() });
  } catch (error) {
    console.error(error);
    return JSON.stringify({ code: "STORAGE", local: {}, session: {}, now: Date.now() });
  }
}

async function fetchInto({ FS }, files) {
  await Promise.all(
    Object.entries(files).map(async ([url, path]) => {
      const body = await (await fetch(url)).arrayBuffer();
      FS.writeFile(path || url, new Uint8Array(body));
    }),
  );
}

const fallback = document.getElementById("fallback");
fallback.querySelector("button").addEventListener("click", () => location.reload());
addEventListener("mpy:done", () => setTimeout(() => isStarting() || (fallback.hidden = true)));
setTimeout(() => isStarting() && showFallback(), PATIENCE);

function isStarting() {
  return document.body.dataset.phase === "starting";
}

function showFallback() {
  fallback.hidden = false;
}
