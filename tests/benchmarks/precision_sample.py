"""The precision of promotional matches, read in context by the codebook.

    python tests/benchmarks/precision_sample.py draw FOLDER
    python tests/benchmarks/precision_sample.py record FOLDER
    python tests/benchmarks/precision_sample.py report

`draw` writes `sheet.csv` (matches in random order, each marked in its sentence with some words
around it, without source, entry, category, weight or score) and `key.csv` into a folder outside the
project; it needs `framing data fetch nine_outlets`. A coder fills in the column `judgement` of the
sheet: `fits`, or the number of the decision rule of lexicons/README.md that says no (1 no value
judgement, 2 favours nobody, 3 not gratuitous, 4 not alive). `record` joins both into
tests/benchmarks/precision_judgements.csv, without any text, under the version of the lexicon.
`report` gives the precision of what was recorded.

What is recorded: one coder, a language model, which wrote entries too; in version 0.3.0 the same
that had narrowed them. A sentence often shows what kind of text it comes from. Only texts from
which no entry was written, a quarter each: Wikinews of 2020 (where fewer matches count than a
quarter, all are taken), releases of the senators L to Z, hyperpartisan from article 323 on, and the
second half of nine outlets (of all their articles in version 0.2.0). The sample of 0.3.0 is a new
one, and no judgement was taken over from the earlier. No human has coded these.
"""

import argparse
import csv
import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtri
from sources import hyperpartisan, nine_outlets, senate, wikinews
from texts import DATA, ROOT

import framing as fr

SAMPLE, SEED = 400, 2027
AROUND = 120  # characters shown before and after the sentence
FIRST_ARTICLES = 322  # of hyperpartisan: development
JUDGEMENTS = Path(__file__).with_name("precision_judgements.csv")
ANSWERS = ("fits", "1", "2", "3", "4")
KEPT = ["version", "source", "article_id", "start", "end", "hash", "category", "entry"]
RECORDED = [*KEPT, "judgement"]


def drawn(name: str, articles: pd.DataFrame, size: int) -> pd.DataFrame:
    """Draw matches that count from a source, with the sentence that each stands in."""
    tokens = fr.tokenize(articles["text"].tolist())
    found = fr.match(tokens, fr.load_lexicon("promotional"))
    table = found.table()
    number = tokens.sentence[found.first]
    table["sentence_start"] = tokens.sentence_start[number]
    table["sentence_end"] = tokens.sentence_end[number]
    table["article"] = found.article
    table = table[table["value"] != 0]
    table = table.sample(min(size, len(table)), random_state=SEED)
    texts = articles["text"].to_numpy()[table["article"]]
    table["source"], table["article_id"] = name, articles["id"].to_numpy()[table["article"]]
    table["version"] = found.lexicons[0].version
    table["hash"] = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in texts]
    spans = table[["sentence_start", "start", "end", "sentence_end"]].itertuples(index=False)
    table["sentence"] = [
        f"{text[max(0, first - AROUND) : start]}[[{text[start:end]}]]{text[end : last + AROUND]}"
        for text, (first, start, end, last) in zip(texts, spans, strict=True)
    ]
    return table


def draw(folder: Path) -> None:
    """Write the sheet to be judged, and the key that stays closed meanwhile, in random order."""
    if folder.resolve().is_relative_to(ROOT):
        message = f"{folder} lies inside the project; name a folder outside, the data stay out"
        raise ValueError(message)
    halves = {
        "wikinews 2020": wikinews(),
        "senate, second half": senate(),
        "nine outlets, second half": nine_outlets(),
    }
    parts = [
        drawn(name, table[table["half"] == "second"], SAMPLE // 4) for name, table in halves.items()
    ]
    rest = SAMPLE - sum(map(len, parts))  # Wikinews may hold less than a quarter: this fills up
    parts.append(drawn("hyperpartisan", hyperpartisan().iloc[FIRST_ARTICLES:], rest))
    sample = pd.concat(parts).sample(frac=1, random_state=SEED).reset_index(drop=True)
    folder.mkdir(parents=True, exist_ok=True)
    sheet = sample[["sentence"]].assign(judgement="")
    sheet.to_csv(folder / "sheet.csv", index_label="number")
    sample[KEPT].to_csv(folder / "key.csv", index_label="number")
    print(f"{len(sample)} matches: judge {folder / 'sheet.csv'}, leave key.csv closed")


def record(folder: Path) -> None:
    """Join judgements and key, without any text; they replace those of the same version."""
    sheet = pd.read_csv(folder / "sheet.csv", dtype=str, keep_default_na=False)
    wrong = sheet.loc[~sheet["judgement"].isin(ANSWERS), "number"].tolist()
    if wrong:
        message = f"{len(wrong)} rows without a judgement out of {ANSWERS}, first {wrong[:5]}"
        raise ValueError(message)
    key = pd.read_csv(folder / "key.csv", dtype=str, keep_default_na=False)
    joined = key.merge(sheet[["number", "judgement"]], on="number", validate="one_to_one")
    kept = judgements()
    kept = kept[~kept["version"].isin(joined["version"])]
    both = pd.concat([kept[RECORDED], joined[RECORDED]])
    both.to_csv(JUDGEMENTS, index=False, lineterminator="\n")


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953)."""
    z = float(ndtri(0.975))
    middle = (hits + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * np.sqrt(hits * (n - hits) / n + z * z / 4)
    return middle - half, middle + half


def precision(judged: pd.DataFrame, by: str) -> pd.DataFrame:
    """Give precision with its interval for each value of a column, the lowest first."""
    rows = []
    for name, group in judged.groupby(by):
        hits, n = int((group["judgement"] == "fits").sum()), len(group)
        rows.append((by, name, hits, n, hits / n, *wilson(hits, n)))
    columns = ["by", "name", "hits", "n", "precision", "low", "high"]
    return pd.DataFrame(rows, columns=columns).sort_values("precision", kind="stable")


def judgements() -> pd.DataFrame:
    """Read what was recorded."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as rows:
        return pd.DataFrame(list(csv.DictReader(rows))).assign(all="all sources")


def report() -> None:
    """Print the precision by version; of the last by source and category; entries below .6."""
    everything = judgements()
    print("one coder, a language model, source and category hidden; no human coding")
    print(precision(everything, "version").round(3).to_string(index=False))
    judged = everything[everything["version"] == everything["version"].max()]
    tables = [precision(judged, by) for by in ("all", "source", "category")]
    print(pd.concat(tables).round(3).to_string(index=False))
    entries = precision(judged, "entry")
    low = entries[(entries["precision"] < 0.6) & (entries["n"] >= 3)]
    print("entries below .6 with three matches or more:", "none" if low.empty else "")
    if not low.empty:
        print(low.round(3).to_string(index=False))
    reasons = judged.loc[judged["judgement"] != "fits", "judgement"].value_counts().sort_index()
    print("decision rules that said no:", reasons.to_dict())


def main() -> None:
    """Do one of the three steps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("step", choices=("draw", "record", "report"))
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args()
    if options.step == "report":
        report()
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
