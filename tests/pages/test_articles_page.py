"""The page of articles: complete, in order of score, and harmless."""

import re

import pandas as pd
import pytest

from framing import Corpus, Lexicon, match, tokenize
from framing.pages import articles_page, highlight

LEXICON = Lexicon(pd.DataFrame({"pattern": ["historic"]}), name="mine")


def marked(texts, **columns):
    table = pd.DataFrame({"text": texts, "article_id": [f"id{n}" for n in range(len(texts))]})
    corpus = Corpus(table.assign(**columns))
    matches = match(tokenize(corpus), LEXICON)
    return [highlight(matches, article_id) for article_id in corpus.ids]


def page(articles, scores, title="A title", **settings):
    return "".join(articles_page(articles, scores, title=title, score_name="mine", **settings))


def test_articles_come_by_score_and_each_line_leads_to_its_article():
    articles = marked(["Rain.", "A historic day.", ""], outlet=["Post", "Herald", "Post"])
    html = page(articles, [0.0, 333.333, float("nan")])
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>.*#(.*?)\"><bdi>(.*?)<", html)
    assert rows == [
        ("1", "333.33", "3", "article-1", "id1"),
        ("2", "0.00", "1", "article-2", "id0"),
        ("3", "–", "0", "article-3", "id2"),
    ]
    pieces = [
        f'<div id="article-{rank}">\n{articles[n].html}' for rank, n in enumerate((1, 0, 2), 1)
    ]
    places = [html.index(piece) for piece in pieces]
    assert places == sorted(places)
    assert html.count("<details open>") == 1
    assert html.count("<details") == 3


@pytest.mark.parametrize(
    ("shown", "left_out", "said"),
    [
        (1, 0, "One article."),
        (0, 0, "No article."),
        (2, 0, "All 2 articles, highest score first."),
        (1, 1, "The 1 article with the highest score, of 2; 1 other is left out, with no higher"),
        (2, 1834, "The 2 articles with the highest scores, of 1,836; 1,834 others are left out,"),
    ],
)
def test_the_page_says_what_it_leaves_out(shown, left_out, said):
    assert said in page(marked(["Rain."] * 2)[:shown], [0.0] * shown, left_out=left_out)


def test_the_page_needs_nothing_else_and_lets_nothing_through():
    hostile = "</title><script>alert(1)</script>\udfff"
    table = {
        "title": pd.Series([hostile], dtype=object),
        "outlet": pd.Series([hostile], dtype=object),
    }
    html = page(marked(["Rain."], **table), [1.0], title=hostile)
    assert html.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert html.encode()
    assert "<script" not in html
    assert html.count("</title>") == 1
    assert not re.search(r"url\(|@import|\bsrc=|<link", html)


@pytest.mark.parametrize(
    ("scores", "left_out", "said"),
    [([1.0], 0, "2 articles, but 1 scores"), ([1.0, 2.0], -1, "left_out=-1; it is a number")],
)
def test_numbers_that_cannot_be_are_refused_at_once(scores, left_out, said):
    with pytest.raises(ValueError, match=said):
        articles_page(
            marked(["Rain.", "Fog."]), scores, title="t", score_name="s", left_out=left_out
        )
