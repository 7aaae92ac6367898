"""Do the intervals, tests and power keep their promises? Simulated corpora, known truth.

Run with ``python tests/benchmarks/statistics.py [PART ...] [--corpora 2000]``; the parts are those
of `PARTS` and each writes its table beside this file as ``statistics_PART.csv``. All corpora are
invented: outlets cover the same events, an event sets a common tone, an outlet adds its own, and
most articles score 0.

The default interval is chosen on one half of the designs and reported on the other. The designs
cross four factors (16 cells); the half with an even number of factors at their second level
chooses. The rule, fixed beforehand: smallest mean distance of the coverage from .95 over the
choosing designs, 20 and 40 events, and the three targets.
"""

import argparse
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

import framing as fr
from framing.comparison.keyness import keyness
from framing.comparison.outlets import compare_outlets
from framing.comparison.pairs import compare_pairs
from framing.comparison.wire import wire_copy
from framing.statistics.adjustment import holm
from framing.statistics.intervals import Interval, confidence_limits
from framing.statistics.permutation import permutation_test
from framing.statistics.power import minimum_detectable_difference
from framing.statistics.ratios import ClusterSums, cluster_sums
from framing.statistics.sandwich import cluster_robust_error

DIFFERENCE = np.array([[1.0, -1.0]])
METHODS = ("cr2", "cr3", "studentised", "bca", "percentile")
FACTORS = {
    "rate": (0.004, 0.001),  # matches per word
    "event_spread": (0.3, 0.6),  # standard deviation of the events' log tone
    "outlets": ("equal", "unequal"),
    "bigger_events_are_warmer": (False, True),
}
COVERAGE = {"equal": (0.8, 0.8, 0.8), "unequal": (0.95, 0.7, 0.45)}  # share of events covered
FURTHER = {"equal": (1.0, 1.0, 1.0), "unequal": (2.0, 1.0, 0.5)}  # articles after the first
RATES = (1.0, 1.5, 1.0)  # of the three outlets, times the design's


def designs() -> Iterator[dict]:
    """Yield the 16 designs, each with its half."""
    for levels in product((0, 1), repeat=4):
        names = {name: values[k] for (name, values), k in zip(FACTORS.items(), levels, strict=True)}
        yield names | {"half": "reporting" if sum(levels) % 2 else "choosing"}


def corpus(
    rng: np.random.Generator, design: dict, n_events: int, rates: tuple[float, ...] = RATES
) -> tuple[np.ndarray, ...]:
    """Invent matches, words, outlet and event of every article."""
    shape = (n_events, len(rates))
    event = rng.normal(size=(n_events, 1))
    spread = design["event_spread"]
    tone = np.exp(spread * event - spread**2 / 2) * rng.gamma(6, 1 / 6, shape)
    attention = np.exp(0.7 * event) if design["bigger_events_are_warmer"] else 1.0
    further = rng.poisson(np.resize(FURTHER[design["outlets"]], len(rates)) * attention, shape)
    covered = rng.random(shape) < np.resize(COVERAGE[design["outlets"]], len(rates))
    n = (covered * (1 + further)).ravel()
    where, which = (np.repeat(codes.ravel(), n) for codes in np.indices(shape))
    words = np.round(np.exp(rng.normal(5.9, 0.5, len(where))))
    own = rng.gamma(0.7, 1 / 0.7, len(where))
    mean = design["rate"] * np.array(rates)[which] * tone[where, which] * own * words
    return rng.poisson(mean).astype(float), words, which, where


def true_rates(design: dict) -> np.ndarray:
    """Expected matches over expected words; events with more articles weigh more."""
    rates = design["rate"] * np.array(RATES)
    if not design["bigger_events_are_warmer"]:
        return rates
    further = np.array(FURTHER[design["outlets"]])
    spread = design["event_spread"]
    warm_attention = np.exp(0.7**2 / 2 + 0.7 * spread)  # E[tone · attention], lognormal
    return rates * (1 + further * warm_attention) / (1 + further * np.exp(0.7**2 / 2))


