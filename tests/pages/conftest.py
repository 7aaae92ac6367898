from collections import Counter
from html.parser import HTMLParser

import pytest


class Reader(HTMLParser):
    """Read HTML back: its elements, its text without the codes, and what is told about which part.

    ``pieces`` are (tag, classes, first line of the tip, start, end).
    """

    def __init__(self, html):
        super().__init__()
        self.text, self.pieces, self.open, self.elements = "", [], [], Counter()
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        names = {name for name, _ in attributes}
        assert names <= {"class", "title", "style", "dir"}
        self.elements[tag] += 1
        self.open.append((tag, dict(attributes), len(self.text)))

    def handle_endtag(self, tag):
        opened, attributes, start = self.open.pop()
        assert opened == tag
        told = attributes.get("title", "").split("\n")[0]
        self.pieces.append((tag, attributes.get("class"), told, start, len(self.text)))

    def handle_data(self, data):
        if not self.open or self.open[-1][0] != "sup":
            self.text += data

    def spans(self, wanted):
        """Give (classes, first line of the tip, start, end) of spans; their pieces are joined."""
        found = []
        for tag, *told, start, end in sorted(self.pieces, key=lambda piece: piece[3]):
            if tag == wanted:
                before = next(
                    (span for span in found if [*span[:2], span[3]] == [*told, start]), None
                )
                if before:
                    found.remove(before)
                found.append((*told, before[2] if before else start, end))
        return found


@pytest.fixture(scope="session")
def read():
    """Read a piece of HTML."""
    return Reader


@pytest.fixture(scope="session")
def read_text():
    """Read the text of a marked article."""
    return lambda html: Reader(html.split('<div class="text" dir="auto">')[1].split("</div>")[0])
