// The interpreter, on its way before anything else: the page starts this module at once, and PyScript, which is told to
// load it (pyscript.toml), gets what has been starting since.

import { loadMicroPython as load } from "../../vendor/micropython.mjs";
import romfs from "./image.js";

// MicroPython grows its heap for many small things and never for one larger than the heap. The largest thing it is given
// is the text of one split, which is smaller than all that Chrome stores for an extension: 10 MiB.
const HEAP_BYTES = 16 * 2 ** 20;

let write; // PyScript's {stdout, stderr}, known by the time Python can say anything

const started = load({
  romfs,
  heapsize: HEAP_BYTES,
  url: new URL("../../vendor/micropython.wasm", import.meta.url).href,
  linebuffer: false,
  stdout: (bytes) => write.stdout(bytes),
  stderr: (bytes) => write.stderr(bytes),
});

export function loadMicroPython(options) {
  write = options;
  return started;
}
