"""Do corrected intervals cover? Simulated corpora, and human labels as the truth.

    python tests/benchmarks/validation.py simulation --corpora 2000
    python tests/benchmarks/validation.py climate --draws 1000 [--data ../shared/data]
    python tests/benchmarks/validation.py speed

Each prints a table (CSV). `coverage` is the share of 95 % intervals that hold the truth, `error`
its Monte Carlo standard error, `half_width` the mean half-width, `n` the number of intervals: fewer
for acc, which refuses draws in which the decisions tell nothing. Intervals of one draw are pooled
as if independent, so that `error` is too small for the many differences of climate. In the study
"report card", `error, differ` and `error, equal` are no coverage but the share of tests that find
differing errors where there are some and where there are none. The simulated corpora are invented;
each study has a seed of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd

from framing.validation import (
    agreement,
    coding_sample,
    corrected_estimate,
    corrected_regression,
    report_card,
)

OUTLETS = ("Globe", "Herald")


# --- invented corpora: (scores with the truth beside them, true means) ---------------------------


def shares(rng, n=1000):
    """Articles that promote or not; the lexicon has three times the false alarms in the Herald."""
    outlet = np.repeat(OUTLETS, n)
    truth = rng.random(2 * n) < 0.3
    found, false = np.where(outlet == "Herald", 0.9, 0.8), np.where(outlet == "Herald", 0.3, 0.1)
    seen = rng.random(2 * n) < np.where(truth, found, false)
    return pd.DataFrame({"outlet": outlet, "promotion": seen * 1.0, "truth": truth * 1.0}), (
        0.3,
        0.3,
    )


def rates(rng, n=1000):
    """Skewed rates; the lexicon misses a third in the Globe and doubles noise in the Herald."""
    outlet = np.repeat(OUTLETS, n)
    herald = outlet == "Herald"
    truth = rng.gamma(1.5, 2.0, 2 * n)
    noise = rng.gamma(1.0, np.where(herald, 2.0, 1.0))
    score = np.where(herald, 1.0, 0.66) * truth * rng.lognormal(0, 0.3, 2 * n) + noise
    return pd.DataFrame({"outlet": outlet, "promotion": score, "truth": truth}), (3.0, 3.0)


def perfect(rng, n=1000):
    """Skewed rates that the lexicon measures without error."""
    scores, means = rates(rng, n)
    return scores.assign(promotion=scores["truth"]), means


def clustered(rng, n=1000, n_events=60):
    """Events of about 17 articles an outlet; truth and errors resemble each other in an event."""
    event = rng.integers(0, n_events, 2 * n)
    herald = np.repeat(OUTLETS, n) == "Herald"
    truth = 3 + rng.normal(0, 1, n_events)[event] + rng.normal(0, 1, 2 * n)
    error = rng.normal(0, 0.7, n_events)[event] + rng.normal(0, 0.7, 2 * n) + 0.5 * herald
    table = {"outlet": np.repeat(OUTLETS, n), "event_id": event, "truth": truth}
    return pd.DataFrame(table | {"promotion": truth + error}), (3.0, 3.0)


def code(scores, rng, n, strata):
    """Draw codings by strata and read the truth for them."""
    sample = coding_sample(scores, n=n, strata=list(strata), bins=2, random_state=rng)
    return pd.DataFrame(
        {"unit": sample.index, "value": sample["truth"].to_numpy(), "pi": sample["pi"].to_numpy()}
    )


class Tally:
    """Counts of intervals that hold the truth."""

    def __init__(self):
        self.cells = defaultdict(list)

    def add(self, study, table, truth, only=None):
        """Count the rows of a table of means and differences against the outlets' true means."""
        for row in table.itertuples():
            if only is not None and row.method not in only:
                continue
            target = truth[row.outlet] - (truth[row.other] if row.quantity == "difference" else 0)
            self.count(study, row.method, row.quantity, row.low, row.high, target)

    def count(self, study, method, quantity, low, high, target):
        """Count one interval."""
        self.cells[study, method, quantity].append((low <= target <= high, (high - low) / 2))

    def table(self):
        """Give one row a study, method and quantity."""
        rows = []
        for key, cells in self.cells.items():
            covered, half_width = np.array(cells, float).T
            share = covered.mean()
            error = np.sqrt(share * (1 - share) / len(cells))
            rows.append((*key, share, error, half_width.mean(), len(cells)))
        names = ["study", "method", "quantity", "coverage", "error", "half_width", "n"]
        return pd.DataFrame(rows, columns=names).round(4)


