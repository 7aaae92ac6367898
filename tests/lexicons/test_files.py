"""Are the lexicon files fit to print? Form only; what the patterns match is tested elsewhere."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from framing.lexicons import lexicon_names, load_lexicon

FOLDER = Path(__file__).parents[2] / "lexicons"
COLUMNS = [
    *("pattern", "category", "weight", "constraints", "blocked"),
    *("examples", "counterexamples", "grounds", "note", "since"),
]
SMALLEST = {
    "promotional": 650,
    "hedges": 120,
    "attribution": 120,
    "boosters": 90,
    "reporting": 70,
    "negators": 40,
    "clause_breaks": 30,
    "distancing": 25,
    "criticism": 150,
    "loaded": 150,
    "vague_attribution": 40,
    "conditionals": 30,
    "prospects": 25,
    "comparisons": 10,
    "rhetorical": 10,
    "question_openers": 3,
    "works": 10,
    "downtoners": 20,
    "frames_generic": 400,
    "frames_policy": 560,
}
NAMES = sorted(SMALLEST)
FRAMES = {"frames_generic": (80, 6), "frames_policy": (40, 14)}
RESPONSIBILITY = ("frame_responsibility_cause", "frame_responsibility_remedy")


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    was_read = ["precision", "n"] if name == "promotional" else []
    assert reader.fieldnames == [*COLUMNS[:3], *was_read, *COLUMNS[3:]]
    return rows


@pytest.mark.parametrize("name", NAMES)
def test_holds_as_many_entries_as_promised(name):
    assert len(read(name)) >= SMALLEST[name]


@pytest.mark.parametrize("name", NAMES)
def test_no_entry_occurs_twice_in_a_category(name):
    keys = [(row["pattern"].lower().replace("-", " "), row["category"]) for row in read(name)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", NAMES)
def test_brackets_close_and_hold_no_empty_alternative(name):
    for row in read(name):
        for column in ("pattern", "blocked"):
            depth = 0
            for character in row[column]:
                depth += (character == "(") - (character == ")")
                assert depth >= 0, row
            assert depth == 0, row
            assert not re.search(r"\(\s*\||\|\s*\||\|\s*\)|\(\s*\)", row[column]), row


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_shows_where_it_matches(name):
    for row in read(name):
        assert row["examples"].strip(), row
        assert row["grounds"].strip(), row
        assert re.fullmatch(r"\d+\.\d+\.\d+", row["since"]), row


@pytest.mark.parametrize("name", NAMES)
def test_every_blocked_entry_shows_where_it_does_not_match(name):
    for row in read(name):
        assert row["counterexamples"].strip() or not row["blocked"].strip(), row


@pytest.mark.parametrize("name", NAMES)
def test_weights_and_constraints_are_known(name):
    known = {"case=exact", "name=no", "head=favourable"}
    weights = {"1", "2", "3"} if name == "promotional" else {"1"}
    for row in read(name):
        assert row["weight"] in weights, row
        assert set(row["constraints"].split()) <= known, row


@pytest.mark.parametrize("name", NAMES)
def test_every_category_is_defined_and_used(name):
    facts = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    assert facts["name"] == name
    assert set(facts["categories"]) == {row["category"] for row in read(name)}


@pytest.mark.parametrize("name", FRAMES)
def test_every_frame_has_as_many_entries_as_promised(name):
    smallest, categories = FRAMES[name]
    counts = Counter(row["category"] for row in read(name))
    assert len(counts) == categories
    together = sum(counts.pop(category, 0) for category in RESPONSIBILITY)
    assert all(count >= smallest for count in (*counts.values(), together or smallest)), counts


def test_no_two_columns_of_all_lexicons_have_one_name():
    columns = [column for name in lexicon_names() for column in load_lexicon(name).columns]
    assert [name for name, count in Counter(columns).items() if count > 1] == []


def test_every_promotional_entry_has_an_example_of_its_own():
    examples = [row["examples"] for row in read("promotional")]
    repeated = {example for example in examples if examples.count(example) > 1}
    assert not repeated


def test_the_codebook_counts_the_entries():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        rows = read(name)
        assert re.search(rf"^\| `{name}` \| `\w+` \| {len(rows)} \|", text, re.MULTILINE), name
    rows = read("promotional")
    for category in {row["category"] for row in rows}:
        count = sum(row["category"] == category for row in rows)
        assert re.search(rf"^\| `{category}` \| {count} \|", text, re.MULTILINE), category
