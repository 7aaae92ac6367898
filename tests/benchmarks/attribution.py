"""Attributed text against gold data, by characters: what is found, and what of it is right.

    python tests/benchmarks/attribution.py [--show]

Needs gum_news beside the project (../shared/data, or the folder that FRAMING_DATA names). The rules
were written with an eye on the first half of its documents; the second half was not read, but its
figures were watched while the last rules were written, and one of them was changed as they fell.

What counts as attributed: each unit that an attribution names as its content, with what depends on
it in its sentence. Beyond the sentence nearly everything in a document depends on its first unit.
Quotations without a source clause are not marked in the data, so precision is also given without
them, and for a sample that was read (attribution_sample.py) once the rules were frozen: Wikinews
and opinionated articles, no text of this data. The caption of a picture is attributed to its maker
in the data, which is no speech: what is told outside quotation marks is also given without
captions. Within quotation marks, recall is 1 by definition. The data do not name speakers: those
are measured on the project's own passages and on that sample. The table is written to
tests/benchmarks/attribution.csv. `--show` prints what is missed and what is wrong in the first
half.
"""

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from attribution_sample import figures as sample_figures
from gold import GOLDEN, gum_document
from numpy.typing import NDArray
from texts import DATA

import framing as fr

Mask = NDArray[np.bool_]


class Gold(NamedTuple):
    """Which characters of a document are attributed.

    ``content``: the attributed unit and what depends on it in its sentence; ``alone``: only itself.
    """

    content: Mask
    alone: Mask


def units(path: Path, text: str) -> tuple[list[slice], list[tuple[str, int, int]]]:
    """Read the elementary discourse units of a document, and the relations between them."""
    begin: dict[int, int] = {}
    relations = []
    place = 0
    inside: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            inside = set() if not line else inside
            continue
        number, form, *_, misc = line.split("\t")
        if "-" in number:
            first, last = map(int, number.split("-"))
            inside = set(map(str, range(first, last + 1)))
        if number not in inside and "." not in number:
            place = text.index(form, place)
            start, place = place, place + len(form)
        for label in re.findall(r"Discourse=([^|]*)", misc):
            for name, unit, head in re.findall(r"([\w-]+):(\d+)(?:->|:)(\d+)", label)[:1]:
                begin[int(unit)] = start
                relations.append((name, int(unit), int(head)))
    starts = [begin[unit] for unit in sorted(begin)]
    edges = zip(starts, [*starts[1:], len(text)], strict=True)
    return [slice(*edge) for edge in edges], relations


def attributed(path: Path, text: str) -> Gold:
    """Mark the attributed characters of a document."""
    spans, relations = units(path, text)
    sentence = np.zeros(len(text), int)
    for number, (start, end) in enumerate(sorted(gum_document(path)[1]), start=1):
        sentence[start:end] = number
    children: dict[int, list[int]] = {}
    for _, unit, head in relations:
        children.setdefault(head, []).append(unit)

    def below(unit: int, but: int) -> list[int]:
        under = [below(child, but) for child in children.get(unit, []) if child != but]
        return [unit, *(found for part in under for found in part)]

    gold = Gold(*(np.zeros(len(text), bool) for _ in Gold._fields))
    for name, source, content in relations:
        if name.startswith("attribution-positive"):
            gold.alone[spans[content - 1]] = True
            here = sentence[spans[content - 1].start]
            for unit in below(content, source):
                if sentence[spans[unit - 1].start] == here:
                    gold.content[spans[unit - 1]] = True
    return gold


def found(text: str) -> dict[str, Mask]:
    """Mark the characters that this library attributes to somebody, by kind."""
    masks = {kind: np.zeros(len(text), bool) for kind in ("quoted", "reported")}
    for span in fr.voices(fr.tokenize([text])).itertuples():
        if span.voice in masks:
            masks[span.voice][span.start : span.end] = True
    masks["reported"] &= ~masks["quoted"]
    return masks


def letters(text: str) -> Mask:
    """Mark the letters and digits; what lies between words is nobody's."""
    return np.fromiter(map(str.isalnum, text), bool, len(text))


def captions(text: str) -> Mask:
    """Mark the lines that name the maker of a picture, which the data give as its author."""
    mask = np.zeros(len(text), bool)
    for line in re.finditer(r"^.*\bImage: .*$", text, re.MULTILINE):
        mask[slice(*line.span())] = True
    return mask


class Figures(NamedTuple):
    """A row of the table: precision, recall and F1 of a kind of text; F1 is their harmonic mean."""

    data: str
    kind: str
    precision: float
    recall: float
    f1: float
    n: int
    unit: str


def figures(data: str, kind: str, pairs: list[tuple[Mask, Mask]]) -> Figures:
    """Give precision, recall and F1 over documents of (found, gold), by characters."""
    hits = sum(int((mask & gold).sum()) for mask, gold in pairs)
    given, wanted = (sum(int(masks[side].sum()) for masks in pairs) for side in (0, 1))
    return compared(data, kind, hits, given, wanted)


