"""
A browser under policies that it alone has.

A browser reads a company's policies from a folder of the machine, for every profile of every person. Here that folder
is a mount which no other program sees and which ends with the browser: nothing of the machine is changed.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from tools import chromium

REASON = "Policies for one browser alone need root and `unshare`, as a build machine has them."
WRAPPER = """#!/bin/sh
exec unshare --mount --propagation private sh -c '
  {mount} && exec {program} "$@"' sh "$@"
"""


def can_be_set():
    """Tell whether a browser can be given policies of its own here."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("unshare") is not None


class Policies:
    """The policies of one Chromium; `program` is what starts it."""

    file = "policy.json"

    def __init__(self, folder, **policies):
        """Keep the files in `folder`, and set `policies`."""
        self._policies = Path(folder) / "policies"
        self._policies.mkdir()
        self.set(**policies)
        self.program = Path(folder) / "browser-with-policies"
        browser, mount = self.where()
        self.program.write_text(WRAPPER.format(mount=mount.format(policies=self._policies), program=browser))
        self.program.chmod(0o755)

    def where(self):
        """Return the browser, and the commands that put a folder where it looks."""
        place = "/etc/chromium/policies/managed"
        mount = f"mount -t tmpfs none /etc/chromium && mkdir -p {place} && mount --bind {{policies}} {place}"
        return chromium.find(), mount

    def set(self, **policies):
        """Set these policies and no others; a Chromium that runs takes them in after a while."""
        new = self._policies / "new"
        new.write_text(json.dumps(policies))
        new.rename(self._policies / self.file)
