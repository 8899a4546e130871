// Makes one module of PyScript core from its npm sources, holding what the popup uses. No file of it
// is changed: modules the popup never reaches (workers, Pyodide, plugins, archives, package installers) are resolved to
// the stand-ins below. PyScript's Python library is not in it: popup/boot/pyscript.py has the two names of it that are used.
// Beside it, MicroPython's loader and the calendar, minified.
//
//   node tools/pyscript/bundle.mjs OUTPUT-FOLDER

import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const MODULES = join(import.meta.dirname, "../../node_modules");
const NO_WORKER = 'throw new Error("This bundle of PyScript has no workers.")';

// Path of a module, as it ends -> the stand-in for it.
/** @type {Record<string, string>} */
const STAND_INS = {
  "@pyscript/core/src/types.js": 'export default new Map([["mpy", "micropython"]]);',
  "@pyscript/core/src/zero-redirect.js": "",
  "@pyscript/core/src/plugins.js": "export default {};",
  "@pyscript/core/src/plugins/codemirror.js": "export default {};",
  "@pyscript/core/src/plugins/donkey.js": "export default undefined;",
  "@pyscript/core/src/stdlib.js": 'export const stdlib = "", optional = "";',
  "@pyscript/core/src/fs.js": "export {};",
  "@pyscript/core/src/sync.js": "export default {};",
  "polyscript/esm/interpreter/pyodide.js": "export default { type: [] };",
  "polyscript/esm/interpreter/micropython.js": readFileSync(join(import.meta.dirname, "micropython.js"), "utf8"),
  "polyscript/esm/3rd-party.js":
    'export const toml = async (text) => (await import("./toml.js")).parse(text), zip = undefined;',
  "polyscript/esm/worker/class.js": `export default () => function XWorker() { ${NO_WORKER}; };`,
  "polyscript/esm/worker/hook.js":
    "export default class Hook { constructor(interpreter) { this.interpreter = interpreter; } }",
  "@webreflection/idb-map/index.js": "export default class {}",
  "@webreflection/idb-map/sync.js": "export default class {}",
  "reflected-ffi/src/direct/index.js": "export const decode = JSON.parse, encode = JSON.stringify;",
};

const used = new Set();
/** @type {import("esbuild").Plugin} */
const standIns = {
  name: "stand-ins",
  setup({ onLoad, onEnd }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      const known = Object.keys(STAND_INS).find((end) => path.endsWith(`/node_modules/${end}`));
      if (!known) return undefined;
      used.add(known);
      return { contents: STAND_INS[known], loader: "js" };
    });
    onEnd(() => {
      const unused = Object.keys(STAND_INS).filter((end) => !used.has(end));
      if (unused.length) throw new Error(`No such module in PyScript any more: ${unused.join(", ")}`);
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const COMMON = {
  outdir: process.argv[2],
  minify: true,
  format: "esm",
  target: "chrome120",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};

await build({
  ...COMMON,
  entryPoints: [join(MODULES, "@micropython/micropython-webassembly-pyscript/micropython.mjs")],
  outExtension: { ".js": ".mjs" },
});
await build({
  ...COMMON,
  entryPoints: {
    pyscript: join(import.meta.dirname, "entry.js"),
    toml: join(MODULES, "polyscript/esm/3rd-party/toml.js"),
    cally: "cally",
  },
  external: ["./toml.js"], // imported only where the configuration is TOML: the unbuilt repository
  bundle: true,
  pure: ["console.debug"], // the console stays empty when all is well
  plugins: [standIns],
});
