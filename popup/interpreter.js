// The interpreter, on its way before anything else: PyScript is told to load this module (pyscript.toml), and gets
// what has been starting since the first import of boot.js.

import { loadMicroPython as load } from "../vendor/micropython.mjs";
import romfs from "./image.js";

let write; // PyScript's {stdout, stderr}, known by the time Python can say anything

const started = load({
  romfs,
  url: new URL("../vendor/micropython.wasm", import.meta.url).href,
  linebuffer: false,
  stdout: (bytes) => write.stdout(bytes),
  stderr: (bytes) => write.stderr(bytes),
});

export function loadMicroPython(options) {
  write = options;
  return started;
}
