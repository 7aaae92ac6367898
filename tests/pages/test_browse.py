"""The page to read in: complete or honest about it, in order, the same at every run."""

import re

import pandas as pd
import pytest

from framing import Corpus, Lexicon, browse, match, tokenize

LEXICON = Lexicon(pd.DataFrame({"pattern": ["historic"]}), name="mine")


def find(texts):
    return match(tokenize(Corpus(pd.DataFrame({"text": texts}))), LEXICON)


def test_all_articles_come_highest_rate_first_and_empty_ones_last():
    browser = browse(find(["", "Rain.", "A historic day.", "Historic."]))
    assert [article.article_id for article in browser.articles] == [3, 2, 1, 0]
    assert "<p>All 4 articles. Marked are matches of: mine." in browser.html
    names = re.findall(r'data-name="(.*?)"', browser.html)
    assert names == ["1000.0 · 3", "333.3 · 2", "0.0 · 1", "– · 0"]


def test_of_many_articles_a_sample_is_shown_and_the_page_says_so():
    matches = find([f"Text {number}." for number in range(50)])
    browser, again, other = (browse(matches, limit=10, random_state=n) for n in (3, 3, 4))
    assert "10 of 50 articles, drawn at random (seed 3); the other 40 are left out" in browser.html
    assert repr(browser) == "<Browser: 10 articles, 40 left out>"
    assert str(browser) == str(again)
    assert browser.articles != other.articles


@pytest.mark.parametrize(
    ("texts", "limit", "said"),
    [(["Rain."], 0, "limit=0; it is a number of articles"), ([], 5, "a corpus without articles")],
)
def test_what_cannot_be_shown_is_refused(texts, limit, said):
    with pytest.raises(ValueError, match=said):
        browse(find(texts), limit=limit)


def test_the_page_may_load_nothing_and_run_its_own_script_only():
    page = str(browse(find(["A historic day."])))
    assert "default-src 'none'" in page
    assert "script-src 'sha256-" in page
    assert page.count("<script") == 1
    assert not re.search(r"url\(|@import|\bsrc=|<link|https?:", page)
