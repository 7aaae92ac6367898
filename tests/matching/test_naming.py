"""Which mentions of a speaker are joined within an article, and which are not."""

import pytest

import framing as fr


def speakers(*paragraphs):
    """Give the speaker of each stretch, under the name that the article's speakers are given."""
    tokens = fr.tokenize(["\n\n".join(paragraphs)])
    voices = fr.match(tokens, fr.load_lexicon("promotional")).voices
    names = [*voices.speakers.names(tokens), None]
    return [names[number] for number in voices.speakers.of_stretch.tolist()]


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        (["Ilham Aliyev", "Aliyev"], ["Ilham Aliyev"] * 2),
        (["Aliyev", "President Aliyev", "Ilham Aliyev"], ["President Aliyev"] * 3),
        (["Ilham Aliyev", "President Ilham Aliyev"], ["President Ilham Aliyev"] * 2),
        (["US President Joe Biden", "Joe Biden"], ["US President Joe Biden"] * 2),
        (["George Bush", "George W. Bush"], ["George W. Bush"] * 2),
        (["Bill Clinton", "Hillary Clinton"], ["Bill Clinton", "Hillary Clinton"]),
        (
            ["Bill Clinton", "Hillary Clinton", "Clinton"],
            ["Bill Clinton", *["Hillary Clinton"] * 2],
        ),
        (["Bill Clinton", "Hillary Clinton", "Bill Clinton", "Clinton"], None),
        (["The European Commission", "The Commission"], ["The European Commission"] * 2),
        (["North Korea", "South Korea"], ["North Korea", "South Korea"]),
        (["The Bank of Ostby", "The Bank of Nordmark"], None),
        (["The mayor", "The mayor"], ["The mayor"] * 2),
        (["The mayor", "The union"], ["The mayor", "The union"]),
        (["A resident", "A resident"], ["A resident", "A resident (2)"]),
        (["A spokesman", "The spokesman"], ["A spokesman"] * 2),
        (["They", "Some"], [None, None]),
    ],
)
def test_mentions_within_an_article(mentions, expected):
    if expected is None:  # all that differ are told apart, and a last name is the one before it
        last = {"Clinton": "Bill Clinton"}
        expected = [last.get(mention, mention) for mention in mentions]
    assert speakers(*(f"{mention} said it was a wonder." for mention in mentions)) == expected


def test_articles_have_speakers_of_their_own():
    tokens = fr.tokenize(["Jane Marlow said it was a wonder.", "Marlow said it was a wonder."])
    named = fr.match(tokens, fr.load_lexicon("promotional")).voices.speakers
    assert named.of_stretch.tolist() == [0, 1]
    assert named.names(tokens) == ["Jane Marlow", "Marlow"]
