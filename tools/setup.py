"""
Make `.venv` with the pinned packages of requirements-dev.txt.

The only tool that runs on the Python a newcomer has, so it uses nothing else.
Where Debian's python3 comes without `venv`, it is installed if that is possible
without asking; otherwise one sentence says what to do.
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
    pip = [VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--quiet"]
    done = subprocess.run(
        [*pip, "install", "--require-hashes", "--only-binary=:all:", "-r", ROOT / "requirements-dev.txt"],
        check=False,
    )
    if done.returncode:
        sys.exit("The pinned packages could not be installed; pip's own message is above.")
    (VENV / "ready").touch()


def install_venv():
    """Install what Debian leaves out of python3, as root or where sudo does not ask; else say what to do."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    apt = administrator() + ["apt-get"]
    if shutil.which("apt-get") and can_administrate():
        subprocess.run([*apt, "update", "-qq"], check=False)
        done = subprocess.run([*apt, "install", "-y", "-qq", "--no-install-recommends", package], check=False)
        if done.returncode == 0:
            return
    sys.exit(f"This Python has no `venv` module. On Debian or Ubuntu: sudo apt-get install {package}")


def administrator():
    """Return the words that make a command run as root: none for root itself."""
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def can_administrate():
    """Say whether commands can run as root without a password being typed."""
    if os.geteuid() == 0:
        return True
    return shutil.which("sudo") is not None and subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0


if __name__ == "__main__":
    main()
