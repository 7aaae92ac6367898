"""Three notebooks fetch what is public; where it cannot be had, they are skipped and say so."""

import pytest

import framing as fr
from framing.classifiers import fetch_encoder

_READS = {
    "04-nine-outlets.ipynb": "nine_outlets",
    "05-presidents.ipynb": "state_of_the_union",
    "07-classifier.ipynb": "state_of_the_union",
}
_ENCODES = ("07-classifier.ipynb",)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fetch what a notebook needs."""
    name = _READS.get(item.path.name)
    try:
        if name is not None:
            fr.fetch_dataset(name)
        if item.path.name in _ENCODES:
            fetch_encoder()
    except ConnectionError as error:
        pytest.skip(f"what this notebook needs cannot be fetched: {error}")
