"""Attributed text against gold data, by characters: what is found, and what of it is right.

    python tests/benchmarks/attribution.py [--show]

Needs gum_news beside the project (../shared/data, or the folder that FRAMING_DATA names). The rules
were written with an eye on the first half of its documents; the second half was not looked at.

What counts as attributed: each unit that an attribution names as its content, with what depends on
it in its sentence. Beyond the sentence nearly everything in a document depends on its first unit.
Quotations without a source clause are not marked in the data, so precision is also given without
them. `--show` prints what is missed and what is wrong in the first half.
"""

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
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


def figures(kinds: list[tuple[Mask, Mask]]) -> str:
    """Give precision, recall and F1 over documents of (found, gold)."""
    hits = sum(int((mask & gold).sum()) for mask, gold in kinds)
    all_found = sum(int(mask.sum()) for mask, _ in kinds)
    all_gold = sum(int(gold.sum()) for _, gold in kinds)
    precision, recall = hits / max(all_found, 1), hits / max(all_gold, 1)
    f1 = 2 * hits / max(all_found + all_gold, 1)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def report(paths: list[Path]) -> None:
    """Print the figures of some documents."""
    rows: dict[str, list[tuple[Mask, Mask]]] = {}
    for path in paths:
        text = gum_document(path)[0]
        gold, masks, counted = attributed(path, text), found(text), letters(text)
        both = masks["quoted"] | masks["reported"]
        unmarked = masks["quoted"] & ~gold.content
        told = {
            "attributed text": (both, gold.content),
            "attributed text, content alone": (both, gold.alone),
            "quotation marks only": (masks["quoted"], gold.content),
            "but quotations without a source": (both & ~unmarked, gold.content),
            "outside quotation marks": (masks["reported"], gold.content & ~masks["quoted"]),
        }
        for name, (mask, wanted) in told.items():
            rows.setdefault(name, []).append((mask & counted, wanted & counted))
    for name, pairs in rows.items():
        print(f"  {name:32s} {figures(pairs)}")


def golden() -> None:
    """Print the figures of the project's own passages, which were written with the rules."""
    sys.path.insert(0, str(GOLDEN))
    from test_golden import found_voices, rows, unmark_voices

    kinds: dict[str, list[tuple[Mask, Mask]]] = {"quoted": [], "reported": []}
    right = named = told = 0
    passages = [case.values for case in rows("voices", "text", "speakers")]
    for text, speakers in passages:
        plain, expected = unmark_voices(text)
        table = fr.voices(fr.tokenize([plain]))
        voices, names = found_voices(plain, table)
        for kind, pairs in kinds.items():
            pairs.append((np.array(voices) == kind, np.array(expected) == kind))
        wanted, given = (set(filter(None, one.split(" ¶ "))) for one in (speakers, names))
        right, named, told = right + len(wanted & given), named + len(given), told + len(wanted)
    print(f"golden passages (invented; development figures), {len(passages)} of them:")
    for kind, pairs in kinds.items():
        print(f"  {kind:32s} {figures(pairs)}")
    print(f"  {'speakers':32s} precision {right / named:.3f}, recall {right / told:.3f}")


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
    golden()
    paths = sorted((DATA / "gum_news/dep").glob("*.conllu"))
    if not paths:
        print(f"no data at {DATA}: nothing measured")
        return
    half = len(paths) // 2
    if options.show:
        show(paths[:half])
    for name, part in (("first half", paths[:half]), ("second half", paths[half:])):
        print(f"gum_news, {name}, {len(part)} documents:")
        report(part)


if __name__ == "__main__":
    main()
