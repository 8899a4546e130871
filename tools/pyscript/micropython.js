// Stands in for polyscript's own driver of MicroPython; the bundle resolves the relative names beside that one.
// The same shape and the same calls, without what a popup never does: no download of an interpreter, no package
// installer, no archives.

import { buffered, stdio } from "./_io.js";
import { loadProgress, registerJSModule, run, runAsync, runEvent } from "./_python.js";
import { createProgress, writeFile } from "./_utils.js";

const progress = createProgress("mpy");

export default {
  type: "micropython",
  module: () => {
    throw new Error("The configuration names no interpreter.");
  },
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
  transform: ({ PyProxy }, value) => PyProxy.toJs(value),
  writeFile({ FS, _module: { PATH, PATH_FS } }, path, buffer) {
    return writeFile({ FS, PATH, PATH_FS }, path, buffer);
  },
};
