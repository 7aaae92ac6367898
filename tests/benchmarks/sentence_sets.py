"""Pairs and single sentences: minimal pairs, neutralised Wikipedia, biased sentences, frames."""

import ast
from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pandas as pd
from scipy.stats import rankdata
from sklearn.linear_model import LogisticRegression
from sources import babe, climate, minimal_pairs, wnc_pairs
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
from yardsticks import (
    EVALUATIVE,
    Floats,
    Row,
    Texts,
    auc,
    by_half,
    halves,
    interval,
    judged,
    lexicon,
    present,
    spearman,
)

from framing.statistics.effects import hedges_g

# Promotional sentences of the frozen part that use an example of the construct's own definition.
STOCK = {
    *("m02 bad", "m05 good", "m08 good", "m10 bad", "m12 good", "m17 good"),
    *("m18 good", "m18 bad", "m20 good", "m29 good", "m30 good"),
}
TOPICS = {
    "blm": "black lives matter",
    "vaccines": "vaccine",
    "gun-control": "gun control",
    "trump-presidency": "trump presidency",
}
# A frame that coders saw: the keyword beside it, and what the categories that ask for it are named.
FRAMES = {
    "Pol": ("government*", ("political", "prescription")),
    "Eco": ("econom*", ("econom",)),
    "Sci": ("scien*", ("scien",)),
    "Just": ("justice", ("fairness", "moral")),
    "Cult": ("cultur*", ("cultur",)),
    "Envt": ("species", ("environment", "quality_of_life")),
    "Pbh": ("health*", ("health",)),
    "Secu": ("security", ("secur", "defen")),
}
BIG_OUTLET = 100  # sentences


def won(a: Floats, b: Floats) -> Floats:
    """Give 1 where a is above b, one half where they tie, else 0."""
    return np.where(a == b, 0.5, (a > b).astype(float))


def sentence_compound(texts: list[str]) -> Floats:
    """Give VADER's compound score of each sentence."""
    analyzer = SentimentIntensityAnalyzer()
    return np.array([analyzer.polarity_scores(text)["compound"] for text in texts])


def pairs_of_wording() -> Iterator[Row]:
    """Compare promotional with plain wording of the same facts, in good and in bad news."""
    table = minimal_pairs()
    texts = Texts(table["text"].tolist())
    scores = {
        "promotion": texts.rates("promotional"),
        "VADER compound": sentence_compound(table["text"].tolist()),
        **texts.yardsticks(),
    }
    for name, score in scores.items():
        table["score"] = score
        wide = table.pivot_table(
            index=["part", "event"], columns=["news", "wording"], values="score"
        )
        for part in ("all", "frozen", "second", "frozen, no stock phrase"):
            events = wide if part == "all" else wide.loc[[part.split(",")[0]]]
            for row in pair_rows(name, events, part):
                reached = row.estimate >= 0.85 if row.goal == ">= .85" else abs(row.estimate) <= 0.2
                yield judged(row, row.goal, reached) if row.goal else row


def pair_rows(name: str, events: pd.DataFrame, part: str) -> Iterator[Row]:
    """Give the shares of pairs won, of ties, and the effect of good against bad news."""
    promotion = name == "promotion"
    event = events.index.get_level_values("event")
    for news in ("good", "bad"):
        kept = np.ones(len(event), bool)
        if "stock" in part:
            kept = ~(event + f" {news}").isin(STOCK)
        high, low = (
            events[(news, wording)].to_numpy()[kept] for wording in ("promotional", "plain")
        )
        wins = won(high, low)
        limits = interval(lambda index, wins=wins: wins[index].mean(), np.arange(len(wins)))
        label = f"{name}, promotional above plain, {news} news (ties half)"
        goal = ">= .85" if promotion else ""
        yield Row("minimal pairs", label, part, len(wins), wins.mean(), *limits, goal)
        if promotion:
            differ = wins[high != low]
            label = f"{name}, promotional above plain, {news} news, untied pairs"
            yield Row("minimal pairs", label, part, len(differ), differ.mean())
    if "stock" in part:
        return
    good, bad = (events[news].to_numpy() for news in ("good", "bad"))

    def effect(index: np.ndarray) -> float:
        return hedges_g(good[index].ravel(), bad[index].ravel())

    everything = np.arange(len(events))
    label = f"{name}, effect of good against bad news (Hedges g)"
    limits = interval(effect, everything)
    goal = "within .2 of 0" if promotion else ""
    yield Row("minimal pairs", label, part, len(events), effect(everything), *limits, goal)


