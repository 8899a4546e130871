// The locks of the simulated browser: one of a name at a time, and `ifAvailable`; `signal` gives up waiting. They are
// free when their program ends.

/** @typedef {import("./realm.mjs").Realm} Realm */

/** @type {Map<string, Realm>} */
export const heldLocks = new Map(); // name -> realm
/** @type {{name: string, realm: Realm, go: (value: unknown) => void}[]} */
let waiting = []; // {name, realm, go}

/** @typedef {(lock: {name: string} | null) => any} LockWork */
/** @type {(realm: Realm) => (name: string, options: any, given?: LockWork) => Promise<any>} */
export const requestOf = (realm) => async (name, options, given) => {
  const work = given ?? options;
  const { ifAvailable = false, signal = null } = given ? options : {};
  if (!heldLocks.has(name)) {
    heldLocks.set(name, realm);
  } else if (ifAvailable) {
    return work(null);
  } else {
    await new Promise((go, no) => {
      const one = { name, realm, go };
      waiting.push(one);
      signal?.addEventListener("abort", () => {
        waiting = waiting.filter((other) => other !== one);
        no(new Error("gave up"));
      });
    });
  }
  try {
    return await work({ name });
  } finally {
    release(name);
  }
};

/** @param {string} name */
function release(name) {
  const next = waiting.find((one) => one.name === name);
  waiting = waiting.filter((one) => one !== next);
  if (next) {
    heldLocks.set(name, next.realm);
    next.go(undefined);
  } else {
    heldLocks.delete(name);
  }
}

/**
 * Frees the locks of a program that ended, and forgets what it waits for.
 * @param {Realm} ended
 */
export function releaseAll(ended) {
  waiting = waiting.filter((one) => one.realm !== ended);
  [...heldLocks].filter(([, realm]) => realm === ended).forEach(([name]) => release(name));
}

export function forgetLocks() {
  heldLocks.clear();
  waiting = [];
}