def compared(
    data: str, kind: str, hits: int, given: int, wanted: int, unit: str = "characters"
) -> Figures:
    """Give the figures of what is right among what is given and what is wanted."""
    f1 = 2 * hits / max(given + wanted, 1)
    return Figures(data, kind, hits / max(given, 1), hits / max(wanted, 1), f1, wanted, unit)


def measured(data: str, paths: list[Path]) -> list[Figures]:
    """Give the figures of some documents."""
    rows: dict[str, list[tuple[Mask, Mask]]] = {}
    for path in paths:
        text = gum_document(path)[0]
        gold, masks, counted = attributed(path, text), found(text), letters(text)
        both = masks["quoted"] | masks["reported"]
        unmarked = masks["quoted"] & ~gold.content
        prose = ~captions(text)
        told = {
            "attributed": (both, gold.content),
            "attributed, but for quotations not marked": (both & ~unmarked, gold.content),
            "attributed, content unit alone": (both, gold.alone),
            "direct: within quotation marks": (masks["quoted"], gold.content & masks["quoted"]),
            "reported: outside quotation marks": (
                masks["reported"],
                gold.content & ~masks["quoted"],
            ),
            "reported, but for picture captions": (
                masks["reported"] & prose,
                gold.content & ~masks["quoted"] & prose,
            ),
            "quotation marks as the only sign": (masks["quoted"], gold.content),
        }
        for name, (mask, wanted) in told.items():
            rows.setdefault(name, []).append((mask & counted, wanted & counted))
    return [figures(data, name, pairs) for name, pairs in rows.items()]


def golden() -> list[Figures]:
    """Give the figures of the project's own passages, which were written with the rules."""
    sys.path.insert(0, str(GOLDEN))
    from test_golden import found_voices, rows, unmark_voices

    kinds: dict[str, list[tuple[Mask, Mask]]] = {"quoted": [], "reported": []}
    right = named = told = 0
    passages = [values for values, *_ in rows("voices", "text", "speakers")]
    for text, speakers in passages:
        plain, expected = unmark_voices(text)
        table = fr.voices(fr.tokenize([plain]))
        voices, names = found_voices(plain, table)
        for kind, pairs in kinds.items():
            pairs.append((np.array(voices) == kind, np.array(expected) == kind))
        wanted, given = (set(filter(None, one.split(" ¶ "))) for one in (speakers, names))
        right, named, told = right + len(wanted & given), named + len(given), told + len(wanted)
    data = f"{len(passages)} invented passages (development)"
    return [
        figures(data, "direct: within quotation marks", kinds["quoted"]),
        figures(data, "reported: outside quotation marks", kinds["reported"]),
        compared(data, "speakers", right, named, told, "speakers"),
    ]


def read_in_context() -> list[Figures]:
    """Give what the sample that was read says of precision, and of speakers."""
    kinds = {"all": "attributed", "quoted": "direct", "reported": "reported"}
    rows = []
    for row in sample_figures():
        data, n = f"held-out sample, read ({row['passages']} passages)", row["passages"]
        name = kinds.get(str(row["part"]), f"attributed, {row['part']}")
        right = float(row["right_characters"])
        rows.append(Figures(data, name, right, np.nan, np.nan, int(n), "passages"))
        precision, recall = row["speaker_precision"], row["speaker_recall"]
        f1 = 2 * precision * recall / (precision + recall)
        rows.append(Figures(data, f"speakers, {name}", precision, recall, f1, int(n), "speakers"))
        precision, recall = row["named_precision"], row["named_recall"]
        f1 = 2 * precision * recall / (precision + recall)
        kind = f"speakers by name, no pronouns, {name}"
        rows.append(Figures(data, kind, precision, recall, f1, int(n), "speakers"))
    return rows


def show(paths: list[Path]) -> None:
    """Print documents with marks: {missed}, [wrong], <right>."""
    for path in paths:
        text = gum_document(path)[0]
        gold, masks, counted = attributed(path, text), found(text), letters(text)
        mask = masks["quoted"] | masks["reported"]
        kind = np.where(counted, 1 + mask + 2 * gold.content, 0)
        opened, shown = 1, []
        for letter, state in zip(text, kind.tolist(), strict=True):
            if state and state != opened:
                shown.append(("", "", "]", "}", ">")[opened] + ("", "", "[", "{", "<")[state])
                opened = state
            shown.append(letter)
        print(f"=== {path.stem}\n{''.join(shown)}\n")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="mark the errors of the first half")
    options = parser.parse_args()
    rows = [*golden(), *read_in_context()]
    paths = sorted((DATA / "gum_news/dep").glob("*.conllu"))
    half = len(paths) // 2
    if options.show:
        show(paths[:half])
    if paths:
        rows += measured("gum_news, first half (development)", paths[:half])
        rows += measured("gum_news, second half (held out)", paths[half:])
    else:
        print(f"no data at {DATA}: only the passages of the project")
    table = pd.DataFrame(rows).round(3)
    print(table.to_string(index=False, na_rep=""))
    if paths:
        table.to_csv(Path(__file__).with_suffix(".csv"), index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
