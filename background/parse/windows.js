// The rate-limit windows of wham/usage. A window of which ChatGPT tells less is kept with what it tells.

import { instantOf } from "../coverage/intervals.js";
import { amount, perCent } from "./numbers.js";
import { flag, part } from "./parts.js";
import { label } from "./labels.js";

// A window that is untouched and ends a whole window from now has not opened yet.
function windowOf(one, now, readPart) {
  const read = (work) => readPart("windows", work);
  const used = read(() => perCent(one.used_percent));
  const length = read(() => amount(one.limit_window_seconds));
  const minutes = length === null ? read(() => amount(one.window_minutes)) : null;
  const seconds = length === null && minutes === null ? null : Math.round(length ?? minutes * 60);
  const after = read(() => amount(one.reset_after_seconds));
  const told = instantOf(one.reset_at ?? one.resets_at);
  const resetsAt = told ?? (after === null ? null : instantOf(now / 1000 + after));
  const left = after ?? (resetsAt === null ? 0 : (Date.parse(resetsAt) - now) / 1000);
  const opened = used !== 0 || seconds === null || left < seconds - 60;
  return { used_percent: used, seconds, resets_at: resetsAt, opened };
}

const NOTHING = { used_percent: null, seconds: null, resets_at: null, opened: true };
const isTold = (window) => window.used_percent !== null || window.seconds !== null || window.resets_at !== null;

// The windows of one rate limit, each with what the rate limit says of itself. One that says
// something of itself and names no window is a window without figures.
function windowsOf(name, found, now, read) {
  const limit = read("windows", () => part(found));
  if (limit === null) {
    return [];
  }
  const reached = read("windows", () => flag(limit.limit_reached));
  const allowed = read("windows", () => flag(limit.allowed));
  const first = [limit.primary_window ?? limit.primary, limit.secondary_window ?? limit.secondary];
  const places = [...first, limit.monthly_window, limit];
  const windows = places.map((place) => windowOf(read("windows", () => part(place)) ?? {}, now, read));
  const told = windows.filter(isTold);
  const shown = told.length > 0 || (reached === null && allowed === null) ? told : [NOTHING];
  return shown.map((window) => ({ name, ...window, reached, allowed }));
}

// One of the additional limits, [its key or null, what it is]: the rate limit itself, or an object with it.
function additional([name, found], now, read) {
  const one = read("windows", () => part(found));
  return windowsOf(label(one?.limit_name) ?? label(name) ?? "", one?.rate_limit ?? one, now, read);
}

export function windowsIn(body, now, read) {
  const more = body.additional_rate_limits ?? [];
  return [
    ...windowsOf("Codex", body.rate_limit, now, read),
    ...windowsOf("Code review", body.code_review_rate_limit, now, read),
    ...(Array.isArray(more) ? more : [[null, more]]).flatMap((one) => additional(one, now, read)),
  ];
}
