// A program of the browser: the worker, a popup, the page of a tab. Each has globals and timers of its own, and may end
// while it waits: what it waits for then never comes, and its code goes no further.

import { readFileSync } from "node:fs";
import { compileFunction } from "node:vm";

import { hasTimers, stopTimers, timersOf } from "./clock.mjs";

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
  load(address) {
    const modules = new Map();
    const names = Object.keys(this.globals);
    const values = Object.values(this.globals);
    const imported = (where) => {
      if (!modules.has(where)) {
        modules.set(where, {}); // what imports itself finds nothing there
        modules.set(where, bodyOf(where, names)((name) => imported(String(new URL(name, where))), ...values));
      }
      return modules.get(where);
    };
    return imported(String(address));
  }
}

const bodies = new Map(); // address and names of globals -> function

// A module as a function, made once: what one program has made quick stays so for the next one.
function bodyOf(where, globals) {
  const key = [where, ...globals].join();
  if (!bodies.has(key)) {
    const exported = [];
    const text = readFileSync(new URL(where), "utf8")
      .replace(/^import (\{[^}]*\}) from ("[^"]+");/gm, (_, names, from) => `const ${names} = imported(${from});`)
      .replace(/^export \* from ("[^"]+");/gm, (_, from) => exported.push(`...imported(${from})`) && "")
      .replace(/^export ((?:async )?function|const|class) (\w+)/gm, (_, kind, name) => exported.push(name) && `${kind} ${name}`);
    if (/^(import|export)\b/m.test(text)) {
      throw new Error(`${where} imports or exports in a way that is not known here`);
    }
    const whole = `"use strict"; ${text}\nreturn { ${exported.join(", ")} };`;
    bodies.set(key, compileFunction(whole, ["imported", ...globals], { filename: where }));
  }
  return bodies.get(key);
}
