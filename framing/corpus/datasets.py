"""Where are the data sets that come with the library? Inside the package, or beside it."""

from pathlib import Path
from typing import Literal

from framing.corpus.corpus import Corpus
from framing.corpus.reading import read_corpus

NAMES = ("sample",)


def load_dataset(name: Literal["sample"]) -> Corpus:
    """Load articles that come with the library.

    Parameters
    ----------
    name : {"sample"}
        ``"sample"`` holds invented articles from invented outlets on the same events.

    Returns
    -------
    Corpus
        The articles with their metadata.

    Raises
    ------
    ValueError
        If there is no data set of that name.

    Examples
    --------
    >>> load_dataset("sample")["outlet"].nunique() > 1
    True
    """
    if name not in NAMES:
        message = f"no data set is named {name!r}; there is {', '.join(map(repr, NAMES))}"
        raise ValueError(message)
    return read_corpus(dataset_path(name))


def dataset_path(name: str) -> Path:
    """Find the file of a data set: inside the package, as in a wheel, and else beside it."""
    here = Path(__file__).parent
    inside = here / "files" / name
    return (inside if inside.is_dir() else here.parents[1] / "data" / name) / "articles.csv"
