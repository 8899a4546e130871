// The toolbar icon: how much of the limit was used when it was last read, and when that was.
// It is drawn from the stored report alone, when the worker starts and when the report changes. No
// share of a limit, or one whose period is over at that moment: no badge. Between those moments it
// stays as it is, and its title tells until when it counts: a clock of its own would need one more permission.

import { upgradeReport } from "./report/upgrade.js";

const MAX_PERCENT = 999; // four characters fit
const CLOCK_TOLERANCE_MS = 60_000; // figures of a later time were read by a clock that has been set back since
const COLOR = "#1f5fbf";
const FULL_COLOR = "#b3261e";

export async function showBadge() {
  const { report } = await chrome.storage.local.get("report");
  const limits = upgradeReport(report)?.limits;
  const isPast = limits && Date.parse(limits.fetched_at) < Date.now() + CLOCK_TOLERANCE_MS;
  const share = isPast ? usedPercent(limits) : null;
  const name = chrome.runtime.getManifest().action.default_title;
  if (share === null) {
    await Promise.all([chrome.action.setBadgeText({ text: "" }), chrome.action.setTitle({ title: name })]);
    return;
  }
  const style = { dateStyle: "medium", timeStyle: "short" };
  const moments = [limits.fetched_at, limits.personal.resets_at];
  const [read, resets] = moments.map((at) => at && new Date(at).toLocaleString(undefined, style));
  const end = resets ? `; resets ${resets}` : "";
  await Promise.all([
    chrome.action.setBadgeText({ text: `${Math.min(share, MAX_PERCENT)}%` }),
    chrome.action.setBadgeBackgroundColor({ color: share < 100 ? COLOR : FULL_COLOR }),
    chrome.action.setBadgeTextColor({ color: "#ffffff" }),
    chrome.action.setTitle({ title: `${name}: ${share} % of your limit used, read ${read}${end}` }),
  ]);
}

const ROUNDING = 1.5; // per cent points by which ChatGPT's rounded share may differ from used / limit

// Whole per cent, by the same rule as the card (codex_credits/model/budget.py); null when there is nothing
// true to say: no share, a negative one, or a period that is over.
export function usedPercent(limits, now = Date.now()) {
  const personal = limits?.personal;
  if (!["set", "hidden"].includes(personal?.state) || getPeriodEnd(limits) <= now) {
    return null;
  }
  const share = computePercent(personal);
  const whole = share === null ? -1 : Math.floor(share + 0.5);
  return whole < 0 ? null : whole >= 100 && share < 100 ? 99 : whole;
}

// When the period ends: at the reset, or with the calendar month of the read when no reset was told.
function getPeriodEnd({ personal, fetched_at: read }) {
  const day = new Date(read);
  return Date.parse(personal.resets_at) || Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1);
}

// ChatGPT's share, unless its other figures contradict it.
function computePercent({ limit, used, left, per_cent: told }) {
  const known = used ?? (left > 0 ? limit - left : null);
  if (limit === null || known === null) {
    return told;
  }
  if (limit <= 0 || Math.abs(known) >= limit * 1e9) {
    return null;
  }
  const share = (known * 100) / limit;
  return told === null || Math.abs(told - share) > ROUNDING || told < 100 !== known < limit ? share : told;
}
