"""The report in a browser: it fits a phone, its switches work, its tables come along."""

import time

import pandas as pd
import pytest

import framing as fr

LEXICON = fr.Lexicon(
    pd.DataFrame(
        {"pattern": ["historic", "golden age"], "category": ["novelty", "hyperbole"]},
    ),
    name="mine",
    construct="praise",
)
HOSTILE = (
    "</script><script>window.hostile = 1</script></title></style>"
    "<img src=x onerror='window.hostile = 1'><a href='javascript:window.hostile=1'>historic</a>"
    '" onmouseover="window.hostile=1" </section><svg onload=window.hostile=1>'
)


def report(**columns):
    table = {
        "text": ["A historic day. “A golden age,” she said.", "Rain.", "A historic landmark."] * 4,
        "outlet": ["Post", "Herald", "Post", "Courier"] * 3,
        **columns,
    }
    return str(fr.report(pd.DataFrame(table), lexicons=[LEXICON]))


@pytest.fixture(scope="module")
def sample():
    return str(fr.report(fr.load_dataset("sample")))


@pytest.mark.parametrize("width", [1280, 390])
def test_switches_work_and_the_page_fits(open_page, sample, width):
    with open_page(sample, width) as opened:
        assert opened.texts("h1") == ["How 6 outlets framed the news"]
        assert len(opened.texts(".reader section:not([hidden])")) == 1
        before = len(opened.texts(".reader section:not([hidden]) .text mark:not(.off) > sup"))
        opened.click("[data-voice=own-voice]")
        after = len(opened.texts(".reader section:not([hidden]) .text mark:not(.off) > sup"))
        assert before > after
        opened.click("[data-step='1']")
        assert opened.texts("output")[0].startswith(f"1 of {after} ·")


def test_a_link_in_the_ranking_leads_to_the_marked_article(open_page, sample):
    with open_page(sample) as opened:
        [title] = opened.texts("#articles table:first-of-type tbody tr:nth-of-type(3) a")[:1]
        opened.click("#articles table:first-of-type tbody tr:nth-of-type(3) a")
        time.sleep(0.2)
        assert opened.texts(".reader section:not([hidden]) h2") == [title]


def test_charts_are_drawn(open_page, sample):
    with open_page(sample) as opened:
        widths = opened.run("return [...document.images].map(i => i.complete && i.naturalWidth)")
        assert len(widths) == 5
        assert all(width > 300 for width in widths)


def test_tables_are_downloaded(open_page, driver, sample, tmp_path):
    driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    with open_page(sample) as opened:
        opened.click("a[download='articles.csv']")
        deadline = time.monotonic() + 10
        while not (tmp_path / "articles.csv").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
    table = pd.read_csv(tmp_path / "articles.csv", index_col="article_id")
    assert (
        table["promotion"].tolist() == fr.measure(fr.load_dataset("sample"))["promotion"].tolist()
    )


def test_hostile_articles_do_nothing(open_page):
    told = {
        "title": [HOSTILE] * 12,
        "text": [HOSTILE] * 12,
        "article_id": [HOSTILE + str(n) for n in range(12)],
    }
    with open_page(report(**told, outlet=[HOSTILE, "b"] * 6)) as opened:
        assert opened.texts("title") == ["How 2 outlets framed the news"]
        opened.run("document.querySelectorAll('.text sup').forEach(code => code.remove())")
        assert set(opened.texts(".reader .text")) == {HOSTILE}
        for link in range(3):
            opened.run("document.querySelectorAll('#articles table a')[arguments[0]].click()", link)
        assert len(opened.texts("script")) == 1
        assert opened.texts("svg, [onmouseover], [onerror], [href^='javascript']") == []


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(open_page):
    made = fr.report(fr.load_dataset("sample"))
    with open_page(f"<!doctype html><title>t</title>{made._repr_html_()}") as opened:
        opened.driver.switch_to.frame(0)
        assert opened.texts("h1") == ["How 6 outlets framed the news"]
        opened.driver.switch_to.default_content()
