"""The paragraphs hold the numbers of the table, and nothing that it does not."""

import pytest

from framing.comparison.events import same_event
from framing.comparison.methods import methods_text
from framing.comparison.outlets import compare_outlets
from framing.comparison.pairs import compare_pairs
from framing.statistics.intervals import Interval

FAST = Interval(n_resamples=199)


def test_outlets_with_what_was_recorded(corpus, recwarn):
    scores, outlet, event = corpus()
    result = compare_outlets(scores[["promotion", "words"]], outlet, cluster=event)
    text = methods_text(result, run={"lexicon": "promotional 1.0", "seed": 3, "files": ["a"]})
    first = result.sort_values("estimate").iloc[-1]
    assert f"Agency scored {first['estimate']:.3g} (95 % CI [{first['low']:.3g}," in text
    assert "lexicon: promotional 1.0; seed: 3." in text
    assert "files" not in text
    assert "CR2" in text


def test_pairs_and_matched_pairs(corpus, recwarn):
    scores, outlet, event = corpus(40, outlets=("Agency", "Daily"))
    table = compare_pairs(scores, outlet, cluster=event, interval=FAST)
    pairs = methods_text(table[table["category"] == "promotion"])
    assert "adjusted after Holm (1979) for 2 comparisons" in pairs
    assert "the design could detect" in pairs
    matched = methods_text(same_event(scores, outlet, event, interval=FAST))
    assert "within events" in matched
    assert "events that both covered, Agency and Daily differed in promotion by" in matched


def test_a_single_comparison_is_not_adjusted(corpus, recwarn):
    scores, outlet, event = corpus(40, outlets=("Agency", "Daily"))
    result = same_event(scores[["promotion", "words"]], outlet, event, interval=FAST)
    text = methods_text(result)
    assert "Holm" not in text
    assert "adjusted" not in text
    assert "Chung" in text


def test_caveats_are_repeated(corpus, recwarn):
    scores, outlet, event = corpus(4)
    text = methods_text(compare_outlets(scores, outlet, cluster=event))
    assert "no interval" in text
    assert text.count("Daily has 3 clusters") == 1
    assert text.split("\n\n")[-2].startswith("To be borne in mind: Agency has 3 clusters")


def test_what_the_command_line_recorded(corpus, recwarn):
    scores, outlet, event = corpus()
    lexicon = {"name": "promotional", "version": "0.1.0", "entries": 842}
    run = {
        "input": {"name": "news.csv", "sha256": "0123456789abcdef"},
        "lexicons": [lexicon, {**lexicon, "name": "hedges"}],
        "measuring": {"per": 100, "rules": {"negation": "drop", "unfavourable_head": "default"}},
        "versions": {"framing": "0.0.9", "numpy": "2.4.6"},
    }
    text = methods_text(compare_outlets(scores, outlet, cluster=event), run=run)
    assert "Articles (news.csv, SHA-256 0123456789ab…) were scored with the lexicons" in text
    assert "promotional 0.1.0 (842 entries), hedges 0.1.0 (842 entries)." in text
    assert "per 100 words" in text
    assert "Rules of context: negation: drop, unfavourable head: default." in text
    assert "Computed with framing 0.0.9, numpy 2.4.6." in text


@pytest.mark.parametrize(
    ("interval", "author"),
    [("cr2", "Pustejovsky"), ("cr3", "Cameron"), ("bca", "Efron"), ("percentile", "Davison")],
)
def test_the_works_of_the_interval_are_cited(corpus, recwarn, interval, author):
    scores, outlet, event = corpus()
    chosen = Interval(interval, n_resamples=199)
    text = methods_text(compare_pairs(scores, outlet, cluster=event, interval=chosen))
    cited = text.split("\n\n")[-1]
    assert cited.startswith("References: ")
    assert all(name in cited for name in (author, "Chung", "Holm"))
    assert all(name in text.split("\n\n")[0] for name in (author, "Chung", "Holm"))


def test_other_tables_are_refused(corpus):
    scores, _, _ = corpus()
    with pytest.raises(ValueError, match="result must be a table from compare_outlets"):
        methods_text(scores)
