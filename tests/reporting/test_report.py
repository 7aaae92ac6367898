"""The report: its numbers are those of the library, and it says what it leaves out."""

import base64
import io
import re

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.reporting.comparing import in_short
from framing.reporting.tables import number
from framing.reporting.wording import words_for
from framing.scoring import score

HOSTILE = "</title></script><script>alert(1)</script>"


def plain(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def download(page, name):
    coded = re.search(rf'download="{name}" href="data:text/csv;base64,([^"]*)"', page)[1]
    return pd.read_csv(io.BytesIO(base64.b64decode(coded)))


def test_the_table_of_outlets_is_that_of_compare_outlets(sample, part):
    corpus = fr.load_dataset("sample")
    with pytest.warns(UserWarning):
        expected = fr.compare_outlets(
            fr.measure(corpus)[["promotion"]],
            corpus["outlet"],
            cluster=corpus["event_id"],
            estimand="mean_of_articles",
        ).sort_values("estimand")
    told = plain(part(sample.html, "outlets"))
    for _, row in expected.iterrows():
        cells = f"{number(row['estimate'])} {number(row['low'])} to {number(row['high'])}"
        assert f"{row['outlet']} 10 articles, 10 events {cells}" in told


def test_outlets_stand_in_the_order_of_their_promotion(sample, part):
    found = re.findall(r'<th scope="row"><bdi>(.*?)</bdi><small>', part(sample.html, "voices"))
    assert found == [*sample.findings.names, *sample.findings.names]
    of_focus = sample.findings.outlets.query("category == 'promotion'").set_index("outlet")
    assert of_focus["estimate"].loc[sample.findings.names].is_monotonic_decreasing


def test_the_parts_of_the_voices_add_up_to_the_rate(sample):
    parts = sample.findings.voice_parts.groupby("outlet")["estimate"].sum()
    whole = sample.findings.outlets.query("category == 'promotion'").set_index("outlet")
    np.testing.assert_allclose(parts, whole["estimate"].loc[parts.index])


def test_downloads_hold_the_scores_as_they_are(sample):
    articles = download(sample.html, "articles.csv").set_index("article_id")
    scores = fr.measure(fr.load_dataset("sample"))
    assert articles.index.tolist() == scores.index.tolist()
    np.testing.assert_array_equal(articles["promotion"], scores["promotion"])
    np.testing.assert_array_equal(articles["frame_economic_share"], scores["frame_economic_share"])
    outlets = download(sample.html, "outlets.csv").query("category == 'promotion'")
    found = sample.findings.outlets.query("category == 'promotion'")
    np.testing.assert_array_equal(outlets["estimate"], found["estimate"])


def test_counts_of_expressions_add_up_to_the_count_of_the_score(sample, part):
    told = plain(part(sample.html, "expressions"))
    counts = score(sample.findings.matches, formula="count")["promotion"]
    for outlet, count in counts.groupby(sample.findings.outlet).sum().items():
        assert f"{outlet} {int(count)} match" in told


def test_articles_are_ranked_by_the_near_end_of_their_interval(small, part):
    texts = [
        "Historic.",
        "A historic landmark " + "and a historic day " * 40,
        "Rain. " * 90,
        "Fog.",
    ]
    page = small(texts, ["a", "b", "a", "b"], title=["one", "long", "dry", "fog"]).html
    lists = part(page, "articles").split("<h3")[1:3]
    ranked = [re.findall(r'href="#article-\d+"><bdi>(\w+)', html) for html in lists]
    assert ranked == [["long", "one", "dry", "fog"], ["dry", "long", "fog", "one"]]


def test_every_link_leads_somewhere(sample):
    targets = set(re.findall(r'href="#(.*?)"', sample.html))
    assert targets <= set(re.findall(r'id="(.*?)"', sample.html))
    assert len(re.findall(r'id="(.*?)"', sample.html)) == len(
        set(re.findall(r'id="(.*?)"', sample.html))
    )


def test_the_page_tells_material_instrument_and_limits(sample, part):
    assert "Agreement with human coders has not been measured" in plain(sample.html)
    material = plain(part(sample.html, "material"))
    assert "60 articles with 17,040 words in lead and body, 2023-09-26 to 2024-06-28" in material
    assert "0 articles without an entry there, left out of all comparisons" in material
    assert "same entry in “event_id” do not count as independent" in material
    method = plain(part(sample.html, "method"))
    assert "promotional" in method
    assert f"framing {fr.__version__}" in method
    assert "Seed of random draws: 0" in method


def test_a_path_is_named_with_its_hash(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("article_id,outlet,text\n1,a,A historic day.\n2,b,Rain.\n", encoding="utf-8")
    page = fr.report(path).html
    assert "Articles: news.csv, SHA-256 " in page
    assert str(tmp_path) not in page


def test_the_same_articles_give_the_same_page(small):
    texts, outlets = ["A historic day.", "Rain.", "A landmark."] * 3, ["a", "b", "c"] * 3
    assert small(texts, outlets).html == small(texts, outlets).html


def test_the_page_lets_nothing_through(small):
    table = {"title": [HOSTILE] * 3, "date": ["2024-05-31"] * 3}
    html = small([f"A historic {HOSTILE}"] * 3, [HOSTILE, "=1+1", "c"], **table).html
    assert html.encode()
    assert html.count("<script") == 1
    assert html.count("</title>") == 1
    assert not re.search(r"url\(|@import|\bsrc=\"(?!data:)|<link|href=.https?:", html)
    assert set(download(html, "articles.csv")["outlet"]) == {HOSTILE, "'=1+1", "c"}


def test_one_outlet_is_reported_without_comparison(small, part):
    page = small(["A historic day.", "Rain."] * 4, ["only"] * 8)
    assert "There is one outlet, so nothing is compared." in plain(page.html)
    assert "<h1>How only framed the news</h1>" in page.html
    assert "Which outlets differ" not in page.html
    assert repr(page) == "<Report: 8 articles, 1 outlet>"


def test_an_outlet_with_one_article_has_no_interval(small, part):
    page = small(["A historic day."] * 8 + ["Rain."], ["a"] * 8 + ["b"]).html
    assert "least: b with 0.00 (no interval; n = 1 article)" in plain(page)
    assert "b 1 article 0.00 no interval" in plain(part(page, "outlets"))
    assert "b has one article only: no interval." in page


def test_articles_without_words_or_outlet_are_counted_and_left_out(small, part):
    page = small(["A historic day.", "", "Rain.", "Fog."], ["a", "a", "b", None]).html
    material = plain(part(page, "material"))
    assert "1 article without a word in lead and body: no score, not 0." in material
    assert "1 article without an entry there" in material
    assert "Noted when reading: 1 × articles without text." in material
    assert "a 1 article 333 no interval" in plain(part(page, "outlets"))


def test_articles_without_an_event_stand_alone(small, part):
    events = ["x", "x", None, "", None, "y"] * 4
    page = small(["A historic day.", "Rain."] * 12, ["a", "b"] * 12, event_id=events)
    assert page.findings.cluster == "event_id"
    assert page.findings.outlets["n_articles"].tolist() == [12, 12]
    assert page.findings.outlets["n_excluded"].tolist() == [0, 0]
    assert "those without an entry stand alone" in plain(part(page.html, "material"))


def test_events_that_nobody_shares_are_not_compared(small, part):
    texts, outlets = ["A historic day.", "Rain."] * 8, ["a", "b"] * 8
    for events in (list(range(16)), [None] * 16):
        page = small(texts, outlets, event_id=events)
        assert page.findings.events.empty
        assert "a and b" not in part(page.html, "outlets")
        assert "were not compared on the same events" in page.html
    assert page.findings.cluster is None


def test_few_shared_events_are_said_to_be_few(small):
    texts, outlets = ["A historic day.", "Rain."] * 8, ["a", "b"] * 8
    page = small(texts, outlets, event_id=[0, 0, *range(1, 15)])
    assert (
        "No two outlets share 6 events or more: too few for a comparison on these alone."
        in page.html
    )


def test_what_could_not_have_been_found_is_not_called_alike(sample):
    short = plain(in_short(sample.findings, words_for("outlet")))
    assert (sample.findings.pairs["n_shared_clusters"] == 10).all()
    assert (sample.findings.pairs["n_comparisons"] == 30).all()
    assert "Of 15 pairs of outlets, none could be told apart in promotion (permutation" in short
    assert f"no p below about .002, which is {30 * 2 / 2**10:.3f}".replace(" 0.", " .") in short
    on_events = short.partition("Compared on the same events only")[2]
    assert "none could be told apart after adjustment, of 15 pairs." in on_events
    assert "so few" not in on_events  # 15 tests of 10 events can pass


@pytest.mark.parametrize(("n_events", "few"), [(5, True), (12, False)])
def test_few_events_cannot_give_a_small_p(small, n_events, few):
    events = [number for number in range(n_events) for _ in "ab"]
    page = small(
        ["Historic news.", "Historic rain."] * n_events, ["a", "b"] * n_events, event_id=events
    )
    short = plain(in_short(page.findings, words_for("outlet")))
    assert "That does not show that they are alike." in short
    assert ("so few events allow no p below about .062, which is .062" in short) == few


def test_differences_that_are_found_are_counted(small):
    events = [number for number in range(16) for _ in "ab"]
    texts = ["A historic day in the town.", "Rain fell on all of the town."] * 16
    texts[0] = "A historic landmark in the town."
    short = plain(in_short(small(texts, ["a", "b"] * 16, event_id=events).findings, words_for("x")))
    assert "Of 1 pair of groups, 1 differs in praise by more than chance explains" in short
    assert "so few" not in short


def test_other_groups_are_called_groups(small, part):
    page = small(["A historic day.", "Rain."] * 3, ["x"] * 6, by="desk", desk=["a", "b"] * 3)
    assert "<h1>How the news was framed, by desk</h1>" in page.html
    assert "2 groups by the column “desk”" in plain(part(page.html, "material"))
    assert "desk" in download(page.html, "articles.csv")


def test_what_is_left_out_is_said(small, part):
    n = 40
    page = small(
        [f"A historic day, number {k}. " + "Rain. " * k for k in range(3 * n)],
        [f"outlet {k:02}" for k in range(n)] * 3,
    ).html
    assert "the 12 outlets with the most articles, of 40" in plain(part(page, "outlets"))
    assert "The 10 outlets with the lowest rate are left out." in part(page, "expressions")
    told = plain(part(page, "articles"))
    assert "of all and of the 26 outlets with the highest rate" in told
    shown, whole, left = map(
        int, re.search(r"Marked below are (\d+) of (\d+) .* The other (\d+) are", told).groups()
    )
    assert whole == 3 * n
    assert shown + left == whole
    assert page.count('<section id="article-') == shown <= 72


@pytest.mark.parametrize(
    ("table", "by", "said"),
    [
        ({"text": ["Rain."], "paper": ["a"]}, "outlet", "by='outlet'.*they have paper; by= names"),
        ({"text": ["Rain."]}, "outlet", "they have their texts only"),
        ({"text": ["Rain."], "outlet": [None]}, "outlet", "no article has an entry in that column"),
        (
            {"text": ["", " "], "outlet": ["a", "b"]},
            "outlet",
            "articles have no word in lead or body",
        ),
    ],
)
def test_what_cannot_be_reported_is_refused(table, by, said):
    with pytest.raises(ValueError, match=said):
        fr.report(pd.DataFrame(table), by=by)


def test_targets_add_up_to_the_rate(part):
    corpus = fr.load_dataset("sample")
    asked = fr.targets({"Karvenia": ["Karvenia*", "Darovan"], "Sundria <b>": ["Sundria*"]})
    page = fr.report(corpus, targets=asked)
    whole = page.findings.outlets.set_index(["category", "outlet"])["estimate"]
    assert list(page.findings.targets) == ["promotion", "criticism"]
    for construct, table in page.findings.targets.items():
        parts = table.groupby("outlet")["estimate"].sum()
        np.testing.assert_allclose(parts, whole[construct].loc[parts.index])
    told = plain(part(page.html, "targets"))
    assert "outlet Karvenia Sundria &lt;b&gt; (none)" in told
    assert 'id="targets"' not in fr.report(corpus).html


@pytest.mark.parametrize("name", ["新华社", "a\x00b", "half \udfff", "$x_1$ \\frac", "long " * 60])
def test_any_name_of_an_outlet_gets_into_the_page_and_its_charts(small, name):
    html = small(["A historic day.", "Rain."] * 8, [name, "b"] * 8).html
    assert html.encode()
    assert html.count("data:image/svg+xml;base64,") == 4
