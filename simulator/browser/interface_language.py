"""
A Chromium whose own words are in a language: what `chrome.i18n` goes by.

Chromium takes its interface to a language only if it has the file of that language, and Debian's package has that of English alone.
Then a copy of the program is made, with the file of English under the other name: no test reads Chromium's own words.
"""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

LANGUAGES = ("de", "es", "fr", "ja", "pt-BR", "pl")  # Polish is one that the extension does not speak


def speaking(program, lang):
    """Return `program`, or a copy of it that takes its interface to `lang`, where that is one of LANGUAGES."""
    wanted = next((one for one in LANGUAGES if lang == one or lang.startswith(f"{one}-")), None)
    folder = folder_of(program)
    if not wanted or folder is None or (folder / "locales" / f"{wanted}.pak").is_file():
        return program
    return str(copy_program(folder) / "chromium")


def folder_of(program):
    """Return the folder of Chromium's files, None where it is not known; a distribution starts it by a script elsewhere."""
    path = Path(program).resolve()
    folders = (path.parent, Path("/usr/lib") / path.name)
    return next((folder for folder in folders if (folder / "locales" / "en-US.pak").is_file()), None)


@cache
def copy_program(folder):
    """Return a folder with the files of `folder`, and one more of words for each of LANGUAGES."""
    copy = Path(tempfile.mkdtemp(prefix="codex-credits-chromium-"))
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    for path in folder.iterdir():
        if path.name == "locales":
            shutil.copytree(path, copy / "locales")
        elif path.name in ("chromium", "chrome"):
            link_or_copy(path, copy / "chromium")
        else:
            (copy / path.name).symlink_to(path)
    for language in LANGUAGES:
        shutil.copy(folder / "locales" / "en-US.pak", copy / "locales" / f"{language}.pak")
    return copy


def link_or_copy(path, target):
    """Make `target` the file `path`: Chromium looks for its files beside the program itself."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copy2(path, target)
