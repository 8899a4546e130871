// One refresh at a time: decide what to ask, run it in a tab, make the report, store it. The
// popup reads the result from storage and never from a message. A refresh that fails leaves
// the report as it is and a coded notice in memory; nothing here throws.

import { DAILY_REPORTS, ORIGIN, plan, SESSION, sessionCode, waitOf, wholeCode } from "./chatgpt/chatgpt.js";
import { common, instant, today, without } from "./coverage/intervals.js";
import { heldDays, trimmed } from "./coverage/covered.js";
import { isDue, neededDays, rereadAfter, trustedDays } from "./coverage/required.js";
import { ask, BEGIN_MS, callOff, loadedTab, permitted } from "./collect/run.js";
import { isEnvelope, snapshot } from "./report/build.js";
import { buryInterrupted, known, noted, removeEverything, saltFor, saveReport, write } from "./report/store.js";
import { words } from "./parse/labels.js";

const DEADLINE_MS = 60_000;
const PACE_MS = 60_000;
const DYING_MS = 3_000;
const LONGEST_PACE_MS = 3_600_000;
const MOST_LOG = 200;
const PAGE_LIMITS = {
  total_ms: 55_000, // all of it, a little less than our own deadline
  last_ms: 5_000, // kept for reading the session again at the end
  request_ms: 20_000,
  pause_ms: 2_000,
  chances: 4, // how many broken requests are sent again: more would be knocking at a closed door
  body_bytes: 5_000_000,
  cells: 100_000,
  at_once: 4,
};

let current = null; // the run in flight, to be called off

const alone = (work) => navigator.locks.request("refresh", { ifAvailable: true }, work);

// Called at every start of the worker. The last one may still be dying, with the lock in its hand:
// that is waited for, since a refresh of its own would be told to be running for ever.
export const recover = () =>
  navigator.locks.request("refresh", { signal: AbortSignal.timeout(DYING_MS) }, bury).catch(() => {});

// `kind` is "refresh", or "reread" to trust no stored day; `days` are the spans the popup wants to know, not checked yet.
// Gives the code it ended with.
export const refresh = (kind, days) => alone((lock) => (lock ? run(kind, days) : "BUSY"));

// Empties all storage; a refresh that is running ends without a trace.
export async function forget() {
  current?.abort();
  await removeEverything();
  return "ok";
}

// With the lock held, a refresh that is noted as running died with its worker. Its page does
// not know: what it still asks for is called off, so that no second reading runs beside the next.
async function bury() {
  const dead = await noted();
  if (dead) {
    await callOff(dead.id).catch(() => {});
    await buryInterrupted(dead.id, instant(Date.now()));
  }
}

async function run(kind, days) {
  const control = new AbortController();
  const { signal } = control;
  const job = { id: crypto.randomUUID(), signal, started: Date.now(), log: [], asked: false, over: false };
  current = control;
  let ended;
  try {
    ended = await attemptRefresh(kind, days, job);
  } catch {
    ended = { code: "INTERNAL" };
  }
  const { code, paced = false, wait = null } = ended;
  if (code !== "ok" && !paced) {
    await noteFailure(job, code, wait).catch(() => {});
  }
  current = null; // until here deleting calls off what is still written
  return job.signal.aborted ? "INTERRUPTED" : code;
}

async function attemptRefresh(kind, days, job) {
  await bury();
  const state = await known();
  const day = today(job.started);
  const early = isEarly(state.pace, job.started);
  const needed = neededDays(days, !early && (kind === "reread" || isDue(state.reread, day)), day);
  const mine = state.identity ? state.report : null;
  const everything = plan(needed, {});
  let read = needed;
  let requests = mine && kind === "refresh" ? plan(needed, trusted(heldDays(mine), state.reread, day)) : everything;
  if (early) {
    read = kind === "refresh" && mine && state.pace.code === "ok" ? without(needed, mine.scopes.mine.spans) : [];
    requests = read.length > 0 ? plan(read, heldDays(mine, true), false) : [];
    if (requests.length === 0) {
      const why = state.pace.code === "RATE_LIMITED" ? "RATE_LIMITED" : "PACED";
      return { code: state.notice?.code ?? why, paced: true };
    }
  }
  if (!(await permitted())) {
    return { code: "NO_PERMISSION" };
  }
  await progress(job, { step: 0, of: requests.length + 1, report: "session" });
  job.salt = await saltFor(job);
  const first = await inSomeTab(requests, job);
  const { tab } = first;
  let { envelope } = first;
  if (isEnvelope(envelope) && !isOf(state, envelope) && requests !== everything) {
    read = needed;
    requests = everything;
    envelope = await collected(tab, everything, job); // somebody else: none of the stored days are theirs
  }
  const reread = () => rereadAfter(state.reread, read, day, requests === everything);
  return isEnvelope(envelope) ? store(envelope, state, needed, reread, job) : refusal(envelope);
}

const isEarly = (pace, now) => {
  const left = Date.parse(pace?.not_before) - now;
  return left > 0 && left <= LONGEST_PACE_MS;
};

// The stored days (report -> spans) that need no second look yet.
function trusted(held, reread, day) {
  const spans = trustedDays(reread, day);
  return Object.fromEntries(Object.entries(held).map(([report, own]) => [report, common(own, spans)]));
}

