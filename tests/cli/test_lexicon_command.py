"""``framing lexicon list``: every lexicon that comes along, with its facts."""

import framing as fr


def test_every_lexicon_is_listed(framing):
    status, out, err = framing("lexicon", "list")
    assert (status, err) == (0, "")
    head, *lines = out.splitlines()
    headings = ["name", "construct", "licence", "version", "entries", "categories"]
    assert head.split() == headings
    listed = [line.split() for line in lines if not line.startswith(" ")]
    assert [row[0] for row in listed] == [*fr.lexicon_names(), "vader"]
    promotional = fr.load_lexicon("promotional")
    assert listed[fr.lexicon_names().index("promotional")] == [
        *("promotional", "promotion", promotional.licence, promotional.version),
        *(f"{len(promotional):,}", str(len(promotional.categories))),
    ]
    assert max(map(len, lines)) <= 80


def test_descriptions_end_after_their_first_sentence(framing):
    _, out, _ = framing("lexicon", "list")
    assert "Expressions of certainty and force.\n" in out
    assert "A booster may" not in out


def test_alone_it_helps(framing):
    status, out, _ = framing("lexicon")
    assert status == 0
    assert out.startswith("usage: framing lexicon")
