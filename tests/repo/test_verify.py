"""A package is known as made from this checkout, or not, by the hashes of its files, however it is packed."""

import json
import zipfile

import pytest

from tools import verify

MADE = {"manifest.json": b'{"name": "Credits", "version": "1"}', "popup.html": b"<p>", "popup/app.js": b"let a"}


@pytest.fixture
def run_verify(tmp_path, monkeypatch, capsys):
    """Return a function that verifies a package of some files and gives (what it says, whether that is well)."""
    monkeypatch.setattr(verify.build, "contents", lambda: MADE)

    def verified(files, before=b"", pack=zipfile.ZIP_STORED):
        package = tmp_path / "package.crx"
        with zipfile.ZipFile(package, "w", pack) as zipped:
            for name, content in files.items():
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
    text, well = run_verify(MADE, before, pack)
    assert well
    assert "3 files, each the same" in text


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
    text, well = run_verify(MADE | change)
    assert not well
    assert line in text
    assert "was not made from this checkout" in text


def test_a_file_that_is_missing_is_named(run_verify):
    text, well = run_verify({name: content for name, content in MADE.items() if name != "popup.html"})
    assert (well, "missing: popup.html" in text) == (False, True)


def test_what_a_store_adds_is_told_apart(run_verify):
    manifest = json.loads(MADE["manifest.json"]) | {"update_url": "https://store.example/", "key": "a"}
    text, well = run_verify(
        MADE | {"manifest.json": json.dumps(manifest).encode(), "_metadata/verified_contents.json": b"[]"}
    )
    assert well
    assert "added by the store: _metadata/, members of manifest.json" in text


def test_what_is_no_package_is_said_to_be_none(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"no zip")
    with pytest.raises(SystemExit, match="cannot be read as a package"):
        verify.main(str(tmp_path / "a.zip"))


def test_the_package_that_was_built_here_is_ours(capsys):
    verify.main(str(verify.build.ROOT / "dist.zip"))
    assert "was made from this checkout" in capsys.readouterr().out
