"""Train the models that come with the library, measure them, and write them with their cards.

    python tests/benchmarks/models.py            # all of them
    python tests/benchmarks/models.py NAME ...
    python tests/benchmarks/models.py --cards    # only write the cards anew

Needs the data beside the project (../shared/data, or the folder that FRAMING_DATA names). Writes
data/models/NAME: model.json, arrays.npz, evaluation.csv and README.md, the card. Same data, same
bytes.
"""

import re
import shutil
import sys
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from classifiers import OURS, tested
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import StandardScaler
from sources import climate, newsmtsc, senate, wikinews
from texts import DATA, ROOT
from yardsticks import CONGRESS, FIRST_PERSON

import framing as fr
from framing.classifiers import (
    CalibratedLogistic,
    LexiconVectorizer,
    StyleFeatures,
    TextReader,
    frame_classifier,
    target_tone_classifier,
)

OUT = ROOT / "data" / "models"
DRAWS, SEED = 500, 0
FRAMES = {
    "Pol": "political",
    "Sci": "scientific",
    "Eco": "economic",
    "Just": "justice",
    "Cult": "cultural",
    "Envt": "environmental",
    "Pbh": "public_health",
    "Secu": "security",
}
# Style that is not an effect of how the releases were scraped, of length, or of who is speaking.
STYLE = (
    *("word_letters", "long_words", "quoted", "reported", "speakers", "hedges", "boosters"),
    *("negators", "conditionals", "distancing", "exclamation_marks", "question_marks"),
)
FILE = "evaluation.csv"
MEASURES = ("macro_f1", "f1", "auc", "mcc", "calibration_error", "brier")


class Made(NamedTuple):
    """A model, facts about it, and tables of figures under their headings."""

    model: Pipeline
    facts: dict[str, Any]
    figures: dict[str, pd.DataFrame]


def target_tone() -> Made:
    """Tone towards a target in a news sentence."""
    train = newsmtsc("train")
    X, y = train[["text", "start", "end"]], train["polarity"]
    model = target_tone_classifier()
    table = pd.DataFrame(tested())
    known = f"{OURS}, knowing who the target is"
    names = {OURS: "this model", known: "the same, knowing who the target is"}
    table["model"] = table["model"].replace(names)
    test = table[["data", "model", "measure", "value", "low", "high", "n", "n_groups"]]
    folds = evaluated(target_tone_classifier(), X, y, train["article"])
    facts = {
        "unit": "target",
        "labels": {"-1": "negative", "0": "neutral", "1": "positive"},
        "data": "NewsMTSC, training part: 8,693 targets",
        "licence": "MIT (data and model)",
    }
    figures = {
        "Test set: devtest_mt": test,
        "Training part, five folds of whole articles": folds,
    }
    return Made(model.fit(X, y), facts, figures)


def climate_frames() -> Made:
    """Frames in sentences of climate news."""
    table = climate()
    y = pd.DataFrame(
        {
            name: table["labels"].map(lambda labels, code=code: f"{code} Detection" in labels)
            for code, name in FRAMES.items()
        }
    ).astype(int)
    model = frame_classifier()
    figures = {
        "Five folds of whole articles": evaluated(model, table["text"], y, table["doc_id"]),
        "Five folds of whole outlets": evaluated(model, table["text"], y, table["outlet"]),
    }
    facts = {
        "unit": "sentence",
        "labels": {name: f"{name.replace('_', ' ')} frame" for name in FRAMES.values()},
        "data": "CCF, English sentences: 1,927",
        "licence": "CC BY 4.0 (data and model)",
    }
    return Made(model.fit(table["text"], y), facts, figures)