// The first of ChatGPT's tabs to be lost, or not to answer, before ChatGPT was asked for anything gives way to the next:
// {tab, envelope}. When none answers, the first one's code is told.
async function inSomeTab(requests, job) {
  const tried = [];
  let failed = null;
  for (;;) {
    const { tab, code } = await loadedTab(tried);
    if (code) {
      return { envelope: failed ?? { code } };
    }
    const envelope = await collected(tab, requests, job);
    if (job.asked || !GIVES_WAY.includes(envelope.code)) {
      return { tab, envelope };
    }
    failed ??= envelope;
    tried.push(tab.id);
    if (Date.now() + BEGIN_MS > job.started + DEADLINE_MS) {
      return { envelope: failed };
    }
  }
}

const GIVES_WAY = ["TAB_LOST", "TAB_BUSY", "WRONG_HOST"];

async function collected(tab, requests, job) {
  const until = job.started + DEADLINE_MS;
  const total = Math.min(PAGE_LIMITS.total_ms, until - Date.now() - PAGE_LIMITS.last_ms);
  const order = {
    id: job.id, origin: ORIGIN, session: SESSION, salt: job.salt, requests, limits: { ...PAGE_LIMITS, total_ms: Math.max(total, 0) },
  };
  const envelope = await ask(tab.id, order, until, job.signal, (step) => {
    job.asked ||= step.step > 0;
    progress(job, step).catch(() => {});
  });
  if (Array.isArray(envelope.log)) {
    job.log = [...job.log, ...envelope.log].slice(-MOST_LOG);
    job.asked ||= envelope.log.some(({ report }) => report !== "session");
  }
  return envelope;
}

// A page tells its progress a little late: what comes after the end is not written.
async function progress(job, { step, of, report }) {
  if (!job.over) {
    await write(job, { refresh: { id: job.id, started_at: instant(job.started), step, of, report } });
  }
}

function refusal({ code, session }) {
  const why = session ? sessionCode(session) : typeof code === "string" ? code : "SHAPE";
  return { code: why, wait: why === "RATE_LIMITED" ? waitOf(session?.retry_after, Date.now()) : null };
}

async function store(envelope, state, needed, reread, job) {
  const same = isOf(state, envelope);
  const now = Date.now();
  const { report, code, wait } = snapshot(envelope, same ? state.report : null, now);
  if (!report) {
    return { code, wait };
  }
  const passing = inTheWayOfDays(report);
  if (passing && state.identity === null && state.report?.scopes.mine.spans.length > 0) {
    return { code: passing, wait };
  }
  if (!(await saveReport(job, [report, trimmed(report, today(now))], !same))) {
    return { code: "STORAGE", wait };
  }
  const { identity, workspace } = envelope;
  const through = isReadThrough(report);
  job.over = true;
  const whole = without(needed, report.scopes.mine.spans).length === 0;
  const personal = report.sections.some((one) => one.report === "limits" && one.code === "PERSONAL");
  const pace = paceAfter(wait, wait !== null ? "RATE_LIMITED" : personal ? "PERSONAL" : whole ? "ok" : "PARTIAL");
  await write(job, {
    workspace: same && workspace.name === null
      ? state.workspace // its name was not asked for this time
      : { identity, name: words(workspace.name), plan: words(workspace.plan) },
    log: job.log,
    ...(pace && { pace }),
    ...(through && { reread: reread() }),
  }, ["notice", "refresh", ...(pace ? [] : ["pace"]), ...(same || through ? [] : ["reread"])]);
  return { code: "ok" };
}

// Whether the stored report is that of the person who was read. Somebody without an id is nobody known.
const isOf = ({ identity }, envelope) => envelope.identity !== null && envelope.identity === identity;

// Nobody remembers whose the stored report is once the browser was started anew. A report without a single day does not
// take its place when that may pass by itself: the code of what stood in the way, else null.
function inTheWayOfDays({ scopes, sections }) {
  const code = wholeCode(sections.filter(({ report }) => DAILY_REPORTS.includes(report)).map((section) => section.code));
  return scopes.mine.spans.length === 0 && PASSING.includes(code) ? code : null;
}

const PASSING = ["RATE_LIMITED", "OFFLINE", "TIMEOUT", "SERVER"];

// Whether nothing that may pass by itself kept days from being read: only then they need no second look.
const isReadThrough = ({ sections }) =>
  !sections.some(({ report, code }) => DAILY_REPORTS.includes(report) && [...PASSING, "PARTIAL", "CHALLENGE"].includes(code));

// The endings that the person can mend at once, by signing in or choosing a workspace: then
// nothing but a wait that ChatGPT asked for stands in the way of the next refresh.
const MENDED_BY_HAND = ["SIGNED_OUT", "GUEST", "PERSONAL", "CHALLENGE", "NO_WORKSPACE"];

function paceAfter(wait, code) {
  if (wait === null && MENDED_BY_HAND.includes(code)) {
    return null;
  }
  return { not_before: instant(Date.now() + (wait ?? PACE_MS)), code };
}

async function noteFailure(job, code, wait) {
  job.over = true;
  const pace = job.asked || wait !== null ? paceAfter(wait, code) : null;
  const notice = { code, at: instant(Date.now()), retry_at: pace?.not_before ?? null };
  const gone = MENDED_BY_HAND.includes(code) && !pace ? ["refresh", "pace"] : ["refresh"];
  await write(job, { notice, log: job.log, ...(pace && { pace }) }, gone);
}
