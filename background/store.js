// What is kept: the report on disk, and in memory the running refresh, how the last one
// ended, whose report it is, which days were read anew, the request log and the pace. Every write of a refresh goes
// through `write` or `saveReport`, which do nothing once that refresh was called off, so
// that deleting while one runs leaves nothing behind.

import { isReport } from "./valid.js";

const { local, session } = chrome.storage;
const exclusively = (work) => navigator.locks.request("store", work);

// Everything a refresh starts from; a report that is not sound counts as none.
export async function known() {
  const [{ report }, { workspace, pace, notice, reread }] = await Promise.all([
    local.get(["report"]),
    session.get(["workspace", "pace", "notice", "reread"]),
  ]);
  const sound = isReport(report) ? report : null;
  return { report: sound, identity: workspace?.identity ?? null, workspace, pace, notice, reread: reread ?? null };
}

// Sets and removes keys of the session memory, unless `run` was called off.
export const write = (run, values, gone = []) =>
  exclusively(async () => {
    if (!run.signal.aborted) {
      await session.set(values);
      await session.remove(gone);
    }
  });

// Stores the first of `reports` that fits and reads back as it was written; false when none
// does. A report that changes hands loses its owner first: a worker that dies in between
// must leave a report of an unknown person, never one under the wrong name.
export const saveReport = (run, reports, changesHands) =>
  exclusively(async () => {
    if (run.signal.aborted) {
      return false;
    }
    if (changesHands) {
      await session.remove("workspace");
    }
    for (const report of reports) {
      try {
        await local.set({ report });
        const { report: back } = await local.get("report");
        if (alike(report, back)) {
          return true;
        }
      } catch {
        // the storage is full or broken: the next one may be smaller
      }
    }
    return false;
  });

export const removeEverything = () =>
  exclusively(() => Promise.all([local.clear(), session.clear()]));

// The refresh that is noted as running, or null.
export const noted = async () => (await session.get("refresh")).refresh ?? null;

// The refresh called `id`, if it is still noted as running, is said to be interrupted.
export const buryInterrupted = (id, at) =>
  exclusively(async () => {
    if ((await noted())?.id === id) {
      await session.set({ notice: { code: "INTERRUPTED", at, retry_at: null } });
      await session.remove("refresh");
    }
  });

// Equal as data. Storage gives keys back in an order of its own.
function alike(one, other) {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) {
    return one === other;
  }
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) && keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && alike(one[key], other[key]))
  );
}
