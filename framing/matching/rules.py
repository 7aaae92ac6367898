"""The rules of context: their cues, their scopes, and what they make of a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from framing.lexicons import Lexicon
from framing.lexicons.lexicon import RULES

BEFORE, BEHIND, AROUND = "before", "behind", "around"
CLAUSE, PHRASE, DEGREE, HELD = "clause", "phrase", "degree", "held"
# Cues that are no entries of a lexicon.
SCARE_QUOTES, TITLES = "(quotation marks)", "(titles and names)"
_ENDS = {
    CLAUSE: "same clause",
    PHRASE: "same noun phrase",
    DEGREE: "no preposition between",
    HELD: "no verb between",
}


class Scope(NamedTuple):
    """Where the cues of a rule stand to a match.

    ``lexicon`` holds the cues; ``side`` is `BEFORE`, `BEHIND` or `AROUND` the match; at most
    ``reach`` words stand between; ``ends`` says what must not part them: the end of a `CLAUSE` or
    a `PHRASE`, or what a word of `DEGREE`, or one by which something is `HELD` off, does not reach
    over. ``categories`` are those of the lexicon that count, all if there are none; ``unless``
    names lexicons that its cues must not be part of.
    """

    lexicon: str
    side: str
    reach: int = 0
    ends: str = ""
    categories: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.side == AROUND:
            return "around it"
        far = f"at most {self.reach} words between" if self.reach else "next to it"
        return f"{self.side} it, {far}, {_ENDS[self.ends]}"


class Effect(NamedTuple):
    """What a cue makes of a value: it is moved away from 0 by ``shift``, then multiplied."""

    factor: float
    shift: float = 0.0

    def __str__(self) -> str:
        if self.shift:
            return f"{self.shift:+g} away from 0"
        return {0.0: "0", 1.0: "unchanged, marked"}.get(self.factor, f"times {self.factor:g}")


class Rule(NamedTuple):
    """A rule of context.

    ``intensity`` and ``valence`` are its effects by default, on lexicons of these scales;
    ``source`` says where they come from.
    """

    scopes: tuple[Scope, ...]
    intensity: Effect
    valence: Effect
    source: str


_MARKED, _ZERO = Effect(1.0), Effect(0.0)
# Hutto & Gilbert (2014), ICWSM: mean change of rated valence under negation and by words of degree.
_NEGATED, _RAISED, _LOWERED = Effect(-0.74), Effect(1.0, 0.293), Effect(1.0, -0.293)
_EFFECTS = {"drop": _ZERO, "flip": Effect(-1.0), "mark": _MARKED, "ignore": _MARKED}
_ALWAYS = ("default", "drop", "mark", "ignore")

_DOUBT = ("hedge_modal", "hedge_adverb", "hedge_verb", "hedge_adjective", "hedge_viewpoint")
_IRREALIS = "Polanyi & Zaenen 2006; 'drop': Taboada et al. 2011"

KNOWN: dict[str, Rule] = {
    "negation": Rule(
        (
            Scope("negators", BEFORE, 6, CLAUSE, ("negator",)),
            Scope("negators", BEHIND, 3, CLAUSE, ("negator_behind",)),
        ),
        _ZERO,
        _NEGATED,
        "Polanyi & Zaenen 2006; Hutto & Gilbert 2014",
    ),
    "distancing": Rule(
        (Scope("distancing", BEFORE, 3, HELD),), _ZERO, _ZERO, "Martin & White 2005: distance"
    ),
    "scare_quotes": Rule(
        (Scope(SCARE_QUOTES, AROUND),), _ZERO, _ZERO, "Martin & White 2005: distance"
    ),
    "titles": Rule((Scope(TITLES, AROUND),), _ZERO, _ZERO, "the construct: see the codebook"),
    "unfavourable_head": Rule(
        (
            Scope("unfavourable_heads", BEHIND, 2, PHRASE),
            Scope("criticism", BEHIND, 0, PHRASE, unless=("unfavourable_heads",)),
        ),
        _ZERO,
        _ZERO,
        "the construct: see the codebook",
    ),
    "inferiority": Rule(
        (Scope("comparisons", BEFORE, 2, DEGREE, ("comparison_below",)),),
        _ZERO,
        _LOWERED,
        "Ganapathibhotla & Liu 2008; Hutto & Gilbert 2014",
    ),
    "hedging": Rule(
        (Scope("hedges", BEFORE, 6, CLAUSE, _DOUBT, ("negators", "conditionals", "prospects")),),
        _MARKED,
        _MARKED,
        f"Hyland 2005; {_IRREALIS}",
    ),
    "conditional": Rule(
        (
            Scope("conditionals", BEFORE, 12, CLAUSE, unless=("distancing",)),
            Scope("conditionals", BEHIND, 6, CLAUSE, ("conditional",)),
        ),
        _MARKED,
        _MARKED,
        _IRREALIS,
    ),
    "future": Rule(
        (Scope("prospects", BEFORE, 6, CLAUSE, unless=("distancing",)),),
        _MARKED,
        _MARKED,
        _IRREALIS,
    ),
    "question": Rule((Scope("question_openers", BEFORE, 12, CLAUSE),), _MARKED, _MARKED, _IRREALIS),
    "comparison": Rule(
        (
            Scope("comparisons", BEHIND, 4, CLAUSE, ("comparison_than", "comparison_against")),
            Scope("comparisons", AROUND, categories=("comparison_equal",)),
            Scope("comparisons", BEFORE, 8, CLAUSE, ("comparison_against",)),
        ),
        _MARKED,
        _MARKED,
        "Ganapathibhotla & Liu 2008",
    ),
    "rhetorical": Rule(
        (Scope("rhetorical", BEFORE, 6, CLAUSE),), _MARKED, _MARKED, "Horn 1985: metalinguistic"
    ),
    "boosting": Rule(
        (Scope("boosters", BEFORE, 2, DEGREE, ("booster_degree",)),),
        _MARKED,
        _RAISED,
        "Hutto & Gilbert 2014",
    ),
    "downtoning": Rule(
        (
            Scope("downtoners", BEFORE, 2, DEGREE, ("downtoner",), ("negators",)),
            Scope("downtoners", AROUND, categories=("downtoner",), unless=("negators",)),
            Scope("downtoners", BEHIND, 3, CLAUSE, ("downtoner_behind",)),
        ),
        _MARKED,
        _LOWERED,
        "Hutto & Gilbert 2014",
    ),
}


def choices_of(rule: str) -> tuple[str, ...]:
    """Give the choices that a rule accepts."""
    return ("default", "drop", "flip", "mark", "ignore") if rule == "negation" else _ALWAYS


def effect(rule: str, choice: str, scale: str) -> Effect:
    """Give what a choice makes of a value on a scale."""
    if choice != "default":
        return _EFFECTS[choice]
    return KNOWN[rule].valence if scale == "valence" else KNOWN[rule].intensity


def read_rules(rules: Mapping[str, str] | None, lexicons: Sequence[Lexicon]) -> dict[str, str]:
    """Complete the choices of rules, and refuse what cannot be done.

    Parameters
    ----------
    rules : mapping or None
        Choices by rule.
    lexicons : sequence of Lexicon
        The lexicons that they shall act on.

    Returns
    -------
    dict
        The choice of every rule.

    Raises
    ------
    TypeError, ValueError
        As of `match`.
    """
    given: Any = {} if rules is None else rules
    if not isinstance(given, Mapping):
        message = (
            f"rules is a {type(given).__name__}; it maps rules to choices, as in "
            "rules={'negation': 'drop'}"
        )
        raise TypeError(message)
    for rule, choice in given.items():
        _check(rule, choice, lexicons)
    return {rule: given.get(rule, "default") for rule in RULES}


def _check(rule: str, choice: str, lexicons: Sequence[Lexicon]) -> None:
    if rule not in RULES:
        message = f"rules: no rule {rule!r}; there are {', '.join(RULES)}. See fr.context_rules()"
        raise ValueError(message)
    if choice not in choices_of(rule):
        message = f"rules: {rule}={choice!r}; it is one of {', '.join(choices_of(rule))}"
        raise ValueError(message)
    ruled = [lexicon for lexicon in lexicons if rule in lexicon.rules]
    if not ruled and choice not in ("default", "ignore"):
        message = (
            f"rules: {rule}={choice!r}, but no lexicon given is read by this rule; name it in the "
            f"lexicon's rules: fr.Lexicon(..., rules=[{rule!r}, ...])"
        )
        raise ValueError(message)
    for lexicon in ruled:
        if choice == "flip" and lexicon.scale != "valence":
            message = (
                f"rules: {rule}='flip' needs a lexicon of valences; {lexicon.name} is one of "
                "intensities. Match it apart, or use 'default' or 'drop'"
            )
            raise ValueError(message)


def context_rules() -> pd.DataFrame:
    """Give the rules of context that `match` knows.

    Returns
    -------
    pandas.DataFrame
        One row a rule, index ``rule``: ``cues`` (the lexicons that hold them); ``scope`` (where a
        cue stands to a match); ``choices`` (what `match` accepts for it); ``intensity`` and
        ``valence`` (what becomes of the value by default, by the lexicon's scale); ``source``.

    Notes
    -----
    A match counts in a rate if its value is not 0. By default a rule sets a match to 0 where the
    text denies it or leaves it to somebody else, or where it favours nobody or judges nothing.
    Where the text leaves open whether it holds, the wording stands on the page nevertheless: the
    match is marked, and counts.

    Examples
    --------
    >>> context_rules().loc["negation", ["cues", "intensity", "valence"]].tolist()
    ['negators', '0', 'times -0.74']
    """
    rows = [
        {
            "rule": rule,
            "cues": ", ".join(dict.fromkeys(scope.lexicon for scope in known.scopes)),
            "scope": "; ".join(dict.fromkeys(map(str, known.scopes))),
            "choices": ", ".join(choices_of(rule)),
            "intensity": str(known.intensity),
            "valence": str(known.valence),
            "source": known.source,
        }
        for rule, known in KNOWN.items()
    ]
    return pd.DataFrame(rows).set_index("rule")
