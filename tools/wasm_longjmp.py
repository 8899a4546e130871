"""
Keep MicroPython's non-local jumps inside WebAssembly.

MicroPython is C: an exception of Python's is a `longjmp`. The published interpreter makes each with the help of
JavaScript - a call that may be jumped out of goes through an imported `invoke_...`, whose `try` catches what
`_emscripten_throw_longjmp` throws - and that is more than 100,000 crossings before the first paint. `merge` adds a
module that does the same with WebAssembly's own exceptions, and leaves everything else of the interpreter as it is.
"""

import re
import subprocess
import tempfile
from pathlib import Path

BINARYEN = Path(__file__).resolve().parent.parent / "node_modules" / "binaryen" / "bin"
FEATURES = (
    "exception-handling", "reference-types", "bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "sign-ext",
    "nontrapping-float-to-int", "mutable-globals", "multivalue",
)  # fmt: skip
INVOKE = re.compile(r"\binvoke_([vi])(i*):function")  # as the loader defines them: what each returns and takes

MODULE = """(module
  (import "main" "__indirect_function_table" (table $functions 0 funcref))
  (import "main" "emscripten_stack_get_current" (func $stack (result i32)))
  (import "main" "_emscripten_stack_restore" (func $restore (param i32)))
  (import "main" "setThrew" (func $set_threw (param i32 i32)))
  (tag $longjmp)
  (func (export "_emscripten_throw_longjmp") (throw $longjmp))
{functions}
)
"""
# What JavaScript throws on the way is not caught, as in the loader: the stack is put back, and it goes on.
FUNCTION = """  (func (export "invoke_{name}") (param $function i32) {parameters} {result} (local $before i32)
    (local.set $before (call $stack))
    (try $call {result}
      (do (call_indirect $functions {parameters} {result} {arguments} (local.get $function)))
      (catch $longjmp
        (call $restore (local.get $before))
        (call $set_threw (i32.const 1) (i32.const 0))
        {nothing})
      (catch_all
        (call $restore (local.get $before))
        (rethrow $call))))"""


def merge(wasm: Path, loader: Path) -> None:
    """
    Replace in the file `wasm` the imports that `loader`, the interpreter's JavaScript, has for jumps.

    The loader stays as it is. Raises ValueError where it has none: then the interpreter jumps in another way by now.
    """
    functions = [function(*found) for found in INVOKE.findall(loader.read_text(encoding="utf-8"))]
    if not functions:
        raise ValueError(f"{loader.name} has no functions for jumps")
    with tempfile.TemporaryDirectory() as folder:
        text, added, merged = (Path(folder) / name for name in ("jumps.wat", "jumps.wasm", "merged.wasm"))
        text.write_text(MODULE.format(functions="\n".join(functions)), encoding="utf-8")
        run("wasm-as", text, "-o", added)
        run("wasm-merge", wasm, "main", added, "env", "-o", merged)
        wasm.write_bytes(merged.read_bytes())


def function(returned: str, taken: str) -> str:
    """Return the text of one function: `returned` is "v" for nothing or "i" for a number, `taken` an "i" for each parameter."""
    result = "(result i32)" if returned == "i" else ""
    return FUNCTION.format(
        name=returned + taken,
        parameters="(param i32) " * len(taken),
        result=result,
        arguments=" ".join([f"(local.get {at})" for at in range(1, len(taken) + 1)]),
        nothing="(i32.const 0)" if result else "",
    )


def run(tool: str, *arguments: object) -> None:
    """Run one of binaryen's tools."""
    features = [f"--enable-{name}" for name in FEATURES]
    subprocess.run(["node", BINARYEN / tool, *features, *map(str, arguments)], check=True)
