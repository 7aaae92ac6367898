"""Measure how news articles frame what they report, with the words behind every number."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from framing.corpus import (
    Corpus,
    cache_folder,
    dataset_names,
    fetch_dataset,
    list_datasets,
    load_dataset,
    read_corpus,
    read_labelled,
    remove_dataset,
)
from framing.lexicons import (
    Lexicon,
    LexiconError,
    installed_lexicon,
    lexicon_names,
    load_lexicon,
    read_lexicon,
    write_lexicon,
)
from framing.matching import Matches, context_rules, match, targets, voices
from framing.measuring import measure
from framing.scoring import kwic, score
from framing.tokens import Tokens, Vocabulary, tokenize

if TYPE_CHECKING:
    from framing.classifiers import (
        evaluate,
        explain,
        held_out_predictions,
        learning_curve,
        lexicon_disagreement,
        load_model,
        next_to_code,
        reliability,
        save_model,
        top_features,
    )
    from framing.comparison import (
        Interval,
        before_after,
        compare_outlets,
        compare_pairs,
        count_model,
        effect_sizes,
        event_coverage,
        find_events,
        leave_out_entries,
        leave_out_units,
        methods_text,
        mixed_model,
        over_time,
        reprints,
        same_event,
        specification_curve,
        wire_copy,
        word_shift,
    )
    from framing.comparison.keyness import keyness
    from framing.curation import (
        coverage,
        diff_lexicons,
        lint_lexicon,
        new_lexicon,
        suggest_entries,
        suggest_targets,
    )
    from framing.pages import browse, highlight
    from framing.reporting.report import report
    from framing.validation import (
        agreement,
        coding_sample,
        coding_sheet,
        corrected_estimate,
        corrected_regression,
        disagreements,
        plan_difference,
        plan_precision,
        read_sheets,
        report_card,
        span_agreement,
        span_units,
        write_sheets,
    )

__version__ = "0.1.0"

__all__ = [
    "Corpus",
    "Interval",
    "Lexicon",
    "LexiconError",
    "Matches",
    "Tokens",
    "Vocabulary",
    "agreement",
    "before_after",
    "browse",
    "cache_folder",
    "coding_sample",
    "coding_sheet",
    "compare_outlets",
    "compare_pairs",
    "context_rules",
    "corrected_estimate",
    "corrected_regression",
    "count_model",
    "coverage",
    "dataset_names",
    "diff_lexicons",
    "disagreements",
    "effect_sizes",
    "evaluate",
    "event_coverage",
    "explain",
    "fetch_dataset",
    "find_events",
    "held_out_predictions",
    "highlight",
    "installed_lexicon",
    "keyness",
    "kwic",
    "learning_curve",
    "leave_out_entries",
    "leave_out_units",
    "lexicon_disagreement",
    "lexicon_names",
    "lint_lexicon",
    "list_datasets",
    "load_dataset",
    "load_lexicon",
    "load_model",
    "match",
    "measure",
    "methods_text",
    "mixed_model",
    "new_lexicon",
    "next_to_code",
    "over_time",
    "plan_difference",
    "plan_precision",
    "read_corpus",
    "read_labelled",
    "read_lexicon",
    "read_sheets",
    "reliability",
    "remove_dataset",
    "report",
    "report_card",
    "reprints",
    "same_event",
    "save_model",
    "score",
    "span_agreement",
    "span_units",
    "specification_curve",
    "suggest_entries",
    "suggest_targets",
    "targets",
    "tokenize",
    "top_features",
    "voices",
    "wire_copy",
    "word_shift",
    "write_lexicon",
    "write_sheets",
]


# What is not needed to measure is imported when it is first asked for.
_LATER = ("curation", "pages", "validation", "comparison", "reporting", "classifiers")


def __getattr__(name: str) -> Any:
    """Give what a room offers that is imported late."""
    if name in __all__:
        rooms = (import_module(f"framing.{room}") for room in _LATER)
        return next(getattr(room, name) for room in rooms if name in room.__all__)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
