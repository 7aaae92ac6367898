"""Work on lexicons: check, compare, see what they cover, find candidates, begin a new one."""

from framing.curation.coverage import coverage
from framing.curation.diff import diff_lexicons
from framing.curation.lint import lint_lexicon
from framing.curation.names import suggest_targets
from framing.curation.starter import new_lexicon
from framing.curation.suggest import suggest_entries

__all__ = [
    "coverage",
    "diff_lexicons",
    "lint_lexicon",
    "new_lexicon",
    "suggest_entries",
    "suggest_targets",
]
