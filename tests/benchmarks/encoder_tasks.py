"""What the encoder learns at once: each task has its texts, its labels, a head and a loss."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import torch
from encoder_network import Network, mean_of
from numpy.typing import NDArray
from sources import judged_articles, newsmtsc, senate, wikinews, wnc_pairs
from torch import Tensor, nn
from torch.nn import functional as F

import framing as fr
from framing.classifiers.encoder.windows import Tokenizer, Windows

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
BATCH = 32
DROPOUT = 0.1
SHORTEST = 40  # characters of a sentence that is taken from an article
A_RELEASE, A_NEWS, A_JUDGED = 2, 13, 8  # sentences of each article: about as many of either side


class Padded:
    """Windows of word pieces of which any can be put together to tensors of one length."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._first = np.flatnonzero(np.diff(windows.text, prepend=-1))  # the first of each text

    def __len__(self) -> int:
        return len(self._first)

    def sizes(self) -> Ints:
        """Count the pieces of each text's first window."""
        return np.diff(self._windows.ptr)[self._first]

    def take(self, rows: Ints) -> tuple[Tensor, Tensor, Tensor]:
        """Give numbers, mask and types of some texts' pieces: each texts x pieces."""
        windows = self._first[rows]
        begin, size = self._windows.ptr[windows], self.sizes()[rows]
        places = np.arange(size.max())
        mask = places < size[:, None]
        pieces = self._windows.ids[np.where(mask, begin[:, None] + places, 0)] * mask
        marked = places >= self._windows.first[windows, None]
        marked &= places <= self._windows.last[windows, None]
        return tuple(torch.from_numpy(part.astype(np.int64)) for part in (pieces, mask, marked))


class Targets(nn.Module):
    """Tone towards a target: negative, neutral, positive. The network is told which pieces it is.

    The head reads the mean of the sentence beside the mean of the target.
    """

    def __init__(self, table: pd.DataFrame, tokenizer: Tokenizer, head: nn.Linear) -> None:
        super().__init__()
        start, end = (table[column].to_numpy(np.int64) for column in ("start", "end"))
        self.texts = Padded(tokenizer.spans(table["text"].tolist(), start, end))
        self.head = head

    def logits(self, network: nn.Module, rows: Ints) -> Tensor:
        """Give a value for each label: targets x 3."""
        pieces, mask, marked = self.texts.take(rows)
        x = run(network, pieces, mask, marked)
        vectors = torch.cat([mean_of(x, mask), mean_of(x, marked)], 1)
        return self.head(F.dropout(vectors, DROPOUT, self.training))

    def all_logits(self, network: nn.Module) -> Tensor:
        """Give the values of every target: targets x 3."""
        found = torch.zeros(len(self.texts), self.head.out_features)
        with torch.inference_mode():
            for rows in by_length(self.texts.sizes()):
                found[rows] = self.logits(network, rows)
        return found


class Coded(Targets):
    """Targets whose tone was coded."""

    def __init__(self, table: pd.DataFrame, tokenizer: Tokenizer, head: nn.Linear) -> None:
        super().__init__(table, tokenizer, head)
        self.y = torch.tensor(table["polarity"].to_numpy(np.int64) + 1)

    def loss(self, network: nn.Module, rows: Ints) -> Tensor:
        return F.cross_entropy(self.logits(network, rows), self.y[rows])


class CodedTwice(Coded):
    """The same, of two runs, with other values dropped, and of how far they disagree.

    Liang, X., et al. (2021). R-Drop: Regularized dropout for neural networks. Advances in Neural
    Information Processing Systems, 34. https://doi.org/10.48550/arXiv.2106.14448
    """

    def loss(self, network: nn.Module, rows: Ints) -> Tensor:
        one, other = (F.log_softmax(self.logits(network, rows), 1) for _ in range(2))
        wrong = F.nll_loss(one, self.y[rows]) + F.nll_loss(other, self.y[rows])
        apart = sum(
            F.kl_div(first, second, log_target=True, reduction="batchmean")
            for first, second in ((one, other), (other, one))
        )
        return (wrong + apart) / 2


class Taught(Targets):
    """Targets that nobody coded, with what a larger network takes their tone to be.

    Hinton, G., Vinyals, O., & Dean, J. (2015). Distilling the knowledge in a neural network.
    https://doi.org/10.48550/arXiv.1503.02531
    """

    def __init__(
        self, table: pd.DataFrame, chances: Floats, tokenizer: Tokenizer, head: nn.Linear
    ) -> None:
        super().__init__(table, tokenizer, head)
        self.chances = torch.tensor(chances)

    def loss(self, network: nn.Module, rows: Ints) -> Tensor:
        own = F.log_softmax(self.logits(network, rows), 1)
        return F.kl_div(own, self.chances[rows], reduction="batchmean")


