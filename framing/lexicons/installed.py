"""Lexicons of packages that the user has installed, read from those packages' own files."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import pandas as pd

from framing.lexicons.errors import LexiconError
from framing.lexicons.lexicon import Lexicon

Duplicates = Literal["error", "last", "mean"]
_VADER = {
    "version": "3.3.2",
    "language": "en",
    "licence": "MIT",
    "citation": "Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for "
    "sentiment analysis of social media text. Proceedings of ICWSM, 8(1).",
    "description": "Mean valence ratings of words by ten raters, from -4 to 4.",
}


def installed_lexicon(name: Literal["vader"], *, duplicates: Duplicates = "error") -> Lexicon:
    """Read the lexicon of an installed package.

    Parameters
    ----------
    name : {"vader"}
        ``"vader"``: of the package ``vaderSentiment``.
    duplicates : {"error", "last", "mean"}
        What to do where a word has two weights. The package itself lets the last one win.

    Returns
    -------
    Lexicon
        On the scale of valences, with the categories ``positive`` and ``negative``. Its ``changes``
        is a table (line, kind, message) of entries that words cannot express, such as emoticons,
        which are left out, and of words with several weights.

    Raises
    ------
    ValueError
        If the name is unknown.
    LexiconError
        If a word has two weights and `duplicates` is ``"error"``, with ``path:line``.
    ImportError
        If the package is not installed.

    Examples
    --------
    >>> vader = installed_lexicon("vader", duplicates="last")
    >>> vader.scale, sorted(vader.categories)
    ('valence', ['negative', 'positive'])
    """
    if name != "vader":
        message = f"installed_lexicon({name!r}); it is 'vader'"
        raise ValueError(message)
    if duplicates not in ("error", "last", "mean"):
        message = f"duplicates={duplicates!r}; it is 'error', 'last' or 'mean'"
        raise ValueError(message)
    spec = find_spec("vaderSentiment")
    if spec is None or not spec.submodule_search_locations:
        message = "vaderSentiment is not installed; type: pip install vaderSentiment"
        raise ImportError(message)
    path = Path(spec.submodule_search_locations[0]) / "vader_lexicon.txt"
    weights, changes = _read_weights(path, duplicates)
    table = pd.DataFrame(
        {
            "pattern": [_escape(word) for word in weights],
            "category": ["positive" if weight > 0 else "negative" for weight in weights.values()],
            "weight": list(weights.values()),
        }
    )
    notes = pd.DataFrame(changes, columns=["line", "kind", "message"])
    rules = ("negation", "distancing")
    return Lexicon(
        table,
        name="vader",
        construct="sentiment",
        scale="valence",
        rules=rules,
        facts={**_VADER, "changes": notes},
    )


def _read_weights(
    path: Path, duplicates: Duplicates
) -> tuple[dict[str, float], list[tuple[int, str, str]]]:
    """Read word and mean rating from each line; note what is left out or changed."""
    found: dict[str, list[tuple[int, float]]] = {}
    changes: list[tuple[int, str, str]] = []
    for line, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not row.strip():
            continue
        word, weight = row.split("\t")[:2]
        if (
            not any(map(str.isalnum, word))
            or not word.replace("'", "").replace("-", "").replace(" ", "").isalnum()
        ):
            changes.append((line, "left out", f"{word!r} is not made of words"))
            continue
        found.setdefault(word.lower(), []).append((line, float(weight)))
    weights = {}
    for word, given in found.items():
        numbers = [weight for _, weight in given]
        if len(numbers) > 1:
            line = given[-1][0]
            listed = ", ".join(f"{number:g}" for number in numbers)
            if duplicates == "error" and len(set(numbers)) > 1:
                message = f"{path}:{line}: {word!r} has the weights {listed}; choose duplicates="
                raise LexiconError(message)
            changes.append((line, "duplicate", f"{word!r} has the weights {listed}: {duplicates}"))
        weights[word] = sum(numbers) / len(numbers) if duplicates == "mean" else numbers[-1]
    return weights, changes


def _escape(word: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\*?()|_" else letter for letter in word)
