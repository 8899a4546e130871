// Tabs: ChatGPT's, and those that a press opens; and the permission to reach ChatGPT.

import { send } from "./messages.js";

const ANALYTICS = "https://chatgpt.com/codex/cloud/settings/analytics";
const OURS = { origins: ["https://chatgpt.com/*"] };

// Shows the ChatGPT tab there is, or opens the analytics page. With a message the worker does it, and reads once that
// tab has loaded; this page closes as soon as a tab is in front.
/** @type {(message?: string) => Promise<unknown>} */
export async function openChatgpt(message) {
  if (message && (await send(message, false)) === "ok") return;
  const tabs = await chrome.tabs.query({ url: OURS.origins });
  const [tab] = tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0)); // the one used last, as the worker asks
  if (!tab) return openAnalytics();
  await chrome.tabs.update(tab.id, { active: true });
  return chrome.windows.update(tab.windowId, { focused: true });
}

export function openAnalytics() {
  return chrome.tabs.create({ url: ANALYTICS });
}

// Opens an address that ChatGPT, or a policy, told: only an https one, only on a press.
/** @param {string} address */
export function openLink(address) {
  return URL.parse(address)?.protocol === "https:" ? chrome.tabs.create({ url: address }) : null;
}

/** @param {string} address */
export function openInTab(address) {
  return chrome.tabs.create({ url: chrome.runtime.getURL(`popup.html#${address}`) });
}

/** @returns {Promise<string>} the result code */
export async function grant() {
  try {
    return (await chrome.permissions.request(OURS)) ? "ok" : "NO_PERMISSION";
  } catch {
    return "NO_PERMISSION";
  }
}
