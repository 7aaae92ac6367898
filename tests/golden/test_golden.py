"""Each row of each golden table, held against the library. The tables say what is right and why."""

import csv
import re
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pandas as pd
import pytest

import framing as fr

HERE = Path(__file__).parent
ESCAPE = re.compile(r"\\(?:([nrt])|u([0-9a-f]{4})|U([0-9a-f]{8}))")
# What opens a voice, and what leads back to the outlet's plain own.
VOICE_MARKS = {"{": "reported", "[": "quoted", "<": "borrowed", **dict.fromkeys("}]>", "own")}
BLANK = {"n": "\n", "r": "\r", "t": "\t"}


def rows(table, *columns, known=True):
    """Give the chosen columns of a golden table's rows, as parameters of a test.

    Rows that are `known` to come out wrong are expected to fail, so that a repair is noticed.
    """
    with (HERE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(
                *(unescape(row[column]) for column in columns),
                id=f"line {line}: {row['why'][:60]}",
                marks=pytest.mark.xfail(reason=row["known"]) if known and row["known"] else (),
            )
            for line, row in enumerate(csv.DictReader(file), start=2)
        ]


def unescape(cell):
    """Put in the characters that are hard to see or to type."""
    return ESCAPE.sub(lambda at: BLANK[at[1]] if at[1] else chr(int(at[2] or at[3], 16)), cell)


def unmark(text):
    """Take the brackets away from the one marked word; give where it stands as well."""
    before, word, after = re.split("[<>]", text)
    return before + word + after, len(before), word


def match_words(text, *patterns, constraints="", blocked="", rules=()):
    entries = {"pattern": patterns, "constraints": constraints, "blocked": blocked}
    lexicon = fr.Lexicon(pd.DataFrame(entries), name="words", rules=rules)
    return fr.match(fr.tokenize([text]), lexicon)


def match_marked(text, rules):
    """Match the marked word; give its row of the table, and all cues."""
    text, start, word = unmark(text)
    matches = match_words(text, word, rules=rules)
    number = matches.table()["start"].tolist().index(start)
    cues = matches.cue_table()
    return matches.table().loc[number], cues[cues["match"] == number]


@pytest.mark.parametrize(("text", "expected"), rows("sentences", "text", "expected"))
def test_sentences(text, expected):
    assert " ¶ ".join(fr.tokenize([text]).sentences()["text"]) == expected


@pytest.mark.parametrize(("text", "expected"), rows("words", "text", "expected"))
def test_words(text, expected):
    assert " | ".join(fr.tokenize([text]).words()["text"]) == expected


@pytest.mark.parametrize(("text", "expected"), rows("zones", "text", "expected"))
def test_zones(text, expected):
    words = fr.tokenize([text]).words()
    parts = groupby(zip(words["zone"], words["text"], strict=True), key=itemgetter(0))
    found = [f"{zone}: {' '.join(word for _, word in part)}" for zone, part in parts]
    assert " ¶ ".join(found) == expected


@pytest.mark.parametrize(
    ("text", "patterns", "constraints", "blocked", "expected"),
    rows("matching", "text", "patterns", "constraints", "blocked", "expected"),
)
def test_matching(text, patterns, constraints, blocked, expected):
    matches = match_words(text, *patterns.split(" ¶ "), constraints=constraints, blocked=blocked)
    assert " ¶ ".join(matches.table()["text"]) == expected


@pytest.mark.parametrize(("text", "expected"), rows("negation", "text", "expected"))
def test_negation(text, expected):
    match, cues = match_marked(text, rules=("negation",))
    assert (" ".join(cues["text"]) or "-") == expected
    assert match["value"] == (1 if expected == "-" else 0)


@pytest.mark.parametrize(("text", "expected"), rows("quotation", "text", "expected"))
def test_quotation(text, expected):
    match, cues = match_marked(text, rules=("scare_quotes",))
    found = [match["voice"]] + ["scare"] * ("scare_quotes" in cues["rule"].tolist())
    assert " ".join(found) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected", "intensity", "valence"),
    rows("context", "rule", "text", "expected", "intensity", "valence"),
)
def test_context(rule, text, expected, intensity, valence):
    text, start, word = unmark(text)
    for scale, value in (("intensity", intensity), ("valence", valence)):
        entry = {"pattern": [word], "weight": [2.0], "constraints": ["head=favourable"]}
        rules = fr.context_rules().index
        lexicon = fr.Lexicon(pd.DataFrame(entry), name="words", scale=scale, rules=rules)
        matches = fr.match(fr.tokenize([text]), lexicon)
        number = matches.table()["start"].tolist().index(start)
        cues = matches.cue_table()
        found = cues["text"][(cues["match"] == number) & (cues["rule"] == rule)]
        assert (" ".join(found) or "-") == expected
        assert matches.value[number] == pytest.approx(float(value), abs=5e-5)


