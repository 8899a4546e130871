// The clock of a simulated life: it moves only when it is told. Nothing there waits for anything but promises
// and this clock, so one turn of the real loop settles all that can settle.

Error.stackTraceLimit = Number(process.env.STACK ?? 0); // each abort would write one down

const turn = setImmediate;
const RealDate = Date;
export const clock = { now: 0, random: 1 };
/** @typedef {{realm: object | null, at: number, call: () => void, every: number | null}} Timer times in ms */
/** @type {Map<number, Timer>} */
const timers = new Map();
let last = 0;

const SimulatedDate = class extends RealDate {
  /** @param {any[]} given */
  constructor(...given) {
    if (given.length === 1) {
      super(given[0]); // quick, and by far the most
    } else {
      super(.../** @type {[number]} */ (given.length === 0 ? [clock.now] : given));
    }
  }

  static now() {
    return clock.now;
  }
};
globalThis.Date = /** @type {DateConstructor} */ (SimulatedDate);

// The same life draws the same numbers.
Math.random = () => (clock.random = (clock.random * 16807) % 2147483647) / 2147483647;

/** @type {(realm: object | null, call: () => void, wait: number | undefined, every: boolean) => number} */
function schedule(realm, call, wait, every) {
  last += 1;
  const at = clock.now + Math.max(wait || 0, every ? 1 : 0);
  timers.set(last, { realm, at, call, every: every ? Math.max(wait ?? 0, 1) : null });
  return last;
}

/** @param {number} id */
const clear = (id) => timers.delete(id);

// The timers of one program, which end with it.
/** @typedef {(call: (...given: any[]) => void, wait?: number, ...given: any[]) => number} SetTimer */
/** @typedef {(id: number) => boolean} ClearTimer */
/** @typedef {{setTimeout: SetTimer, setInterval: SetTimer, clearTimeout: ClearTimer, clearInterval: ClearTimer}} Timers */
/** @type {(realm: object | null) => Timers} */
export const timersOf = (realm) => ({
  setTimeout: (call, wait, ...given) => schedule(realm, () => call(...given), wait, false),
  setInterval: (call, wait, ...given) => schedule(realm, () => call(...given), wait, true),
  clearTimeout: clear,
  clearInterval: clear,
});
const everybody = timersOf(null);
Object.assign(globalThis, everybody);
AbortSignal.timeout = (wait) => {
  const control = new AbortController();
  everybody.setTimeout(() => control.abort(), wait);
  return control.signal;
};

/** @returns {Promise<void>} */
export const settled = () => new Promise((done) => turn(done));

// Moves the clock to the next thing that is due, at most to `until`; false when it got there.
/** @param {number} until Unix time in ms */
export function step(until) {
  /** @type {{id: number, timer: Timer} | null} */
  let next = null;
  for (const [id, timer] of timers) {
    if (next === null || timer.at < next.timer.at) {
      next = { id, timer };
    }
  }
  if (next === null || next.timer.at > until) {
    clock.now = until;
    return false;
  }
  const { id, timer } = next;
  clock.now = Math.max(clock.now, timer.at);
  if (timer.every === null) {
    timers.delete(id);
  } else {
    timer.at = clock.now + timer.every;
  }
  timer.call();
  return true;
}

// Sets the clock. Timers count the time that passes, not what the clock shows.
/** @param {number} now Unix time in ms */
export function setClock(now) {
  for (const timer of timers.values()) {
    timer.at += now - clock.now;
  }
  clock.now = now;
}

/** @param {object} realm */
export const hasTimers = (realm) => [...timers.values()].some((timer) => timer.realm === realm);

/** @param {object | null} realm */
export function stopTimers(realm = null) {
  for (const [id, timer] of timers) {
    if (realm === null || timer.realm === realm) {
      timers.delete(id);
    }
  }
}
