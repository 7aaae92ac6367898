"""Real texts to measure on, where they are present beside the project; else the sample corpus."""

import csv
import json
import os
import re
from pathlib import Path

import numpy as np

import framing as fr

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("FRAMING_DATA", ROOT.parent / "shared" / "data"))


def real_texts() -> tuple[list[str], str]:
    """Give articles, and a word on where they come from."""
    if not DATA.exists():
        return fr.load_dataset("sample").texts, "the invented sample corpus"
    csv.field_size_limit(1 << 30)
    texts = []
    for name in ("senate_press/senate_press.jsonl", "hyperpartisan/articles.jsonl"):
        with (DATA / name).open(encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    for year in (2019, 2020):
        with (DATA / f"wikinews/wikinews_{year}.csv").open(encoding="utf-8", newline="") as rows:
            texts += [row["text"] for row in csv.DictReader(rows)]
    return texts, "US Senate press releases, hyperpartisan news and Wikinews"


def shuffled_articles(n_articles: int, words: int = 536, seed: int = 0) -> tuple[list[str], str]:
    """Put the paragraphs of real texts together anew, until there are enough articles.

    Paragraphs are drawn in random order, all of them once before any is drawn again.
    """
    texts, source = real_texts()
    paragraphs = [part for text in texts for part in re.split(r"\n+", text) if part.strip()]
    sizes = [len(part.split()) for part in paragraphs]
    rng = np.random.default_rng(seed)
    articles: list[str] = []
    current: list[str] = []
    size = 0
    while len(articles) < n_articles:
        for number in rng.permutation(len(paragraphs)).tolist():
            current.append(paragraphs[number])
            size += sizes[number]
            if size >= words:
                articles.append("\n\n".join(current))
                current, size = [], 0
    return articles[:n_articles], source
