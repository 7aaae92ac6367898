"""Fixtures for the corpus tests: files in a temporary folder, and both kinds of pandas strings."""

import pandas as pd
import pytest


@pytest.fixture(params=["python", "pyarrow"])
def string_storage(request):
    """Run a test with pandas strings as Python objects and as Arrow arrays."""
    with pd.option_context("mode.string_storage", request.param):
        yield request.param


@pytest.fixture
def write(tmp_path):
    """Write a file and give its path: a `str` goes out in UTF-8, with the line ends it has."""

    def write_file(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write_file
