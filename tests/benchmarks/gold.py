"""Sentences against gold data, and the development article against its golden offsets.

    python tests/benchmarks/gold.py

Needs the data beside the project (../shared/data, or the folder that FRAMING_DATA names). The rules
for sentences were written with an eye on all of this data: these are development figures.
"""

import csv
import json
import re
from itertools import pairwise
from pathlib import Path

from texts import DATA

import framing as fr

GOLDEN = Path(__file__).parents[1] / "golden"
Spans = set[tuple[int, int]]


def squeezed(text: str) -> str:
    """Collapse white space, as the golden rules are compared."""
    return " ".join(text.split())


def golden_rules() -> tuple[int, int]:
    """Count the rules whose sentences come out right."""
    lines = (DATA / "golden_rules/english.jsonl").read_text(encoding="utf-8").splitlines()
    rules = [json.loads(line) for line in lines]
    right = 0
    for rule in rules:
        found = fr.tokenize([rule["text"]]).sentences()["text"]
        right += [*map(squeezed, found)] == [*map(squeezed, rule["sentences"])]
    return right, len(rules)


def gum_document(path: Path) -> tuple[str, Spans]:
    """Rebuild a document from its tokens: its text, and the spans of its sentences."""
    text, spans, begin = "", set(), None
    inside: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"# newpar( id = .*)?", line) and text:
            text = text.rstrip(" ") + "\n\n"
        if line.startswith("#"):
            continue
        if not line:
            spans.add((begin, len(text.rstrip())))
            begin, inside = None, set()
            continue
        number, form, *_, misc = line.split("\t")
        begin = len(text) if begin is None else begin
        if "-" in number:
            first, last = map(int, number.split("-"))
            inside = set(map(str, range(first, last + 1)))
        elif number in inside or "." in number:
            continue
        text += form + ("" if "SpaceAfter=No" in misc else " ")
    return text, spans


def ours(text: str) -> Spans:
    """Give the spans of this library's sentences."""
    table = fr.tokenize([text]).sentences()
    return set(zip(table["start"], table["end"], strict=True))


def naive(text: str) -> Spans:
    """Give the spans of a naive rule: a mark, white space, a capital; or a blank line."""
    end = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z])|(?=\n\n)")
    bounds = [0, *(found.end() for found in end.finditer(text)), len(text)]
    spans = set()
    for first, last in pairwise(bounds):
        piece = text[first:last]
        if piece.strip():
            start = first + len(piece) - len(piece.lstrip())
            spans.add((start, start + len(piece.strip())))
    return spans


def f1(pairs: list[tuple[Spans, Spans]]) -> float:
    """Give the F1 of exact spans over documents of (found, gold)."""
    hits = sum(len(found & gold) for found, gold in pairs)
    return 2 * hits / sum(len(found) + len(gold) for found, gold in pairs)


def overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a span meets one of some others."""
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def wikinews() -> list[str]:
    """Give the articles of Wikinews of 80 to 3,000 words."""
    texts = []
    for year in (2019, 2020):
        with (DATA / f"wikinews/wikinews_{year}.csv").open(encoding="utf-8", newline="") as rows:
            texts += [row["text"] for row in csv.DictReader(rows)]
    return [text for text in texts if 80 <= len(text.split()) <= 3000]


def seed() -> None:
    """Print precision and recall on the development article, and its rank."""
    text = (DATA / "seed/article.txt").read_text(encoding="utf-8")
    with (GOLDEN / "seed.csv").open(encoding="utf-8", newline="") as rows:
        golden = [
            (int(row["start"]), int(row["end"]), row["expected"]) for row in csv.DictReader(rows)
        ]
    table = fr.match(fr.tokenize([text]), fr.load_lexicon("promotional")).table()
    counted = table[table["value"] != 0]
    found = list(zip(counted["start"], counted["end"], strict=True))
    wanted = [(start, end) for start, end, expected in golden if expected == "marked"]
    unwanted = [(start, end) for start, end, expected in golden if expected == "unmarked"]
    recall = sum(overlaps(*span, found) for span in wanted)
    precision = sum(overlaps(*span, wanted) for span in found)
    wrong = sum(overlaps(*span, unwanted) for span in found)
    own = int((counted["voice"] == "own").sum())
    print("development article (never a figure of validity):")
    print(f"  recall {recall} of {len(wanted)} spans, precision {precision} of {len(found)}")
    print(f"  on spans that must stay unmarked: {wrong}; in own voice: {own} of {len(found)}")
    rates = fr.measure([text, *wikinews()])["promotion"]
    rank = int((rates > rates[0]).sum()) + 1
    print(f"  {rates[0]:.1f} per 1,000 words: rank {rank} of {len(rates)}, the others Wikinews")


def main() -> None:
    """Print all figures."""
    if not DATA.exists():
        print(f"no data at {DATA}: nothing measured")
        return
    csv.field_size_limit(1 << 30)
    right, rules = golden_rules()
    print(f"golden rules of English sentences: {right} of {rules}")
    documents = [gum_document(path) for path in sorted((DATA / "gum_news/dep").glob("*.conllu"))]
    for name, rule in (("this library", ours), ("naive rule", naive)):
        pairs = [(rule(text), gold) for text, gold in documents]
        half = len(pairs) // 2
        print(
            f"gum_news, {len(pairs)} documents, F1 of exact spans, {name}: {f1(pairs):.3f} "
            f"(first half {f1(pairs[:half]):.3f}, second half {f1(pairs[half:]):.3f})"
        )
    seed()


if __name__ == "__main__":
    main()