def press_release_register() -> Made:
    """Press releases of senators against news."""
    releases, news = senate(), wikinews()
    X = pd.concat([releases["text"], news["text"]], ignore_index=True)
    y = np.repeat(["press release", "news"], [len(releases), len(news)])
    groups = pd.concat([releases["senator"], news["id"]], ignore_index=True)
    parts = [
        ("lexicons", Pipeline([("measure", LexiconVectorizer()), ("scale", StandardScaler())])),
        ("style", Pipeline([("measure", StyleFeatures(STYLE)), ("scale", StandardScaler())])),
    ]
    last = ("classifier", CalibratedLogistic(0.1))
    model = Pipeline([("texts", TextReader()), ("features", FeatureUnion(parts)), last])
    figures = {
        "Five folds of whole senators and articles": evaluated(model, X, y, groups),
        "The same on masked texts": evaluated(model, X.map(masked), y, groups),
    }
    facts = {
        "unit": "article",
        "labels": {"news": "Wikinews", "press release": "US Senate press release"},
        "data": "1,962 press releases of US senators, 2004-2007; Wikinews 2019-2020",
        "licence": "CC BY 4.0 (model); US government work and CC BY 2.5 (data)",
    }
    return Made(model.fit(X, y), facts, figures)


def masked(text: str) -> str:
    """Take names (capitalised words inside sentences), Congress words and first person away."""
    text = re.sub(r"(?<=[a-z,;’'] )(?:[A-Z][\w.’'-]* ?)+", "", text)
    taken = FIRST_PERSON | CONGRESS
    return re.sub(r"[A-Za-z’']+", lambda word: "" if word[0].lower() in taken else word[0], text)


def evaluated(model: Any, X: Any, y: Any, groups: pd.Series) -> pd.DataFrame:
    """Give the figures over everything, of each label, and of the baselines."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # copies in the data; few groups
        table = fr.evaluate(model, X, y, groups=groups, n_resamples=DRAWS, random_state=SEED)
    whole = table["label"] == "(all)"
    kept = (table["group"] == "(all)") & table["measure"].isin(MEASURES)
    kept &= np.where(table["model"] == "model", True, whole & (table["measure"] == "macro_f1"))
    return table[kept].drop(columns="group")


def write(name: str, made: Made) -> None:
    """Write a model, its figures and its card."""
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    fr.save_model(made.model, folder, facts=made.facts)
    table = pd.concat(made.figures, names=["split", "row"]).reset_index("split")
    table.to_csv(folder / FILE, index=False, float_format="%.3f", lineterminator="\n")
    write_card(name)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{name}: {size / 1e6:.2f} MB", flush=True)


def write_card(name: str) -> None:
    """Write the card of a model from its figures."""
    figures = pd.read_csv(OUT / name / FILE, dtype=str, keep_default_na=False)
    parts = [f"# {name}", CARDS[name].strip(), HELD.strip(), "## Figures", FIGURES.strip()]
    for split, table in figures.groupby("split", sort=False):
        filled = table.drop(columns="split").loc[:, lambda rows: (rows != "").any()]
        parts += [f"### {split}", tabulated(filled)]
    (OUT / name / "README.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def tabulated(table: pd.DataFrame) -> str:
    """Write a table in Markdown."""
    rows = [table.columns.tolist(), ["---"] * table.shape[1], *table.to_numpy().tolist()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


FIGURES = """
Each with a 95 % interval (low, high) from a bootstrap of whole groups. `model` is the recipe,
trained anew without the groups that it is tested on; `majority` the commonest label; `lexicon` a
logistic regression on the lexicons' rates alone. `calibration_error`: mean distance between
predicted and observed share over 15 bins of equal mass; chance alone makes it larger than it is,
which the interval allows for and the value does not, so that the value may lie above it. Made by
`make models`.
"""

HELD = """
**What is in the folder.** `model.json` and `arrays.npz`: numbers and words, nothing that runs. They
hold the lexicons that the model was trained with: this library's (CC BY 4.0) and VADER's (Hutto &
Gilbert 2014, MIT licence, copyright 2016 C.J. Hutto).
"""

TARGET_TONE = """
Tone of a news sentence towards a person or organisation in it: -1 negative, 0 neutral, 1 positive.
Takes a table with `text`, `start` and `end` of the target.

