"""
Make `.venv` with the pinned packages of requirements-dev.txt.

The only tool that runs on the Python a newcomer has, so it uses nothing else.
Where Debian's python3 comes without `venv`, root installs it; anybody else is
told the command.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)


def main():
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"Python 3.11 or newer is needed, this is {found}: say which one with `make PYTHON=python3.13 ...`.")
    if Path(sys.prefix).resolve() == VENV.resolve():  # found first on the PATH; what is made anew cannot make itself
        base = str(Path(sys.base_prefix) / "bin" / "python3")
        os.execv(base, [base, *sys.argv])  # noqa: S606 - no shell is wanted
    if importlib.util.find_spec("ensurepip") is None:
        install_venv()
    shutil.rmtree(VENV, ignore_errors=True)
    # A new process: the modules just installed are not in this one's caches.
    done = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
    if done.returncode:
        sys.exit("Python could not make a virtual environment in .venv; its own message is above.")
    pip: list[str | Path] = [VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--quiet"]
    done = subprocess.run(
        [*pip, "install", "--require-hashes", "--only-binary=:all:", "-r", ROOT / "requirements-dev.txt"],
        check=False,
    )
    if done.returncode:
        sys.exit("The pinned packages could not be installed; pip's own message is above.")
    (VENV / "ready").touch()


def install_venv():
    """Install what Debian leaves out of python3, as root; say what to do to anybody else."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not install_as_root(package):
        sys.exit(f"This Python has no `venv` module. On Debian or Ubuntu: sudo apt-get install {package}")


def install_as_root(package):
    """Install a Debian package where this runs as root, as on a build machine; tell whether it is there now."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    return subprocess.run(install, check=False).returncode == 0


if __name__ == "__main__":
    main()
