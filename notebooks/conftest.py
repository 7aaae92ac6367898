"""Three notebooks read public articles; where these cannot be had, they are skipped and say so."""

import pytest

import framing as fr

_READS = {
    "04-nine-outlets.ipynb": "nine_outlets",
    "05-presidents.ipynb": "state_of_the_union",
    "07-classifier.ipynb": "state_of_the_union",
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fetch what a notebook reads."""
    name = _READS.get(item.path.name)
    if name is not None:
        try:
            fr.fetch_dataset(name)
        except ConnectionError as error:
            pytest.skip(f"the articles of {name} cannot be fetched: {error}")
