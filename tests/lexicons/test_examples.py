"""Does every entry match where its file says so, and not where its file says not?"""

import pytest

import framing as fr
from framing.lexicons import lexicon_names, load_lexicon

# Function words, of which any sentence is an example.
NAMES = [name for name in lexicon_names() if name != "phrase_breaks"]


def cases(lexicon):
    """Give (entry, whether it must match, sentence) for each sentence of the file."""
    return [
        (number, column == "examples", sentence)
        for column in ("examples", "counterexamples")
        for number, cell in enumerate(lexicon.entries[column])
        for sentence in (cell or "").split(" | ")
        if sentence
    ]


@pytest.mark.parametrize("name", NAMES)
def test_entries_do_what_their_file_says(name):
    lexicon = load_lexicon(name, entries="all")
    given = cases(lexicon)
    matches = fr.match(fr.tokenize([sentence for *_, sentence in given]), lexicon)
    counts = matches.value != 0
    found = set(zip(matches.article[counts].tolist(), matches.entry[counts].tolist(), strict=True))
    wrong = [
        (lexicon.entries["pattern"][entry], expected, sentence)
        for article, (entry, expected, sentence) in enumerate(given)
        if ((article, entry) in found) is not expected
    ]
    assert wrong == []
