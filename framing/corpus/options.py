"""How shall a file be read? The choices that all readers share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Titles = Literal["ignore", "prepend"]
BadRows = Literal["raise", "exclude"]

OURS = ("outlet", "date", "title", "author", "url", "section", "event_id")


@dataclass(frozen=True)
class Options:
    """The keyword arguments of `read_corpus`, which describes them.

    Raises
    ------
    ValueError
        If `columns` has a key, or `titles` or `bad_rows` a value, that is none.
    """

    text: str = "text"
    id: str = "article_id"
    columns: Mapping[str, str] | None = None
    titles: Titles = "ignore"
    encoding: str | None = None
    bad_rows: BadRows = "raise"

    def __post_init__(self) -> None:
        for name in self.columns or {}:
            if name not in OURS:
                message = (
                    f"columns= has the key {name!r}; its keys are {', '.join(OURS)}, its values "
                    "the file's columns; text= and id= name the columns of texts and ids"
                )
                raise ValueError(message)
        if self.titles not in ("ignore", "prepend"):
            message = f"titles={self.titles!r}; it is 'ignore' or 'prepend'"
            raise ValueError(message)
        if self.bad_rows not in ("raise", "exclude"):
            message = f"bad_rows={self.bad_rows!r}; it is 'raise' or 'exclude'"
            raise ValueError(message)
