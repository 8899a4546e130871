// The storage of the simulated browser: two areas, which may be slow, refuse, alter what they are given, or not answer.

import { clock, timersOf } from "./clock.mjs";

const { setTimeout } = timersOf(null);

// The fault there is: {area, op, how, left}; `how` is "reject", "quota", "alter" or "hang", `left` how often it
// strikes.
export const trouble = { fault: null, slow: false, seed: 1 };

// Milliseconds until a slow storage answers: the reads of a moment end in another order than they began.
function delay() {
  trouble.seed = (trouble.seed * 75 + 74) % 65537;
  return trouble.seed % 90;
}

const REFUSALS = { reject: "the disk is broken", quota: "QUOTA_BYTES quota exceeded" };

export class Area {
  constructor(name, onChange) {
    this.name = name;
    this.kept = new Map(); // name -> JSON text
    this.onChange = onChange;
    this.version = 0; // goes up with each change
  }

  read(names = null) {
    const asked = names === null ? [...this.kept.keys()] : [names].flat();
    return Object.fromEntries(asked.filter((one) => this.kept.has(one)).map((one) => [one, JSON.parse(this.kept.get(one))]));
  }

  write(values, altered = false) {
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    for (const [name, value] of entries) {
      this.kept.set(name, JSON.stringify(altered && name === "report" ? corrupt(value) : value));
    }
    this.changed(entries.map(([name]) => name), altered);
  }

  drop(names) {
    this.changed([names].flat().filter((one) => this.kept.delete(one)));
  }

  empty() {
    const gone = [...this.kept.keys()];
    this.kept.clear();
    this.changed(gone);
  }

  changed(names, altered = false) {
    if (names.length > 0) {
      this.version += 1;
      this.onChange(this, names, altered);
    }
  }

  // chrome.storage of one program.
  of(realm) {
    const op = (name, work) => (...given) => realm.guard(this.done(realm, name, () => work(...given), given[0]));
    return {
      setAccessLevel: async () => {},
      get: op("get", (names) => this.read(names)),
      set: op("set", (values) => this.write(values)),
      remove: op("remove", (names) => this.drop(names)),
      clear: op("clear", () => this.empty()),
    };
  }

  async done(realm, name, work, given) {
    const { fault } = trouble;
    const strikes = fault && fault.left > 0 && fault.area === this.name && fault.op === name &&
      (realm.kind === "worker" || (fault.how === "reject" && name === "set")) && (fault.how !== "alter" || "report" in given);
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
function corrupt(report) {
  return { ...report, fetched_at: new Date(clock.now - 86_400_000).toISOString().slice(0, 19) + "Z" };
}
