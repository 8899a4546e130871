// The interpreter, on its way before anything else: the page starts this module at once, and PyScript, which is told to
// load it (pyscript.toml), gets what has been starting since.

import { loadMicroPython as load } from "../../vendor/micropython.mjs";

// MicroPython grows its heap for many small things and never for one larger than the heap. The largest thing it is given
// is the text of one breakdown, which is smaller than all that Chrome stores for an extension: 10 MiB.
const HEAP_BYTES = 16 * 2 ** 20;

/** @type {{stdout: (bytes: Uint8Array) => void, stderr: (bytes: Uint8Array) => void}} */
let write; // PyScript's {stdout, stderr}, known by the time Python can say anything

// The Python files of pyscript.toml, compiled, as one image that MicroPython runs where it lies (tools/rom.py). Only the
// built extension has it; without it PyScript fetches each file.
async function fetchImage() {
  const answer = await fetch(new URL("./image.bin", import.meta.url)).catch(() => null);
  return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
}

const start = async () =>
  load({
    romfs: await fetchImage(),
    heapsize: HEAP_BYTES,
    url: new URL("../../vendor/micropython.wasm", import.meta.url).href,
    linebuffer: false,
    stdout: (/** @type {Uint8Array} */ bytes) => write.stdout(bytes),
    stderr: (/** @type {Uint8Array} */ bytes) => write.stderr(bytes),
  });
const started = start();

/** @param {typeof write} options */
export function loadMicroPython(options) {
  write = options;
  return started;
}
