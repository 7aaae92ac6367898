"""The marked article shows what was matched, counts what is scored, and lets no HTML through."""

import re
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import Corpus, Lexicon, match, targets, tokenize
from framing.matching import Matcher
from framing.pages import highlight
from framing.pages.signs import HUES, LINES
from framing.scoring import score

PROMOTION = [
    ("historic achievement", "achievement", 3),
    ("historic achievement", "importance", 2),
    ("historic*", "importance", 2),
    ("breakthrough", "achievement", 2),
    ("golden age", "hyperbole", 3),
]
DRAMA = [("achievement against all odds", "struggle", 1), ("hailed a historic", "reaction", 1)]
TONE = [("good", "positive", 1.9), ("bad", "negative", -2.5)]
ARTICLE = """LONDON, May 3 — The minister hailed a historic achievement against all odds. It was not
a breakthrough. A good day.

“We did something historic,” she said.  That was the so-called “golden age”. Never was it good.

About the Ministry
A historic ministry."""


def lexicon(name, entries, **settings):
    table = pd.DataFrame(entries, columns=["pattern", "category", "weight"])
    return Lexicon(table, name=name, **settings)


LEXICONS = [
    lexicon("promotional", PROMOTION, construct="promotion"),
    lexicon("drama", DRAMA),
    lexicon("tone", TONE, scale="valence"),
]


def find(text, lexicons=LEXICONS, titles="ignore", **facts):
    columns = {"text": text, **facts}
    table = pd.DataFrame({name: pd.Series([fact], dtype=object) for name, fact in columns.items()})
    return match(tokenize(Corpus(table, titles=titles)), lexicons)


def assert_shows(found, matches):
    """Compare the marks of an article with the table of matches, and its text with the corpus."""
    marks = [(told.split(" · ")[0], *place) for _, told, *place in found.spans("mark")]
    assert Counter(marks) == Counter(
        (f"{row.lexicon}, {row.category}: “{row.entry}”", row.start, row.end)
        for row in matches.table().itertuples()
    )
    assert found.text == matches.tokens.texts[0]


def test_every_match_is_marked_where_it_stands(read_text):
    matches = find(ARTICLE)
    assert len(matches) == 10
    assert_shows(read_text(highlight(matches, 0).html), matches)


WORDS = ["a", "b", "c", "not", "“", "”", ".", "\n\n", "\r\n", "<i>", "&amp;"]
FIRST = lexicon("first", [("a b", "x", 1), ("b", "x", 1), ("b", "y", 1), ("a _ c", "y", 2)])
SECOND = lexicon("second", [("b c", "z", 1), ("c", "z", 1)])
find_letters = Matcher([FIRST, SECOND], tokenize([""]).cut)


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_marks_are_the_matches_of_any_text(read_text, words):
    matches = find_letters(tokenize([" ".join(words)]))
    assert_shows(read_text(highlight(matches, 0).html), matches)


@pytest.mark.parametrize("words", ["treebank", "toktok", "wordpunct", str.split])
def test_words_of_any_tokenizer_are_marked(read_text, words):
    matches = match(tokenize([ARTICLE], words=words), LEXICONS)
    assert len(matches) > 5
    assert_shows(read_text(highlight(matches, 0).html), matches)


def test_a_tip_tells_what_a_match_is_worth_and_why(read_text):
    tips = [told for _, told, *_ in read_text(highlight(find(ARTICLE), 0).html).spans("mark")]
    historic = "promotional, importance: “historic*” · weight 2, value 2"
    assert f"{historic} · quoted voice" in tips
    assert f"{historic} · own voice · boilerplate: not counted" in tips
    negated = "promotional, achievement: “breakthrough” · weight 2, value 0 · own voice"
    assert f"{negated} · negation: “not”" in tips


def test_matches_set_to_0_are_struck_and_what_changed_a_value_is_marked(read_text):
    found = read_text(highlight(find(ARTICLE), 0).html)
    struck = {found.text[a:b] for classes, _, a, b in found.spans("mark") if "zeroed" in classes}
    assert struck == {"breakthrough", "golden age"}
    cues = {(told, found.text[a:b]) for name, told, a, b in found.spans("span") if "cue" in name}
    assert cues == {
        ("negation of “breakthrough”: 2 → 0", "not"),
        ("distancing of “golden age”: 3 → 0", "so-called"),
        ("scare quotes of “golden age”: 3 → 0", "golden age"),
        ("negation of “good”: 1.9 → -1.406", "Never"),
    }


