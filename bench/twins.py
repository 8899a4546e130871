"""Build the twins: the product with its Python taken out and plain JavaScript put in, bundled as one would ship it."""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("twin_svg", "twin_chartjs")


def build(name, dist, folder):
    """Write the twin called `name` into `folder`: the files of `dist`, with another program in the popup."""
    shutil.copytree(dist, folder)
    shutil.rmtree(folder / "vendor")
    subprocess.run(
        [
            ROOT / "node_modules" / ".bin" / "esbuild", ROOT / "bench" / name / "main.js", "--bundle", "--minify",
            "--format=esm",
            "--target=chrome140", "--log-level=warning", f"--outfile={folder / 'twin.js'}",
        ],
        check=True,
    )  # fmt: skip
    page = (ROOT / "popup.html").read_text(encoding="utf-8")
    page = re.sub(r'\s*<script type="mpy".*?</script>', "", page)
    page, times = re.subn(
        r'<script type="module" async src="./popup/boot/start.js"></script>',
        '<script type="module" src="./twin.js"></script>',
        page,
    )
    if times != 1:
        raise SystemExit("popup.html should start one module")
    (folder / "popup.html").write_text(page, encoding="utf-8")
    return folder
