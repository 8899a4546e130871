// Messages to the worker, which may be stopped at any time. Nothing here throws: a failure is a code.

import { isDiagnostics, sanitizeSession } from "./session.js";
import { withTimeout } from "./state.js";

const SILENT_MS = 5_000;
const ON_ITS_WAY_MS = 500;

/** @type {(milliseconds: number) => Promise<void>} */
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Sends the worker a message, given as JSON text; once more when it was stopped before it could answer.
/** @type {(text: string, again?: boolean) => Promise<string>} */
export async function send(text, again = true) {
  const waiting = { over: false };
  try {
    const answer = await Promise.race([chrome.runtime.sendMessage(JSON.parse(text)), silence(waiting)]);
    return answer?.code ?? "INTERNAL";
  } catch {
    if (again) return send(text, false);
    await wake();
    return "INTERRUPTED";
  } finally {
    waiting.over = true;
  }
}

// The answer when the worker gives none. A worker that cannot start, or was stopped, may not report it. A worker that refreshes
// stores that soon; while it is stored, this wakes the worker, which marks a refresh of a stopped worker as interrupted.
/** @type {(waiting: {over: boolean}) => Promise<{code: string}>} */
async function silence(waiting) {
  let code = "INTERNAL";
  while (!waiting.over) {
    await sleep(SILENT_MS);
    const memory = await withTimeout(chrome.storage.session.get("refresh")).catch(() => null);
    if (!memory?.refresh) break;
    code = "INTERRUPTED";
    wake();
  }
  await sleep(ON_ITS_WAY_MS); // the answer of one that has just ended
  return { code };
}

// Starts the worker if it does not run; it then marks a refresh of an earlier worker as interrupted.
export async function wake() {
  try {
    await chrome.runtime.sendMessage({ kind: "wake" }); // the worker does not answer it
  } catch {
    // it could not start
  }
}

// What *Copy diagnostics* tells of the last refresh, as JSON text; without what cannot be read.
/** @returns {Promise<string>} */
export async function readDiagnostics() {
  const { version } = chrome.runtime.getManifest();
  const names = ["diagnostics", "log", "notice"];
  /** @type {Record<string, any>} */
  const memory = await withTimeout(chrome.storage.session.get(names)).catch(() => ({}));
  const { log = [], notice = null } = sanitizeSession(memory);
  const known = isDiagnostics(memory.diagnostics) ? memory.diagnostics : { reports: [], answers: [] };
  return JSON.stringify({ version, browser: navigator.userAgent, log, notice, ...known });
}

// Deletes everything stored: the worker also ends a running refresh; without one, the page deletes by itself.
/** @returns {Promise<string>} the result code */
export async function deleteStored() {
  if ((await send(JSON.stringify({ kind: "clear_data" }))) === "ok") return "ok";
  try {
    await withTimeout(Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]));
    return "ok";
  } catch {
    return "STORAGE";
  }
}