def test_a_valence_set_to_0_has_no_sign():
    html = highlight(find("A so-called bad day."), 0).html
    assert "weight -2.5, value 0 ·" in html
    assert "<sup>ne</sup></mark> day" in html


def test_valences_show_their_direction():
    html = highlight(find("It was bad. It was good. Never was it good."), 0).html
    assert re.findall("<sup>([^<]*)</sup></mark>[.]", html) == ["ne−", "po+", "po−"]


def test_quotations_are_shaded_with_their_marks(read_text):
    found = read_text(highlight(find("He said: “A good day.”\n\nRain. “Fog,” she said."), 0).html)
    quoted = [found.text[a:b] for name, _, a, b in found.spans("span") if name == "quoted"]
    assert quoted == ["“A good day.”", "“Fog,”"]


def test_passages_tell_who_speaks_and_by_which_word(read_text):
    text = (
        "President Jane Marlow said it was bad. “A good day,” Marlow added. It was hailed as good."
    )
    found = read_text(highlight(find(text), 0).html)
    told = {(name, tip): found.text[a:b] for name, tip, a, b in found.spans("span")}
    assert told == {
        ("speaker", "speaker: President Jane Marlow"): "Marlow",
        ("reporting", "reports, neutral"): "added",
        ("reporting", "reports, endorsing"): "hailed as",
        ("reported", "reported speech · President Jane Marlow"): "it was bad.",
        ("quoted", "quoted speech · President Jane Marlow"): "“A good day,”",
        ("borrowed", "a judgement of nobody in particular, in the outlet's own voice"): "good.",
    }
    [bad, *_, last] = [tip for _, tip, *_ in found.spans("mark")]
    assert bad.endswith(" · reported voice: President Jane Marlow")
    assert last.endswith(" · own voice, borrowed")


def test_targets_are_numbered_at_mentions_and_matches(read_text):
    tokens = tokenize(["Ostby made a good deal. It rained in Nordmark."])
    cities = targets({"Ostby": ["Ostby"], "Nordmark": ["Nordmark"]})
    html = highlight(match(tokens, LEXICONS[2], targets=cities), 0).html
    assert "<li>① target: Ostby</li><li>② target: Nordmark</li>" in html
    assert '<span class="target" title="target: Nordmark">Nordmark<sup>②</sup></span>' in html
    [(_, tip, *_)] = read_text(html).spans("mark")
    assert "toward Ostby (" in tip
    assert "<sup>po+①</sup></mark>" in html


def test_zones_left_out_of_the_counting_are_grey(read_text):
    found = read_text(highlight(find(ARTICLE), 0).html)
    grey = {name: found.text[a:b] for name, _, a, b in found.spans("span") if "uncount" in name}
    assert grey == {
        "dateline uncounted": "LONDON, May 3 — ",
        "boilerplate uncounted": "About the Ministry\nA historic ministry.",
    }


def test_sums_are_the_scores():
    matches = find(ARTICLE)
    count, value = (score(matches, formula=formula).loc[0] for formula in ("count", "sum"))
    for total in highlight(matches, 0).totals:
        assert total.count == count[total.construct]
        assert total.value == pytest.approx(value[total.construct], abs=1e-9)
        assert total.words == count["words"]
    said = "promotion</b> 2 matches counted, value 5, in 34 words: 58.8 per 1,000 words"
    assert said in highlight(matches, 0).html


def test_the_legend_counts_every_match():
    legend = highlight(find(ARTICLE), 0).html.split('<div class="text"')[0]
    assert re.findall(r"(\w+)<sup>\w+</sup></mark> (.*?)</li>", legend) == [
        ("importance", "2 <i>+ 1 not counted</i>"),
        ("achievement", "1 <i>+ 1 set to 0</i>"),
        ("hyperbole", "0 <i>+ 1 set to 0</i>"),
        ("struggle", "1"),
        ("reaction", "1"),
        ("positive", "2"),
    ]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"onmouseover="x', "</title>'&"])
