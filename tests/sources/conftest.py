"""The sample archive, made once."""

from pathlib import Path

import pytest

from migrator.sample import make


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """The sample's zip; not to be written to."""
    return make(tmp_path_factory.mktemp("sample"))