def unmark_voices(text):
    """Take the marks of voices away; give the text, and the voice marked for each letter."""
    voice, letters, voices = "own", [], []
    for letter in text:
        if letter in VOICE_MARKS:
            voice = VOICE_MARKS[letter]
        else:
            letters.append(letter)
            voices.append(voice if letter.isalnum() else "")
    return "".join(letters), voices


def found_voices(text, table):
    """Give the voice that is found for each letter, and the speakers of all stretches."""
    voices = ["own" if letter.isalnum() else "" for letter in text]
    for row in table.itertuples():
        name = "borrowed" if row.borrowed else row.voice
        voices[row.start : row.end] = [voice and name for voice in voices[row.start : row.end]]
    return voices, " ¶ ".join(table["speaker"].dropna())


@pytest.mark.parametrize(("text", "speakers"), rows("voices", "text", "speakers"))
def test_voices(text, speakers):
    text, expected = unmark_voices(text)
    table = fr.voices(fr.tokenize([text]))
    assert found_voices(text, table) == (expected, speakers)
    for role in ("speaker", "cue"):
        told = table.dropna(subset=[role])
        offsets = zip(told[f"{role}_start"], told[f"{role}_end"], strict=True)
        assert [text[start:end] for start, end in offsets] == told[role].tolist()


def match_promotional(text):
    return fr.match(fr.tokenize([text]), fr.load_lexicon("promotional"))


@pytest.mark.parametrize(
    ("text", "promotion", "count", "cue"),
    rows("nine_sentences", "text", "promotion", "matches", "cue", known=False),
)
def test_what_the_nine_sentences_are_worth(text, promotion, count, cue):
    matches = match_promotional(text)
    assert not count or len(matches) == int(count)
    assert (fr.score(matches)["promotion"].item() > 0) == (promotion == "positive")
    fired = matches.cue_table()["text"].tolist()
    assert cue in fired if promotion == "zero" else not fired


@pytest.mark.parametrize(("text", "voice"), rows("nine_sentences", "text", "voice"))
def test_whose_voice_the_nine_sentences_are(text, voice):
    assert match_promotional(text).table()["voice"].iloc[-1] == voice


def test_quoted_praise_is_no_praise_of_the_outlet():
    matches = match_promotional('"This is a historic achievement," the minister said.')
    count = {voice: fr.score(matches, formula="count", voice=voice) for voice in ("own", "quoted")}
    assert count["own"]["promotion"].item() == 0
    assert count["quoted"]["promotion"].item() == 1


def unmark_targets(text):
    """Take the marks away; give the text, the spans in braces, and those in angle brackets."""
    plain, opened, spans = "", [], {"}": [], ">": []}
    for letter in text:
        if letter in "{<":
            opened.append(len(plain))
        elif letter in spans:
            spans[letter].append((opened.pop(), len(plain)))
        else:
            plain += letter
    return plain, spans["}"], spans[">"]


@pytest.mark.parametrize(("text", "expected", "rule"), rows("targets", "text", "expected", "rule"))
def test_targets(text, expected, rule):
    text, mentions, marked = unmark_targets(text)
    targets = pd.DataFrame(
        [(0, start, end, text[start:end]) for start, end in mentions],
        columns=["article_id", "start", "end", "target"],
    )
    words = sorted({text[start:end].lower() for start, end in marked})
    lexicon = fr.Lexicon(pd.DataFrame({"pattern": words}), name="words")
    found = fr.match(fr.tokenize([text]), lexicon, targets=targets).table()
    found = found[found["start"].isin([start for start, _ in marked])]
    wanted = "(none)" if expected == "-" else expected
    assert found["target"].tolist() == [wanted] * len(marked)
    assert found["target_rule"].tolist() == [rule] * len(marked)
    for row in found[found["target"] != "(none)"].itertuples():
        assert text[row.target_start : row.target_end] == wanted
