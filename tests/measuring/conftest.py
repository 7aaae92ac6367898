"""Invented news with everything that is awkward in a table."""

import json

import pytest

from framing.measuring import Instrument


@pytest.fixture(scope="session")
def instrument():
    return Instrument()


@pytest.fixture(scope="session")
def awkward():
    """Thirteen articles: empty and odd ones, missing outlets and dates, formulas, half a letter."""
    texts = [
        "The summit was a historic achievement, the ministry said.",
        "",
        '"It is a <b>landmark</b> deal," he said.\n\n<script>alert(1)</script> It rained.',
        "=cmd|' /C calc'!A0 was a historic, unprecedented success.",
        " \t\n",
        "The leader’s “visionary” plan may perhaps fail.",
        "A truly historic\ud800achievement.",
        "🎉 Əliyev hailed a great success 新聞. \x00 It was not a breakthrough.",
        "Rain fell in the valley.",
    ]
    outlets = [
        "Herald",
        None,
        "=SUM(A1)",
        "-Post",
        'The "Day", late',
        "Herald",
        "\udc80",
        "a\tb",
        "",
    ]
    articles = [
        {"article_id": f"{number:03d}", "outlet": outlet, "event_id": number % 3, "text": text}
        for number, (outlet, text) in enumerate(zip(outlets, texts, strict=True))
    ]
    for number in (0, 3, 5):
        articles[number]["date"] = f"2024-0{number + 1}-09"
    more = [{"article_id": f"m{n}", "text": "A historic day. " * n, "date": "?"} for n in range(4)]
    return articles + more


@pytest.fixture
def news(tmp_path, awkward):
    """Write the awkward articles to a file of JSON Lines."""
    path = tmp_path / "news.jsonl"
    path.write_text("".join(f"{json.dumps(article)}\n" for article in awkward), encoding="utf-8")
    return path