def simulation(n_corpora):
    """Cover the true means with 100 codings an outlet, drawn by outlet and score."""
    tally, strata = Tally(), ("outlet", "promotion")
    studies = {
        "shares, errors differ": (shares, ("dsl", "ppi", "acc"), strata, 1),
        "rates, errors differ": (rates, ("dsl", "ppi"), strata, 2),
        "perfect lexicon": (perfect, ("dsl", "ppi"), strata, 3),
    }
    for study, (make, methods, by, seed) in studies.items():
        rng = np.random.default_rng(seed)
        for _corpus in range(n_corpora):
            scores, means = make(rng)
            codings, truth = code(scores, rng, 200, by), dict(zip(OUTLETS, means, strict=True))
            for place, method in enumerate(methods):
                only = None if place == 0 else (method,)
                tally.add(study, corrected_estimate(scores, codings, method=method), truth, only)
    simulate_clusters(tally, n_corpora, np.random.default_rng(4))
    simulate_regression(tally, n_corpora, np.random.default_rng(5))
    simulate_card(tally, n_corpora, np.random.default_rng(8))
    return tally.table()


def simulate_clusters(tally, n_corpora, rng):
    """Compare errors that respect events with errors that do not."""
    for _corpus in range(n_corpora):
        scores, means = clustered(rng)
        codings, truth = code(scores, rng, 200, ("outlet",)), dict(zip(OUTLETS, means, strict=True))
        for method in ("dsl", "ppi"):
            table = corrected_estimate(scores, codings, method=method, cluster="event_id")
            tally.add("clusters respected", table, truth, (method,) if method == "ppi" else None)
        table = corrected_estimate(scores, codings)
        tally.add("clusters ignored", table, truth, ("dsl",))


def simulate_regression(tally, n_corpora, rng):
    """Cover a slope of 0 on length, where longer articles only score higher."""
    for _corpus in range(n_corpora):
        scores, _means = rates(rng, 500)
        scores["length"] = rng.normal(size=len(scores))
        scores["promotion"] += 0.5 * scores["length"]
        codings = code(scores, rng, 200, ("outlet",))
        table = corrected_regression(scores, codings, covariates=["outlet", "length"])
        for row in table[table["term"] != "(intercept)"].itertuples():
            tally.count("regression", row.method, row.term, row.low, row.high, 0)


def simulate_card(tally, n_corpora, rng):
    """Cover the true precision and recall of each outlet, and test whether errors differ."""
    precision = {"Globe": 0.24 / (0.24 + 0.07), "Herald": 0.27 / (0.27 + 0.21)}
    recall = {"Globe": 0.8, "Herald": 0.9}
    strata = ("outlet", "promotion")
    for _corpus in range(n_corpora):
        scores, _means = shares(rng)
        card = report_card(scores, code(scores, rng, 200, strata), threshold=0)
        rows = card.measures.set_index(["part", "measure"])
        for name, truth in (("precision", precision), ("recall", recall)):
            for outlet in OUTLETS:
                low, high = rows.loc[(outlet, name), ["low", "high"]]
                tally.count("report card", "wilson", name, low, high, truth[outlet])
        found = card.differences["p"].iloc[0] < 0.05
        tally.count("report card", "wald", "error, differ", 0, 0, 0 if found else 1)
        mixed = scores.assign(outlet=rng.permutation(scores["outlet"]))
        card = report_card(mixed, code(mixed, rng, 200, strata), threshold=0)
        found = card.differences["p"].iloc[0] < 0.05
        tally.count("report card", "wald", "error, equal", 0, 0, 0 if found else 1)


# --- ccf_climate: 1,927 labelled sentences of Canadian outlets (CC BY 4.0) -----------------------

POLITICAL = re.compile(
    r"\b(government|minister|premier|policy|policies|federal|party|election|parliament|senator|"
    r"president|liberals?|conservatives?|law|bill)\b",
    re.IGNORECASE,
)


