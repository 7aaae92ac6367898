"""From a corpus to a corrected outlet difference: every step takes what the one before gives."""

import csv

import numpy as np
import pandas as pd

from framing.validation import (
    agreement,
    coding_sample,
    coding_sheet,
    corrected_estimate,
    disagreements,
    plan_difference,
    read_sheets,
    report_card,
    write_sheets,
)

CODEBOOK = {"promotion": [0, 1], "remark": "text"}


def invented_corpus():
    """Make 800 articles; the lexicon sees promotion in the Herald where there is none."""
    rng = np.random.default_rng(12)
    outlet = np.repeat(["Globe", "Herald"], 400)
    truth = rng.random(800) < 0.3
    seen = truth & (rng.random(800) < 0.9) | (outlet == "Herald") & (rng.random(800) < 0.3)
    index = pd.Index([f"{name.lower()}-{n:03}" for n, name in enumerate(outlet)], name="article_id")
    table = {
        "outlet": outlet,
        "promotion": seen * rng.gamma(3, 2, 800),
        "words": rng.integers(200, 900, 800),
        "text": [
            f"Article {n} said: {'Hooray' if true else 'hm'}." for n, true in enumerate(truth)
        ],
    }
    return pd.DataFrame(table, index=index), pd.Series(truth * 1.0, index)


def simulated_coder(path, mistakes, rng):
    """Fill in a sheet from its text alone; a share of the answers is wrong."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        answer = "Hooray" in row["text"]
        row["promotion"] = int(answer != (rng.random() < mistakes))
        row["remark"] = "none"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def test_from_a_corpus_to_a_corrected_difference(tmp_path):
    corpus, truth = invented_corpus()
    n = plan_difference(
        corpus["outlet"].value_counts(), difference=0.15, sd=0.46, correlation=0.7
    ).loc["corrected", "n"]
    sample = coding_sample(corpus, n=2 * int(n), strata=["outlet", "promotion"], random_state=1)
    key = coding_sheet(
        sample, codebook=CODEBOOK, coders=["Ann", "Ben"], overlap=0.3, random_state=2
    )
    paths = write_sheets(key, tmp_path, codebook=CODEBOOK, form="csv")
    for path in paths:
        simulated_coder(path, 0.03, np.random.default_rng(3))

    back = read_sheets(paths, key, codebook=CODEBOOK)
    codings = back.codings[back.codings["question"] == "promotion"]
    agreed = agreement(codings, random_state=0).set_index(["scope", "coefficient"])
    assert agreed.loc[("all", "alpha"), "estimate"] > 0.8
    talk = disagreements(codings, texts=corpus["text"])
    assert 0 < len(talk) < 0.15 * key["overlap"].sum()

    settled = codings[~codings["unit"].isin(talk.index) | (codings["coder"] == "Ann")]
    card = report_card(corpus, settled, threshold=0)
    assert card.differences.set_index("quantity").loc["error", "p"] < 0.01
    flagged = corpus.assign(promotion=(corpus["promotion"] > 0) * 1.0)
    table = corrected_estimate(flagged, settled).query("quantity == 'difference'")
    table = table.set_index("method")
    means = truth.groupby(corpus["outlet"]).mean()
    wanted = means["Globe"] - means["Herald"]
    assert not table.loc["naive", "low"] <= wanted <= table.loc["naive", "high"]
    assert table.loc["dsl", "low"] <= wanted <= table.loc["dsl", "high"]
    assert table.loc["dsl", "error"] < table.loc["codings", "error"] * 1.1