def neutralised() -> Iterator[Row]:
    """Ask whether a Wikipedia sentence scores higher before it was made neutral."""
    table = wnc_pairs()
    before, after = Texts(table["before"].tolist()), Texts(table["after"].tolist())
    words = before.words(), after.words()
    evaluative = present(EVALUATIVE)
    scores = {
        "promotion": (before.rates("promotional"), after.rates("promotional")),
        " + ".join(evaluative): (before.rates(*evaluative), after.rates(*evaluative)),
    }
    others = before.yardsticks(), after.yardsticks()
    scores |= {name: (others[0][name], others[1][name]) for name in others[0]}
    half, cluster = table["half"].to_numpy(object), np.arange(len(table))
    equal = words[0] == words[1]
    yield from _shares("longer side (words)", words, half)
    together = " + ".join(evaluative)
    for name, (a, b) in scores.items():
        untied = a != b
        yield from _shares(name, (a, b), half)
        yield from _shares(f"{name}, untied pairs", (a[untied], b[untied]), half[untied])
        for row in _shares(f"{name}, equal length", (a[equal], b[equal]), half[equal]):
            aimed = name == together and row.measure.startswith("before")
            yield judged(row, ">= .60", row.estimate >= 0.6) if aimed else row
        gain = beyond_length(words[0] - words[1], a - b)
        label = ("wnc_pairs", f"{name}: gain in accuracy over length difference")
        for row in by_half(label, lambda index, gain=gain: gain[index].mean(), half, cluster):
            yield judged(row, "interval above 0", row.low > 0) if name == together else row


def _shares(name: str, sides: tuple[Floats, Floats], half: np.ndarray) -> list[Row]:
    """Give the share of pairs whose first side is higher, ties half, and the share of ties."""
    wins = won(*sides)
    label = ("wnc_pairs", f"before above after (ties half): {name}")
    rows = by_half(label, lambda index: wins[index].mean(), half, np.arange(len(wins)))
    if "untied" in name:
        return rows
    ties = [
        Row("wnc_pairs", f"ties: {name}", part, len(chosen), float((wins[chosen] == 0.5).mean()))
        for part, chosen in halves(half)
    ]
    return [*rows, *ties]


def beyond_length(length: Floats, rate: Floats) -> Floats:
    """Give how much oftener each pair is put in order with the rate than with length alone.

    Logistic regressions without intercept on differences, each pair both ways round, ten folds.
    """
    fold = np.random.default_rng(0).permutation(len(length)) % 10
    right = []
    for columns in (length[:, None], np.column_stack((length, rate))):
        scaled = columns / np.maximum(columns.std(axis=0), 1e-9)
        order = np.empty(len(length))
        for number in range(10):
            train, test = scaled[fold != number], fold == number
            both = np.concatenate((train, -train))
            model = LogisticRegression(fit_intercept=False)
            model.fit(both, np.repeat((1, 0), len(train)))
            order[test] = model.decision_function(scaled[test])
        right.append(won(order, np.zeros(len(order))))
    return right[1] - right[0]


def within(score: Floats, positive: np.ndarray, stratum: np.ndarray) -> float:
    """Give the area under the curve over pairs of the same stratum, ties half."""
    order = np.argsort(stratum, kind="stable")
    bounds = np.flatnonzero(np.diff(stratum[order])) + 1
    above = pairs = 0.0
    for members in np.split(order, bounds):
        group = positive[members]
        n_pairs = float(group.sum() * (~group).sum())
        if n_pairs:
            above += auc(score[members], group) * n_pairs
            pairs += n_pairs
    return above / pairs


def biased_sentences() -> Iterator[Row]:
    """Tell biased sentences from others: pooled, and within outlet and topic."""
    table = babe()
    texts = Texts(table["text"].tolist())
    biased = table["biased"].to_numpy()
    topic = table["topic"].replace(TOPICS)
    stratum = pd.factorize(table["outlet"] + "/" + topic)[0]
    evaluative = present(EVALUATIVE)
    together = " + ".join(evaluative)
    scores = {together: texts.rates(*evaluative)}
    scores |= {f"{name} alone": texts.rates(name) for name in evaluative}
    scores |= texts.yardsticks()
    scores |= {
        "VADER negative share": texts.listed("vader", -1),
        "TextBlob negative share": texts.listed("textblob", -1),
        "TextBlob subjectivity": texts.textblob("subjectivity"),
    }
    half, cluster = table["half"].to_numpy(object), table["article"].to_numpy(object)
    for name, score in scores.items():
        pooled = by_half(
            ("BABE", f"AUC pooled: {name}"),
            lambda index, score=score: auc(score[index], biased[index]),
            half,
            cluster,
        )
        inside = by_half(
            ("BABE", f"AUC within outlet and topic: {name}"),
            lambda index, score=score: within(score[index], biased[index], stratum[index]),
            half,
            cluster,
        )
        for goal, rows in ((0.70, pooled), (0.66, inside)):
            for row in rows:
                label = f">= {goal:.2f}".replace("0.", ".")
                yield judged(row, label, row.estimate >= goal) if name == together else row
    yield from annotated_words(table, texts, evaluative)
    yield from outlet_means(table, scores)


