"""The data that validity is measured on, each source as one table, in two halves where it has them.

`promotional` was written with an eye on the releases of the senators whose names begin with A to K
and on Wikinews of 2019. These are the first halves, development; the others are held out.
"""

import csv
import hashlib
import json

import pandas as pd
from texts import DATA, ROOT

import framing as fr

WORDS = (80, 3000)  # Wikinews holds stubs and lists; white-space words


def _json_lines(name: str) -> pd.DataFrame:
    with (DATA / name).open(encoding="utf-8") as lines:
        return pd.DataFrame([json.loads(line) for line in lines])


def _delimited(path: str, delimiter: str = ",") -> pd.DataFrame:
    csv.field_size_limit(1 << 30)
    with (DATA / path).open(encoding="utf-8", newline="") as rows:
        return pd.DataFrame(list(csv.DictReader(rows, delimiter=delimiter)))


def _hashed(text: str) -> str:
    even = hashlib.sha256(text.encode()).digest()[0] % 2 == 0
    return "first" if even else "second"


def _halves(names: pd.Series) -> pd.Series:
    """Part by the hash of a name, so that all of an outlet or article falls on one side."""
    return names.map(_hashed)


def senate() -> pd.DataFrame:
    """Press releases of the US Senate: ``id, senator, text, half``."""
    table = _json_lines("senate_press/senate_press.jsonl")
    table["half"] = table["senator"].str[0].le("K").map({True: "first", False: "second"})
    return table[["id", "senator", "text", "half"]]


def wikinews() -> pd.DataFrame:
    """Wikinews of 80 to 3,000 words: ``id, text, half``."""
    parts = []
    for year, half in ((2019, "first"), (2020, "second")):
        part = _delimited(f"wikinews/wikinews_{year}.csv").rename(columns={"url": "id"})
        parts.append(part.assign(half=half))
    table = pd.concat(parts, ignore_index=True)
    size = table["text"].str.split().str.len()
    return table.loc[size.between(*WORDS), ["id", "text", "half"]].reset_index(drop=True)


def hyperpartisan() -> pd.DataFrame:
    """Articles judged hyperpartisan or not: ``id, text, half``."""
    table = _json_lines("hyperpartisan/articles.jsonl")[["id", "text"]]
    return table.assign(half=_halves(table["id"].astype(str)))


def nine_outlets() -> pd.DataFrame:
    """Articles of nine outlets: ``id, text, half``; after `framing data fetch nine_outlets`."""
    corpus = fr.load_dataset("nine_outlets")
    table = pd.DataFrame({"id": corpus.ids.astype(str), "text": corpus.texts})
    return table.assign(half=_halves(table["id"]))


def wnc_pairs() -> pd.DataFrame:
    """Sentences of Wikipedia before and after they were made neutral: ``before, after, half``."""
    paths = ("wnc_pairs/train.tsv", "wnc_pairs/test.tsv")
    table = pd.concat([_delimited(path, "\t") for path in paths], ignore_index=True)
    return table.assign(half=_halves(table["before"]))


def babe() -> pd.DataFrame:
    """Sentences judged biased or not by experts: ``outlet, article, biased``.

    `loaded` was written with an eye on the outlets A to H: the first half.
    """
    table = _delimited("babe/babe_sg2.csv")
    table = table[table["label_bias"] != "No agreement"].reset_index(drop=True)
    table["biased"] = table["label_bias"] == "Biased"
    table["article"] = table["news_link"].where(table["news_link"] != "", table["text"])
    first = table["outlet"].str[0].str.upper().le("H")
    table["half"] = first.map({True: "first", False: "second"})
    return table


def climate() -> pd.DataFrame:
    """Sentences of Canadian climate news with the frames that coders saw, halves by outlet."""
    table = _json_lines("ccf_climate/sentences_en.jsonl")
    table["outlet"] = table["outlet"].replace("Toronton Sun", "Toronto Sun")
    return table.assign(half=_halves(table["outlet"]))


def newsmtsc(part: str) -> pd.DataFrame:
    """Targets in news sentences, ``train`` or ``devtest_mt``: ``text, start, end, polarity``.

    ``article`` is made of the first three parts of the sentence's id.
    """
    table = _json_lines(f"newsmtsc/{part}.jsonl").explode("targets", ignore_index=True)
    targets = pd.DataFrame(table["targets"].tolist())
    return pd.DataFrame(
        {
            "text": table["sentence"],
            **{name: targets[name] for name in ("start", "end", "polarity")},
            "article": table["id"].str.split("_").str[:3].str.join("_"),
        }
    )


def judged_articles() -> pd.DataFrame:
    """Articles judged hyperpartisan (1) or not (0): ``text, hyperpartisan, domain``."""
    table = _json_lines("hyperpartisan/articles.jsonl")
    domain = table["url"].str.extract(r"^https?://(?:www\.)?([^/]+)", expand=False)
    judged = table["hyperpartisan"].astype(int)
    return table[["text"]].assign(hyperpartisan=judged, domain=domain)


def minimal_pairs() -> pd.DataFrame:
    """Invented events, each good and bad, plain and promotional: this project's own table."""
    path = ROOT / "tests/golden/minimal_pairs.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        return pd.DataFrame(list(csv.DictReader(rows)))