**Data.** NewsMTSC (Hamborg & Donnay, EACL 2021, https://aclanthology.org/2021.eacl-main.142/):
targets in sentences of political news, coded by crowd workers. MIT licence; so is the model.

**How.** Logistic regression on what stands around the target: words by side, n-grams, its clause,
shapes, position, valence of four lexicons, and runs of characters. The target itself reads TARGET,
so the model does not know who it is. The recipe was chosen on the training part by five folds of
whole articles.

**Split.** 725 of the 1,464 test targets come from articles that the training part has too. Look
first at *without shared articles*, where the training part has lost these. The model that comes
along was trained on the whole training part. The test part was looked at once, for this recipe and
for the same one with the target's name; nothing of the recipe was changed after that. It was read
a second time when the model was made again with the lexicons of version 0.2.0.
The cues
of voices and negation that it reads have grown since: as it is shipped, it now has .694 on the
published split (`make bench-encoder`).

**Limits.** Political news in English. A published transformer reaches a macro-F1 of .825 on the
published split (Hamborg & Donnay 2021): where single targets matter, use one. The model sees who
else is named. Irony, and tone that only the rest of the article tells, it misses. Read its errors,
and use `fr.corrected_estimate` with codings of your own for what you publish. Nine in ten of its
training sentences have 8 to 49 words: on much shorter ones it may be certain without ground.

**Intended for** comparing how many articles or outlets speak of targets; not for judging a single
sentence, an author or an outlet by itself.
"""

CLIMATE_FRAMES = """
Frames in sentences of news about climate change; a sentence may have several or none. Takes
sentences.

**Data.** CCF, English: 1,927 sentences of 15 Canadian outlets, coded by hand; CC BY 4.0, and so is
the model.

**How.** Logistic regression for each frame on words and pairs of words, runs of characters,
lexicons and style, with a threshold for each frame that balances it.

**Split.** None was published; all figures are of held-out folds, and the model that comes along
was trained on all sentences.

**Limits.** Sentences about climate change in Canadian newspapers: elsewhere the words of a frame
are other words. The rare frames (cultural, environmental, public health, security: 57 to 116
sentences) have wide intervals. Frames of a sentence are not those of an article. Nine in ten of
the training sentences have 16 to 76 words: on much shorter ones it may be certain without ground.

**Intended for** shares of frames over many articles about climate; not for other topics.
"""

PRESS_RELEASE_REGISTER = """
How probable it is that an article is a press release of a US senator rather than news on Wikinews:
a detector of a genre. **It does not measure promotion, bias or quality.** Takes whole articles.

**Data.** 1,962 press releases of the US Senate, 2004-2007 (Grimmer 2010, doi:10.1093/pan/mpp034; US
government work), and Wikinews 2019-2020 of 80 to 3,000 words (CC BY 2.5, Wikinews contributors).
The model is licensed under CC BY 4.0.

**How.** Logistic regression on the rates of lexicons and on style. It has no words of its own, and
leaves out what tells these two sources apart by accident: length, digits, punctuation, line
breaks, the first person.

**Split.** All figures are of held-out folds: whole senators, whole Wikinews articles. *Masked
texts* have lost names (capitalised words inside sentences), words of Congress and the first person.

**Limits.** Two sources that differ in much besides the genre: time, country, subject, layout. Known
groups are evidence, not accuracy. Press releases are seven of eight in the training data; where
they are rarer, probabilities are too high. Nine in ten of them have 110 to 1,068 words, and the
news at least 80: on much shorter texts it may be certain without ground.

**Intended for** ranking articles by how much they read like a press release, as one indicator
among others.
"""

CARDS = {
    "target-tone": TARGET_TONE,
    "climate-frames": CLIMATE_FRAMES,
    "press-release-register": PRESS_RELEASE_REGISTER,
}
MODELS: dict[str, Callable[[], Made]] = {
    "target-tone": target_tone,
    "climate-frames": climate_frames,
    "press-release-register": press_release_register,
}


def main() -> None:
    """Make the models that are asked for."""
    if sys.argv[1:] == ["--cards"]:
        for name in MODELS:
            write_card(name)
        return
    if not DATA.exists():
        print(f"no data at {DATA}: nothing made")
        return
    for name in sys.argv[1:] or MODELS:
        write(name, MODELS[name]())


if __name__ == "__main__":
    main()
