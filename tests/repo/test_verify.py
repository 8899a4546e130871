"""A package is known as made from this checkout, or not, by the hashes of its files, however it is packed."""

import json
import zipfile

import pytest

from tools import sources, verify

IMAGE = verify.build.IMAGE
LISTED = b"""[files]
"./main.py" = "./main.py"
"./popup/app.py" = "./app.py"
"""
MADE = {
    "manifest.json": b'{"name": "Credits", "version": "1", "key": "ours"}',
    "popup/app.js": b"let a",
    "main.py": b"print(1)\n",
    "pyscript.toml": LISTED,
    sources.FILE: sources.to_text({"popup/app.py": b"a = 1\n"}),
}


def image(main=b"print(1)\n", app=b"a = 1\n"):
    """Return the image of the two modules of LISTED."""
    return verify.image_of({"main.py": main, "app.py": app})


@pytest.fixture
def run_verify(tmp_path, monkeypatch, capsys):
    """Return a function that verifies a package of some files and gives (what it says, whether that is well)."""
    made = MADE | {IMAGE: image()}
    monkeypatch.setattr(verify.build, "contents", lambda _target: made)

    def verified(change, before=b"", pack=zipfile.ZIP_STORED):
        package = tmp_path / "package.crx"
        with zipfile.ZipFile(package, "w", pack) as zipped:
            for name, content in (made | change).items():
                if content is not None:
                    zipped.writestr(name, content)
        package.write_bytes(before + package.read_bytes())
        try:
            verify.main(str(package))
        except SystemExit as end:
            return capsys.readouterr().out + str(end), False
        return capsys.readouterr().out, True

    return verified


@pytest.mark.parametrize("pack", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("before", [b"", b"Cr24\x03\0\0\0\x08\0\0\0 signed"])
def test_a_package_of_the_same_files_is_ours_however_it_is_packed(run_verify, pack, before):
    text, well = run_verify({}, before, pack)
    assert well
    assert "6 files, each the same" in text
    assert "added by the store" not in text


WELL = f"{IMAGE} is what the Python in the package compiles to, 2 modules"
CHANGED = [
    {"main.py": b"print(2)\n"},
    {"main.py": b"print(\n"},
    {IMAGE: b"other"},
    {IMAGE: image()[:-1] + b"?"},
    {sources.FILE: sources.to_text({"popup/app.py": b"a = 2\n"})},
    {sources.FILE: sources.to_text({"popup/app.py": b"a = 1\n", "popup/more.py": b""})},
    {sources.FILE: b"no module"},
    {sources.FILE: MADE[sources.FILE] * 2},
    {"pyscript.toml": LISTED.replace(b"./app.py", b"./other.py")},
    {"pyscript.toml": b"["},
]


@pytest.mark.parametrize("only", ["", "image"])
def test_the_compiled_python_is_compared_with_the_text_in_the_package(run_verify, monkeypatch, only):
    monkeypatch.setenv("ONLY", only)
    text, well = run_verify({})
    assert well
    assert WELL in text
    for change in CHANGED:
        text, well = run_verify(change)
        assert (well, f"{IMAGE} is not what the Python in the package compiles to" in text) == (False, True), change
    for name in ("main.py", "pyscript.toml", sources.FILE):
        text, well = run_verify({name: None})
        assert (well, f"not compared with its sources: {IMAGE}, for want of {name}" in text) == (False, True)


def test_the_proof_alone_needs_nothing_of_the_checkout(run_verify, monkeypatch):
    monkeypatch.setenv("ONLY", "image")
    monkeypatch.setattr(verify.build, "contents", None)
    text, well = run_verify({"popup/app.js": b"let b"})
    assert (well, text) == (True, f"{WELL}\n")


def test_a_newer_version_that_is_compiled_from_its_own_sources_is_told_so(run_verify):
    newer = {"main.py": b"print(2)\n", IMAGE: image(b"print(2)\n")}
    text, well = run_verify(newer)
    assert (well, WELL in text) == (False, True)
    assert "differs: main.py" in text


def test_a_package_without_the_key_as_stores_want_it_is_ours(run_verify):
    text, well = run_verify({"manifest.json": b'{"name": "Credits", "version": "1"}'})
    assert (well, "added by the store" in text) == (True, False)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"popup/app.js": b"let b"}, "differs: popup/app.js SHA-256 "),
        ({"popup/more.js": b""}, "not of this checkout: popup/more.js"),
        ({"manifest.json": b'{"name": "Credits", "version": "1", "permissions": ["tabs"]}'}, "differs: manifest.json"),
        ({"manifest.json": b"[]"}, "differs: manifest.json"),
        ({"manifest.json": b"{"}, "differs: manifest.json"),
    ],
)
def test_a_changed_file_is_named_and_the_package_is_not_ours(run_verify, change, line):
    text, well = run_verify(change)
    assert not well
    assert line in text
    assert "was not made from this checkout" in text


def test_a_file_that_is_missing_is_named(run_verify):
    text, well = run_verify({"popup/app.js": None})
    assert (well, "missing: popup/app.js" in text) == (False, True)


def test_what_a_store_adds_is_told_apart(run_verify):
    manifest = json.loads(MADE["manifest.json"]) | {"update_url": "https://store.example/", "key": "a"}
    text, well = run_verify({"manifest.json": json.dumps(manifest).encode(), "_metadata/verified_contents.json": b"[]"})
    assert well
    assert "added by the store: _metadata/, members of manifest.json" in text


def test_what_is_no_package_is_said_to_be_none(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"no zip")
    with pytest.raises(SystemExit, match="cannot be read as a package"):
        verify.main(str(tmp_path / "a.zip"))


def test_the_package_that_was_built_here_is_ours(capsys):
    verify.main(str(verify.build.ROOT / "dist.zip"))
    assert "was made from this checkout" in capsys.readouterr().out
