// The clock of a simulated life: it moves only when it is told. Nothing there waits for anything but promises
// and this clock, so one turn of the real loop settles all that can settle.

Error.stackTraceLimit = Number(process.env.STACK ?? 0); // each abort would write one down

const turn = setImmediate;
const RealDate = Date;
export const clock = { now: 0, random: 1 };
const timers = new Map();
let last = 0;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 1) {
      super(given[0]); // quick, and by far the most
    } else {
      super(...(given.length === 0 ? [clock.now] : given));
    }
  }

  static now() {
    return clock.now;
  }
};

// The same life draws the same numbers.
Math.random = () => (clock.random = (clock.random * 16807) % 2147483647) / 2147483647;

function schedule(realm, call, wait, every) {
  last += 1;
  const at = clock.now + Math.max(wait || 0, every ? 1 : 0);
  timers.set(last, { realm, at, call, every: every ? Math.max(wait, 1) : null });
  return last;
}

const clear = (id) => timers.delete(id);

// The timers of one program, which end with it.
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

export const settled = () => new Promise((done) => turn(done));

// Moves the clock to the next thing that is due, at most to `until`; false when it got there.
export function step(until) {
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
export function setClock(now) {
  for (const timer of timers.values()) {
    timer.at += now - clock.now;
  }
  clock.now = now;
}

export const hasTimers = (realm) => [...timers.values()].some((timer) => timer.realm === realm);

export function stopTimers(realm = null) {
  for (const [id, timer] of timers) {
    if (realm === null || timer.realm === realm) {
      timers.delete(id);
    }
  }
}
