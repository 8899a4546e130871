"""
Does a spreadsheet run anything in our CSV? LibreOffice is asked.

A CSV with hostile labels is made by the extension's own exporter, opened by LibreOffice without a window, and saved as
a spreadsheet; no cell of that may be a formula, whether it separates cells at commas, semicolons, tabs or all of them,
and at commas every number must have come through.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from codex_credits.present import export
from simulator import factories

ROOT = Path(__file__).resolve().parents[1]

HOSTILE = (
    '=HYPERLINK("https://a.example","x")', "@SUM(1;2)", "+1+1", "-1-1", "=1+1", "\t=1+1", "\r=1+1", " =1+1", "＝1+1",
    "'=1+1",
    "=cmd|'/C calc'!A0", '"=1+1', "=1+1\n=1+1", "{=1+1}", "%0A=1+1", "a;=1+1", "b\t=1+1", "c,=1+1", "d;@SUM(1)",
    "e;-3+4",
    'f;"=1+1', "g; =1+1", "h;\t=1+1", 'i";=1+1', 'j"\t=1+1', "k,;\t+1+1",
)  # fmt: skip
# What a reader may take for the end of a cell: its country's list separator, or whatever its dialog proposes.
OURS = "commas"
SEPARATORS = {OURS: "44", "semicolons": "59", "tabs": "9", "tabs, commas and semicolons": "9/44/59"}
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def spreadsheet_program():
    """Return the path of LibreOffice."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or sys.exit(
        "make check-csv needs LibreOffice. On Debian or Ubuntu: sudo apt-get install libreoffice-calc"
    )


def hostile_csv():
    """Return a CSV of the extension with a series for each hostile label."""
    dates = ["2026-11-20", "2026-11-21"]
    columns = [(f"{label} {at}", [at + 1.25, -0.5]) for at, label in enumerate(HOSTILE)]
    totals = [sum(values[day] for _, values in columns) for day in range(2)]
    report = factories.made_report(factories.stored_scope(dates, totals, [factories.stored_breakdown(dates, columns)]))
    shown = factories.built(report, preset="custom", start=dates[0], end=dates[1])
    return export.csv(shown, factories.exact)


def cells(program, source, separator):
    """Return (formulas, numbers, how many cells) of the CSV `source` as LibreOffice takes it apart at `separator`."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        # the separator; 34: quote; 76: UTF-8; 1: first line; last but one: no formulas are asked for, nor forbidden
        options = [
            "--headless",
            f"--infilter=CSV:{separator},34,76,1,,0,false,true,false,false",
            "--convert-to",
            "ods",
            "--outdir",
            folder,
        ]
        subprocess.run([program, profile, *options, source], check=True, stdout=subprocess.DEVNULL, timeout=240)
        sheet = zipfile.ZipFile(Path(folder, "hostile.ods")).read("content.xml")
        content = ET.fromstring(sheet)  # noqa: S314 - our own file
    found = list(content.iter(f"{TABLE}table-cell"))
    formulas = [cell.get(f"{TABLE}formula") for cell in found if cell.get(f"{TABLE}formula")]
    numbers = {float(cell.get(f"{OFFICE}value", "")) for cell in found if cell.get(f"{OFFICE}value-type") == "float"}
    return formulas, numbers, len(found)


def main():
    """Convert with each separator, read back, and say what was found."""
    program, text = spreadsheet_program(), hostile_csv()
    wanted = {at + 1.25 for at in range(len(HOSTILE))}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "hostile.csv")
        source.write_bytes(text.encode())
        for name, separator in SEPARATORS.items():
            formulas, numbers, count = cells(program, source, separator)
            lost = wanted - numbers if name == OURS else set()
            if formulas or lost:
                sys.exit(f"make check-csv, {name}: formulas {formulas}, numbers that did not come through {lost}")
            told = "no formula, every number a number" if name == OURS else "no formula"
            print(f"{name}: {text.count(chr(10))} lines, {count} cells in LibreOffice: {told}")


if __name__ == "__main__":
    main()
