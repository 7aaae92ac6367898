"""The graph computes what a BERT computes, whatever else is in the batch."""

import math

import numpy as np
import onnxruntime
import pytest

from framing.classifiers.encoder.graph import build_graph
from framing.classifiers.encoder.ranges import largest_outputs
from framing.classifiers.encoder.weights import read_sizes, read_weights


def norm(x, weights, name):
    x = x - x.mean(-1, keepdims=True)
    x = x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-12)
    return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def linear(x, weights, name):
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def gelu(x):
    return x * 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


def bert(weights, sizes, ids, types):
    """Compute one text by the definition (Devlin et al. 2019), in plain numpy."""
    tables = [weights[f"embeddings.{n}_embeddings.weight"] for n in ("word", "position")]
    types = weights["embeddings.token_type_embeddings.weight"][types]
    x = norm(tables[0][ids] + tables[1][: len(ids)] + types, weights, "embeddings.LayerNorm")
    heads = sizes.num_attention_heads
    for number in range(sizes.num_hidden_layers):
        place = f"encoder.layer.{number}"
        query, key, value = (
            linear(x, weights, f"{place}.attention.self.{part}").reshape(len(ids), heads, -1)
            for part in ("query", "key", "value")
        )
        scores = np.einsum("ihd,jhd->hij", query, key) / math.sqrt(query.shape[-1])
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        context = np.einsum("hij,jhd->ihd", scores, value).reshape(len(ids), -1)
        out = linear(context, weights, f"{place}.attention.output.dense")
        x = norm(x + out, weights, f"{place}.attention.output.LayerNorm")
        wide = gelu(linear(x, weights, f"{place}.intermediate.dense"))
        out = linear(wide, weights, f"{place}.output.dense")
        x = norm(x + out, weights, f"{place}.output.LayerNorm")
    return x


@pytest.fixture(scope="module")
def texts():
    """Forty texts of random pieces, of different lengths, with marked ones."""
    rng = np.random.default_rng(1)
    lengths = rng.integers(2, 32, 40)
    return [(rng.integers(0, 60, n), (rng.random(n) < 0.3).astype(int)) for n in lengths]


@pytest.fixture(scope="module")
def full(weights, sizes):
    return build_graph(weights, sizes)


@pytest.fixture(scope="module")
def whole(full, weights, sizes, texts):
    return build_graph(weights, sizes, largest_outputs(full, [ids for ids, _ in texts]))


def run(graph, texts, *, rubbish=0):
    """Run texts together, with anything at all behind the shorter ones."""
    session = onnxruntime.InferenceSession(graph.SerializeToString())
    longest = max(len(ids) for ids, _ in texts)
    ids, types = np.full((2, len(texts), longest), rubbish)
    mask = np.zeros_like(ids)
    for row, (own, marked) in enumerate(texts):
        ids[row, : len(own)], types[row, : len(own)], mask[row, : len(own)] = own, marked, 1
    given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
    (hidden,) = session.run(None, given)
    return [hidden[row, : len(own)] for row, (own, _) in enumerate(texts)]


def test_the_full_graph_is_the_definition(full, weights, sizes, texts):
    for (ids, types), found in zip(texts, run(full, texts), strict=True):
        np.testing.assert_allclose(found, bert(weights, sizes, ids, types), atol=2e-5)


def cosines(graph, weights, sizes, texts):
    """Compare each text's mean vector with the definition."""
    found = np.array([one.mean(0) for one in run(graph, texts)])
    known = np.array([bert(weights, sizes, *text).mean(0) for text in texts])
    return (found * known).sum(1) / np.linalg.norm(found, axis=1) / np.linalg.norm(known, axis=1)


def test_in_eight_bits_it_is_nearly_the_same(whole, weights, sizes, texts):
    near = cosines(whole, weights, sizes, texts)
    assert near.mean() > 0.998 and near.min() > 0.98
    uneven = cosines(build_graph(weights, sizes, {}), weights, sizes, texts)
    assert 1 - near.mean() < (1 - uneven.mean()) / 2  # evening the inputs out is worth it


@pytest.mark.parametrize("kind", ["full", "whole"])
def test_a_text_does_not_depend_on_its_batch(kind, request, texts):
    graph = request.getfixturevalue(kind)
    together = run(graph, texts)
    order = np.random.default_rng(2).permutation(len(texts))
    shuffled = run(graph, [texts[number] for number in order], rubbish=1)
    for place, number in enumerate(order):
        (alone,) = run(graph, [texts[number]])
        np.testing.assert_allclose(together[number], alone, atol=1e-5, rtol=0)
        np.testing.assert_allclose(shuffled[place], alone, atol=1e-5, rtol=0)


def test_marks_matter(whole, texts):
    ids, types = texts[0]
    (one,), (other,) = run(whole, [(ids, types)]), run(whole, [(ids, 1 - types)])
    assert np.abs(one - other).max() > 0.1


def test_whole_weights_fit_sixteen_bits_in_pairs(whole):
    """Where processors add two products in sixteen bits: 2 * 128 * 127 = 32512."""
    kinds = {node.op_type: node for node in whole.graph.node}
    assert "MatMulIntegerToFloat" in kinds and "MatMul" not in kinds
    for constant in whole.graph.initializer:
        if constant.data_type == 3:
            assert np.frombuffer(constant.raw_data, np.int8).min() >= -127


def test_what_is_no_bert_is_refused(weights, sizes):
    with pytest.raises(ValueError, match="no BERT with gelu"):
        read_sizes({"hidden_act": "relu", **{name: 1 for name in sizes._fields}})
    with pytest.raises(ValueError, match=r"missing: \['layer_norm_eps'\]"):
        read_sizes({"hidden_act": "gelu", **{name: 1 for name in sizes._fields[:-1]}})
    with pytest.raises(ValueError, match="no safetensors file"):
        read_weights(b"nonsense", sizes)
