"""What is a lexicon? Entries with their patterns, categories and weights, and what they measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.lexicons.checks import check_entries
from framing.lexicons.errors import LexiconError

SCALES = ("intensity", "valence")
# The rules of context, in the order in which their cues are listed.
RULES = (
    *("negation", "distancing", "scare_quotes", "titles", "unfavourable_head", "inferiority"),
    *("hedging", "conditional", "future", "question", "comparison", "rhetorical"),
    *("boosting", "downtoning"),
)
COMMON_RULES = ("negation", "distancing", "scare_quotes")
VALENCE_RULES = tuple(rule for rule in RULES if rule != "unfavourable_head")
_TEXTS = ("version", "language", "licence", "citation", "description")
_FACTS = (*_TEXTS, "categories", "changes")


@dataclass(frozen=True, eq=False, repr=False, init=False)
class Lexicon:
    """Entries with their patterns, categories and weights.

    Parameters
    ----------
    table : pandas.DataFrame
        One entry a row: ``pattern`` (see `framing.lexicons.patterns`); and optionally
        ``category`` (by default the lexicon's name), ``weight`` (1), ``constraints`` (of
        ``case=exact``: as written in the pattern; ``name=no``: not beside another capitalised word
        inside a sentence; ``head=favourable``: 0 before an unfavourable head, see `match`) and
        ``blocked`` (patterns, parted by ``|``: an entry does not match inside one of them). Other
        columns are kept.
    name : str
        The lexicon's name.
    construct : str, optional
        Name of its total, by default `name`.
    scale : {"intensity", "valence"}
        ``"intensity"``: weights above 0 say how much; ``"valence"``: their sign says whether good
        or bad.
    rules : sequence of str, optional
        The rules of context that its matches are read by, of those in `context_rules`. By default
        negation, distancing and scare quotes; for valences all but unfavourable heads.
    facts : mapping, optional
        Any of ``version``, ``language``, ``licence``, ``citation``, ``description``,
        ``categories`` (a mapping from category to definition) and ``changes``.
    places : sequence of str, optional
        Where each entry was read, for error messages.

    Attributes
    ----------
    entries : pandas.DataFrame
        The table with all five columns, numbered from 0.
    name, construct, scale, rules, version, language, licence, citation, description, categories
        As given.
    changes : pandas.DataFrame
        What a reader of another format left out or changed: ``line``, ``kind``, ``message``.

    Raises
    ------
    LexiconError
        If a column or pattern is missing or not valid, or an entry occurs twice: with its place.

    Examples
    --------
    >>> import pandas as pd
    >>> Lexicon(pd.DataFrame({"pattern": ["historic*", "key player"]}), name="mine")
    <Lexicon mine: 2 entries, 1 category>
    """

    entries: pd.DataFrame
    name: str
    construct: str
    scale: str
    rules: tuple[str, ...]
    version: str
    language: str
    licence: str
    citation: str
    description: str
    categories: Mapping[str, str]
    changes: pd.DataFrame

    def __init__(
        self,
        table: pd.DataFrame,
        *,
        name: str,
        construct: str | None = None,
        scale: str = "intensity",
        rules: Sequence[str] | None = None,
        facts: Mapping[str, Any] | None = None,
        places: Sequence[str] | None = None,
    ) -> None:
        facts = dict(facts or {})
        if rules is None:
            rules = VALENCE_RULES if scale == "valence" else COMMON_RULES
        _check_choices(name, scale, rules, facts)
        entries = check_entries(table, name, scale, places)
        known = facts.get("categories", {})
        categories = {
            category: known.get(category, "") for category in entries["category"].unique()
        }
        values = {
            "entries": entries,
            "name": name,
            "construct": construct or name,
            "scale": scale,
            "rules": tuple(rules),
            "categories": categories,
            "changes": facts.get("changes", pd.DataFrame(columns=["line", "kind", "message"])),
            **{fact: str(facts.get(fact, "")) for fact in _TEXTS},
        }
        for attribute, value in values.items():
            object.__setattr__(self, attribute, value)

    @property
    def columns(self) -> list[str]:
        """Names of its scores: categories, then construct; one where a lone category is it."""
        categories = list(self.categories)
        return categories if categories == [self.construct] else [*categories, self.construct]

    def only(self, kept: NDArray[np.bool_]) -> Lexicon:
        """Give the lexicon with some of its entries.

        Parameters
        ----------
        kept : array of bool, shape (len(lexicon),)
            Which ones.

        Returns
        -------
        Lexicon
            With everything else as it is here.

        Examples
        --------
        >>> import pandas as pd
        >>> lexicon = Lexicon(pd.DataFrame({"pattern": ["historic*", "key player"]}), name="mine")
        >>> lexicon.only(np.array([False, True])).entries["pattern"].tolist()
        ['key player']
        """
        return Lexicon(
            self.entries[kept],
            name=self.name,
            construct=self.construct,
            scale=self.scale,
            rules=self.rules,
            facts={fact: getattr(self, fact) for fact in _FACTS},
        )

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        count = len(self.categories)
        version = f" {self.version}" if self.version else ""
        return (
            f"<Lexicon {self.name}{version}: {len(self):,} entries, "
            f"{count} {'category' if count == 1 else 'categories'}>"
        )


def _check_choices(name: str, scale: str, rules: Sequence[str], facts: Mapping[str, Any]) -> None:
    if not isinstance(name, str) or not name.strip():
        message = f"name={name!r}; a lexicon needs a name"
        raise LexiconError(message)
    if scale not in SCALES:
        message = f"lexicon {name}: scale={scale!r}; it is one of {', '.join(SCALES)}"
        raise LexiconError(message)
    if isinstance(rules, str):
        message = f"lexicon {name}: rules={rules!r}; give a list, such as [{rules!r}]"
        raise LexiconError(message)
    for what, given, accepted in (("rule", rules, RULES), ("fact", facts, _FACTS)):
        unknown = [item for item in given if item not in accepted]
        if unknown:
            message = f"lexicon {name}: unknown {what} {unknown[0]!r}; known: {', '.join(accepted)}"
            raise LexiconError(message)
