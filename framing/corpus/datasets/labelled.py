"""Public labelled sets that a user has downloaded: one table out of each one's own layout."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd

Layout = Literal["newsmtsc", "babe", "media_frames", "semeval_frames"]

# Boydstun et al. (2014), as numbered by Card et al. (2015).
_FRAMES = (
    *("economic", "capacity_and_resources", "morality", "fairness_and_equality", "legality"),
    *("policy_prescription", "crime_and_punishment", "security_and_defense", "health_and_safety"),
    *("quality_of_life", "cultural_identity", "public_opinion", "political"),
    *("external_regulation", "other"),
)
# The same, as SemEval-2023 Task 3 spells them.
_SEMEVAL_FRAMES = {
    "Economic": "economic",
    "Capacity_and_resources": "capacity_and_resources",
    "Morality": "morality",
    "Fairness_and_equality": "fairness_and_equality",
    "Legality_Constitutionality_and_jurisprudence": "legality",
    "Policy_prescription_and_evaluation": "policy_prescription",
    "Crime_and_punishment": "crime_and_punishment",
    "Security_and_defense": "security_and_defense",
    "Health_and_safety": "health_and_safety",
    "Quality_of_life": "quality_of_life",
    "Cultural_identity": "cultural_identity",
    "Public_opinion": "public_opinion",
    "Political": "political",
    "External_regulation_and_reputation": "external_regulation",
}
_POLARITY = {2.0: -1, 4.0: 0, 6.0: 1}  # Hamborg & Donnay (2021): negative, neutral, positive


def read_labelled(path: str | Path, *, layout: Layout) -> pd.DataFrame:
    """Read a public labelled set in the layout in which its authors publish it.

    Parameters
    ----------
    path : str or path
        The file or folder that you downloaded; see below.
    layout : {"newsmtsc", "babe", "media_frames", "semeval_frames"}
        Whose layout it has.

    Returns
    -------
    pandas.DataFrame
        ``"newsmtsc"`` : a JSON Lines file of NewsMTSC (Hamborg & Donnay 2021). A row a target:
        ``sentence_id``, ``article_id`` (the part of the id that sentences of one article share),
        ``text``, ``start``, ``end``, ``mention`` and ``label`` (-1, 0, 1).

        ``"babe"`` : ``final_labels_SG1`` or ``SG2``, CSV or Excel, of BABE (Spinde et al. 2021). A
        row a sentence: ``text``, ``url``, ``outlet``, ``topic``, ``leaning``, ``label`` (1 biased,
        0 not, NaN where the experts did not agree), ``opinion`` and ``biased_words`` (tuples).

        ``"media_frames"`` : one issue's JSON file of the Media Frames Corpus (Card et al. 2015),
        with texts. A row an article: ``article_id``, ``outlet``, ``date``, ``title``, ``text``,
        ``primary_frame`` (or empty), ``coders``, and for each of the 15 dimensions the share of
        coders who marked it.

        ``"semeval_frames"`` : one language's folder of SemEval-2023 Task 3 (Piskorski et al. 2023),
        subtask 2. A row a labelled article: ``article_id``, ``part`` ("train", "dev"), ``title``,
        ``text``, and for each of 14 dimensions whether it is there.

    Raises
    ------
    ValueError
        If the layout is unknown or the file does not have it; the place is named.
    FileNotFoundError
        If there is no such file.
    ImportError
        If an Excel file is read without openpyxl.

    References
    ----------
    Card, D., Boydstun, A. E., Gross, J. H., Resnik, P., & Smith, N. A. (2015). The Media Frames
    Corpus: Annotations of frames across issues. Proceedings of ACL-IJCNLP.
    https://doi.org/10.3115/v1/P15-2072

    Hamborg, F., & Donnay, K. (2021). NewsMTSC: A dataset for (multi-)target-dependent sentiment
    classification in political news articles. Proceedings of EACL.
    https://doi.org/10.18653/v1/2021.eacl-main.142

    Piskorski, J., Stefanovitch, N., Da San Martino, G., & Nakov, P. (2023). SemEval-2023 Task 3:
    Detecting the category, the framing, and the persuasion techniques in online news in a
    multi-lingual setup. Proceedings of SemEval. https://doi.org/10.18653/v1/2023.semeval-1.317

    Spinde, T., Plank, M., Krieger, J.-D., Ruas, T., Gipp, B., & Aizawa, A. (2021). Neural media
    bias detection using distant supervision with BABE. Findings of EMNLP.
    https://doi.org/10.18653/v1/2021.findings-emnlp.101
    """
    if layout not in get_args(Layout):
        message = f"layout={layout!r}; it is one of {', '.join(get_args(Layout))}"
        raise ValueError(message)
    path = Path(path)
    if not path.exists():
        message = f"there is no {path}; name the file or folder that you downloaded"
        raise FileNotFoundError(message)
    try:
        return _READERS[layout](path)
    except (KeyError, IndexError, AttributeError, TypeError) as error:
        message = f"{path} does not have the layout {layout!r}: {type(error).__name__} {error}"
        raise ValueError(message) from error


def _read_newsmtsc(path: Path) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            rows += _targets(record)
        except (ValueError, KeyError, TypeError) as error:
            message = f"{path}:{number}: no sentence of NewsMTSC ({type(error).__name__} {error})"
            raise ValueError(message) from error
    return pd.DataFrame(rows)


def _targets(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    text, name = record["sentence_normalized"], record["primary_gid"]
    for target in record["targets"]:
        start, end = int(target["from"]), int(target["to"])
        if text[start:end] != target["mention"]:
            message = f"the mention {target['mention']!r} does not stand at {start}:{end}"
            raise ValueError(message)
        yield {
            "sentence_id": name,
            "article_id": "_".join(name.split("_")[:3]),
            "text": text,
            "start": start,
            "end": end,
            "mention": target["mention"],
            "label": _POLARITY[float(target["polarity"])],
        }


def _read_babe(path: Path) -> pd.DataFrame:
    if path.suffix.lower() == ".xlsx":
        found = pd.read_excel(path, dtype=str, keep_default_na=False)
    else:
        header = _text(path).split("\n", 1)[0]
        separator = ";" if header.count(";") > header.count(",") else ","
        found = pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False)
    words = found["biased_words"].map(lambda cell: tuple(ast.literal_eval(cell or "[]")))
    return pd.DataFrame(
        {
            "text": found["text"].astype(object),
            "url": found["news_link"],
            "outlet": found["outlet"],
            "topic": found["topic"],
            "leaning": found["type"],
            "label": found["label_bias"].map({"Biased": 1.0, "Non-biased": 0.0}),
            "opinion": found["label_opinion"],
            "biased_words": words,
        }
    )


def _read_media_frames(path: Path) -> pd.DataFrame:
    articles = json.loads(_text(path))
    if not all("text" in article for article in articles.values()):
        message = (
            f"{path} holds annotations without texts; join them first with the scripts of the "
            "corpus (they download the articles from LexisNexis)"
        )
        raise ValueError(message)
    return pd.DataFrame([_frames_of(name, article) for name, article in articles.items()])


def _frames_of(name: str, article: dict[str, Any]) -> dict[str, Any]:
    """Make a row of an article: which share of the coders marked each dimension."""
    coders = article["annotations"]["framing"].values()
    marked = [{int(float(span["code"])) - 1 for span in spans} for spans in coders]
    primary = article.get("primary_frame")
    return {
        "article_id": name,
        "outlet": article.get("source", ""),
        "date": pd.Timestamp(int(article["year"]), int(article["month"]), int(article["day"])),
        "title": article.get("title", ""),
        "text": _body(article["text"]),
        "primary_frame": _frame(float(primary)) if primary is not None else "",
        "coders": len(marked),
        **{
            frame: sum(number in codes for codes in marked) / len(marked)
            if marked
            else float("nan")
            for number, frame in enumerate(_FRAMES)
        },
    }


def _frame(code: float) -> str:
    number = int(code) - 1
    return _FRAMES[number] if number < len(_FRAMES) else ""  # 16 stands for irrelevant


def _body(text: str) -> str:
    """Leave out the id and the word PRIMARY that stand before each text."""
    _, _, rest = text.partition("\n\n")
    return rest.removeprefix("PRIMARY\n\n") if rest.startswith("PRIMARY") else text


def _read_semeval_frames(path: Path) -> pd.DataFrame:
    rows = []
    for part in ("train", "dev"):
        labels = path / f"{part}-labels-subtask-2.txt"
        if not labels.exists():
            continue
        for number, line in enumerate(_text(labels).split("\n"), start=1):
            if line.strip():
                rows.append(_labelled(path, part, f"{labels}:{number}", line))
    if not rows:
        message = f"{path}: no train-labels-subtask-2.txt or dev-labels-subtask-2.txt in it"
        raise ValueError(message)
    return pd.DataFrame(rows)


def _labelled(path: Path, part: str, place: str, line: str) -> dict[str, Any]:
    name, _, frames = line.strip("\r").partition("\t")
    marked = set(filter(None, frames.split(",")))
    if marked - set(_SEMEVAL_FRAMES):
        message = f"{place}: no frame is named {', '.join(sorted(marked - set(_SEMEVAL_FRAMES)))}"
        raise ValueError(message)
    text = _text(path / f"{part}-articles-subtask-2" / f"article{name}.txt")
    return {
        "article_id": name,
        "part": part,
        "title": text.split("\n", 1)[0].strip(),
        "text": text,
        **{ours: theirs in marked for theirs, ours in _SEMEVAL_FRAMES.items()},
    }


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "newsmtsc": _read_newsmtsc,
    "babe": _read_babe,
    "media_frames": _read_media_frames,
    "semeval_frames": _read_semeval_frames,
}