def summed(
    count: np.ndarray, words: np.ndarray, which: np.ndarray, where: np.ndarray
) -> ClusterSums:
    """Cluster sums of one corpus, events without an article left out."""
    cluster = np.unique(where, return_inverse=True)[1]
    return cluster_sums(count[:, None], words[:, None], group=which, cluster=cluster)


def averaged(
    count: np.ndarray, words: np.ndarray, which: np.ndarray, where: np.ndarray
) -> ClusterSums:
    """The same for the mean of articles; its truth is that of the ratio of sums here."""
    return summed(count / words, np.ones(len(words)), which, where)


def covered(
    sums: ClusterSums, interval: Interval, truth: np.ndarray, rng: np.random.Generator
) -> dict[str, float]:
    """Share of targets whose interval holds the truth: three rates, three pairs of them."""
    contrasts = np.array([[1.0, -1, 0], [1, 0, -1], [0, 1, -1]])
    targets = (
        ("rate", np.eye(3), "log"),
        ("difference", contrasts, "linear"),
        ("ratio", contrasts, "log"),
    )
    shares = {}
    for name, matrix, scale in targets:
        low, high = confidence_limits(sums, matrix, interval, scale=scale, rng=rng)
        true = matrix @ (np.log(truth) if scale == "log" else truth)
        shares[name] = ((low[:, 0] <= true) & (true <= high[:, 0])).mean()
    return shares


def coverage(n_corpora: int) -> pd.DataFrame:
    """Coverage of every interval in every design."""
    rows = []
    for number, (n_events, design) in enumerate(product((20, 40), list(designs()))):
        rng, truth = np.random.default_rng(number), true_rates(design)
        hits: dict[tuple[str, str], list[float]] = {}
        zeros = []
        for _ in range(n_corpora):
            articles = corpus(rng, design, n_events)
            zeros.append((articles[0] == 0).mean())
            sums = summed(*articles)
            naive = summed(*articles[:3], np.arange(len(articles[0])))
            tried = [(m, sums, Interval(m, n_resamples=499)) for m in METHODS]
            for method, data, interval in [*tried, ("naive", naive, Interval("cr2"))]:
                for target, hit in covered(data, interval, truth, rng).items():
                    hits.setdefault((method, target), []).append(hit)
        for (method, target), values in hits.items():
            rows.append(
                {"n_events": n_events, **design, "zero_share": np.mean(zeros)}
                | {"interval": method, "target": target, "coverage": np.mean(values)}
                | {"simulation_error": np.std(values) / np.sqrt(n_corpora)}
            )
        print(f"{number + 1} of 32 designs", file=sys.stderr, flush=True)
    return pd.DataFrame(rows)


def estimands(n_corpora: int) -> pd.DataFrame:
    """Coverage of the default interval in every design, as either estimand."""
    rows = []
    for number, (n_events, design) in enumerate(product((20, 40), list(designs()))):
        rng, truth = np.random.default_rng(4000 + number), true_rates(design)
        hits: dict[tuple[str, str], list[float]] = {}
        for _ in range(n_corpora):
            articles = corpus(rng, design, n_events)
            for estimand, sum_up in (("mean_of_articles", averaged), ("ratio_of_sums", summed)):
                found = covered(sum_up(*articles), Interval(), truth, rng)
                for target, hit in found.items():
                    hits.setdefault((estimand, target), []).append(hit)
        for (estimand, target), values in hits.items():
            rows.append(
                {"n_events": n_events, **design, "estimand": estimand, "target": target}
                | {"coverage": np.mean(values)}
                | {"simulation_error": np.std(values) / np.sqrt(n_corpora)}
            )
    return pd.DataFrame(rows)


