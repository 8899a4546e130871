// A program of the browser: the worker, a popup, the page of a tab. Each has globals and timers of its own, and may end
// while it waits: what it waits for then never comes, and its code goes no further.

import { readFileSync } from "node:fs";
import { SourceTextModule } from "node:vm";

import { hasTimers, stopTimers, timersOf } from "./clock.mjs";

const sources = new Map(); // address -> {text, cachedData}

export class Realm {
  constructor(kind) {
    this.kind = kind;
    this.alive = true;
    this.waits = 0; // for how many calls of the browser
    this.listeners = {}; // event -> Set
    this.globals = timersOf(this);
  }

  // What a call of the browser gives this program: nothing once it has ended.
  guard(promise) {
    this.waits += 1;
    return new Promise((done, no) => {
      const then = (go) => (value) => {
        this.waits -= 1;
        if (this.alive) {
          go(value);
        }
      };
      promise.then(then(done), then(no));
    });
  }

  // Whether it waits for nothing: then it does not matter whether it goes on or begins anew, but that code which
  // has run for long is quick.
  isIdle() {
    return this.alive && this.waits === 0 && !hasTimers(this);
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
    const prelude = `const { ${Object.keys(this.globals).join(", ")} } = globalThis.simulatedGlobals;`;
    const modules = new Map();
    const made = (where) => {
      if (!modules.has(where)) {
        modules.set(where, compiled(prelude, where));
      }
      return modules.get(where);
    };
    const first = made(String(address));
    await first.link((name, from) => made(String(new URL(name, from.identifier))));
    globalThis.simulatedGlobals = this.globals;
    await first.evaluate();
    return first.namespace;
  }
}

function compiled(prelude, where) {
  if (!sources.has(where)) {
    const text = prelude + readFileSync(new URL(where), "utf8");
    sources.set(where, { text, cachedData: new SourceTextModule(text, { identifier: where }).createCachedData() });
  }
  const { text, cachedData } = sources.get(where);
  return new SourceTextModule(text, { identifier: where, cachedData });
}
