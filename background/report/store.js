// What is kept: the report on disk, and in memory the running refresh, how the last one
// ended, whose report it is, the salt of that, which days were read anew, the request log and the pace. Every write of a refresh goes
// through `write` or `saveReport`, which do nothing once that refresh was called off, so
// that deleting while one runs leaves nothing behind.

import { isDay } from "../coverage/intervals.js";
import { soundReport } from "./upgrade.js";

const { local, session } = chrome.storage;
const STORAGE_MS = 5_000; // longer than any healthy disk takes
let deletions = 0; // how often everything was deleted since this worker started
const exclusively = (work) => navigator.locks.request("store", work);

// Everything a refresh starts from; a report that is not sound counts as none.
export async function known() {
  const [{ report }, { workspace, pace, notice, reread }] = await Promise.all([
    within(local.get(["report"])),
    within(session.get(["workspace", "pace", "notice", "reread"])),
  ]);
  const identity = workspace?.identity ?? null;
  return { report: soundReport(report), identity, workspace, pace, notice, reread: isReread(reread) ? reread : null };
}

const isReread = (value) => isDay(value?.since) && Array.isArray(value.spans) && value.spans.every(isSpan);
const isSpan = (value) => Array.isArray(value) && value.length === 2 && value.every(isDay) && value[0] <= value[1];

// The random text hashed with whose report it is: one for each session of the browser, so that the hash says nothing to
// those who know the ids.
export async function saltFor(run) {
  const { salt } = await within(session.get("salt"));
  if (typeof salt === "string" && salt !== "") {
    return salt;
  }
  const made = crypto.randomUUID();
  await write(run, { salt: made }, ["workspace"]);
  return made;
}

// Sets and removes keys of the session memory, unless `run` was called off.
export const write = (run, values, gone = []) =>
  exclusively(async () => {
    if (!run.signal.aborted) {
      await within(session.set(values));
    }
    if (!run.signal.aborted) {
      await within(session.remove(gone));
    }
  });

// Stores the first of `reports` that reads back as it was written; false when none does. A smaller one is tried only when
// the storage says that there is no room. Whatever comes back altered is replaced by the report that was stored before.
// A report that changes hands loses its owner first: a worker that stops in between
// must leave a report of an unknown person, never one under the wrong name.
export const saveReport = (run, reports, changesHands) =>
  exclusively(async () => {
    const canceled = () => run.signal.aborted;
    const { report: before } = await within(local.get("report"));
    if (changesHands && !canceled()) {
      await within(session.remove("workspace"));
    }
    for (const report of reports) {
      if (canceled()) {
        return false;
      }
      const ended = await writeReport(report);
      if (ended === "saved") {
        return true;
      }
      if (ended === "altered" && !canceled()) {
        await restore(before);
      }
      if (ended !== "full") {
        return false;
      }
    }
    return false;
  }).catch(() => false);

// How a write ended: "saved", "altered" (what is stored is not what was written), "full" or "failed" (nothing was stored).
async function writeReport(report) {
  try {
    await within(local.set({ report }));
  } catch (error) {
    return /quota/i.test(error?.message) ? "full" : "failed";
  }
  try {
    return alike(report, (await within(local.get("report"))).report) ? "saved" : "altered";
  } catch {
    return "altered";
  }
}

const restore = (before) =>
  within(before === undefined ? local.remove("report") : local.set({ report: before })).catch(() => {});

// What `call` gives; storage that does not answer in time counts as broken.
async function within(call) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("the storage did not answer")), STORAGE_MS);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

// Deletes at once: it waits for no write. Every write looks whether its refresh was called off right before it begins,
// and the browser carries out what it was asked for in order.
export const removeEverything = () => {
  deletions += 1;
  return within(Promise.all([local.clear(), session.clear()]));
};

// The refresh that is noted as running, or null.
export const noted = async () => (await within(session.get("refresh"))).refresh ?? null;

// The refresh called `id`, if it is still noted as running, is said to be interrupted.
export const buryInterrupted = (id, at) =>
  exclusively(async () => {
    const before = deletions;
    if ((await noted())?.id === id && deletions === before) {
      await within(session.set({ notice: { code: "INTERRUPTED", at, retry_at: null } }));
      await (deletions === before && within(session.remove("refresh")));
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
