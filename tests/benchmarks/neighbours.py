"""What neighbouring tools say of the same sentences.

    python tests/benchmarks/neighbours.py

writes tests/benchmarks/neighbours.csv: a row a sentence, a column a tool that is installed
(vaderSentiment, TextBlob, afinn), and the matches that count as promotion here.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import framing as fr

SENTENCES = [
    "It was a historic achievement.",
    "It was not a historic achievement.",
    "The so-called ‘historic achievement’ collapsed.",
    "An unprecedented breakthrough.",
    "This is a milestone and a game changer.",
    "The EU is a global actor.",
    "Unemployment fell to its lowest level since 1990.",
]


def tools() -> dict[str, Callable[[str], float]]:
    """Give the tools that are installed, each as a function of a text."""
    vader = SentimentIntensityAnalyzer()
    found: dict[str, Callable[[str], float]] = {
        "vaderSentiment, compound": lambda text: vader.polarity_scores(text)["compound"]
    }
    try:
        from textblob import TextBlob

        found["TextBlob, polarity"] = lambda text: TextBlob(text).sentiment.polarity
    except ImportError:
        pass
    try:
        from afinn import Afinn

        found["afinn, score"] = Afinn().score
    except ImportError:
        pass
    return found


def main() -> None:
    """Write the table and show it."""
    table = pd.DataFrame({"sentence": SENTENCES})
    for name, tool in tools().items():
        table[name] = [round(tool(text), 3) for text in SENTENCES]
    matches = fr.match(fr.tokenize(SENTENCES), fr.load_lexicon("promotional"))
    table["framing, promotional matches"] = (
        fr.score(matches, formula="count")["promotion"].astype(int).to_numpy()
    )
    table.to_csv(Path(__file__).with_suffix(".csv"), index=False)
    print(table.to_string(index=False))


if __name__ == "__main__":
    main()
