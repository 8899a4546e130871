// The service worker: it answers the popup and updates the toolbar badge. Its listeners are registered at once,
// and it keeps no state between events; background/ does the work.
// It answers the popup's own page with a code, and no other sender.

import { clearData, recover, recoverIfIdle, refresh, resumeRefresh, showTabThenRefresh } from "./background/refresh.js";
import { DAILY_REPORTS } from "./background/contract.js";
import { isRefreshPending } from "./background/helper_tab.js";
import { showBadge } from "./background/badge.js";

/** @type {Record<string, (message: Message) => Promise<string>>} */
const HANDLERS = {
  refresh: ({ days, tab, shown }) => refresh("refresh", days, tab, shown),
  refresh_all: ({ days, tab, shown }) => refresh("refresh_all", days, tab, shown),
  show_tab: ({ days }) => showTabThenRefresh(days),
  clear_data: clearData,
};
// What a message may have beside its kind.
/** @type {Record<string, (value: any, kind: string) => boolean>} */
const FIELDS = {
  kind: () => true,
  days: (_, kind) => kind !== "clear_data",
  tab: (value, kind) => (value === "open" || value === "wake") && (kind === "refresh" || kind === "refresh_all"),
  shown: (value, kind) => DAILY_REPORTS.includes(value) && (kind === "refresh" || kind === "refresh_all"),
};
/** @type {{accessLevel: "TRUSTED_CONTEXTS"}} */
const trusted = { accessLevel: "TRUSTED_CONTEXTS" };

let deletionCount = 0;

// Firefox has no such lock: PRIVACY.md says what that means.
const ready = Promise.all([
  chrome.storage.local.setAccessLevel?.(trusted),
  chrome.storage.session.setAccessLevel?.(trusted),
]).then(recover);

chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
  if (isPopup(sender) && message?.kind === "wake") {
    ready.then(recoverIfIdle).catch(() => {}); // it is not answered
  }
  if (!isPopup(sender) || !isMessage(message)) {
    return false;
  }
  const isDeletion = message.kind === "clear_data";
  const start = isDeletion ? Promise.resolve() : ready; // deleting does not wait for the recovery
  deletionCount += isDeletion ? 1 : 0;
  const countAtStart = deletionCount; // a refresh that waits while everything is deleted does not start
  start
    .then(() => (countAtStart === deletionCount ? HANDLERS[message.kind](message) : "INTERRUPTED"))
    .then(
      (code) => sendResponse({ code }),
      () => sendResponse({ code: "INTERNAL" }),
    );
  return true;
});

chrome.storage.onChanged.addListener((changes, area) => {
  if (area === "session" && "pending_refresh" in changes) {
    watchTabs();
  }
  if ((area === "local" && "report" in changes) || (area === "session" && "pending_refresh" in changes)) {
    updateBadge();
  }
});
chrome.runtime.onInstalled.addListener(updateBadge);
chrome.runtime.onStartup.addListener(updateBadge);
updateBadge();

// A tab that has loaded may be the one a refresh waits for. Chrome starts the worker for it, so it listens only then;
// the listener must be there when the worker starts, because that event may be why.
/** @type {(id: number, change: {status?: string}) => void} */
const onTabUpdated = (id, { status }) => {
  if (status === "complete") {
    ready.then(() => resumeRefresh(id)).catch(() => {});
  }
};
chrome.tabs.onUpdated.addListener(onTabUpdated);
ready.then(watchTabs);

async function watchTabs() {
  const isPending = await isRefreshPending().catch(() => true);
  chrome.tabs.onUpdated[isPending ? "addListener" : "removeListener"](onTabUpdated);
}

function updateBadge() {
  ready.then(showBadge).catch(() => {});
}

/** @type {(sender: chrome.runtime.MessageSender) => boolean} */
function isPopup({ id, origin, url }) {
  return id === chrome.runtime.id && origin === location.origin && new URL(url ?? origin).pathname === "/popup.html";
}

/** @type {(message: any) => message is Message} */
function isMessage(message) {
  return (
    typeof message === "object" &&
    message !== null &&
    Object.hasOwn(message, "kind") &&
    typeof message.kind === "string" &&
    Object.hasOwn(HANDLERS, message.kind) &&
    Object.keys(message).every((name) => Object.hasOwn(FIELDS, name) && FIELDS[name](message[name], message.kind))
  );
}
