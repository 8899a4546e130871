// The toolbar icon: how much of the limit was used when it was last read, and when that was.
// It is drawn from the stored report alone. No limit, or one whose period is over: no badge.

import { soundReport } from "./upgrade.js";

const MOST = 999; // four characters fit
const COLOUR = "#1f5fbf";
const FULL = "#b3261e";

export async function showBadge() {
  const { report } = await chrome.storage.local.get("report");
  const share = shareUsed(soundReport(report)?.limits?.personal);
  const name = chrome.runtime.getManifest().action.default_title;
  if (share === null) {
    await Promise.all([chrome.action.setBadgeText({ text: "" }), chrome.action.setTitle({ title: name })]);
    return;
  }
  const style = { dateStyle: "medium", timeStyle: "short" };
  const read = new Date(report.limits.fetched_at).toLocaleString(undefined, style);
  await Promise.all([
    chrome.action.setBadgeText({ text: `${Math.min(share, MOST)}%` }),
    chrome.action.setBadgeBackgroundColor({ color: share < 100 ? COLOUR : FULL }),
    chrome.action.setBadgeTextColor({ color: "#ffffff" }),
    chrome.action.setTitle({ title: `${name}: ${share} % of your limit used, read ${read}` }),
  ]);
}

// Whole per cent as ChatGPT rounds it, but never 100 before the limit is reached; null when
// there is nothing true to say.
function shareUsed(personal) {
  const { state, limit, used, per_cent: told, resets_at: resets } = personal ?? {};
  if (state !== "set" || (resets !== null && Date.parse(resets) < Date.now())) {
    return null;
  }
  const share = Math.round(told ?? (limit > 0 && used !== null ? (used / limit) * 100 : -1));
  return share < 0 ? null : share >= 100 && used !== null && used < limit ? 99 : share;
}
