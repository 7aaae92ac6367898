"""HTML pages: the marked article, and many of them on one page."""

from framing.pages.highlight import Highlight, highlight
from framing.pages.page import articles_page

__all__ = ["Highlight", "articles_page", "highlight"]
