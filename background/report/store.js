// What is kept: the report on disk, and in memory the running refresh, how the last one
// ended, whose report it is, the salt of that, which days were read anew, the request log and the pace. Every write of a refresh goes
// through `write` or `saveReport`, which do nothing once that refresh was called off, so
// that deleting while one runs leaves nothing behind.

import { isDay, isInterval } from "../dates.js";
import { upgradeReport } from "./upgrade.js";

const { local, session } = chrome.storage;
const STORAGE_TIMEOUT_MS = 5_000; // longer than any healthy disk takes
let deletions = 0; // how often everything was deleted since this worker started
const withStoreLock = (work) => navigator.locks.request("store", work);

// Everything a refresh starts from; a report that is not sound counts as none.
export async function loadState() {
  const [{ report }, { workspace, pace, notice, reread }] = await Promise.all([
    withTimeout(local.get(["report"])),
    withTimeout(session.get(["workspace", "pace", "notice", "reread"])),
  ]);
  const identity = workspace?.identity ?? null;
  return { report: upgradeReport(report), identity, workspace, pace, notice, reread: isRevalidation(reread) ? reread : null };
}

const isRevalidation = (value) => isDay(value?.since) && Array.isArray(value.spans) && value.spans.every(isInterval);

// The random text hashed with whose report it is: one for each session of the browser, so that the hash says nothing to
// those who know the ids.
export async function getSalt(run) {
  const { salt } = await withTimeout(session.get("salt"));
  if (typeof salt === "string" && salt !== "") {
    return salt;
  }
  const made = crypto.randomUUID();
  await writeSession(run, { salt: made }, ["workspace"]);
  return made;
}

// Sets and removes keys of the session memory, unless `run` was called off.
export const writeSession = (run, values, removed = []) =>
  withStoreLock(async () => {
    if (!run.signal.aborted) {
      await withTimeout(session.set(values));
    }
    if (!run.signal.aborted) {
      await withTimeout(session.remove(removed));
    }
  });

// Stores the first of `reports` that reads back as it was written; false when none does. A smaller one is tried only when
// the storage says that there is no room. Whatever comes back altered is replaced by the report that was stored before.
// A report that changes hands loses its owner first: a worker that stops in between
// must leave a report of an unknown person, never one under the wrong name.
export const saveReport = (run, reports, changesHands) =>
  withStoreLock(async () => {
    const isAborted = () => run.signal.aborted;
    const { report: before } = await withTimeout(local.get("report"));
    if (changesHands && !isAborted()) {
      await withTimeout(session.remove("workspace"));
    }
    for (const report of reports) {
      if (isAborted()) {
        return false;
      }
      const outcome = await writeReport(report);
      if (outcome === "saved") {
        return true;
      }
      if (outcome === "altered" && !isAborted()) {
        await restore(before);
      }
      if (outcome !== "full") {
        return false;
      }
    }
    return false;
  }).catch(() => false);

// How a write ended: "saved", "altered" (what is stored is not what was written), "full" or "failed" (nothing was stored).
async function writeReport(report) {
  try {
    await withTimeout(local.set({ report }));
  } catch (error) {
    return /quota/i.test(error?.message) ? "full" : "failed";
  }
  try {
    return deepEqual(report, (await withTimeout(local.get("report"))).report) ? "saved" : "altered";
  } catch {
    return "altered";
  }
}

const restore = (before) =>
  withTimeout(before === undefined ? local.remove("report") : local.set({ report: before })).catch(() => {});

// What `call` gives; storage that does not answer in time counts as broken.
async function withTimeout(call) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("the storage did not answer")), STORAGE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

// Deletes at once: it waits for no write. Every write looks whether its refresh was called off right before it begins,
// and the browser carries out what it was asked for in order.
export const clearStorage = () => {
  deletions += 1;
  return withTimeout(Promise.all([local.clear(), session.clear()]));
};

// The refresh that is noted as running, or null.
export const getRunningRefresh = async () => (await withTimeout(session.get("refresh"))).refresh ?? null;

// The refresh called `id`, if it is still noted as running, is said to be interrupted.
export const markInterrupted = (id, at) =>
  withStoreLock(async () => {
    const before = deletions;
    if ((await getRunningRefresh())?.id === id && deletions === before) {
      await withTimeout(session.set({ notice: { code: "INTERRUPTED", at, retry_at: null } }));
      await (deletions === before && withTimeout(session.remove("refresh")));
    }
  });

// Equal as data. Storage gives keys back in an order of its own.
function deepEqual(one, other) {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) {
    return one === other;
  }
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) && keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && deepEqual(one[key], other[key]))
  );
}
