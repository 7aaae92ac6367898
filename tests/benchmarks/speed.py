"""Speed and memory, side by side with other tools, on the same texts in one run.

    python tests/benchmarks/speed.py [--articles 10000] [--rounds 3] [--quick]

Every figure is a ratio measured in turns within this run; absolute times depend on the machine.
The library works in a thread for each processor, up to four; the other tools have one thread. A row
tells what it takes where it may use one processor only. The table is written to
tests/benchmarks/speed.csv.
"""

import argparse
import csv
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer
from texts import shuffled_articles
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import framing as fr
from framing.matching import Matcher
from framing.tokens.tokenize import own_cut

COMMONEST = 150  # types so common that no lexicon lists them alone
OTHERS = 60  # articles that the slower tools are timed on, a round
TARGETS = 20  # commonest names that are targets


def lexicon_like(tokens: fr.Tokens, n_entries: int) -> fr.Lexicon:
    """Draw a lexicon from a corpus: 5 of 8 words, 1 of 8 with a wildcard, 2 of 8 of several words.

    The first 8,000 entries are words, stems and phrases of the texts. What goes beyond stands for
    the many entries of a large lexicon that a corpus never uses: words with a letter changed, and
    phrases of words that do stand in the texts, but not next to each other.
    """
    rng = np.random.default_rng(1)
    types = tokens.vocabulary.types
    frequency = np.bincount(tokens.ids, minlength=len(types))
    rare = [types[i] for i in np.argsort(-frequency)[COMMONEST:].tolist() if types[i].isalpha()]
    size = min(n_entries, 8000)
    words = rng.permutation(len(rare))[: size * 5 // 8].tolist()
    patterns = dict.fromkeys(rare[i] for i in words)
    known = set(rare)
    while len(patterns) < size * 6 // 8:
        word = rare[rng.integers(len(rare))]
        if len(word) > 4:
            patterns[word[: rng.integers(5, len(word) + 1)] + "*"] = None
    while len(patterns) < size:
        first, length = int(rng.integers(len(tokens) - 4)), int(rng.integers(2, 5))
        phrase = [types[i] for i in tokens.ids[first : first + length].tolist()]
        one_sentence = tokens.sentence[first] == tokens.sentence[first + length - 1]
        if one_sentence and all(map(str.isalpha, phrase)) and known & set(phrase):
            patterns[" ".join(phrase)] = None
    while len(patterns) < n_entries:
        word, other = (rare[i] for i in rng.integers(len(rare), size=2))
        kind = len(patterns) % 8
        changed = word[:-1] + "qzxj"[rng.integers(4)] + word[-1:]
        patterns[f"{word} {other}" if kind < 2 else changed + "*" * (kind == 2)] = None
    table = pd.DataFrame({"pattern": list(patterns)})
    table["category"] = [f"category_{number % 10}" for number in range(len(table))]
    return fr.Lexicon(table, name=f"{n_entries} entries")


def seconds(call: Callable[[], object]) -> float:
    """Time one call."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def contestants(articles: list[str], lexicons: list[fr.Lexicon]) -> dict[str, Callable[[], int]]:
    """Give calls that work through some articles and say how many these were."""
    from nltk.tokenize import NLTKWordTokenizer

    corpus = fr.Corpus(pd.DataFrame({"text": pd.Series(articles, dtype=object)}))
    some = articles[:OTHERS]
    analyzer = SentimentIntensityAnalyzer()
    sentences = fr.tokenize(some).sentences()["text"].tolist()
    words = [pattern for pattern in lexicons[0].entries["pattern"] if pattern.isalpha()]
    counter = CountVectorizer(vocabulary=words)
    treebank = NLTKWordTokenizer()

    def ours(*lexicons: fr.Lexicon, targets: fr.Lexicon | None = None) -> Callable[[], int]:
        # made ready before the race, as the others are
        matcher = Matcher(lexicons, own_cut, targets=targets)
        return lambda: len(matcher(fr.tokenize(corpus)).tokens.corpus)

    names = fr.suggest_targets(fr.tokenize(articles[:1000]))["name"][:TARGETS]
    targets = fr.targets({name: [name] for name in names})
    own = [fr.load_lexicon(name) for name in ("promotional", "criticism")]
    return {
        "framing, tokens only": lambda: len(fr.tokenize(corpus).corpus),
        **{f"framing, {lexicon.name}": ours(lexicon) for lexicon in lexicons},
        f"framing, {lexicons[0].name}, one processor": on_one_processor(ours(lexicons[0])),
        f"framing, {lexicons[0].name}, {TARGETS} targets": ours(lexicons[0], targets=targets),
        f"framing, promotional and criticism, {TARGETS} targets": ours(*own, targets=targets),
        "vaderSentiment, whole article": lambda: len([analyzer.polarity_scores(t) for t in some]),
        "vaderSentiment, per sentence": lambda: (
            len([analyzer.polarity_scores(s) for s in sentences]) and len(some)
        ),
        "CountVectorizer, fixed vocabulary": lambda: counter.transform(articles[:1000]).shape[0],
        "nltk word tokenizer": lambda: len([treebank.tokenize(text) for text in some]),
    }


def on_one_processor(call: Callable[[], int]) -> Callable[[], int]:
    """Let a call use one processor only, where the system can be told so."""
    if not hasattr(os, "sched_setaffinity"):
        return call

    def alone() -> int:
        known = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(known)})
        try:
            return call()
        finally:
            os.sched_setaffinity(0, known)

    return alone


def race(articles: list[str], lexicons: list[fr.Lexicon], rounds: int) -> pd.DataFrame:
    """Time all contestants in turns."""
    calls = contestants(articles, lexicons)
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            begin = time.perf_counter()
            done = call()
            times[name].append((time.perf_counter() - begin) / done)
    ours = times[f"framing, {lexicons[0].name}"]
    rows = []
    for name, each in times.items():
        ratios = [theirs / mine for theirs, mine in zip(each, ours, strict=True)]
        rows.append(
            {
                "what": name,
                "microseconds an article": 1e6 * np.median(each),
                "articles a second": 1 / np.median(each),
                f"times framing, {lexicons[0].name}": np.median(ratios),
                "lowest": min(ratios),
                "highest": max(ratios),
            }
        )
    return pd.DataFrame(rows)


def growth(articles: list[str], matcher: Matcher, sizes: list[int]) -> list[tuple[str, float]]:
    """Time an article's share of corpora of several sizes, in parts of 2,000 articles."""
    rows = []
    for size in sizes:
        repeated = (articles * (size // len(articles) + 1))[:size]
        vocabulary = fr.Vocabulary()
        begin = time.perf_counter()
        for first in range(0, size, 2000):
            matcher(fr.tokenize(repeated[first : first + 2000], vocabulary=vocabulary))
        rows.append((f"{size:,} articles", 1e6 * (time.perf_counter() - begin) / size))
    return rows


def lengths(articles: list[str], matcher: Matcher) -> list[tuple[str, float]]:
    """Time 1,000 characters of single articles of several lengths."""
    text = "\n\n".join(articles)
    rows = []
    for size in (10_000, 100_000, 1_000_000, 5_000_000):
        one = (text * (size // len(text) + 1))[:size]
        times = [seconds(lambda one=one: matcher(fr.tokenize([one]))) for _ in range(3)]
        rows.append((f"one article of {size:,} characters", 1e9 * min(times) / size))
    return rows


def memory(n_articles: int) -> float:
    """Give the peak memory in MiB of a process that measures some articles.

    Read from /proc: what `resource` tells of a process holds that of the one that began it.
    """
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from texts import shuffled_articles\n"
        "import framing as fr\n"
        f"fr.measure(shuffled_articles({n_articles})[0])\n"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    here = str(Path(__file__).parent)
    run = subprocess.run([sys.executable, "-c", code, here], capture_output=True, check=True)
    return int(run.stdout) / 1024


def import_seconds() -> float:
    """Time `import framing` in a new process, less an empty one."""

    def run(code: str) -> float:
        return min(
            seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True))
            for _ in range(5)
        )

    return run("import framing") - run("pass")


def main() -> None:
    """Run everything and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="1,000 articles, one round")
    options = parser.parse_args()
    if options.quick:
        options.articles, options.rounds = 1_000, 1
    articles, source = shuffled_articles(options.articles)
    tokens = fr.tokenize(articles)
    words = len(tokens) / len(articles)
    print(f"{len(articles):,} articles of {words:.0f} tokens, from {source}, shuffled by paragraph")
    lexicons = [lexicon_like(tokens, 8_000), lexicon_like(tokens, 50_000)]
    for lexicon in lexicons:
        found = len(fr.match(tokens, lexicon)) / len(articles)
        took = seconds(lambda lexicon=lexicon: fr.match(fr.tokenize(["a"]), lexicon))
        print(f"{lexicon.name}: {found:.0f} matches an article; made ready in {took:.2f} s")
    del tokens
    table = race(articles, lexicons, options.rounds)
    print(table.round(2).to_string(index=False))
    matcher = Matcher(lexicons[:1], own_cut)
    extra = growth(articles, matcher, [1_000] if options.quick else [1_000, 10_000, 100_000])
    extra = [(f"{name}: microseconds an article", value) for name, value in extra]
    extra += [
        (f"{name}: microseconds 1,000 characters", value)
        for name, value in lengths(articles, matcher)
    ]
    if Path("/proc/self/status").exists():
        extra.append(("peak memory of a process that measures 5,000 articles, MiB", memory(5_000)))
    extra.append(("import framing, seconds", import_seconds()))
    for name, value in extra:
        print(f"{name:60s} {value:10.2f}")
    target = Path(__file__).with_suffix(".csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(table.round(3).itertuples(index=False))
        writer.writerows([name, round(value, 3)] for name, value in extra)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"written to {target.name}; this process took {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
