// The interpreter, on its way before anything else: the page starts this module at once, and PyScript, which is told to
// load it (pyscript.toml), gets what has been starting since.

import { loadMicroPython as load } from "../../vendor/micropython.mjs";
import romfs from "./image.js";

let write; // PyScript's {stdout, stderr}, known by the time Python can say anything

const started = load({
  romfs,
  url: new URL("../../vendor/micropython.wasm", import.meta.url).href,
  linebuffer: false,
  stdout: (bytes) => write.stdout(bytes),
  stderr: (bytes) => write.stderr(bytes),
});

export function loadMicroPython(options) {
  write = options;
  return started;
}
