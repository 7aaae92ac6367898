"""What does a saved web page say? Its article, without what surrounds it."""

from typing import Any

_FIELDS = {
    "text": "text",
    "title": "title",
    "author": "author",
    "date": "date",
    "url": "url",
    "outlet": "sitename",
}


def read_page(page: bytes | str) -> dict[str, Any]:
    """Take the article out of a web page.

    Parameters
    ----------
    page : bytes or str
        The page's HTML; bytes are read in the encoding that the page declares.

    Returns
    -------
    dict
        ``text``, None if no article is found; ``title``, ``author``, ``date``, ``url`` and
        ``outlet`` (the site's name), None where the page does not tell.

    Raises
    ------
    ImportError
        If trafilatura is not installed.

    Notes
    -----
    A date is what the page's metadata say, never a guess from its text.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        message = 'web pages need trafilatura: pip install "media-framing[html]"'
        raise ImportError(message) from error
    article = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        prune_xpath="//h1",  # the title has its own column
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return {ours: getattr(article, theirs, None) for ours, theirs in _FIELDS.items()}
