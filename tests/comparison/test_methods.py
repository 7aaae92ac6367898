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


def test_caveats_are_repeated(corpus, recwarn):
    scores, outlet, event = corpus(4)
    text = methods_text(compare_outlets(scores, outlet, cluster=event))
    assert "no interval" in text
    assert text.count("Daily has 3 clusters") == 1
    assert text.split("\n\n")[-1].startswith("To be borne in mind: Agency has 3 clusters")


def test_other_tables_are_refused(corpus):
    scores, _, _ = corpus()
    with pytest.raises(ValueError, match="result must be a table from compare_outlets"):
        methods_text(scores)
