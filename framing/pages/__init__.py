"""HTML pages: the marked article, many of them on one page, and a corpus to read in."""

from framing.pages.browse import Browser, browse
from framing.pages.contributions import Explained, highlight_contributions
from framing.pages.highlight import Highlight, highlight
from framing.pages.page import articles_page

__all__ = [
    "Browser",
    "Explained",
    "Highlight",
    "articles_page",
    "browse",
    "highlight",
    "highlight_contributions",
]
