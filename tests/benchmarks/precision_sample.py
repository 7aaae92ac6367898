"""The precision of promotional matches, read in context by the codebook.

    python tests/benchmarks/precision_sample.py draw FOLDER
    python tests/benchmarks/precision_sample.py outlets FOLDER
    python tests/benchmarks/precision_sample.py record FOLDER
    python tests/benchmarks/precision_sample.py report

`draw` writes `sheet.csv` (matches in random order, each marked in its sentence, without source,
entry, category, weight or score) and `key.csv` into a folder outside the project. What was judged
at the same place for an earlier version of the lexicon is filled in. A coder fills in the rest of
the column `judgement` of the sheet: `fits`, or the number of the decision rule of
lexicons/README.md that says no (1 no value judgement, 2 favours nobody, 3 not gratuitous,
4 not alive). `record` joins both into tests/benchmarks/precision_judgements.csv, without any text.
`report` gives the precision of what was recorded.

What is recorded: one coder, a language model, who saw each match in its sentence only. A sentence
often shows what kind of text it comes from. Only texts that no entry was written from. The first
300 are Wikinews of 2020 (fewer than 100 matches that count; all were taken), releases of the
senators L to Z, and hyperpartisan from article 323 on. 64 of them had been judged for version 0.1.0
by a coder who had not seen the entries; the others were judged for 0.2.0 by the one who wrote its
entries. After that a few plain misfires were mended ("needed to work" as an adjective, "will you
ensure"), so a fresh source was drawn for the lexicon as it is: nine outlets (`outlets FOLDER`,
after `framing data fetch nine_outlets`). No human has coded these.
"""

import argparse
import csv
import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtri
from sources import hyperpartisan, senate, wikinews
from texts import DATA, ROOT

import framing as fr

SAMPLE, SEED = 300, 2026
FIRST_ARTICLES = 322  # of hyperpartisan: development
JUDGEMENTS = Path(__file__).with_name("precision_judgements.csv")
ANSWERS = ("fits", "1", "2", "3", "4")
PLACE = ["source", "article_id", "start", "end"]
RECORDED = ["source", "article_id", "start", "end", "hash", "category", "entry", "judgement"]


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
    table["hash"] = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in texts]
    spans = table[["sentence_start", "start", "end", "sentence_end"]].itertuples(index=False)
    table["sentence"] = [
        f"{text[first:start]}[[{text[start:end]}]]{text[end:last]}"
        for text, (first, start, end, last) in zip(texts, spans, strict=True)
    ]
    return table


def draw(folder: Path) -> None:
    """Write the sheet to be judged, and the key that stays closed meanwhile."""
    releases, news = senate(), wikinews()
    part = drawn("wikinews 2020", news[news["half"] == "second"], SAMPLE // 3)
    rest = SAMPLE - len(part)  # Wikinews may hold less than a third: the others fill up
    parts = [
        part,
        drawn("senate, second half", releases[releases["half"] == "second"], rest // 2),
        drawn("hyperpartisan", hyperpartisan().iloc[FIRST_ARTICLES:], rest - rest // 2),
    ]
    write_sheet(parts, folder)


def draw_outlets(folder: Path) -> None:
    """Write the sheet of the nine outlets, to be judged beside what is recorded."""
    corpus = fr.load_dataset("nine_outlets")
    articles = pd.DataFrame({"id": corpus.ids.astype(str), "text": corpus.texts})
    write_sheet([drawn("nine outlets", articles, SAMPLE // 3)], folder)


def write_sheet(parts: list[pd.DataFrame], folder: Path) -> None:
    """Write sheet and key in random order."""
    if folder.resolve().is_relative_to(ROOT):
        message = f"{folder} lies inside the project; name a folder outside, the data stay out"
        raise ValueError(message)
    sample = pd.concat(parts).sample(frac=1, random_state=SEED).reset_index(drop=True)
    folder.mkdir(parents=True, exist_ok=True)
    known = judgements().astype({"start": int, "end": int}).drop_duplicates(PLACE)
    earlier = sample[PLACE].astype({"article_id": str}).merge(known, on=PLACE, how="left")
    sheet = sample[["sentence"]].assign(judgement=earlier["judgement"].fillna("").to_numpy())
    sheet.to_csv(folder / "sheet.csv", index_label="number")
    sample[[name for name in RECORDED if name != "judgement"]].to_csv(
        folder / "key.csv", index_label="number"
    )
    print(f"{len(sample)} matches: judge {folder / 'sheet.csv'}, leave key.csv closed")


def record(folder: Path) -> None:
    """Join judgements and key, without any text; they replace those of the same sources."""
    sheet = pd.read_csv(folder / "sheet.csv", dtype=str, keep_default_na=False)
    wrong = sheet.loc[~sheet["judgement"].isin(ANSWERS), "number"].tolist()
    if wrong:
        message = f"{len(wrong)} rows without a judgement out of {ANSWERS}, first {wrong[:5]}"
        raise ValueError(message)
    key = pd.read_csv(folder / "key.csv", dtype=str, keep_default_na=False)
    joined = key.merge(sheet[["number", "judgement"]], on="number", validate="one_to_one")
    kept = judgements()
    kept = kept[~kept["source"].isin(joined["source"])]
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
    """Print the precision overall, by source and by category, and the entries below .6."""
    judged = judgements()
    print("one coder, a language model, source and category hidden; no human coding")
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
    parser.add_argument("step", choices=("draw", "outlets", "record", "report"))
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args()
    if options.step == "report":
        report()
    elif options.folder is None:
        parser.error(f"{options.step} needs a folder outside the project")
    elif options.step == "record":
        record(options.folder)
    elif options.step == "outlets":
        draw_outlets(options.folder)
    elif DATA.exists():
        draw(options.folder)
    else:
        print(f"no data at {DATA}: nothing drawn")


if __name__ == "__main__":
    main()
