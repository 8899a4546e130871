// Stands in for polyscript's own driver of MicroPython; the bundle resolves the relative names beside that one.
// The same shape and the same calls, without what a popup never does: no download of an interpreter, no package
// installer, no archives.

import { buffered, stdio } from "./_io.js";
import { loadProgress, registerJSModule, run, runAsync, runEvent } from "./_python.js";
import { createProgress, writeFile } from "./_utils.js";

const progress = createProgress("mpy");

/**
 * What is used of the interpreter's module, by Emscripten's names.
 * @typedef {object} Interpreter
 * @property {{ toJs(value: unknown): unknown }} PyProxy
 * @property {object} FS
 * @property {{ PATH: object, PATH_FS: object }} _module
 */

/**
 * @typedef {object} Loader
 * @property {(options: object) => Promise<Interpreter>} loadMicroPython
 */

export default {
  type: "micropython",
  module: () => {
    throw new Error("The configuration names no interpreter.");
  },
  /**
   * @param {Loader} loader
   * @param {object} config
   * @param {string} url where micropython.mjs is; the .wasm file lies beside it
   * @param {string} baseURL
   */
  async engine({ loadMicroPython }, config, url, baseURL) {
    const { stderr, stdout, get } = stdio({ stderr: buffered(console.error), stdout: buffered(console.log) });
    const wasm = url.replace(/\.m?js$/, ".wasm");
    const interpreter = await get(loadMicroPython({ linebuffer: false, stderr, stdout, url: wasm }));
    await loadProgress(this, progress, interpreter, config, baseURL);
    return interpreter;
  },
  registerJSModule,
  run,
  runAsync,
  runEvent,
  /** @type {(interpreter: Interpreter, value: unknown) => unknown} */
  transform: ({ PyProxy }, value) => PyProxy.toJs(value),
  /**
   * @param {Interpreter} interpreter
   * @param {string} path
   * @param {ArrayBuffer} buffer
   */
  writeFile({ FS, _module: { PATH, PATH_FS } }, path, buffer) {
    return writeFile({ FS, PATH, PATH_FS }, path, buffer);
  },
};
