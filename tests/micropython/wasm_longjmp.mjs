// Runs Python that fails on the MicroPython that ships, with JavaScript between; prints what came of it as JSON.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadMicroPython } from "../../vendor/micropython.mjs";

const wasm = new WebAssembly.Module(readFileSync(join(import.meta.dirname, "../../vendor/micropython.wasm")));
const imports = WebAssembly.Module.imports(wasm).map(({ name }) => name);

/** @type {string[]} */
const lines = [];
const python = await loadMicroPython({ heapsize: 2 ** 20, stdout: (/** @type {string} */ line) => lines.push(line) });

/** @type {(run: () => unknown) => string} */
function outcome(run) {
  try {
    return String(run());
  } catch (error) {
    return /** @type {Error} */ (error).message.trim().split("\n").at(-1) ?? "";
  }
}

/** @type {Record<string, any>} */ (globalThis).called = (/** @type {() => unknown} */ call) => outcome(call);
/** @type {Record<string, any>} */ (globalThis).fails = () => {
  throw new Error("of JavaScript");
};
python.runPython("import js\ndef fails(): raise ValueError('of Python')");
const outcomes = {
  "out of Python": outcome(() => python.runPython("fails()")),
  "into JavaScript, which catches it": outcome(() => python.runPython("print(js.called(fails))") ?? lines.pop()),
  "of JavaScript's, through Python": outcome(() => python.runPython("try:\n  js.fails()\nfinally:\n  pass")),
  "too deep": outcome(() => python.runPython("def deep(): return deep() + 1\ndeep()")),
  "too large": outcome(() => python.runPython("bytearray(1 << 29)")),
  afterwards: outcome(() => python.runPython("print(sum(range(10)))") ?? lines.pop()),
};
console.log(JSON.stringify({ imports, outcomes }));
