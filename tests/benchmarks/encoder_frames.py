"""How well are frames told when the encoder's network itself learns them?

    python tests/benchmarks/encoder_frames.py

Needs the data beside the project (../shared/data, or the folder that FRAMING_DATA names) and
``pip install "media-framing[train]"``. What comes with the library has read no sentence of
ccf_climate. Here its network is trained further on four fifths of the articles, on what coders saw
in the sentences, and judged on the others, in five folds that are the same for all models: the
library's classifier (words, characters, lexicons and style), the network, and both together, whose
chances are those of the mean of their values. The table is written to
tests/benchmarks/encoder_frames.csv.

The number of epochs is of a single trial within the training part of the first fold (two thirds of
it against a third, twice); no other recipe was compared.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch
from classifiers import FRAMES, OURS, judged
from encoder_fitting import fit
from encoder_network import Network
from encoder_tasks import BATCH, Ints, Padded, by_length, sentence_vectors
from encoder_training import SEED, base, tokenizer_of
from scipy.special import expit, logit
from sklearn.model_selection import GroupKFold
from sources import climate
from texts import DATA
from torch import Tensor, nn
from torch.nn import functional as F

from framing.classifiers import frame_classifier
from framing.classifiers.encoder.adapters import merged, read_adapters
from framing.classifiers.encoder.windows import Tokenizer

OUT = Path(__file__).with_suffix(".csv")
NETWORK, BOTH = "the network, trained further", "both"
EPOCHS, RATE = 8, 6e-5
ANY = "CC article"  # of the article, not of the sentence
RARE = 30  # sentences; what fewer have is not learned beside the frames
BESIDE = 0.3  # weight of what else coders saw


class Seen(nn.Module):
    """What coders saw in a sentence: the frames first, each there or not."""

    def __init__(self, texts: list[str], y: np.ndarray, tokenizer: Tokenizer, hidden: int) -> None:
        super().__init__()
        self.texts = Padded(tokenizer.texts(texts))
        self.y = torch.tensor(y, dtype=torch.float32)
        self.head = nn.Linear(hidden, y.shape[1])
        nn.init.normal_(self.head.weight, std=0.02)
        self.head.bias.data = torch.logit(self.y.mean(0).clamp(1e-3, 1 - 1e-3))
        self.weight = torch.full((y.shape[1],), BESIDE)
        self.weight[: len(FRAMES)] = 1

    def logits(self, network: nn.Module, rows: Ints) -> Tensor:
        """Give a value for everything that may be seen: texts x labels."""
        return self.head(sentence_vectors(network, self.texts, rows))

    def loss(self, network: nn.Module, rows: Ints) -> Tensor:
        """Give the loss of two runs and how far they disagree, as `CodedTwice` does."""
        one, other = (self.logits(network, rows) for _ in range(2))
        wrong = sum(
            F.binary_cross_entropy_with_logits(values, self.y[rows], reduction="none").mean(0)
            for values in (one, other)
        )
        apart = ((one.sigmoid() - other.sigmoid()) * (one - other)).mean(0)
        return ((wrong + apart) * self.weight).sum() / 2


def values_of_network(texts: pd.Series, y: np.ndarray, train: Ints, test: Ints) -> np.ndarray:
    """Train the network further on some sentences, and give its values of the others."""
    torch.manual_seed(SEED)
    start = base()
    network = Network(merged(start.weights, read_adapters()), start.sizes)
    tokenizer, hidden = tokenizer_of(start), start.sizes.hidden_size
    seen = Seen(texts.iloc[train].tolist(), y[train], tokenizer, hidden)
    steps = ["seen"] * (EPOCHS * -(-len(train) // BATCH))
    rng = np.random.default_rng(SEED)
    fit(network, {"seen": seen}, steps, rate=RATE, weights={"seen": 1}, rng=rng)
    others = Seen(texts.iloc[test].tolist(), y[test], tokenizer, hidden).eval()
    others.head = seen.head
    values = np.empty((len(test), len(FRAMES)))
    with torch.inference_mode():
        for rows in by_length(others.texts.sizes()):
            values[rows] = others.logits(network, rows)[:, : len(FRAMES)]
    return values


def of_folds(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Measure the library's classifier, the network and both on the same folds."""
    names = [f"{code} Detection" for code in FRAMES]
    counts = table["labels"].explode().value_counts()
    names += [name for name in counts.index[counts >= RARE] if name not in (*names, ANY)]
    y = np.array([[name in labels for name in names] for labels in table["labels"]], int)
    articles = table["doc_id"].to_numpy()
    words, network = (np.empty((len(y), len(FRAMES))) for _ in range(2))
    predicted = np.empty((len(y), len(FRAMES)), int)
    folds = GroupKFold(5, shuffle=True, random_state=SEED)
    for train, test in folds.split(table, groups=articles):
        model = frame_classifier().fit(table["text"].iloc[train], y[train, : len(FRAMES)])
        predicted[test] = model.predict(table["text"].iloc[test])
        words[test] = logit(model.predict_proba(table["text"].iloc[test]))
        network[test] = values_of_network(table["text"], y, train, test)
    values = {OURS: words, NETWORK: network, BOTH: (words + network) / 2}
    for number, frame in enumerate(FRAMES.values()):
        for name, found in values.items():
            chance = expit(found[:, number])
            chosen = predicted[:, number] if name == OURS else (chance > 0.5).astype(int)
            both = np.column_stack([1 - chance, chance])
            for measure, figures in judged(y[:, number], chosen, both, articles).items():
                yield {
                    "data": f"ccf_climate, {frame}",
                    "model": name,
                    "measure": measure,
                    **dict(zip(("value", "low", "high"), figures, strict=True)),
                    "n": len(y),
                    "n_groups": len(np.unique(articles)),
                }


def main() -> None:
    """Measure and write the table."""
    if not DATA.exists():
        print(f"no data at {DATA}: nothing measured")
        return
    found = pd.DataFrame(of_folds(climate()))
    found.to_csv(OUT, index=False, float_format="%.4f", lineterminator="\n")
    print(found[found["measure"] == "macro_f1"].round(3).to_string(index=False))


if __name__ == "__main__":
    main()