def marked_spans(text: str, listed: str) -> list[tuple[int, int]]:
    """Find where the words that annotators marked as biased stand, each at its first place."""
    folded = text.lower()
    starts = [(folded.find(word.lower()), len(word)) for word in ast.literal_eval(listed) if word]
    return [(start, start + size) for start, size in starts if start >= 0]


def annotated_words(table: pd.DataFrame, texts: Texts, names: list[str]) -> Iterator[Row]:
    """Compare matches with the words that annotators marked, in sentences held to be biased."""
    marked = [
        marked_spans(text, listed) if biased else []
        for text, listed, biased in table[["text", "biased_words", "biased"]].itertuples(
            index=False
        )
    ]
    for name in names:
        matches = texts.matches(name)
        counted = matches.value != 0
        article = matches.article[counted]
        starts = texts.tokens.start[matches.first[counted]]
        ends = texts.tokens.end[matches.last[counted]]
        found: dict[int, list[tuple[int, int]]] = {}
        for number, start, end in zip(article.tolist(), starts, ends, strict=True):
            found.setdefault(number, []).append((start, end))
        for part, chosen in halves(table["half"].to_numpy(object)):
            yield from _overlap(
                name, part, [(found.get(i, []), marked[i]) for i in chosen if marked[i]]
            )


def _overlap(
    name: str, part: str, sentences: list[tuple[list[tuple[int, int]], list[tuple[int, int]]]]
) -> Iterator[Row]:
    def meets(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
        return any(span[0] < end and start < span[1] for start, end in others)

    on_marked = [meets(span, marked) for found, marked in sentences for span in found]
    reached = [meets(span, found) for found, marked in sentences for span in marked]
    label = f"{name}: matches in biased sentences that meet a marked word"
    yield Row("BABE", label, part, len(on_marked), float(np.mean(on_marked or [np.nan])))
    label = f"{name}: marked words that a match meets"
    yield Row("BABE", label, part, len(reached), float(np.mean(reached)))


def outlet_means(table: pd.DataFrame, scores: dict[str, Floats]) -> Iterator[Row]:
    """Correlate outlets' mean scores with their shares of biased sentences, all orders permuted."""
    size = table["outlet"].value_counts()
    outlets = sorted(size[size >= BIG_OUTLET].index)
    share = table.groupby("outlet")["biased"].mean()[outlets].to_numpy()
    for name, score in scores.items():
        mean = pd.Series(score).groupby(table["outlet"].to_numpy()).mean()[outlets].to_numpy()
        ranks = np.array(list(permutations(rankdata(mean))))
        centred = rankdata(share) - rankdata(share).mean()
        drawn = np.abs(ranks @ centred)
        seen = abs(float(rankdata(mean) @ centred))
        p = float((drawn >= seen - 1e-9).mean())
        label = f"Spearman of outlet means and shares of biased sentences, p = {p:.3f}: {name}"
        yield Row("BABE", label, "all", len(outlets), spearman(mean, share))


def frames() -> Iterator[Row]:
    """Ask how well each frame indicator tells the sentences that coders gave the frame."""
    table = climate()
    texts = Texts(table["text"].tolist())
    half, cluster = table["half"].to_numpy(object), table["doc_id"].to_numpy()
    lexicons = present(("frames_policy", "frames_generic"))
    for frame, (keyword, names) in FRAMES.items():
        seen = table["labels"].map(lambda labels, frame=frame: f"{frame} Detection" in labels)
        positive = seen.to_numpy()
        stem = keyword.rstrip("*")
        scores = {
            f"keyword {keyword}": texts.share(
                lambda word, stem=stem, keyword=keyword: (
                    word.startswith(stem) if keyword.endswith("*") else word == stem
                )
            )
        }
        for name in lexicons:
            for category in lexicon(name).categories:
                if any(part in category for part in names):
                    scores[f"{name} {category}"] = texts.category_rate(name, category)
        for name, score in scores.items():
            yield from by_half(
                ("ccf_climate", f"AUC of {frame}: {name}"),
                lambda index, score=score, positive=positive: auc(score[index], positive[index]),
                half,
                cluster,
            )


def sentence_sets() -> Iterator[Row]:
    """Give all rows of pairs and sentences."""
    for part in (pairs_of_wording, neutralised, biased_sentences, frames):
        yield from part()
