// Makes one file of the modules that a page or the worker begins with: each file more is asked for, checked and read by
// itself, before the first picture and at each start of the worker. The code is reprinted, not minified: no comments, and a name that two
// modules have gets a number.
//
//   node tools/bundles.mjs        prints {bundle: {"modules": [...], "text"}}; bundles and modules are paths from the root

import { build } from "esbuild";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const BUNDLES = ["background.js", "popup/boot/boot.js", "popup/bridge/actions.js"];
// These stay files of their own: the page names them, or they are asked for when they are needed.
const APART = [
  "popup/boot/interpreter.js",
  "popup/boot/start.js",
  "popup/bridge/actions.js",
  "popup/bridge/png.js",
  "vendor/cally.js",
  "vendor/pyscript.js",
];

/** @type {Record<string, {modules: string[], text: string}>} */
const bundles = {};
for (const name of BUNDLES) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [name],
    outfile: name, // not written: what stays apart is named from there
    write: false,
    bundle: true,
    format: "esm",
    target: "chrome120", // all that is in use is older: nothing is rewritten, and a function that runs in the page stands alone
    charset: "utf8",
    external: APART.filter((file) => file !== name).map((file) => join(ROOT, file)),
    metafile: true,
    logLevel: "warning",
  });
  bundles[name] = { modules: Object.keys(metafile.inputs).sort(), text: outputFiles[0].text };
}
console.log(JSON.stringify(bundles));
