"""A package is known as made from this checkout, or not, by the hashes of its files, however it is packed."""

import json
import zipfile

import pytest

from tools import verify

IMAGE = verify.build.IMAGE
MADE = {
    "manifest.json": b'{"name": "Credits", "version": "1", "key": "ours"}',
    "popup/app.js": b"let a",
    "main.py": b"print(1)\n",
}


@pytest.fixture
def run_verify(tmp_path, monkeypatch, capsys):
    """Return a function that verifies a package of some files and gives (what it says, whether that is well)."""
    source = tmp_path / "main.py"
    source.write_bytes(MADE["main.py"])
    made = MADE | {IMAGE: verify.rom.image({"main.py": source})}
    monkeypatch.setattr(verify.build, "contents", lambda _target: made)
    monkeypatch.setattr(verify.build, "config", lambda: {"files": {"./main.py": "./main.py"}})

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
    assert "4 files, each the same" in text
    assert "added by the store" not in text


def test_the_compiled_python_is_compared_with_the_sources_in_the_package(run_verify):
    text, _ = run_verify({})
    assert f"{IMAGE} is what the 1 Python files in the package compile to" in text
    for change in ({"main.py": b"print(2)\n"}, {"main.py": b"print(\n"}, {IMAGE: b"other"}):
        text, well = run_verify(change)
        assert (well, f"{IMAGE} is not what the 1 Python files" in text) == (False, True), change
    text, well = run_verify({"main.py": None})
    assert (well, f"not compared with its sources: {IMAGE}, for want of main.py" in text) == (False, True)


def test_a_newer_version_that_is_compiled_from_its_own_sources_is_told_so(run_verify, tmp_path):
    newer = tmp_path / "newer.py"
    newer.write_bytes(b"print(2)\n")
    text, well = run_verify({"main.py": newer.read_bytes(), IMAGE: verify.rom.image({"main.py": newer})})
    assert (well, f"{IMAGE} is what the 1 Python files in the package compile to" in text) == (False, True)
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
