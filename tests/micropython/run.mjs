// Runs Python on the MicroPython that ships, outside the browser.
//
//   node run.mjs test FILE ...       calls every test_* function of each file of tests/unit; prints
//                                    {file: {"tests": how many, "failed": [traceback, ...]}}
//   node run.mjs answer < JSON       {"program", "vectors"}: prints [answer(vector), ...] as JSON
//
// codex_credits/, simulator/factories.py and tests/unit/ can be imported, as on CPython.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadMicroPython } from "../../vendor/micropython.mjs";

const ROOT = join(import.meta.dirname, "../..");
/** @type {Record<string, string>} */
const DRIVERS = {
  test: `
import gc, io, json, sys

def traceback(error):
    text = io.StringIO()
    sys.print_exception(error, text)
    return text.getvalue()

def run(name):
    try:
        module = __import__(name)
    except BaseException as error:
        return {"tests": 0, "failed": [traceback(error)]}
    tests = [name for name in dir(module) if name.startswith("test_")]
    failed = []
    for test in tests:
        try:
            getattr(module, test)()
        except BaseException as error:
            failed.append(test + ": " + traceback(error))
    return {"tests": len(tests), "failed": failed}

results = {}
for name in json.loads(NAMES):
    results[name] = run(name)
    sys.modules.pop(name, None)
    gc.collect()
print(json.dumps(results))
`,
  answer: `
import json
exec(PROGRAM)
answers = []
for vector in json.loads(VECTORS):
    try:
        answers.append(json.dumps({"answer": answer(vector)}))
    except Exception as error:
        answers.append(json.dumps({"raised": type(error).__name__}))
print("[" + ",".join(answers) + "]")
`,
};

const python = await loadMicroPython({ heapsize: 16 * 1024 * 1024, stdout: console.log, stderr: console.error });

/** @type {(folder: string, to: string) => void} */
function copy(folder, to) {
  if (to) python.FS.mkdir(to);
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    if (entry.name.endsWith(".py"))
      python.FS.writeFile(join("/", to, entry.name), readFileSync(join(ROOT, folder, entry.name)));
    else if (entry.isDirectory()) copy(join(folder, entry.name), join(to, entry.name));
  }
}

copy("codex_credits", "codex_credits");
copy("tests/unit", "");
python.FS.mkdir("simulator");
python.FS.writeFile("/simulator/factories.py", readFileSync(join(ROOT, "simulator/factories.py")));

const [kind, ...files] = process.argv.slice(2);
if (kind === "test") {
  python.globals.set("NAMES", JSON.stringify(files));
} else {
  const { program, vectors } = JSON.parse(readFileSync(0, "utf8"));
  python.globals.set("PROGRAM", program);
  python.globals.set("VECTORS", JSON.stringify(vectors));
}
python.runPython(DRIVERS[kind]);
