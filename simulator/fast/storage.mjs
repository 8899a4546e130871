// The storage of the simulated browser: two areas, which may be slow, refuse, alter what they are given, or not answer.

import { clock, timersOf } from "./clock.mjs";

const { setTimeout } = timersOf(null);

// The fault there is: {area, op, how, left}; `how` is "reject", "quota", "alter" or "hang", `left` how often it strikes.
/** @type {{fault: {area: string, op: string, how: string, left: number} | null, slow: boolean, seed: number}} */
export const trouble = { fault: null, slow: false, seed: 1 };

// Milliseconds until a slow storage answers: the reads of a moment end in another order than they began.
function delay() {
  trouble.seed = (trouble.seed * 75 + 74) % 65537;
  return trouble.seed % 90;
}

/** @type {Record<string, string>} */
const REFUSALS = { reject: "the disk is broken", quota: "QUOTA_BYTES quota exceeded" };

export class Area {
  /**
   * @param {"local" | "session"} name
   * @param {(area: Area, names: string[], altered: boolean) => void} onChange called after each change
   */
  constructor(name, onChange) {
    this.name = name;
    this.kept = new Map(); // name -> JSON text
    this.onChange = onChange;
    this.version = 0; // goes up with each change
  }

  /** @type {(names?: string | string[] | null) => Record<string, any>} */
  read(names = null) {
    const asked = names === null ? [...this.kept.keys()] : [names].flat();
    return Object.fromEntries(
      asked.filter((one) => this.kept.has(one)).map((one) => [one, JSON.parse(this.kept.get(one))]),
    );
  }

  /** @type {(values: Record<string, any>, altered?: boolean) => void} */
  write(values, altered = false) {
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    for (const [name, value] of entries) {
      this.kept.set(name, JSON.stringify(altered && name === "report" ? corrupt(value) : value));
    }
    this.changed(
      entries.map(([name]) => name),
      altered,
    );
  }

  /** @param {string | string[]} names */
  drop(names) {
    this.changed([names].flat().filter((one) => this.kept.delete(one)));
  }

  empty() {
    const gone = [...this.kept.keys()];
    this.kept.clear();
    this.changed(gone);
  }

  /** @param {string[]} names */
  changed(names, altered = false) {
    if (names.length > 0) {
      this.version += 1;
      this.onChange(this, names, altered);
    }
  }

  // chrome.storage of one program.
  /** @param {import("./realm.mjs").Realm} realm */
  of(realm) {
    /** @type {(name: string, work: (given: any) => unknown) => (given?: any) => Promise<unknown>} */
    const op =
      (name, work) =>
      (...given) =>
        realm.guard(this.done(realm, name, () => work(...given), given[0]));
    return {
      setAccessLevel: async () => {},
      get: op("get", (names) => this.read(names)),
      set: op("set", (values) => this.write(values)),
      remove: op("remove", (names) => this.drop(names)),
      clear: op("clear", () => this.empty()),
    };
  }

  /** @type {(realm: import("./realm.mjs").Realm, name: string, work: () => unknown, given: any) => Promise<unknown>} */
  async done(realm, name, work, given) {
    const { fault } = trouble;
    const strikes =
      fault &&
      fault.left > 0 &&
      fault.area === this.name &&
      fault.op === name &&
      (realm.kind === "worker" || (fault.how === "reject" && name === "set")) &&
      (fault.how !== "alter" || "report" in given);
    if (strikes) {
      fault.left -= 1;
    }
    if (strikes && fault.how === "hang") {
      await new Promise(() => {});
    }
    if (strikes && fault.how !== "alter") {
      throw new Error(REFUSALS[fault.how]);
    }
    const result = strikes ? this.write(given, true) : work();
    if (trouble.slow) {
      await new Promise((go) => setTimeout(go, delay()));
    }
    return result;
  }
}

// A report as a broken disk gives it back.
/** @param {StoredReport} report */
function corrupt(report) {
  return { ...report, fetched_at: new Date(clock.now - 86_400_000).toISOString().slice(0, 19) + "Z" };
}
