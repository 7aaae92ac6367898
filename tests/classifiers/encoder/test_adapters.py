"""Adapters: small numbers that are added to a network, and are refused unless they are theirs."""

import json

import numpy as np
import pytest

from framing.classifiers.encoder.adapters import (
    BASE,
    merged,
    read_adapters,
    save_adapters,
)
from framing.classifiers.encoder.weights import read_sizes, weight_shapes
from framing.classifiers.packing import _digest

MATRIX = "encoder.layer.0.attention.self.query.weight"


@pytest.fixture
def folder(tmp_path, base, factors, vectors):
    save_adapters(
        tmp_path / "encoder", version="1", base=base, matrices={MATRIX: factors}, vectors=vectors
    )
    return tmp_path / "encoder"


def test_what_was_written_is_added(folder, weights, factors, vectors):
    adapters = read_adapters(folder)
    assert adapters.version == "1" and adapters.base.requirement == "tiny==1"
    before = {name: weight.copy() for name, weight in weights.items()}
    found = merged(weights, adapters)
    a, b = factors
    change = found[MATRIX] - weights[MATRIX]
    np.testing.assert_allclose(change, b @ a, atol=0.02)
    assert np.corrcoef(change.ravel(), (b @ a).ravel())[0, 1] > 0.999
    for name, vector in vectors.items():
        np.testing.assert_allclose(found[name] - weights[name], vector, atol=1e-3)
    for name, weight in weights.items():
        np.testing.assert_array_equal(weight, before[name])  # the base stays what it is
        if name not in vectors and name != MATRIX:
            np.testing.assert_array_equal(found[name], weight)


def test_the_same_numbers_make_the_same_files(folder, tmp_path, base, factors, vectors):
    other = tmp_path / "again"
    save_adapters(other, version="1", base=base, matrices={MATRIX: factors}, vectors=vectors)
    assert read_adapters(other).sha256 == read_adapters(folder).sha256


def test_numbers_that_are_not_finite_are_not_written(tmp_path, base, factors):
    a, b = factors
    with pytest.raises(ValueError, match=r"query.weight holds a number that is not finite"):
        save_adapters(
            tmp_path, version="1", base=base, matrices={MATRIX: (a * np.nan, b)}, vectors={}
        )
    with pytest.raises(ValueError, match=r"bias holds a number that is not finite"):
        save_adapters(
            tmp_path, version="1", base=base, matrices={}, vectors={"bias": np.array([1e9])}
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["adapters.npz", "adapters.json"])
def test_changed_files_are_refused(folder, name):
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(bytes(content))
    with pytest.raises(ValueError, match=r"have changed|no adapters can be read"):
        read_adapters(folder)


def test_missing_files_are_named(folder):
    (folder / "adapters.npz").unlink()
    with pytest.raises(ValueError, match=r"it takes adapters.json and adapters.npz"):
        read_adapters(folder)


def rewrite(folder, **arrays):
    """Write adapters as somebody would who knows how the digest is made."""
    record = json.loads((folder / "adapters.json").read_text())
    with np.load(folder / "adapters.npz") as archive:
        arrays = {**archive, **arrays}
    np.savez_compressed(folder / "adapters.npz", **arrays)
    record["arrays"] = {name: [str(one.dtype), *one.shape] for name, one in arrays.items()}
    record["sha256"] = _digest(record, (folder / "adapters.npz").read_bytes())
    (folder / "adapters.json").write_text(json.dumps(record))


@pytest.mark.parametrize(
    ("part", "array", "said"),
    [
        (f"{MATRIX}|a_scale", np.full(4, np.nan, np.float32), "not finite"),
        (f"{MATRIX}|b_scale", np.ones(3, np.float32), "do not fit each other"),
        (f"{MATRIX}|a", np.ones((4, 16), np.float32), "do not fit each other"),
        ("other|a", np.ones((4, 16), np.int8), "describes no adapters"),
        (f"{MATRIX}|a", np.array([{"a": 1}], dtype=object), "no arrays of numbers"),
        ("bomb", np.zeros((200_000, 1000), np.int8), "more than 50,000,000 bytes"),
    ],
)
def test_what_does_not_fit_is_refused(folder, part, array, said):
    rewrite(folder, **{part: array})
    with pytest.raises(ValueError, match=said):
        read_adapters(folder)


def test_changes_of_another_shape_are_not_multiplied_out(folder, weights):
    wide = np.ones((4, 1_000_000), np.int8)
    rewrite(folder, **{f"{MATRIX}|a": wide})
    with pytest.raises(ValueError, match=r"shape \(16, 1000000\) does not fit the base"):
        merged(weights, read_adapters(folder))


def test_those_of_the_library_fit_the_base():
    adapters = read_adapters()
    assert adapters.base == BASE
    config = {
        **{"hidden_act": "gelu", "hidden_size": 384, "num_hidden_layers": 6},
        **{"num_attention_heads": 12, "intermediate_size": 1536, "vocab_size": 30522},
        **{"max_position_embeddings": 512, "type_vocab_size": 2, "layer_norm_eps": 1e-12},
    }
    shapes = weight_shapes(read_sizes(config))
    for name, (a, b) in adapters.matrices.items():
        assert shapes[name] == (len(b), a.shape[1])
    for name, vector in adapters.vectors.items():
        assert shapes[name] == vector.shape
