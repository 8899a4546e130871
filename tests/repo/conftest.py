"""What tests of the repository share."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def compressed_once(tmp_path_factory):
    """Let every package that is built here share what was compressed: most of its time, and the same for all of them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if base.name.startswith("pytest-") else base.parent) / "compressed"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPRESSED", str(folder))
        yield
