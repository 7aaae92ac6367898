"""The page to read in: its switches work, its keys lead on, and no article does anything."""

import pandas as pd
import pytest

import framing as fr

LEXICON = fr.Lexicon(
    pd.DataFrame(
        {
            "pattern": ["historic", "landmark", "no golden age", "golden age"],
            "category": ["novelty", "novelty", "hyperbole", "hyperbole"],
        }
    ),
    name="mine",
)
HOSTILE = (
    "</script><script>window.hostile = 1</script>"
    "<img src=x onerror='window.hostile = 1'><a href='javascript:window.hostile=1'>historic</a>"
    '" onmouseover="window.hostile=1" </template></section><svg onload=window.hostile=1>'
)


def corpus(**columns):
    texts = ["A historic deal. “A landmark day,” she said. A golden age.", "Rain.", "A landmark."]
    return fr.Corpus(pd.DataFrame({"text": texts, "outlet": ["Post", "Post", "Herald"], **columns}))


def page(corpus):
    return str(fr.browse(fr.match(fr.tokenize(corpus), LEXICON)))


def shown(opened):
    return opened.texts("section:not([hidden]) .text mark:not(.off) > sup")


@pytest.mark.parametrize("width", [1280, 390])
def test_categories_and_voices_are_switched_off_and_on(open_page, width):
    with open_page(page(corpus()), width) as opened:
        opened.choose("select.outlet", "Post")
        assert shown(opened) == ["no", "no", "hy"]
        opened.click("[data-voice=quoted-voice]")
        assert shown(opened) == ["no", "hy"]
        assert opened.texts("output") == ["2 matches in this article, 1 switched off"]
        opened.click("[data-category=category0]")
        assert shown(opened) == ["hy"]
        opened.click("fieldset:last-of-type .all")
        assert shown(opened) == ["no", "hy"]
        opened.click("fieldset:last-of-type .all")
        assert shown(opened) == []
        assert opened.texts("output") == ["0 matches in this article, 3 switched off"]


def test_outlets_and_articles_are_picked(open_page):
    with open_page(page(corpus())) as opened:
        assert opened.texts("select.outlet option") == ["All (3)", "Herald (1)", "Post (2)"]
        assert opened.texts("select.article option")[0] == "500.0 · 2 · Herald"
        opened.choose("select.outlet", "Post")
        assert len(opened.texts("select.article option")) == 2
        assert opened.texts("section:not([hidden]) .text") != ["Rain."]
        opened.click("[data-turn='1']")
        assert opened.texts("section:not([hidden]) .text") == ["Rain."]
        assert opened.texts("output") == ["0 matches in this article"]
        opened.click("[data-turn='1']")
        assert len(shown(opened)) == 3


def test_keys_lead_from_match_to_match_and_around(open_page):
    with open_page(page(corpus())) as opened:
        opened.choose("select.outlet", "Post")
        body = opened.driver.find_element("tag name", "body")
        places = []
        for key in "nnnnp":
            body.send_keys(key)
            places.append(opened.texts("output")[0][:6])
        assert places == ["1 of 3", "2 of 3", "3 of 3", "1 of 3", "3 of 3"]
        assert opened.texts("mark.current") == ["golden agehy"]


def test_hostile_articles_do_nothing(open_page):
    told = {"title": [HOSTILE] * 3, "outlet": [HOSTILE, "b", "c"], "text": [HOSTILE] * 3}
    with open_page(page(corpus(**told))) as opened:
        opened.run("document.querySelectorAll('sup').forEach(code => code.remove())")
        assert opened.texts(".text") == [HOSTILE] * 3
        opened.choose("select.outlet", HOSTILE)
        assert opened.texts("section:not([hidden]) .facts bdi")[0] == HOSTILE
        assert opened.texts("script")[0].startswith('"use strict"')
        assert len(opened.texts("script, img, svg, a")) == 1


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(open_page):
    browser = fr.browse(fr.match(fr.tokenize(corpus()), LEXICON))
    with open_page(f"<!doctype html><title>t</title>{browser._repr_html_()}") as opened:
        opened.driver.switch_to.frame(0)
        assert opened.texts("select.outlet option")[0] == "All (3)"
        opened.driver.switch_to.default_content()
