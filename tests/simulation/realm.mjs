// A program of the browser: the worker, a popup, the page of a tab. Each has globals and timers of its own, and may end
// while it waits: what it waits for then never comes, and its code goes no further.

import { readFileSync } from "node:fs";
import { SourceTextModule } from "node:vm";

import { stopTimers, timersOf } from "./clock.mjs";

const sources = new Map(); // address -> {text, cached}
const preludes = new Map(); // number -> globals of a program that begins
globalThis.simulatedRealms = preludes;
let last = 0;

export class Realm {
  constructor(kind) {
    this.kind = kind;
    this.alive = true;
    this.listeners = {}; // event -> Set
    this.globals = timersOf(this);
  }

  // What a call of the browser gives this program: nothing once it has ended.
  guard(promise) {
    return new Promise((done, no) => {
      promise.then((value) => this.alive && done(value), (error) => this.alive && no(error));
    });
  }

  event(name) {
    const those = (this.listeners[name] ??= new Set());
    return { addListener: (one) => those.add(one), removeListener: (one) => those.delete(one) };
  }

  tell(name, ...what) {
    return this.alive ? [...(this.listeners[name] ?? [])].map((one) => one(...what)) : [];
  }

  end() {
    this.alive = false;
    this.listeners = {};
    stopTimers(this);
  }

  // Imports a module of the extension, unchanged but for the globals that this program has.
  async load(address) {
    last += 1;
    preludes.set(last, this.globals);
    const prelude = `const { ${Object.keys(this.globals).join(", ")} } = globalThis.simulatedRealms.get(${last});`;
    const modules = new Map();
    const made = (where) => {
      if (!modules.has(where)) {
        modules.set(where, new SourceTextModule(`${prelude}${source(where)}`, { identifier: where }));
      }
      return modules.get(where);
    };
    const first = made(String(address));
    await first.link((name, from) => made(String(new URL(name, from.identifier))));
    await first.evaluate();
    preludes.delete(last);
    return first.namespace;
  }
}

function source(where) {
  if (!sources.has(where)) {
    sources.set(where, readFileSync(new URL(where), "utf8"));
  }
  return sources.get(where);
}
