"""Does a learning curve from half of the codings say what all of them reach?

    python tests/benchmarks/learning.py

Writes `learning_projection.csv`, where `../shared/data` (or FRAMING_DATA) is present: the macro-F1
that a plain model reaches with all codings, what the inverse power law foretells from sizes up to a
half, and what the last measured value alone would foretell. Groups are articles.
"""

from pathlib import Path

import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sources import babe, climate

from framing.classifiers import learning_curve
from framing.classifiers.learning import project

HERE = Path(__file__).parent
SIZES = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 1.0)
SEEDS = range(3)


def tasks():
    table = babe()
    yield "BABE: biased", table["text"], table["biased"], table["article"]
    table = climate()
    for name in ("Pol", "Sci", "Eco"):
        frame = table["labels"].map(lambda found, name=name: f"{name} Detection" in found)
        yield f"climate: {name}", table["text"], frame, table["doc_id"]


def main():
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(class_weight="balanced"),
    )
    rows = []
    for task, X, y, groups in tasks():
        for seed in SEEDS:
            curve = learning_curve(model, X, y, groups=groups, sizes=SIZES, random_state=seed)
            codings, value = (curve[name].to_numpy()[: len(SIZES)] for name in ("codings", "value"))
            told = project(codings[:-1], value[None, :-1], codings[-1:])[0, 0]
            rows.append((task, seed, codings[-2], codings[-1], value[-2], told, value[-1]))
    columns = ["task", "seed", "half", "all", "value_half", "projected", "value_all"]
    table = pd.DataFrame(rows, columns=columns)
    table["error_projected"] = table["projected"] - table["value_all"]
    table["error_last_value"] = table["value_half"] - table["value_all"]
    table.round(4).to_csv(HERE / "learning_projection.csv", index=False)
    print(table.round(3).to_string(index=False))
    print(table[["error_projected", "error_last_value"]].abs().mean().round(4).to_string())


if __name__ == "__main__":
    main()
