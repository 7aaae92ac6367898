"""The invented sample corpus keeps what its README promises."""

import csv
from collections import Counter, defaultdict
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

PATH = Path(__file__).parents[1] / "data" / "sample" / "articles.csv"
COLUMNS = [
    "article_id",
    "outlet",
    "outlet_type",
    "date",
    "title",
    "author",
    "event_id",
    "section",
    "text",
]
REPRINTS = {"e01-regional": "e01-agency", "e05-regional": "e05-wire"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with PATH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def texts(rows) -> dict[str, str]:
    return {row["article_id"]: row["text"] for row in rows}


def ids_with(texts: dict[str, str], needle: str) -> set[str]:
    return {article_id for article_id, text in texts.items() if needle in text}


def similarity(a: str, b: str) -> float:
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()


def test_file_is_plain_utf8_with_unix_lines():
    data = PATH.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert "\ufffd" not in data.decode("utf-8")


def test_columns_and_required_cells(rows):
    assert len(rows) >= 60
    assert all(list(row) == COLUMNS for row in rows)
    assert all(row[column] for row in rows for column in COLUMNS if column != "author")
    assert 3 <= sum(not row["author"] for row in rows) <= 12


def test_ids_and_texts_are_unique(rows):
    assert len({row["article_id"] for row in rows}) == len(rows)
    assert len({row["text"] for row in rows}) == len(rows)
    assert len({row["title"] for row in rows}) == len(rows)


def test_every_event_is_reported_by_all_six_outlets(rows):
    outlets = defaultdict(Counter)
    for row in rows:
        outlets[row["event_id"]][row["outlet"]] += 1
    assert len(outlets) == 10
    first = next(iter(outlets.values()))
    assert len(first) == 6
    assert all(counts == first and set(counts.values()) == {1} for counts in outlets.values())


def test_an_outlet_has_one_type(rows):
    assert len({(row["outlet"], row["outlet_type"]) for row in rows}) == 6


def test_dates_are_iso_and_an_event_stays_together(rows):
    days = defaultdict(list)
    for row in rows:
        day = date.fromisoformat(row["date"])
        assert day.isoformat() == row["date"]
        days[row["event_id"]].append(day)
    assert all((max(event) - min(event)).days <= 2 for event in days.values())
    starts = sorted(min(event) for event in days.values())
    assert 250 <= (starts[-1] - starts[0]).days <= 330


def test_lengths_lie_in_range_and_vary(rows):
    words = [len(row["text"].split()) for row in rows]
    assert min(words) >= 180
    assert max(words) <= 450
    assert max(words) - min(words) >= 150


def test_paragraphs_are_separated_by_a_blank_line(texts):
    for text in texts.values():
        assert text == text.strip()
        assert text.count("\n\n") >= 3
        assert "\n\n\n" not in text


@pytest.mark.parametrize(("reprint", "original"), REPRINTS.items())
def test_reprints_are_near_duplicates_but_edited(texts, reprint, original):
    assert 0.8 <= similarity(texts[reprint], texts[original]) < 1


def test_other_articles_on_an_event_are_no_near_duplicates(rows):
    events = defaultdict(list)
    for row in rows:
        events[row["event_id"]].append((row["article_id"], row["text"]))
    for articles in events.values():
        for i, (first, a) in enumerate(articles):
            for second, b in articles[i + 1 :]:
                if REPRINTS.get(second) != first:
                    assert similarity(a, b) < 0.4, (first, second)


@pytest.mark.parametrize(
    "needle",
    ["U.S.", "U.N.", "Gen.", "Sen.", "Dr.", "No. 5", "a.m.", "p.m.", "Inc.", "Corp."],
)
def test_abbreviations_occur_in_several_articles(texts, needle):
    assert len(ids_with(texts, needle)) >= 2


@pytest.mark.parametrize("letter", "ŁŞđİéøüáöıçž")
def test_letters_beyond_ascii_occur(texts, letter):
    assert ids_with(texts, letter)


@pytest.mark.parametrize("name", ["Łuka", "Şerif", "Nađa", "İlker", "Réka", "Søren"])
def test_accented_names_occur_in_several_articles(texts, name):
    assert len(ids_with(texts, name)) >= 2


@pytest.mark.parametrize("sign", ["“", "”", "‘", "’", '"', "'", "–", "—", "…", "€", "$", "%"])
def test_signs_occur_in_several_articles(texts, sign):
    assert len(ids_with(texts, sign)) >= 3


def test_each_outlet_keeps_its_quotation_marks(texts):
    for article_id, text in texts.items():
        kind = article_id.split("-")[1]
        if kind in {"broadcaster", "wire"}:
            assert not set("“”‘’") & set(text), article_id
        else:
            assert not set("\"'") & set(text), article_id
        if kind == "regional":
            assert text.count("“") <= 1, article_id


@pytest.mark.parametrize(
    "phrase",
    [
        "NEW YORK, United States, September 26.",
        "OSTREL, Oct. 19 (Meridian Wire) —",
        "DRAVNO –",
        "VELMAR —",
    ],
)
def test_dateline_styles(texts, phrase):
    assert any(text.startswith(phrase) or f"\n{phrase}" in text for text in texts.values())


@pytest.mark.parametrize(
    "phrase",
    [
        "not a breakthrough",
        "hardly a historic achievement",
        "anything but a “triumph of engineering”",
        "no milestone",
        "not a success",
        "hardly a game changer",
        "so-called “",
        "if ratified, would be",
        "may reach",
        "could become",
        "According to",
        "according to",
    ],
)
def test_phrases_that_mislead_a_word_count(texts, phrase):
    assert ids_with(texts, phrase)


@pytest.mark.parametrize(
    ("start", "least"),
    [("By ", 8), ("(Reporting by ", 9), ("Read more: ", 6), ("Copyright ", 4), ("About ", 2)],
)
def test_boilerplate_paragraphs_occur(texts, start, least):
    found = [
        article_id
        for article_id, text in texts.items()
        if any(paragraph.startswith(start) for paragraph in text.split("\n\n"))
    ]
    assert len(found) >= least


def test_some_quotations_run_over_several_paragraphs(texts):
    """A paragraph opens a quotation that only a later paragraph closes."""

    def runs_on(text: str) -> bool:
        last = [p.rfind("“") > p.rfind("”") for p in text.split("\n\n")]
        return any(last)

    assert sum(map(runs_on, texts.values())) >= 5


def test_lists_questions_and_closing_quotes_occur(texts):
    assert sum("\n- " in text or "\n* " in text for text in texts.values()) >= 5
    assert sum("\n2. " in text for text in texts.values()) >= 2
    assert sum("?" in text for text in texts.values()) >= 10
    assert sum(".”\n" in text or ".’\n" in text for text in texts.values()) >= 10