class Sentences(nn.Module):
    """Does a sentence come from one source or the other?"""

    def __init__(
        self, texts: list[str], labels: list[int], tokenizer: Tokenizer, hidden: int
    ) -> None:
        super().__init__()
        self.texts = Padded(tokenizer.texts(texts))
        self.y = torch.tensor(labels, dtype=torch.float32)
        self.head = nn.Linear(hidden, 1)

    def loss(self, network: Network, rows: Ints) -> Tensor:
        values = self.head(sentence_vectors(network, self.texts, rows))[:, 0]
        return F.binary_cross_entropy_with_logits(values, self.y[rows])


class Pairs(nn.Module):
    """Which of two sentences is the one that an editor found biased?"""

    def __init__(
        self, biased: list[str], neutral: list[str], tokenizer: Tokenizer, hidden: int
    ) -> None:
        super().__init__()
        self.texts = Padded(tokenizer.texts(biased))
        self.neutral = Padded(tokenizer.texts(neutral))
        self.head = nn.Linear(hidden, 1)

    def loss(self, network: Network, rows: Ints) -> Tensor:
        more, less = (
            self.head(sentence_vectors(network, texts, rows))[:, 0]
            for texts in (self.texts, self.neutral)
        )
        alone = (F.softplus(-more) + F.softplus(less)) / 2
        return (F.softplus(less - more) + alone).mean() / 2


class Kept(nn.Module):
    """What a sentence's vector was can still be read off it after training: its topic above all."""

    WEIGHT = 4.0

    def __init__(self, texts: list[str], tokenizer: Tokenizer, network: Network) -> None:
        super().__init__()
        self.texts = Padded(tokenizer.texts(texts))
        hidden = network.sizes.hidden_size
        self.head = nn.Linear(hidden, hidden)
        nn.init.eye_(self.head.weight)
        nn.init.zeros_(self.head.bias)
        self.before = torch.zeros(len(texts), hidden)
        with torch.inference_mode():
            for rows in by_length(self.texts.sizes()):
                self.before[rows] = F.normalize(sentence_vectors(network, self.texts, rows), dim=1)

    def loss(self, network: Network, rows: Ints) -> Tensor:
        vectors = self.head(sentence_vectors(network, self.texts, rows))
        return self.WEIGHT * (1 - F.cosine_similarity(vectors, self.before[rows]).mean())


def run(network: nn.Module, *tensors: Tensor) -> Tensor:
    """Run the network in sixteen bits where that is safe."""
    with torch.autocast("cpu", torch.bfloat16):
        return network(*tensors)


def sentence_vectors(network: Network, texts: Padded, rows: Ints) -> Tensor:
    """Give the mean of all pieces: texts x hidden."""
    pieces, mask, marked = texts.take(rows)
    vectors = mean_of(run(network, pieces, mask, marked), mask)
    return F.dropout(vectors, DROPOUT, network.training)


def by_length(sizes: Ints) -> list[Ints]:
    """Put texts of like length together."""
    order = np.argsort(sizes, kind="stable")
    return [order[begin : begin + BATCH] for begin in range(0, len(order), BATCH)]


def endless(sizes: Ints, rng: np.random.Generator) -> Iterator[Ints]:
    """Give batches of like length for ever, each text once before any comes twice."""
    while True:
        order = rng.permutation(len(sizes))
        parts = [order[begin : begin + 40 * BATCH] for begin in range(0, len(order), 40 * BATCH)]
        made = [part[rows] for part in parts for rows in by_length(sizes[part])]
        yield from (made[number] for number in rng.permutation(len(made)))


def target_table() -> pd.DataFrame:
    """Read the targets of the training part."""
    return newsmtsc("train")


def other_tasks(tokenizer: Tokenizer, network: Network, seed: int) -> dict[str, Any]:
    """Read everything else, from the texts that any seed takes the same sentences of."""
    rng = np.random.default_rng(seed)
    hidden = network.sizes.hidden_size
    releases, news, judged = senate(), wikinews(), judged_articles()
    first = some_sentences(releases["text"], A_RELEASE, rng)
    second = some_sentences(news["text"], A_NEWS, rng)
    register = [*first.index, *second.index]
    partisan = some_sentences(judged["text"], A_JUDGED, rng)
    pairs = wnc_pairs()
    return {
        "register": Sentences(register, [1] * len(first) + [0] * len(second), tokenizer, hidden),
        "hyperpartisan": Sentences(
            [*partisan.index],
            judged["hyperpartisan"].astype(int).to_numpy()[partisan].tolist(),
            tokenizer,
            hidden,
        ),
        "pairs": Pairs(pairs["before"].tolist(), pairs["after"].tolist(), tokenizer, hidden),
        "kept": Kept([*register, *partisan.index], tokenizer, network),
    }


def some_sentences(texts: pd.Series, most: int, rng: np.random.Generator) -> pd.Series:
    """Take some sentences of each text: the number of the text, indexed by the sentence."""
    table = fr.tokenize(texts.tolist()).sentences()
    table = table[table["text"].str.len() > SHORTEST]
    table = table.iloc[rng.permutation(len(table))]
    table = table[table.groupby("article_id").cumcount() < most]
    return pd.Series(table["article_id"].astype(int).to_numpy(), index=table["text"].to_numpy())
