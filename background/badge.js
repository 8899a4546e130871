// The toolbar badge: the used percent of the limit at the last refresh. It is drawn from the stored report when the
// worker starts and when the report changes. Without a percent, or after the end of its period, there is no badge.
// In between it stays as it is, and its title states until when it counts: an alarm would need one more permission.
// The worker makes no forecast. The badge is amber when the limit is near, and more of it is used than of the period is gone.
// While a refresh waits for the person in ChatGPT's tab, the badge says so instead.

import { FULL_PERCENT, NEAR_PERCENT } from "./contract.js";
import { message } from "./message.js";
import { upgradeReport } from "./report/upgrade.js";

const MAX_PERCENT = 999; // four characters fit
const CLOCK_TOLERANCE_MS = 60_000; // a later time was read before the clock was set back
const COLOR = "#0a6b56"; // the popup's accent
const WARNING_COLOR = "#8a5300";
const FULL_COLOR = "#b3261e";
const DAY_MS = 86_400_000;

/** Draws the badge of the stored report. */
export async function showBadge() {
  const { report } = await chrome.storage.local.get("report");
  const limits = upgradeReport(report)?.limits;
  const isPast = limits && Date.parse(limits.fetched_at) < Date.now() + CLOCK_TOLERANCE_MS;
  const share = limits && isPast ? usedPercent(limits) : null;
  const name = chrome.runtime.getManifest().action.default_title;
  /** @type {{pending_refresh?: PendingRefresh}} */
  const { pending_refresh: pending } = await chrome.storage.session.get("pending_refresh");
  if (pending && Date.parse(pending.expires_at) > Date.now()) {
    const title = message("{name}: your credits load when ChatGPT's tab is ready", { name });
    await Promise.all([
      chrome.action.setBadgeText({ text: "…" }),
      chrome.action.setBadgeBackgroundColor({ color: COLOR }),
      chrome.action.setBadgeTextColor({ color: "#ffffff" }),
      chrome.action.setTitle({ title }),
    ]);
    return;
  }
  if (!limits || share === null) {
    await Promise.all([chrome.action.setBadgeText({ text: "" }), chrome.action.setTitle({ title: name })]);
    return;
  }
  /** @type {Intl.DateTimeFormatOptions} */
  const style = { dateStyle: "medium", timeStyle: "short" };
  const moments = [limits.fetched_at, limits.personal.resets_at];
  const [read, resets] = moments.map((at) => at && new Date(at).toLocaleString(undefined, style));
  const left = getRemaining(limits.personal)?.toLocaleString(undefined, { maximumFractionDigits: 2 });
  const parts = [
    message("{share} % of your limit used", { share }),
    left && message("{amount} left", { amount: left }),
    resets && message("resets {time}", { time: resets }),
  ];
  const facts = parts.filter(Boolean).join(message(", "));
  await Promise.all([
    chrome.action.setBadgeText({ text: `${Math.min(share, MAX_PERCENT)}%` }),
    chrome.action.setBadgeBackgroundColor({ color: badgeColor(limits, share) }),
    chrome.action.setBadgeTextColor({ color: "#ffffff" }),
    chrome.action.setTitle({ title: message("{name}: {facts}; updated {time}", { name, facts, time: read ?? "" }) }),
  ]);
}

/**
 * What is left of a limit; null when it is not known.
 * @param {PersonalLimit} personal
 * @returns {number | null}
 */
export function getRemaining({ limit, used, remaining }) {
  const known = remaining ?? (limit !== null && used !== null ? limit - used : null);
  return known === null ? null : Math.max(0, known);
}

/**
 * @param {Limits} limits
 * @param {number} share whole percent used
 * @param {number} [now] Unix time in ms
 * @returns {string} a CSS color
 */
export function badgeColor(limits, share, now = Date.now()) {
  if (share >= FULL_PERCENT) {
    return FULL_COLOR;
  }
  const [start, end] = [getPeriodStart(limits), getPeriodEnd(limits)];
  const gone = (100 * (now - start)) / (end - start);
  return share >= NEAR_PERCENT && share > gone ? WARNING_COLOR : COLOR;
}

// The reset before, where one about a period earlier is known, or a month before the end.
/** @type {(limits: Limits) => number} */
function getPeriodStart(limits) {
  const end = getPeriodEnd(limits);
  const before = Date.parse(limits.previous_reset ?? "");
  const days = (end - before) / DAY_MS;
  if (days >= 25 && days <= 35) {
    return before;
  }
  return new Date(end).setUTCMonth(new Date(end).getUTCMonth() - 1);
}

const ROUNDING = 1.5; // per cent points by which ChatGPT's rounded share may differ from used / limit

/**
 * Rounds as codex_credits/model/budget.py does.
 * @param {Limits | null | undefined} limits
 * @param {number} [now] Unix time in ms
 * @returns {number | null} whole percent; null when unknown, negative, or after the end of the period
 */
export function usedPercent(limits, now = Date.now()) {
  const personal = limits?.personal;
  if (!limits || !personal || !["set", "hidden"].includes(personal.state) || getPeriodEnd(limits) <= now) {
    return null;
  }
  const share = computePercent(personal);
  const whole = share === null ? -1 : Math.floor(share + 0.5);
  if (share === null || whole < 0) {
    return null;
  }
  return whole >= FULL_PERCENT && share < FULL_PERCENT ? FULL_PERCENT - 1 : whole;
}

// The reset, or the end of the calendar month of the read when the reset is unknown.
/** @type {(limits: Limits) => number} */
function getPeriodEnd({ personal, fetched_at: read }) {
  const day = new Date(read);
  return Date.parse(personal.resets_at ?? "") || Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1);
}

// ChatGPT's used_percent, unless its amounts contradict it.
/** @type {(personal: PersonalLimit) => number | null} */
function computePercent({ limit, used, remaining, used_percent: told }) {
  const known = used ?? (limit !== null && remaining !== null && remaining > 0 ? limit - remaining : null);
  if (limit === null || known === null) {
    return told;
  }
  if (limit <= 0 || Math.abs(known) >= limit * 1e9) {
    return null;
  }
  const share = (known * 100) / limit;
  return told === null || Math.abs(told - share) > ROUNDING || told < FULL_PERCENT !== known < limit ? share : told;
}