def chosen(n_corpora: int) -> pd.DataFrame:
    """The choice, and what each interval reaches on the reporting half (from the table made)."""
    table = pd.read_csv(path_of("coverage"))
    table["distance"] = (table["coverage"] - 0.95).abs()
    choosing = table[table["half"] == "choosing"].groupby("interval")["distance"].mean()
    reporting = table[table["half"] == "reporting"]
    summary = reporting.groupby(["interval", "n_events", "target"])["coverage"].agg(
        ["mean", "min", "max"]
    )
    summary = summary.reset_index().rename(columns={"mean": "coverage"})
    return summary.assign(distance_on_choosing_half=summary["interval"].map(choosing)).sort_values(
        ["distance_on_choosing_half", "n_events", "target"]
    )


def false_positives(n_corpora: int) -> pd.DataFrame:
    """Permutation test of two outlets with equal rates, and Holm over the six pairs of four.

    Where bigger events are warmer and outlets follow them unequally, rates are not equal: those
    four designs are left out.
    """
    rows = []
    for number, design in enumerate(designs()):
        if design["bigger_events_are_warmer"] and design["outlets"] == "unequal":
            continue
        rng = np.random.default_rng(1000 + number)
        single, family = [], []
        for _ in range(n_corpora):
            articles = corpus(rng, design, 40, (1.0, 1.0, 1.0, 1.0))
            sums = summed(*articles)
            pairs = [(a, b) for a in range(4) for b in range(a)]
            p = np.array(
                [
                    permutation_test(sums.groups(list(pair)), n_resamples=399, rng=rng)[0]
                    for pair in pairs
                ]
            )
            single.append(np.mean(p <= 0.05))
            family.append(holm(p).min() <= 0.05)
        rows.append(
            design
            | {"false_positive_rate": np.mean(single), "family_wise_error": np.mean(family)}
            | {"error_of_rate": np.std(single) / np.sqrt(n_corpora)}
            | {"error_of_family": np.std(family) / np.sqrt(n_corpora)}
        )
        print(f"{number + 1} of 16 designs", file=sys.stderr, flush=True)
    return pd.DataFrame(rows)


def power(n_corpora: int) -> pd.DataFrame:
    """Power of the permutation test at multiples of the minimum detectable difference.

    The design's standard error is that of corpora with equal rates.
    """
    rows = []
    for n_events, rate in product((40, 80), (0.004, 0.001)):
        design = {"rate": rate, "event_spread": 0.3, "outlets": "equal"}
        design |= {"bigger_events_are_warmer": False}
        rng = np.random.default_rng(2000 + n_events)
        for multiple in (0.0, 0.5, 1.0, 1.5):
            detectable = np.mean(
                [
                    minimum_detectable_difference(
                        cluster_robust_error(
                            summed(*corpus(rng, design, n_events, (1.0, 1.0))),
                            DIFFERENCE,
                            correction="cr2",
                        )
                    )[0, 0]
                    for _ in range(200)
                ]
            )
            shift = multiple * detectable / rate / 2
            found = [
                permutation_test(
                    summed(*corpus(rng, design, n_events, (1 + shift, 1 - shift))),
                    n_resamples=399,
                    rng=rng,
                )[0]
                <= 0.05
                for _ in range(n_corpora)
            ]
            rows.append(
                {"n_events": n_events, "rate": rate, "multiple": multiple}
                | {"power": np.mean(found), "error": np.std(found) / np.sqrt(n_corpora)}
            )
    return pd.DataFrame(rows)


