"""Does promotion measure something that positive sentiment does not? All measures in one table.

    python tests/benchmarks/validity.py

Needs the data beside the project (../shared/data, or the folder that FRAMING_DATA names). Every set
is parted in two. The first half is development text: entries were written with an eye on it
(Senate: senators A to K; Wikinews 2019; BABE: outlets A to H; the other sets by a hash of article,
outlet or sentence). The second half is held out. Of the minimal pairs the part `frozen` is
development text since version 0.3.0, and `second` is held out. Intervals: 95 %, percentile
bootstrap over senators, articles, outlets' articles, events or pairs. The predictions of models
stay as they are in a draw. Beside promotion stand VADER, TextBlob, and the words of Harvard IV-4 as
a list of opinion words (yardsticks.py says how each is computed). The list of Hu and Liu, which
NLTK downloads, is not used: nothing is fetched here.
The table is written to tests/benchmarks/validity.csv.
"""

import time
from pathlib import Path

import pandas as pd
from known_groups import known_groups
from precision_sample import judgements, precision
from sentence_sets import sentence_sets
from texts import DATA
from yardsticks import EVALUATIVE, Row, judged, lexicon, present

OUT = Path(__file__).with_name("validity.csv")
FRAMES = ("frames_policy", "frames_generic")


def read_by_hand() -> list[Row]:
    """Give the precision that was judged in context (one coder, a language model)."""
    everything = judgements()
    last = everything[everything["version"] == lexicon("promotional").version]
    rows = []
    for by, read in (
        ("version", everything),
        ("all", last),
        ("source", last),
        ("category", last),
    ):
        for _, name, _, n, share, low, high in precision(read, by).itertuples(index=False):
            label = f"promotional matches: {by + ' ' if by == 'version' else ''}{name}"
            row = Row("precision, read", label, "second", n, share, low, high)
            rows.append(judged(row, ">= .80", share >= 0.8) if by == "all" else row)
    return rows


def main() -> None:
    """Measure, print and write the table."""
    if not DATA.exists():
        print(f"no data at {DATA}: nothing measured")
        return
    begun = time.perf_counter()
    used = present((*EVALUATIVE, *FRAMES))
    print("lexicons:", ", ".join(f"{name} {lexicon(name).version}" for name in used))
    missing = [name for name in (*EVALUATIVE, *FRAMES) if name not in used]
    print("not there, so not measured:", ", ".join(missing) or "none")
    table = pd.DataFrame([*sentence_sets(), *known_groups(), *read_by_hand()])
    table.to_csv(OUT, index=False, float_format="%.4f", lineterminator="\n")
    with pd.option_context("display.max_rows", None, "display.max_colwidth", 100):
        print(table.round(3).to_string(index=False, na_rep=""))
    goals = table[table["goal"] != ""]
    print(f"{(goals['reached'] == 'yes').sum()} of {len(goals)} rows with a goal reach it")
    print(f"{time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
