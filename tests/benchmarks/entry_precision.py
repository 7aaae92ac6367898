"""How often each entry of `promotional` was right, by matches read in context on development text.

    python tests/benchmarks/entry_precision.py report
    python tests/benchmarks/entry_precision.py write

A language model read matches of development text (releases of the senators A to K, Wikinews of
2019, the first 322 articles of hyperpartisan; for version 0.3.0 also the first half of nine
outlets, which needs `framing data fetch nine_outlets`) by the decision rules of
lexicons/README.md; it also wrote entries, and was not blind to them.
development_judgements.csv holds where they stand (offsets, no text) and the judgement. After the
reading, entries were constrained. So the judgements are joined with the matches of the lexicon as
it is now, by place: a match that no longer occurs no longer counts. `write` puts share and number
into the columns `precision` and `n` of lexicons/promotional.csv. These figures flatter: what was
read was then mended. The held-out figure is that of precision_sample.py.
"""

import argparse
import hashlib
from pathlib import Path

import pandas as pd
from sources import hyperpartisan, nine_outlets, senate, wikinews
from texts import DATA, ROOT

import framing as fr

JUDGEMENTS = Path(__file__).with_name("development_judgements.csv")
LEXICON = ROOT / "lexicons/promotional.csv"
FIRST_ARTICLES = 322  # of hyperpartisan
PLACE = ["source", "article_id", "start"]


def development() -> dict[str, pd.DataFrame]:
    """Give the development text of each source: ``id, text``."""
    releases, news, outlets = senate(), wikinews(), nine_outlets()
    return {
        "senate A-K": releases[releases["half"] == "first"],
        "wikinews 2019": news[news["half"] == "first"],
        "hyperpartisan 1-322": hyperpartisan().iloc[:FIRST_ARTICLES],
        "nine outlets, first half": outlets[outlets["half"] == "first"],
    }


def found(source: str, articles: pd.DataFrame) -> pd.DataFrame:
    """Give the place and entry of every match that counts."""
    matches = fr.match(
        fr.tokenize(articles["text"].tolist()), fr.load_lexicon("promotional", entries="all")
    )
    table = matches.table()[["start", "entry", "value"]]
    table["source"] = source
    table["article_id"] = articles["id"].astype(str).to_numpy()[matches.article]
    return table[table["value"] != 0]


def check(judged: pd.DataFrame, texts: dict[str, pd.DataFrame]) -> None:
    """Refuse judgements of other texts than these."""
    digest = {
        (source, str(number)): hashlib.sha256(text.encode()).hexdigest()[:12]
        for source, articles in texts.items()
        for number, text in articles[["id", "text"]].itertuples(index=False)
    }
    known = zip(judged["source"], judged["article_id"], judged["hash"], strict=True)
    wrong = [(source, number) for source, number, hash in known if digest[source, number] != hash]
    if wrong:
        message = f"{len(wrong)} judgements are of texts that have changed, first {wrong[0]}"
        raise ValueError(message)


def precision() -> pd.DataFrame:
    """Give ``entry, precision, n`` of each entry with a judged match."""
    judged = pd.read_csv(JUDGEMENTS, dtype={"article_id": str})
    texts = development()
    check(judged, texts)
    matches = pd.concat([found(source, articles) for source, articles in texts.items()])
    now = matches.merge(judged[[*PLACE, "judgement"]], on=PLACE)
    fits = (now["judgement"] == "fits").groupby(now["entry"]).agg(["mean", "size"])
    return fits.set_axis(["precision", "n"], axis=1).reset_index()


def write(table: pd.DataFrame) -> None:
    """Put the columns into the lexicon, after the weight."""
    entries = pd.read_csv(LEXICON, dtype=str, keep_default_na=False)
    entries = entries.drop(columns=["precision", "n"], errors="ignore")
    known = table.set_index("entry")
    place = entries.columns.get_loc("weight") + 1
    shown = entries["pattern"].map(known["precision"]).map("{:.2f}".format, na_action="ignore")
    entries.insert(place, "precision", shown)
    entries.insert(place + 1, "n", entries["pattern"].map(known["n"]).astype("Int64"))
    entries.to_csv(LEXICON, index=False, lineterminator="\n")


def main() -> None:
    """Report or write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("step", choices=("report", "write"))
    options = parser.parse_args()
    if not DATA.exists():
        print(f"no data at {DATA}: nothing measured")
        return
    table = precision().sort_values(["precision", "n"], ascending=[True, False])
    out = table[(table["n"] >= 5) & (table["precision"] < 0.6)]
    print(out.round(2).to_string(index=False))
    print(f"{len(table)} entries read, {len(out)} of them below .6 with five matches or more")
    if options.step == "write":
        write(table)


if __name__ == "__main__":
    main()
