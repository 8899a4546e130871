// A program of the browser: the worker, a popup, the page of a tab. Each has globals and timers of its own, and may end
// while it waits: what it waits for then never comes, and its code goes no further.

import { readFileSync } from "node:fs";
import { compileFunction } from "node:vm";

import { hasTimers, stopTimers, timersOf } from "./clock.mjs";

/** @typedef {(...what: any[]) => unknown} Listener */

export class Realm {
  /** @param {"worker" | "popup" | "page"} kind */
  constructor(kind) {
    this.kind = kind;
    this.alive = true;
    this.waits = 0; // for how many calls of the browser
    /** @type {Record<string, Set<Listener>>} */
    this.listeners = {}; // event -> Set
    /** @type {Map<string, Function>} */
    this.functions = new Map(); // source -> what a page made of it
    /** @type {Record<string, any>} */
    this.globals = timersOf(this);
  }

  // What a call of the browser gives this program: nothing once it has ended.
  /** @type {<Value>(promise: Promise<Value>) => Promise<Value>} */
  guard(promise) {
    this.waits += 1;
    return new Promise((done, no) => {
      /** @type {<Result>(go: (result: Result) => void) => (result: Result) => void} */
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

  /** @param {string} name */
  event(name) {
    const those = (this.listeners[name] ??= new Set());
    /** @type {Record<string, (one: Listener) => unknown>} */
    const event = { addListener: (one) => those.add(one), removeListener: (one) => those.delete(one) };
    return event;
  }

  /** @type {(name: string, ...what: any[]) => unknown[]} */
  tell(name, ...what) {
    return this.alive ? [...(this.listeners[name] ?? [])].map((one) => one(...what)) : [];
  }

  end() {
    this.alive = false;
    this.listeners = {};
    stopTimers(this);
  }

  // Imports modules of the extension, unchanged but for the globals that this program has.
  /**
   * @param {URL[]} addresses
   * @returns {any[]} what each exports
   */
  load(...addresses) {
    /** @type {Map<string, any>} */
    const modules = new Map();
    const names = Object.keys(this.globals);
    const values = Object.values(this.globals);
    /** @type {(where: string) => any} */
    const imported = (where) => {
      if (!modules.has(where)) {
        modules.set(where, {}); // what imports itself finds nothing there
        const importing = (/** @type {string} */ name) => imported(String(new URL(name, where)));
        modules.set(where, bodyOf(where, names)(importing, ...values));
      }
      return modules.get(where);
    };
    return addresses.map((address) => imported(String(address)));
  }
}

/** @type {Map<string, Function>} */
const bodies = new Map(); // address and names of globals -> function

// A module as a function, made once: what one program has made quick stays so for the next one.
/** @type {(where: string, globals: string[]) => Function} */
function bodyOf(where, globals) {
  const key = [where, ...globals].join();
  let body = bodies.get(key);
  if (!body) {
    /** @type {string[]} */
    const exported = [];
    /** @type {(name: string, rest: string) => string} */
    const moved = (name, rest) => {
      exported.push(name);
      return rest;
    };
    const text = readFileSync(new URL(where), "utf8")
      .replace(/^import (\{[^}]*\}) from ("[^"]+");/gm, (_, names, from) => `const ${names} = imported(${from});`)
      .replace(/^export \* from ("[^"]+");/gm, (_, from) => moved(`...imported(${from})`, ""))
      .replace(/^export ((?:async )?function|const|class) (\w+)/gm, (_, kind, name) => moved(name, `${kind} ${name}`));
    if (/^(import|export)\b/m.test(text)) {
      throw new Error(`${where} imports or exports in a way that is not known here`);
    }
    const whole = `"use strict"; ${text}\nreturn { ${exported.join(", ")} };`;
    body = compileFunction(whole, ["imported", ...globals], { filename: where });
    bodies.set(key, body);
  }
  return body;
}
