"""Which words made the decision, and which make decisions in general."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pandas as pd

from framing.classifiers.encoder import Encoder, TargetEncoder
from framing.classifiers.items import texts_of
from framing.classifiers.linear import Member, members
from framing.classifiers.occlusion import REST, occlude
from framing.classifiers.occurrences import Spans, feature_spans
from framing.classifiers.target_valence import TargetValence
from framing.classifiers.target_window import TargetWindow

INTERCEPT = "(intercept)"

_METHODS = ("auto", "linear", "occlusion")
_PLACELESS = (Encoder, TargetEncoder, TargetValence, TargetWindow)


def explain(
    model: Any, text: Any, *, method: str = "auto", labels: Sequence[str] | None = None
) -> pd.DataFrame:
    """Show what each word contributes to what a model says of a text.

    Parameters
    ----------
    model : estimator
        Trained.
    text : str or pandas.DataFrame
        One text; or a table of one row with a column ``text``, if the model takes tables.
    method : {"auto", "linear", "occlusion"}, default "auto"
        ``"linear"`` multiplies weights and features, for linear classifiers alone or inside
        pipelines, unions, calibration, one-versus-rest or thresholds. ``"occlusion"`` leaves out
        one word after another, and serves every model with ``predict_proba``. ``"auto"`` takes the
        first if the model allows it and its features have places in the text; those of encoders
        and of what stands around a target (`TargetWindow`, `TargetValence`) have none.
    labels : sequence of str, optional
        Names of the labels, where the model knows them by number only, as with an indicator matrix.

    Returns
    -------
    pandas.DataFrame
        A row a label and place, the largest contributions first, but what stands nowhere and
        belongs to no feature at the end: ``label``; ``feature``;
        ``contribution``; ``start, end`` (its place in the text; missing for features without one,
        such as the text's length); ``text`` (the words there). With two labels only the second
        has rows: what speaks for it speaks against the other.

    Raises
    ------
    TypeError
        If `text` is neither.
    ValueError
        If a table has not one row and a column ``text``, a text is empty, or the model does not
        allow the method.

    Notes
    -----
    The contributions of a label, with the row ``(intercept)``, add up to its decision value
    exactly. With ``"linear"`` that is the ``decision_function``: for logistic regression the log
    odds, for a support-vector machine the distance; of a calibrated model the mean of its members'
    decision values before calibration. What a feature contributes is shared evenly by the places
    where it stands.

    With ``"occlusion"`` the decision value is the log odds of the label's probability, a word's
    contribution is what its absence takes away, and the row ``(rest)`` what words do together. A
    target is never left out: a text that holds nothing else has the row ``(rest)`` alone.

    Examples
    --------
    >>> from sklearn.feature_extraction.text import TfidfVectorizer
    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.pipeline import make_pipeline
    >>> texts = ["a historic deal", "rain", "historic deed", "some rain", "a deal"]
    >>> model = make_pipeline(TfidfVectorizer(), LogisticRegression())
    >>> model = model.fit(texts, ["praise", "report", "praise", "report", "report"])
    >>> table = explain(model, "Historic rain!")
    >>> table[["feature", "contribution", "start", "end", "text"]].round(2)
           feature  contribution  start   end      text
    0     historic         -0.45      0     8  Historic
    1         rain          0.33      9    13      rain
    2  (intercept)          0.46   <NA>  <NA>
    >>> bool(np.isclose(table["contribution"].sum(), model.decision_function(["Historic rain!"])))
    True
    """
    words, X = _one(text)
    if method not in _METHODS:
        message = f"method={method!r}; choose one of {', '.join(_METHODS)}"
        raise ValueError(message)
    by_words = method == "linear" or (method == "auto" and not _is_placeless(model))
    found = members(model) if by_words else []
    if found:
        measured = {
            member.key: (member.features(X), feature_spans(member.steps, X))
            for member in {each.key: each for each in found}.values()
        }
        rows = [row for member in found for row in _contributions(member, *measured[member.key])]
    elif method == "linear":
        message = (
            f"method='linear', but {type(model).__name__} is not linear throughout, or has "
            "features without names; use method='occlusion'"
        )
        raise ValueError(message)
    else:
        rows = occlude(model, words, X)
    return _table(rows, words, labels)


def _table(rows: list[tuple[Any, ...]], words: str, labels: Sequence[str] | None) -> pd.DataFrame:
    """Sum the rows of features that stand in one place, and put the largest first."""
    places = ["label", "feature", "start", "end"]
    table = pd.DataFrame(rows, columns=[*places, "contribution"])
    table["label"] = _named(table["label"], labels)
    table = table.groupby(places, sort=False, dropna=False)["contribution"].sum().reset_index()
    table = table.astype({"start": "Int64", "end": "Int64"})
    spans = zip(table["start"], table["end"], strict=True)
    table["text"] = ["" if start is pd.NA else words[start:end] for start, end in spans]
    size = table["contribution"].abs().where(~table["feature"].isin([INTERCEPT, REST]), -1)
    order = np.lexsort((-size, pd.factorize(table["label"])[0]))
    columns = ["label", "feature", "contribution", "start", "end", "text"]
    return table.iloc[order][columns].reset_index(drop=True)


def top_features(model: Any, *, n: int = 20, labels: Sequence[str] | None = None) -> pd.DataFrame:
    """List the features that speak most for and against each label.

    Parameters
    ----------
    model : estimator
        Trained and linear, as for `explain`.
    n : int, default 20
        How many features for and how many against a label.
    labels : sequence of str, optional
        Names of the labels, where the model knows them by number only.

    Returns
    -------
    pandas.DataFrame
        A row a label and feature: ``label``, ``direction`` (``for`` or ``against``), ``rank`` (from
        1), ``feature``, ``weight``: what one unit of the feature adds to the decision value. With
        two labels, of the second only.

    Raises
    ------
    ValueError
        If the model is not linear, or `n` is below 1.

    Notes
    -----
    Weights compare features that are measured alike, as the words of one vectorizer; a rate per
    1,000 words and the presence of a word are not. Weights of a calibrated model are the means of
    its members'.

    Examples
    --------
    >>> from sklearn.feature_extraction.text import CountVectorizer
    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.pipeline import make_pipeline
    >>> model = make_pipeline(CountVectorizer(), LogisticRegression())
    >>> model = model.fit(["good deal", "bad deal", "good day"], ["+", "-", "+"])
    >>> top_features(model, n=1).round(2)
      label direction  rank feature  weight
    0     -       for     1     bad    0.49
    1     -   against     1    good   -0.49
    """
    if n < 1:
        message = f"n={n}; give 1 or more"
        raise ValueError(message)
    found = members(model)
    if not found:
        message = (
            f"model: {type(model).__name__} is not linear throughout, or has features without "
            "names, so no weights can be listed; explain(..., method='occlusion') shows its words "
            "text by text"
        )
        raise ValueError(message)
    parts = [
        pd.DataFrame(
            {"label": each.label, "feature": each.names, "weight": each.share * each.weight}
        )
        for each in found
    ]
    table = pd.concat(parts).groupby(["label", "feature"], sort=False, as_index=False).sum()
    table["label"] = _named(table["label"], labels)
    ranked: list[pd.DataFrame] = []
    for _, rows in table.groupby("label", sort=False):
        ordered = rows.sort_values("weight", ascending=False, kind="stable")
        best = {
            "for": ordered[ordered["weight"] > 0].head(n),
            "against": ordered[ordered["weight"] < 0].tail(n).iloc[::-1],
        }
        for direction, some in best.items():
            ranked.append(some.assign(direction=direction, rank=range(1, len(some) + 1)))
    columns = ["label", "direction", "rank", "feature", "weight"]
    return pd.concat(ranked, ignore_index=True)[columns]


def _is_placeless(model: Any) -> bool:
    """Tell whether a step of a model makes features that stand nowhere in the text."""
    inner = model.get_params().values() if hasattr(model, "get_params") else ()
    return any(isinstance(step, _PLACELESS) for step in inner)


def _one(text: Any) -> tuple[str, Any]:
    """Give the text, and what the model takes."""
    if isinstance(text, str):
        words, X = text, cast(Any, np.array([text], dtype=object))
    elif isinstance(text, pd.DataFrame):
        texts = texts_of(text)
        if texts is None or len(texts) != 1:
            message = (
                f"text is a table of {len(text)} rows and the columns {[*text.columns]}; give one "
                "row, with a column 'text'"
            )
            raise ValueError(message)
        words, X = texts[0], text
    else:
        message = f"text is a {type(text).__name__}; give one str, or a table of one row"
        raise TypeError(message)
    if not words.strip():
        message = "text is empty; there is nothing to explain"
        raise ValueError(message)
    return words, X


def _contributions(member: Member, features: Any, spans: Spans) -> list[tuple[Any, ...]]:
    """Give what each feature adds to the decision value, at the places where it stands."""
    rows = [(member.label, INTERCEPT, None, None, member.share * member.intercept)]
    for column, value in zip(features.indices.tolist(), features.data.tolist(), strict=True):
        name = member.names[column]
        part = member.share * float(member.weight[column]) * value
        places: list[Any] = spans.get(name) or [(None, None)]
        rows += [(member.label, name, *place, part / len(places)) for place in places]
    return rows


def _named(column: pd.Series, labels: Sequence[str] | None) -> pd.Series:
    """Name labels: as given, in the order of the model's."""
    found = sorted(column.unique())
    if labels is None:
        return column.map({label: str(label) for label in found})
    if len(labels) != len(found):
        message = f"labels: {len(labels)} names, but the model has {len(found)}: {found}"
        raise ValueError(message)
    return column.map(dict(zip(found, labels, strict=True)))
