"""How much better do texts and targets get judged with the encoder?

    python tests/benchmarks/encoder_accuracy.py [--test]

Needs the data beside the project (../shared/data, or the folder that FRAMING_DATA names) and the
encoder on this machine (``framing models fetch encoder``). Five folds of whole outlets (BABE) or
whole articles (ccf_climate), the same for each model. The encoder has been trained on neither, but
variants of it were compared on both, so that the figures are somewhat high. The table is written to
tests/benchmarks/encoder_accuracy.csv. `--test` also runs the models of tone towards targets, as
they come with the library, on newsmtsc's devtest_mt, and otherwise these rows are kept as they
were. The card of target-tone-encoder tells every time that this was done.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from classifiers import OURS, Task, judged, tasks, without
from sklearn.base import clone
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import Pipeline
from sources import newsmtsc
from texts import DATA

import framing as fr
from framing.classifiers import Encoder

OUT = Path(__file__).with_suffix(".csv")
SEED = 0
TEST = "newsmtsc, devtest_mt"
MEASURED = ("BABE", "ccf_climate")


def of_folds(task: Task) -> Iterator[dict[str, Any]]:
    """Measure the library's classifier without and with the encoder, and the encoder alone."""
    y, groups = task.y.to_numpy(), task.groups.to_numpy()
    splits = [*StratifiedGroupKFold(5, shuffle=True, random_state=SEED).split(y, y, groups)]
    for name, model in trials(task.make).items():
        predicted, chance = np.empty_like(y), np.zeros((len(y), 2))
        for train, test in splits:
            fitted = clone(model).fit(task.X.iloc[train], y[train])
            chance[test] = fitted.predict_proba(task.X.iloc[test])
            predicted[test] = fitted.predict(task.X.iloc[test])
        yield from rows(task.data, name, judged(y, predicted, chance, groups), groups)


def trials(make: Callable[..., Pipeline]) -> dict[str, Pipeline]:
    """Give what is compared."""
    others = ("words", "characters", "lexicons", "style")
    return {
        OURS: make(),
        f"{OURS}, with the encoder": make(embed=Encoder()),
        "the encoder alone": without(make(embed=Encoder()), *others),
    }


def of_test() -> Iterator[dict[str, Any]]:
    """Measure both models of tone towards targets as they come with the library."""
    test = newsmtsc("devtest_mt")
    shared = test["article"].isin(set(newsmtsc("train")["article"])).to_numpy()
    truth, cluster = test["polarity"].to_numpy(), test["article"].to_numpy()
    for name in ("target-tone", "target-tone-encoder"):
        model = fr.load_model(name)
        chance = model.predict_proba(test[["text", "start", "end"]])
        predicted = model.predict(test[["text", "start", "end"]])
        for part, rows_of in (("published split", shared | True), ("other articles", ~shared)):
            figures = judged(truth[rows_of], predicted[rows_of], chance[rows_of], cluster[rows_of])
            yield from rows(f"{TEST}, {part}", name, figures, cluster[rows_of])


def rows(
    data: str,
    model: str,
    figures: dict[str, tuple[float, float, float]],
    groups: np.ndarray,
) -> Iterator[dict[str, Any]]:
    """Write figures as rows of the table."""
    for measure, (value, low, high) in figures.items():
        yield {
            "data": data,
            "model": model,
            "measure": measure,
            "value": value,
            "low": low,
            "high": high,
            "n": len(groups),
            "n_groups": len(np.unique(groups)),
        }
    print(f"{data}: {model}, macro-F1 {figures['macro_f1'][0]:.3f}", flush=True)


def main() -> None:
    """Measure and write the table."""
    if not DATA.exists():
        print(f"no data at {DATA}: nothing measured")
        return
    if "--test" in sys.argv[1:]:
        found = pd.DataFrame(of_test())
    elif not OUT.exists():
        sys.exit(f"{OUT.name} is not there yet: call this once with --test")
    else:
        known = pd.read_csv(OUT)
        found = known[known["data"].str.startswith(TEST)]
    for task in tasks():
        if task.data.startswith(MEASURED):
            found = pd.concat([found, pd.DataFrame(of_folds(task))], ignore_index=True)
    found.to_csv(OUT, index=False, float_format="%.4f", lineterminator="\n")
    print(found.round(3).to_string(index=False))


if __name__ == "__main__":
    main()
