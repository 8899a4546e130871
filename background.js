// The service worker: hears the popup and keeps the toolbar badge true. Its listeners are
// registered at once, and it remembers nothing between events; background/ does the work.
// It answers the popup's own page with a code, and nobody else at all.

import { showBadge } from "./background/badge.js";
import { forget, recover, refresh } from "./background/refresh.js";

const JOBS = {
  refresh: ({ days }) => refresh("refresh", days),
  reread: ({ days }) => refresh("reread", days),
  forget,
};
const trusted = { accessLevel: "TRUSTED_CONTEXTS" };

let deletions = 0;

const ready = Promise.all([
  chrome.storage.local.setAccessLevel(trusted),
  chrome.storage.session.setAccessLevel(trusted),
]).then(recover);

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (!isPopup(sender) || !isJob(message)) {
    return false;
  }
  const start = message.kind === "forget" ? Promise.resolve() : ready; // deleting waits for nothing
  deletions += message.kind === "forget" ? 1 : 0;
  const before = deletions; // a refresh that still waits when everything is deleted does not begin
  start.then(() => (before === deletions ? JOBS[message.kind](message) : "INTERRUPTED")).then(
    (code) => answer({ code }),
    () => answer({ code: "INTERNAL" }),
  );
  return true;
});

chrome.storage.onChanged.addListener((changes, area) => {
  if (area === "local" && "report" in changes) {
    badge();
  }
});
chrome.runtime.onInstalled.addListener(badge);
chrome.runtime.onStartup.addListener(badge);
badge();

function badge() {
  ready.then(showBadge).catch(() => {});
}

function isPopup({ id, origin, url }) {
  return id === chrome.runtime.id && origin === location.origin && new URL(url ?? origin).pathname === "/popup.html";
}

function isJob(message) {
  return (
    typeof message === "object" && message !== null &&
    Object.hasOwn(message, "kind") && typeof message.kind === "string" && Object.hasOwn(JOBS, message.kind) &&
    Object.keys(message).every((name) => name === "kind" || (name === "days" && message.kind !== "forget"))
  );
}