def test_nothing_hostile_comes_through(read, read_text, hostile):
    named = lexicon(hostile, [("good", hostile, 1), ('"onmouseover=', "x<y>", 1)])
    matches = find(f"A {hostile} good", [named], outlet=hostile, title=hostile)
    html = highlight(matches, 0).html
    assert read_text(html).text == f"A {hostile} good"
    ours = {"article", "header", "p", "bdi", "h2", "b", "ul", "li", "mark", "sup", "div", "span"}
    assert set(read(html).elements) <= ours


def test_what_cannot_be_shown_is_replaced_and_the_rest_encodes():
    marked = highlight(find("A\x00 day \ud800 \u202etoo\tcold\r\n", outlet="\udfff"), 0)
    assert "A\ufffd day \ufffd \ufffdtoo\tcold\r\n</div>" in marked.html
    assert "<bdi>\ufffd</bdi>".encode() in str(marked).encode()


@pytest.mark.parametrize("text", ["", " \n", "It rained."])
def test_an_article_without_matches_is_shown_all_the_same(read_text, text):
    html = highlight(find(text), 0).html
    assert read_text(html).text == text
    words = ", in 2 words: 0.0 per 1,000 words" if text.strip() else "; there are no words"
    assert f"<b>drama</b> 0 matches counted, value 0{words}" in html
    assert "<mark" not in html


def test_metadata_stand_above_where_there_are_any():
    html = highlight(find("Rain.", outlet="Herald", date="2024-05-03", title=None), 0).html
    facts = "<bdi>Herald</bdi> · <bdi>2024-05-03</bdi> · <bdi>0</bdi>"
    assert f'<header>\n<p class="facts">{facts}</p>\n</header>' in html


def test_a_title_in_the_text_is_not_shown_twice(read_text):
    matches = find("A good day.", titles="prepend", title="Good")
    html = highlight(matches, 0).html
    assert "<h2" not in html
    assert '<span class="title uncounted" title="title: not counted">' in html
    assert_shows(read_text(html), matches)


def test_a_small_article():
    matches = find("It was no golden age & she left.", LEXICONS[:1], title="Gone")
    assert highlight(matches, 0).html == (
        '<article class="framing-article">\n'
        '<header>\n<p class="facts"><bdi>0</bdi></p>\n<h2 dir="auto">Gone</h2>\n</header>\n'
        '<p class="sum"><b>promotion</b> 0 matches counted, value 0, in 7 words: '
        "0.0 per 1,000 words</p>\n"
        '<ul class="legend">\n'
        '<li><mark class="category2 hue2 line0">hyperbole<sup>hy</sup></mark> 0 '
        "<i>+ 1 set to 0</i></li>\n"
        "</ul>\n"
        '<ul class="key"><li><span class="zeroed">struck</span>: set to 0 by its context'
        '</li><li><span class="cue">dotted</span>: words that changed the value of → a match'
        "</li></ul>\n"
        '<div class="text" dir="auto">It was '
        '<span class="cue hue2" title="negation of “golden age”: 3 → 0">no<sup>→hy</sup></span> '
        '<mark class="category2 hue2 line0 own-voice zeroed" '
        'title="promotional, hyperbole: “golden age” · weight 3, value 0 · own voice · '
        'negation: “no”">golden age<sup>hy</sup></mark>'
        " &amp; she left.</div>\n"
        "</article>\n"
    )


def test_an_unknown_article_is_refused_with_the_known_ones():
    matches = match(tokenize([f"Text {number}" for number in range(7)]), LEXICONS)
    with pytest.raises(KeyError, match="no article_id 'x' in this corpus; it has 0, 1, 2, 3, 4, "):
        highlight(matches, "x")


def test_a_notebook_shows_what_the_string_is():
    marked = highlight(find(ARTICLE), 0)
    assert marked._repr_html_() == str(marked)
    assert str(marked).startswith("<style>")
    assert str(marked).endswith(marked.html)
    assert repr(marked).startswith("<Highlight 0: promotion: 2 matches counted, value 5, in 34")


def test_the_style_sheet_knows_every_sign_and_fetches_nothing():
    style = str(highlight(find("Rain."), 0)).split("</style>")[0]
    for name in [*(f"hue{hue}" for hue in range(HUES)), *(f"line{n}" for n in range(1, LINES))]:
        assert f".{name} {{" in style
    assert "url(" not in style
    assert "@import" not in style