def read_climate(folder, fewest=100):
    """Read the outlets with a hundred sentences or more; truth is the political frame."""
    path = folder / "ccf_climate" / "sentences_en.jsonl"
    if not path.exists():
        sys.exit(f"{path} is not there: give its folder by --data, or set FRAMING_DATA.")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    table = pd.DataFrame(rows).set_index("id")
    table["truth"] = [float("Pol Detection" in labels) for labels in table["labels"]]
    return table[table.groupby("outlet")["outlet"].transform("size") >= fewest]


def by_words(table):
    """Decide by a word list of fifteen entries."""
    return table["text"].map(lambda text: float(bool(POLITICAL.search(text))))


def by_classifier(table):
    """Decide by TF-IDF and logistic regression, never trained on the article itself."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        TfidfVectorizer(min_df=2, sublinear_tf=True), LogisticRegression(class_weight="balanced")
    )
    chosen = cross_val_predict(
        model, table["text"], table["truth"], groups=table["doc_id"], cv=GroupKFold(5)
    )
    return pd.Series(chosen, table.index)


def climate(folder, n_draws):
    """Draw codings from the labels, again and again, and look for the full-data shares.

    In the study "corpus" the labelled sentences are all there is. In "outlet" they are what the
    outlets publish, and each draw takes a corpus of 300 sentences an outlet from them.
    """
    labelled = read_climate(folder)
    truth = labelled.groupby("outlet")["truth"].mean().to_dict()
    tally = Tally()
    for name, measure in (("words", by_words), ("classifier", by_classifier)):
        scores = labelled.assign(promotion=measure(labelled))[["outlet", "promotion", "truth"]]
        rng = np.random.default_rng(6)
        for _draw in range(n_draws):
            drawn = scores.groupby("outlet").sample(300, replace=True, random_state=rng)
            for inference, corpus in (("corpus", scores), ("outlet", drawn.reset_index(drop=True))):
                codings = code(corpus, rng, 60 * len(truth), ("outlet", "promotion"))
                for method in ("dsl", "ppi", "acc"):
                    only = None if method == "dsl" else (method,)
                    with suppress(ValueError if method == "acc" else ()):
                        table = corrected_estimate(
                            corpus, codings, method=method, inference=inference
                        )
                        tally.add(f"climate, {name}, {inference}", table, truth, only)
    return tally.table()


def speed():
    """Time a correction and a report card of 20,000 articles with 2,000 codings."""
    rng = np.random.default_rng(7)
    scores, _means = rates(rng, 10_000)
    codings = code(scores, rng, 2000, ("outlet", "promotion"))
    decided = codings.assign(value=(codings["value"] > 3).astype(float))
    beside = scores.assign(words=rng.integers(100, 900, len(scores)), vader=rng.normal(size=20_000))
    tasks = {
        "corrected_estimate": lambda: corrected_estimate(scores, codings),
        "report_card, rates": lambda: report_card(beside, codings),
        "report_card, decisions": lambda: report_card(beside, decided, threshold=3),
        "agreement, 3 coders, 1,000 resamples": lambda: agreement(
            codings.loc[codings.index.repeat(3)].assign(
                coder=["a", "b", "c"] * 2000, value=rng.integers(0, 4, 6000)
            )
        ),
    }
    rows = []
    for task, run in tasks.items():
        run()
        start = time.perf_counter()
        run()
        rows.append((task, round(time.perf_counter() - start, 3)))
    return pd.DataFrame(rows, columns=["task", "seconds"])


def main():
    """Run one study and print its table."""
    beside = Path(__file__).parents[2] / ".." / "shared" / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("study", choices=["simulation", "climate", "speed"])
    parser.add_argument("--corpora", type=int, default=2000)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--data", type=Path, default=os.environ.get("FRAMING_DATA", beside))
    given = parser.parse_args()
    if given.study == "simulation":
        table = simulation(given.corpora)
    elif given.study == "climate":
        table = climate(Path(given.data), given.draws)
    else:
        table = speed()
    print(table.to_csv(index=False), end="")


if __name__ == "__main__":
    main()
