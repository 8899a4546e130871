// In the built extension: the Python files of pyscript.toml, compiled, as one image that MicroPython runs where it lies
// (tools/rom.py). Here there is none, and PyScript fetches each file.
export default undefined;
