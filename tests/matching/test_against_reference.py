"""The fast engine finds what the plain one finds, on random texts and lexicons."""

from itertools import chain

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import Entry, Gap, find_matches, fold, read_tokens

import framing as fr
from framing.matching import Matcher

LETTERS = "aaabbA B é\u0301 да 中 's ’s" + " " * 8 + "-,.“”\n\0\ud800\u05d0\U0001f44d"
WORDS = [f"{word} " for word in "a a a b b A A A ab ab B é e\u0301 Да 中 x1 3.5 U.S. Mr.".split()]
WORDS += [
    f"{word} "
    for word in "a's b’s it's a\u00adb b, a. b; not don’t “a b” “a” ‘b’ \"ab\" (a)".split()
]
WORDS += ["a-", "b\u2011", "a - ", "a…", "b\n", "A.\n\n"]
articles = st.lists(
    st.builds("".join, st.lists(st.sampled_from(WORDS), min_size=8, max_size=40))
    | st.text(st.sampled_from(LETTERS), min_size=10, max_size=60),
    min_size=1,
    max_size=4,
)

letters = st.sampled_from("a b A ab".split())
literals = letters | letters | st.sampled_from("B é e\u0301 да 中 x1 3.5 U.S.".split())
wild = st.sampled_from("a* *b ab* *ab a? ? ?? *a*".split())
gaps = st.sampled_from([None, Gap(1, 1), Gap(0, 1), Gap(0, 3), Gap(2, 2)])
categories = st.sampled_from("xxxy")


def parts(words):
    """Give lists of alternatives, each a list of words."""
    possessive = st.builds(lambda owner: [owner, "'s"], literals)
    alternative = st.lists(words, min_size=1, max_size=2) | possessive
    one = st.builds(lambda word: [[word]], words)
    return one | one | one | st.lists(alternative, min_size=1, max_size=3)


def patterns(words, gaps):
    """Give patterns of one to three parts, perhaps with gaps between them."""
    one = st.builds(lambda part: [part], parts(words))
    return one | st.builds(
        lambda first, more: [first, *filter(None, chain(*more))],
        parts(words),
        st.lists(st.tuples(gaps, parts(words)), min_size=1, max_size=2),
    )


loose = patterns(literals | literals | wild, gaps)
constraints = st.sampled_from(["", "name=no"])
plain = st.builds(Entry, loose, categories, constraints)
exact = st.builds(
    Entry,
    patterns(letters, st.none()),
    categories,
    st.sampled_from(["case=exact", "case=exact name=no"]),
)
blocked = st.builds(
    lambda entry, before, after: entry._replace(
        blocked=[[before, *entry.pattern], [*entry.pattern, after], [before, entry.pattern[0]]]
    ),
    plain | exact,
    parts(literals),
    parts(literals),
)


def write(pattern):
    """Write a pattern in the pattern language."""
    return " ".join(
        f"_{{{part.least},{part.most}}}" if isinstance(part, Gap) else write_alternatives(part)
        for part in pattern
    )


def write_alternatives(part):
    runs = [" ".join(words).replace(" '", "'") for words in part]
    if len(runs) > 1:
        return f"({'|'.join(runs)})"
    return runs[0] if "*" in runs[0] else runs[0].replace(" ", "-")


def lexicon_of(entries, name):
    table = {
        "pattern": [write(entry.pattern) for entry in entries],
        "category": [entry.category for entry in entries],
        "constraints": [entry.constraints for entry in entries],
        "blocked": [" | ".join(map(write, entry.blocked)) for entry in entries],
    }
    return fr.Lexicon(pd.DataFrame(table), name=name, rules=())


def key(entry):
    return entry.category, fold(write(entry.pattern)).replace("-", " ")


word = st.builds(lambda word: Entry([[[word]]]), literals | wild)
lexicons = st.lists(plain | word | blocked | exact, min_size=4, max_size=8, unique_by=key)


def find_fast(matches):
    """Give what `find_matches` gives, for each lexicon."""
    found = [set() for _ in matches.lexicons]
    columns = (matches.lexicon, matches.first, matches.last, matches.category, matches.entry)
    for lexicon, first, last, category, entry in zip(*columns, strict=True):
        name = list(matches.lexicons[lexicon].categories)[category]
        found[lexicon].add((int(first), int(last), name, int(entry)))
    return found


@settings(deadline=None, max_examples=60)
@given(st.lists(articles, min_size=4, max_size=8), st.lists(lexicons, min_size=1, max_size=3))
def test_the_engine_finds_what_the_reference_finds(corpora, lexicons):
    made = [lexicon_of(entries, str(number)) for number, entries in enumerate(lexicons)]
    first = fr.tokenize(corpora[0])
    matcher = Matcher(made, first.cut)
    for texts in corpora:
        tokens = fr.tokenize(texts, vocabulary=first.vocabulary)
        matches = matcher(tokens)
        expected = [set(find_matches(read_tokens(tokens), entries)) for entries in lexicons]
        assert find_fast(matches) == expected
        assert len(matches) == sum(map(len, expected))
