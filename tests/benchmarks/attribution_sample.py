"""The precision of attributed passages, read in context: are they somebody's words, and whose?

    python tests/benchmarks/attribution_sample.py draw FOLDER
    python tests/benchmarks/attribution_sample.py record FOLDER
    python tests/benchmarks/attribution_sample.py report

`draw` writes `sheet.csv` (passages in random order, marked in their context, with voice and
speaker) and `key.csv` into a folder outside the project. A coder fills in two columns of the sheet.
`speech`: `right` (words or thoughts that the text gives as somebody's), `partly` (so, but a quarter
of it or more is not, or as much is left out at its edges), `wrong`. `who`: `right`, `pronoun` (the
pronoun at the cue, of whoever speaks, left as it stands), `wrong`, `missing` (nobody is given, and
the context names somebody), `-` (nobody is given, nobody is named). `record` joins both into
tests/benchmarks/attribution_judgements.csv, without any text. `report` gives the precision of what
was recorded, by characters; what is partly right counts half. Of speakers, pronouns count as right,
and in the columns `named_...` as wrong.

What is recorded: one coder, a language model, which had also written the last rules; they were
frozen before the sample was drawn, and the sheet does not say which rule found what. It saw 300
characters on either side. The passages are from articles that nobody had read for these rules: of
Wikinews of 2020, those without a judgement in the sample before this one; and of the articles
judged hyperpartisan or not, the half by hash that was not used to develop. No human has coded them.
"""

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from precision_sample import wilson
from sources import hyperpartisan, wikinews
from texts import DATA, ROOT

import framing as fr

SAMPLE, SEED = 140, 42
CONTEXT = 300  # characters
JUDGEMENTS = Path(__file__).with_name("attribution_judgements.csv")
ANSWERS = {
    "speech": ("right", "partly", "wrong"),
    "who": ("right", "pronoun", "wrong", "missing", "-"),
}
RECORDED = ["source", "article_id", "start", "end", "hash", "voice"]
WORTH = {"right": 1.0, "partly": 0.5, "wrong": 0.0}


def drawn(name: str, articles: dict[str, str]) -> pd.DataFrame:
    """Draw passages that are quoted or reported, each in its context."""
    texts = list(articles.values())
    table = fr.voices(fr.tokenize(texts))
    table = table[table["voice"] != "own"].sample(SAMPLE // 2, random_state=SEED)
    number = table["article_id"].to_numpy()
    table["source"], table["article_id"] = name, np.array(list(articles))[number]
    table["hash"] = [hashlib.sha256(texts[n].encode()).hexdigest()[:12] for n in number]
    spans = zip(number, table["start"], table["end"], strict=True)
    table["context"] = [
        f"{texts[n][max(start - CONTEXT, 0) : start]}[[{texts[n][start:end]}]]"
        f"{texts[n][end : end + CONTEXT]}"
        for n, start, end in spans
    ]
    return table


def draw(folder: Path) -> None:
    """Write the sheet to be judged, and the key that stays closed meanwhile."""
    if folder.resolve().is_relative_to(ROOT):
        message = f"{folder} lies inside the project; name a folder outside, the data stay out"
        raise ValueError(message)
    judged = pd.read_csv(JUDGEMENTS)["article_id"]
    news = wikinews()
    news = news[(news["half"] == "second") & ~news["id"].isin(judged)]
    opinion = hyperpartisan()
    opinion = opinion[opinion["half"] == "second"]
    parts = [
        drawn("wikinews 2020", dict(zip(news["id"], news["text"], strict=True))),
        drawn("hyperpartisan", dict(zip(opinion["id"], opinion["text"], strict=True))),
    ]
    sample = pd.concat(parts).sample(frac=1, random_state=SEED).reset_index(drop=True)
    folder.mkdir(parents=True, exist_ok=True)
    sheet = sample[["context", "voice", "speaker"]].assign(speech="", who="")
    sheet.to_csv(folder / "sheet.csv", index_label="number")
    sample[RECORDED].to_csv(folder / "key.csv", index_label="number")
    print(f"{len(sample)} passages: judge {folder / 'sheet.csv'}, leave key.csv closed")


def record(folder: Path) -> None:
    """Join judgements and key, without any text."""
    sheet = pd.read_csv(folder / "sheet.csv", dtype=str, keep_default_na=False)
    for column, accepted in ANSWERS.items():
        wrong = sheet.loc[~sheet[column].isin(accepted), "number"].tolist()
        if wrong:
            message = f"{len(wrong)} rows with {column} not in {accepted}, first {wrong[:5]}"
            raise ValueError(message)
    key = pd.read_csv(folder / "key.csv", dtype=str, keep_default_na=False)
    joined = key.merge(sheet[["number", *ANSWERS]], on="number", validate="one_to_one")
    joined[[*RECORDED, *ANSWERS]].to_csv(JUDGEMENTS, index=False, lineterminator="\n")


def figures() -> list[dict[str, Any]]:
    """Give the precision of what was recorded: of passages by characters, of speakers by number."""
    judged = pd.read_csv(JUDGEMENTS)
    judged["size"] = judged["end"] - judged["start"]
    judged["worth"] = judged["speech"].map(WORTH)
    groups = {"all": judged, **dict(iter(judged.groupby("source")))}
    groups |= dict(iter(judged.groupby("voice")))
    rows = []
    for name, group in groups.items():
        right = float((group["worth"] * group["size"]).sum() / group["size"].sum())
        told = group[~group["who"].isin(("missing", "-"))]
        hits = int((told["who"] != "wrong").sum())
        names = int((told["who"] == "right").sum())
        named = int((group["who"] != "-").sum())
        passages = int((group["speech"] == "right").sum())
        low, high = wilson(passages, len(group))
        rows.append(
            {
                "part": name,
                "passages": len(group),
                "right": passages / len(group),
                "low": low,
                "high": high,
                "right_characters": right,
                "speaker_precision": hits / max(len(told), 1),
                "speaker_recall": hits / max(named, 1),
                "named_precision": names / max(len(told), 1),
                "named_recall": names / max(named, 1),
            }
        )
    return rows


def main() -> None:
    """Do one of the three steps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("step", choices=("draw", "record", "report"))
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args()
    if options.step == "report":
        print("one coder, a language model that knew the rules; no human coding")
        print(pd.DataFrame(figures()).round(3).to_string(index=False))
    elif options.folder is None:
        parser.error(f"{options.step} needs a folder outside the project")
    elif options.step == "record":
        record(options.folder)
    elif DATA.exists():
        draw(options.folder)
    else:
        print(f"no data at {DATA}: nothing drawn")


if __name__ == "__main__":
    main()