def split(n_corpora: int) -> pd.DataFrame:
    """One outlet split in two at random by event: does the interval cover no difference?

    Every corpus is split a hundred times.
    """
    rows = []
    for n_events, rate, spread in product((50, 100), FACTORS["rate"], FACTORS["event_spread"]):
        design = {"rate": rate, "event_spread": spread, "outlets": "equal"}
        design |= {"bigger_events_are_warmer": True}
        rng, shares = np.random.default_rng(3000), []
        for _ in range(n_corpora // 100):
            whole = summed(*corpus(rng, design, n_events, (1.0,)))
            n, hits = len(whole.numerator), []
            for _ in range(100):
                half = rng.permutation(n) < n // 2
                side = np.stack([half, ~half], axis=1)[:, :, None]
                two = ClusterSums(whole.numerator * side, whole.denominator * side)
                low, high = confidence_limits(two, DIFFERENCE, Interval(), rng=rng)
                hits.append(low[0, 0] <= 0 <= high[0, 0])
            shares.append(np.mean(hits))
        rows.append(
            {"n_events": n_events, "rate": rate, "event_spread": spread}
            | {"coverage_of_zero": np.mean(shares)}
            | {"error": np.std(shares) / np.sqrt(len(shares))}
        )
    return pd.DataFrame(rows)


def speed(_: int) -> pd.DataFrame:
    """Wall and processor time of the heavy calls, in seconds; all they need is made before."""
    rng = np.random.default_rng(0)
    n, ids = 20_000, pd.RangeIndex(20_000)
    scores = pd.DataFrame(rng.poisson(2, (n, 12)) * 1.0, ids).add_prefix("c")
    scores["words"] = 500
    outlet = pd.Series(rng.choice([*"ABCDEF"], n), ids)
    event = pd.Series(rng.integers(0, 1000, n), ids)
    draws = Interval("percentile", n_resamples=10_000)
    few = Interval(n_resamples=1999)
    n_types, n_tokens, n_articles = 50_000, 1_000_000, 2000
    share = 1 / np.arange(1, n_types + 1)
    words = np.array([f"w{i}" for i in range(n_types)])
    drawn = rng.choice(n_types, (n_articles, n_tokens // n_articles), p=share / share.sum())
    tokens = fr.tokenize([" ".join(words[row]) for row in drawn])
    by = pd.Series(rng.choice([*"ABC"], n_articles))
    text = pd.Series([" ".join(words[row]) for row in rng.integers(0, 30_000, (10_000, 500))])
    calls = {
        "compare_outlets, 10,000 draws, 6 outlets x 12 categories, 20,000 articles, 1,000 events": (
            lambda: compare_outlets(scores, outlet, cluster=event, interval=draws)
        ),
        "the same, every article its own cluster": (
            lambda: compare_outlets(scores, outlet, interval=draws)
        ),
        "the same with the default interval": (
            lambda: compare_outlets(scores, outlet, cluster=event)
        ),
        "compare_pairs, 15 pairs x 12 categories, 1,000 events, 1,999 permutations": (
            lambda: compare_pairs(scores, outlet, cluster=event, interval=few)
        ),
        "keyness, 1,000,000 tokens, 50,000 types, without permutation": (
            lambda: keyness(tokens, by, group="A", n_resamples=0)
        ),
        "keyness, the same with 999 permutations": lambda: keyness(tokens, by, group="A"),
        "wire_copy, 10,000 articles of 500 words": lambda: wire_copy(text),
    }
    rows = []
    for name, call in calls.items():
        started, busy = time.perf_counter(), time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            call()
        wall, processor = time.perf_counter() - started, time.process_time() - busy
        rows.append({"call": name, "seconds": wall, "processor_seconds": processor})
    return pd.DataFrame(rows)


PARTS: dict[str, Callable[[int], pd.DataFrame]] = {
    "coverage": coverage,
    "estimands": estimands,
    "chosen": chosen,
    "false_positives": false_positives,
    "power": power,
    "split": split,
    "speed": speed,
}


def path_of(part: str) -> Path:
    """Where a part's table is written."""
    return Path(__file__).with_name(f"statistics_{part}.csv")


def main() -> None:
    """Run the parts named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--corpora", type=int, default=2000)
    arguments = parser.parse_args()
    for part in arguments.parts or PARTS:
        started = time.perf_counter()
        table = PARTS[part](arguments.corpora)
        table.to_csv(path_of(part), index=False, float_format="%.5g")
        print(f"\n{part} ({time.perf_counter() - started:.0f} s)\n{table.to_string(index=False)}")


if __name__ == "__main__":
    main()
