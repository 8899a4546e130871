// What is stored: the report on disk; in session memory the running refresh, the last notice, the owner of the report,
// the salt of the owner's hash, the revalidated days, the request log, the diagnostics, the cooldown, the tab that was
// opened and the refresh that waits for a tab. Every write of a refresh uses
// `writeSession` or `saveReport`, which do nothing after that refresh was aborted: deleting while a refresh runs
// leaves nothing behind.

import { LONG_REQUEST_DAYS, REQUEST_DAYS } from "../contract.js";
import { isDay, isInterval } from "../dates.js";
import { upgradeReport } from "./upgrade.js";

const { local, session } = chrome.storage;
const STORAGE_TIMEOUT_MS = 5_000; // longer than any healthy disk takes
let deletions = 0; // how often everything was deleted since this worker started
/** @type {<T>(work: () => Promise<T>) => Promise<T>} */
const withStoreLock = (work) => navigator.locks.request("store", work);

/** @returns {Promise<StoredState>} a report that is not valid counts as none */
export async function loadState() {
  const [{ report }, { workspace, cooldown, notice, revalidation, long_refused: refused }] = await Promise.all([
    withTimeout(local.get(["report"])),
    withTimeout(session.get(["workspace", "cooldown", "notice", "revalidation", "long_refused"])),
  ]);
  const identity = workspace?.identity ?? null;
  return {
    report: upgradeReport(report),
    identity,
    workspace,
    cooldown,
    notice,
    revalidation: isRevalidation(revalidation) ? revalidation : null,
    longest: refused === true ? REQUEST_DAYS : LONG_REQUEST_DAYS,
    isEmpty: report === undefined,
  };
}

/**
 * @param {any} value
 * @returns {value is Revalidation}
 */
const isRevalidation = (value) => isDay(value?.since) && Array.isArray(value.spans) && value.spans.every(isInterval);

/**
 * The salt of the owner's hash, one for each browser session: without it, who knows the ids could compute the hash.
 * @param {Job} run
 * @returns {Promise<string>}
 */
export async function getSalt(run) {
  const { salt } = await withTimeout(session.get("salt"));
  if (typeof salt === "string" && salt !== "") {
    return salt;
  }
  const made = crypto.randomUUID();
  await writeSession(run, { salt: made }, ["workspace"]);
  return made;
}

/**
 * Sets and removes keys of the session memory, unless the refresh was aborted.
 * @param {Pick<Job, "signal">} run
 * @param {Record<string, unknown>} values
 * @param {string[]} [removed]
 */
export const writeSession = (run, values, removed = []) =>
  withStoreLock(async () => {
    if (!run.signal.aborted) {
      await withTimeout(session.set(values));
    }
    if (!run.signal.aborted) {
      await withTimeout(session.remove(removed));
    }
  });

/**
 * @param {string[]} names
 * @returns {Promise<Record<string, any>>} these keys of the session memory
 */
export const readSession = (names) => withTimeout(session.get(names));

/**
 * Changes one key of the session memory, unless everything is deleted meanwhile.
 * @param {string} name
 * @param {(value: any) => any} change returns the new value; undefined removes the key
 * @returns {Promise<any>} the new value; undefined if there is none
 */
export const updateSession = (name, change) =>
  withStoreLock(async () => {
    const before = deletions;
    const { [name]: old } = await withTimeout(session.get(name));
    if (deletions !== before) {
      return undefined;
    }
    const value = change(old);
    if (value !== old) {
      await withTimeout(value === undefined ? session.remove(name) : session.set({ [name]: value }));
    }
    return deletions === before ? value : undefined;
  });

/**
 * Stores the first of `reports` that reads back as written. A smaller one is tried only when the storage is full.
 * A report that reads back altered is replaced by the previous one. When the report gets another owner, the owner
 * is removed first: a worker that stops in between must leave a report of an unknown person.
 * @param {Pick<Job, "signal" | "before">} run
 * @param {StoredReport[]} reports
 * @param {boolean} changesOwner
 * @returns {Promise<boolean>}
 */
export const saveReport = (run, reports, changesOwner) =>
  withStoreLock(async () => {
    const isAborted = () => run.signal.aborted;
    const { report: before } = await withTimeout(local.get("report"));
    run.before ??= { report: before };
    if (changesOwner && !isAborted()) {
      await withTimeout(session.remove(["workspace", "screen"]));
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

// "saved", "altered" (the stored report differs from the written one), "full" or "failed" (nothing was stored).
/** @type {(report: StoredReport) => Promise<string>} */
async function writeReport(report) {
  try {
    await withTimeout(local.set({ report }));
  } catch (/** @type {any} */ error) {
    return /quota/i.test(error?.message) ? "full" : "failed";
  }
  try {
    return deepEqual(report, (await withTimeout(local.get("report"))).report) ? "saved" : "altered";
  } catch {
    return "altered";
  }
}

/**
 * Puts back the report that was stored before the first write of a refresh.
 * @param {Pick<Job, "signal" | "before">} run
 * @param {boolean} forgetsOwner whether nobody's report was stored then
 */
export const undoReport = (run, forgetsOwner) =>
  withStoreLock(async () => {
    if (run.before && !run.signal.aborted) {
      await restore(run.before.report);
    }
    if (forgetsOwner && !run.signal.aborted) {
      await withTimeout(session.remove(["workspace", "screen"]));
    }
  });

/** @type {(before: unknown) => Promise<unknown>} */
const restore = (before) =>
  withTimeout(before === undefined ? local.remove("report") : local.set({ report: before })).catch(() => {});

// Storage that does not answer in time counts as broken. The popup has a copy: the two share nothing but the storage.
/** @type {(call: Promise<any>) => Promise<any>} */
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

/**
 * Deletes at once, without waiting for a write: every write checks right before it starts whether its refresh was
 * aborted, and the browser runs storage calls in order.
 */
export const clearStorage = () => {
  deletions += 1;
  return withTimeout(Promise.all([local.clear(), session.clear()]));
};

/** @returns {Promise<any>} the refresh that is stored as running, or null */
export const getRunningRefresh = async () => (await withTimeout(session.get("refresh"))).refresh ?? null;

/**
 * Marks the refresh `id` as interrupted if it is still stored as running.
 * @param {string} id
 * @param {Instant} at
 */
export const markInterrupted = (id, at) =>
  withStoreLock(async () => {
    const before = deletions;
    if ((await getRunningRefresh())?.id === id && deletions === before) {
      await withTimeout(session.set({ notice: { code: "INTERRUPTED", at, retry_at: null } }));
      await (deletions === before && withTimeout(session.remove("refresh")));
    }
  });

// Equal as data: storage returns keys in another order.
/** @type {(one: any, other: any) => boolean} */
function deepEqual(one, other) {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) {
    return one === other;
  }
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && deepEqual(one[key], other[key]))
  );
}
