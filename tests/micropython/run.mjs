// Runs Python on the MicroPython that ships, outside the browser.
//
//   node run.mjs test FILE           calls every test_* function of FILE; prints what fails; exit status 1 then
//   node run.mjs answer < JSON       {"program", "vectors"}: prints [answer(vector), ...] as JSON
//
// codex_credits/ and tests/unit/ can be imported, as on CPython.

import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { loadMicroPython } from "../../vendor/micropython.mjs";

const ROOT = join(import.meta.dirname, "../..");
const DRIVERS = {
  test: `
import sys
failed = 0
try:
    module = __import__(NAME)
except BaseException as error:
    sys.print_exception(error)
    raise SystemExit(1)
tests = [name for name in dir(module) if name.startswith("test_")]
for name in tests:
    try:
        getattr(module, name)()
    except BaseException as error:
        failed += 1
        print("FAILED", name)
        sys.print_exception(error)
print(len(tests), "tests,", failed, "failed")
raise SystemExit(1 if failed or not tests else 0)
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

function copy(folder, to) {
  if (to) python.FS.mkdir(to);
  for (const name of readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".py")))
    python.FS.writeFile(join("/", to, name), readFileSync(join(ROOT, folder, name)));
}

copy("codex_credits", "codex_credits");
copy("tests/unit", "");

const [kind, file] = process.argv.slice(2);
if (kind === "test") {
  python.globals.set("NAME", basename(file, ".py"));
} else {
  const { program, vectors } = JSON.parse(readFileSync(0, "utf8"));
  python.globals.set("PROGRAM", program);
  python.globals.set("VECTORS", JSON.stringify(vectors));
}
try {
  python.runPython(DRIVERS[kind]);
} catch (error) {
  if (error.type !== "SystemExit") console.error(error.message);
  process.exitCode = error.message.trim().endsWith("SystemExit: 0") ? 0 : 1;
}
