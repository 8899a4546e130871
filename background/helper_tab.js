// The tab behind "Load now" and "Wake it and load". Where no ChatGPT tab can be read, a press lets the worker open the
// analytics page in the background or reload a sleeping tab. The worker closes what it opened, unless the person has
// looked at it. If only the person can go on (sign in, choose a workspace, pass a check), the tab comes to the front
// and the refresh is remembered in memory until that tab has loaded.

import { ANALYTICS, getPageState, isAsleep, waitForLoad } from "./chatgpt/tabs.js";
import { readSession, updateSession, writeSession } from "./report/store.js";
import { PAGES } from "./chatgpt/routes.js";
import { RESOLVED_BY_PERSON } from "./cooldown.js";
import { toInstant } from "./dates.js";

const LOAD_TIMEOUT_MS = 30_000;
const PENDING_MS = 15 * 60_000;
const MAX_ATTEMPTS = 6; // a sign-in loads a few pages, and each costs one request

/** The codes after which the tab comes to the front. A page of another host is a sign-in page. */
export const NEEDS_PERSON = [...RESOLVED_BY_PERSON, "WRONG_HOST"];

/**
 * Opens or wakes a tab where the press allows it, and waits until it has loaded.
 * @param {string} code why no tab can be read: NO_TAB or TAB_ASLEEP
 * @param {Job} job
 * @returns {Promise<{tab?: chrome.tabs.Tab, code?: string}>}
 */
export async function prepareTab(code, job) {
  const prepared = await openOrWake(code, job).catch(() => null);
  if (!prepared) {
    return { code };
  }
  job.prepared = prepared;
  const loaded = await waitForLoad(prepared, Date.now() + LOAD_TIMEOUT_MS, job.signal);
  if (!loaded.tab) {
    return { code: loaded.code === "NO_TAB" ? "TAB_LOST" : loaded.code };
  }
  const state = await getPageState(loaded.tab);
  if (state === "TAB_ERROR") {
    return { code: "OFFLINE" }; // Chrome shows its own error page
  }
  return state === "ready" || state === "busy" ? { tab: loaded.tab } : { code: state };
}

/** @type {(code: string, job: Job) => Promise<chrome.tabs.Tab | null>} */
async function openOrWake(code, job) {
  if (code === "TAB_ASLEEP" && job.mayUse !== null) {
    return wakeTab();
  }
  if (code !== "NO_TAB" || job.mayUse !== "open") {
    return null;
  }
  const tab = await chrome.tabs.create({ url: ANALYTICS, active: false });
  job.opened = { id: Number(tab.id), last_accessed: tab.lastAccessed ?? null };
  await writeSession(job, { helper_tab: job.opened });
  return tab;
}

/** @type {() => Promise<chrome.tabs.Tab | null>} */
async function wakeTab() {
  const [tab] = (await findTabs()).filter(isAsleep);
  if (!tab) {
    return null;
  }
  await chrome.tabs.reload(Number(tab.id));
  return { ...tab, status: "loading" };
}

/** @returns {Promise<chrome.tabs.Tab[]>} ChatGPT's tabs, the one used last first */
async function findTabs() {
  const tabs = await chrome.tabs.query({ url: PAGES });
  return tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
}

/**
 * Ends the use of the tab that a press allowed: closes it, or brings it to the front if only the person can go on.
 * @param {Job} job
 * @param {string} code how the refresh ended
 * @param {unknown} days the intervals of the refresh
 */
export async function releaseTab(job, code, days) {
  if (job.prepared && NEEDS_PERSON.includes(code) && !job.signal.aborted) {
    await rememberRefresh(job, Number(job.prepared.id), days);
    await bringToFront(Number(job.prepared.id));
  } else if (job.opened) {
    await closeTab(job.opened);
  }
  if (job.opened) {
    await writeSession(job, {}, ["helper_tab"]);
  }
}

/** Closes the tab that an earlier worker opened and could not close. */
export async function closeForgottenTab() {
  const { helper_tab: opened } = await readSession(["helper_tab"]);
  if (opened) {
    await closeTab(opened);
    await updateSession("helper_tab", (now) => (now?.id === opened.id ? undefined : now));
  }
}

// A tab that the person has looked at is theirs: it is in front, or it was since it was opened.
/** @type {(opened: OpenedTab) => Promise<void>} */
async function closeTab({ id, last_accessed: accessed }) {
  try {
    const tab = await chrome.tabs.get(id);
    if (!tab.active && (tab.lastAccessed ?? null) === accessed) {
      await chrome.tabs.remove(id);
    }
  } catch {
    // it is closed already
  }
}

/**
 * Brings the ChatGPT tab used last to the front, or a new one, and remembers the refresh until it has loaded.
 * @param {unknown} days the intervals of the refresh
 * @param {Pick<Job, "signal">} job
 */
export async function showTab(days, job) {
  const [tab] = await findTabs();
  const { id } = tab ?? (await chrome.tabs.create({ url: ANALYTICS, active: false }));
  await rememberRefresh(job, Number(id), days);
  await bringToFront(Number(id));
  return "ok";
}

/** @type {(id: number) => Promise<void>} */
async function bringToFront(id) {
  const tab = await chrome.tabs.update(id, { active: true });
  await chrome.windows.update(Number(tab?.windowId), { focused: true });
}

/** @type {(job: Pick<Job, "signal">, id: number, days: unknown) => Promise<void>} */
const rememberRefresh = (job, id, days) =>
  writeSession(job, {
    pending_refresh: {
      tab: id,
      days: days ?? null,
      attempts_left: MAX_ATTEMPTS,
      expires_at: toInstant(Date.now() + PENDING_MS),
    },
  });

/** @type {(pending: PendingRefresh | undefined) => boolean} */
const isValid = (pending) =>
  pending !== undefined && pending.attempts_left > 0 && Date.parse(pending.expires_at) > Date.now();

/** @returns {Promise<boolean>} whether a refresh waits for a tab; one that has expired is forgotten */
export const isRefreshPending = async () =>
  (await updateSession("pending_refresh", (pending) => (isValid(pending) ? pending : undefined))) !== undefined;

/**
 * Takes one attempt of the refresh that waits for the tab `id`.
 * @param {number} id
 * @returns {Promise<PendingRefresh | null>} null if none waits for this tab
 */
export async function takePendingRefresh(id) {
  let taken = null;
  await updateSession("pending_refresh", (pending) => {
    if (!isValid(pending) || pending.tab !== id) {
      return pending;
    }
    taken = pending;
    return { ...pending, attempts_left: pending.attempts_left - 1 };
  });
  return taken;
}

/** Forgets the refresh that waits for a tab. */
export const forgetPendingRefresh = () => updateSession("pending_refresh", () => undefined);
