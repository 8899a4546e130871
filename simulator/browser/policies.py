"""
A Chromium under policies that it alone has.

Chromium reads a company's policies from a folder of the machine, for every profile of every person. Here that folder is
a mount which no other program sees and which ends with the browser: nothing of the machine is changed.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from tools import chromium

REASON = "A policy for one Chromium alone needs root and `unshare`, as a build machine has them."
WRAPPER = """#!/bin/sh
exec unshare --mount --propagation private sh -c '
  mount -t tmpfs none /etc/chromium && mkdir -p /etc/chromium/policies/managed &&
  mount --bind {policies} /etc/chromium/policies/managed && exec {chromium} "$@"' sh "$@"
"""


def can_be_set():
    """Tell whether a Chromium can be given policies of its own here."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("unshare") is not None


class Policies:
    """The policies of one Chromium; `program` is what starts it."""

    def __init__(self, folder, **policies):
        """Keep the files in `folder`, and set `policies`."""
        self._policies = Path(folder) / "policies"
        self._policies.mkdir()
        self.set(**policies)
        self.program = Path(folder) / "chromium-with-policies"
        self.program.write_text(WRAPPER.format(policies=self._policies, chromium=chromium.find()))
        self.program.chmod(0o755)

    def set(self, **policies):
        """Set these policies and no others; a Chromium that runs takes them in after a while."""
        new = self._policies / "new"
        new.write_text(json.dumps(policies))
        new.rename(self._policies / "policy.json")
