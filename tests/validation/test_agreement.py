"""Agreement against the numbers that the papers print."""

from itertools import permutations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from framing.validation import agreement

_ = np.nan
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section E: 4 coders, 12 units.
FOUR_CODERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
)


def long(grid):
    """Turn a grid (a row a coder) into a long table; missing cells stay, as missing values."""
    table = pd.DataFrame(grid, index=list("ABCDEFGH")[: len(grid)]).rename_axis(index="coder")
    return table.reset_index().melt(id_vars="coder", var_name="unit")


def from_table(counts, names=None):
    """Turn a cross-table of two coders into a long table."""
    cells = [
        (row, column)
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
        for _number in range(count)
    ]
    return long(np.array(cells).T)


def estimate(table, coefficient, scope="all", group="all"):
    rows = table[(table["scope"] == scope) & (table["group"] == group)]
    return rows.set_index("coefficient")["estimate"][coefficient]


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_of_the_four_coder_data(level, published):
    table = agreement(long(FOUR_CODERS), level=level, n_resamples=0)
    assert estimate(table, "alpha") == pytest.approx(published, abs=0.0005)


def test_the_four_coder_data_as_gwet_computes_them():
    # R package irrCAC 1.0, vignette "overview", data cac.raw4raters
    table = agreement(long(FOUR_CODERS), n_resamples=0)
    assert estimate(table, "percent") == pytest.approx(0.81818, abs=1e-5)
    assert estimate(table, "ac1") == pytest.approx(0.77544, abs=1e-5)
    assert estimate(table, "fleiss") == pytest.approx(0.76117, abs=1e-5)
    assert estimate(table, "alpha") == pytest.approx(0.74342, abs=1e-5)


def test_kappa_of_cohen_1960():
    # Cohen (1960), table 2: observed .70, expected .41, kappa .492
    table = agreement(from_table([[88, 10, 2], [14, 40, 6], [18, 10, 12]]), n_resamples=0)
    assert estimate(table, "cohen", "pair", "A, B") == pytest.approx(0.492, abs=0.0005)
    assert estimate(table, "percent") == pytest.approx(0.70)


def test_kappa_of_three_abstractors():
    # R package irrCAC 1.0, vignette "overview", data cont3x3abstractors
    table = agreement(from_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]]), n_resamples=0)
    assert estimate(table, "cohen", "pair", "A, B") == pytest.approx(0.7964094, abs=1e-7)
    assert estimate(table, "fleiss") == pytest.approx(0.7962397, abs=1e-7)  # Scott's pi


def test_ac1_of_gwet_2008():
    # Gwet (2008): 125 subjects, 118 + 5 + 2 + 0; kappa falls to -.023, AC1 is .941
    table = agreement(from_table([[118, 5], [2, 0]]), n_resamples=0)
    assert estimate(table, "percent") == pytest.approx(0.944)
    assert estimate(table, "cohen", "pair", "A, B") == pytest.approx(-0.023, abs=0.0005)
    assert estimate(table, "ac1") == pytest.approx(0.941, abs=0.0005)


def test_kappa_of_fleiss_1971():
    # Fleiss (1971), table 1: how many of 6 psychiatrists gave each of 5 diagnoses to 30 patients
    lines = (
        "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 "
        "02031 00501 30021 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 "
        "10500 00006"
    ).split()
    grid = [
        [diagnosis for diagnosis, count in enumerate(line) for _number in range(int(count))]
        for line in lines
    ]
    table = agreement(long(np.array(grid).T), n_resamples=0)
    assert estimate(table, "fleiss") == pytest.approx(0.430, abs=0.0005)


def test_ordinal_alpha_does_not_depend_on_the_numbers_of_the_ranks():
    codings = long(FOUR_CODERS)
    stretched = codings.assign(value=codings["value"] ** 3)
    one, other = (
        agreement(table, level="ordinal", n_resamples=0) for table in (codings, stretched)
    )
    assert estimate(one, "alpha") == pytest.approx(estimate(other, "alpha"))
    named = codings.assign(
        value=pd.Categorical.from_codes(
            codings["value"].fillna(0).astype(int) - 1,
            ["none", "weak", "some", "clear", "strong"],
            ordered=True,
        )
    )
    words = agreement(named, level="ordinal", n_resamples=0)
    assert estimate(words, "alpha") == pytest.approx(0.815, abs=0.0005)


def test_parts_name_the_coder_who_differs():
    rng = np.random.default_rng(3)
    truth = rng.integers(0, 3, 60)
    careless = np.where(rng.random(60) < 0.6, rng.integers(0, 3, 60), truth)
    table = agreement(long([truth, truth, truth, careless]), n_resamples=0)
    coders = table.query("scope == 'coder' and coefficient == 'alpha'").set_index("group")
    assert coders["estimate"].idxmin() == "D"
    assert estimate(table, "alpha", "pair", "A, B") == pytest.approx(1)
    assert list(table["scope"].unique()) == ["all", "category", "coder", "pair"]
    assert set(table.query("scope == 'category'")["group"]) == {0, 1, 2}
    assert (table["units"] == 60).all()


def test_intervals_hold_the_estimate_and_repeat():
    codings = long(FOUR_CODERS)
    one, other = (agreement(codings, level="ordinal", random_state=5) for _number in range(2))
    pd.testing.assert_frame_equal(one, other)
    alpha = one[(one["scope"] == "all") & (one["coefficient"] == "alpha")].iloc[0]
    assert alpha["low"] < alpha["estimate"] < alpha["high"] <= 1


def test_bootstrap_equals_the_coefficient_of_the_repeated_units():
    """A resample's alpha is that of a table in which the drawn units stand as often as drawn."""
    from framing.validation.coefficients import alpha

    counts = np.array([[3, 1, 0], [0, 2, 2], [0, 0, 4], [2, 0, 1]], float)
    times = np.array([2, 0, 1, 3])
    values = np.array([0.0, 1.0, 4.0])
    for level in ("nominal", "ordinal", "interval", "ratio"):
        weighted = alpha(counts, values, level, times[None].astype(float))
        repeated = np.repeat(counts, times, axis=0)
        plain = alpha(repeated, values, level, np.ones((1, times.sum())))
        assert weighted == pytest.approx(plain)


def test_order_of_rows_does_not_matter():
    codings = long(FOUR_CODERS)
    shuffled = codings.sample(frac=1, random_state=1)
    one, other = (agreement(table, n_resamples=0) for table in (codings, shuffled))
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (lambda t: t[t["coder"] == "A"], {}, "'A' is the only coder"),
        (lambda t: t.assign(value=1), {}, "every coder gave the value 1"),
        (lambda t: pd.concat([t, t.iloc[[2]]]), {}, "coder 'A' coded unit 1 more than once"),
        (lambda t: t.assign(value=np.nan), {}, "every value is missing"),
        (lambda t: t.assign(coder=t["coder"].where(t.index != 4)), {}, "row 4 names no coder"),
        (lambda t: t.drop(columns="value"), {}, "no column 'value'"),
        (lambda t: t, {"level": "metric"}, "level must be one of nominal"),
        (lambda t: t, {"n_resamples": -1}, "n_resamples must be 0 or more"),
        (lambda t: t.assign(value=t["value"].astype(str)), {"level": "ratio"}, "needs numbers"),
        (lambda t: t.assign(value=t["value"] - 3), {"level": "ratio"}, "0 or more"),
        (
            lambda t: t[(t["coder"] == "A") == (t["unit"] < 5)],
            {},
            "no unit was coded by two coders",
        ),
    ],
)
def test_bad_codings_are_named(change, options, words):
    codings = change(long(FOUR_CODERS)) if "level" in options else change(long(FOUR_CODERS[:2]))
    with pytest.raises(ValueError, match=words):
        agreement(codings, **options)


def test_a_bare_list_is_refused():
    with pytest.raises(TypeError, match="codings must be a pandas DataFrame, not list"):
        agreement([1, 2])


def plain_alpha(units, level):
    """Compute alpha from pairs of codings, as Krippendorff defines it."""
    units = [unit for unit in units if len(unit) > 1]
    pool = [value for unit in units for value in unit]

    def distance(one, other):
        if level == "nominal":
            return one != other
        if level == "interval":
            return (one - other) ** 2
        if level == "ratio":
            return ((one - other) / (one + other)) ** 2 if one + other else 0
        low, high = sorted((one, other))
        between = sum(low <= value <= high for value in pool)
        return (between - (pool.count(low) + pool.count(high)) / 2) ** 2 if low < high else 0

    observed = sum(
        sum(distance(*pair) for pair in permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    expected = sum(distance(*pair) for pair in product(pool, repeat=2))
    return 1 - (len(pool) - 1) * observed / expected if expected else None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([0, 1, 2, 5, None]), min_size=3, max_size=3), min_size=2),
    st.sampled_from(["nominal", "ordinal", "interval", "ratio"]),
)
def test_alpha_is_that_of_all_pairs(rows, level):
    expected = plain_alpha([[v for v in row if v is not None] for row in rows], level)
    if expected is None:
        return
    table = agreement(long(np.array(rows, float).T), level=level, n_resamples=0)
    assert estimate(table, "alpha") == pytest.approx(expected)


def test_nltk_gives_the_same_where_nothing_is_missing():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 3, 50)
    grid = [np.where(rng.random(50) < 0.3, rng.integers(0, 3, 50), truth) for _coder in range(3)]
    codings = long(grid)
    triples = codings[["coder", "unit", "value"]].astype(object).itertuples(index=False, name=None)
    task, table = AnnotationTask(list(triples)), agreement(codings, n_resamples=0)
    assert estimate(table, "percent") == pytest.approx(task.avg_Ao())
    assert estimate(table, "alpha") == pytest.approx(task.alpha())
    assert estimate(table, "cohen", "pair", "A, C") == pytest.approx(task.kappa_pairwise("A", "C"))
