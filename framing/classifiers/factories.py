"""Classifiers ready to be trained on codings: plain scikit-learn pipelines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import StandardScaler

from framing.classifiers.embedding import TextEmbedding
from framing.classifiers.encoder import Encoder, TargetEncoder
from framing.classifiers.lexicon_features import STANDARD_LEXICONS, LexiconVectorizer
from framing.classifiers.logistic import CalibratedLogistic
from framing.classifiers.reader import TextReader
from framing.classifiers.style import StyleFeatures
from framing.classifiers.target_valence import TARGET_LEXICONS, TargetValence
from framing.classifiers.target_window import TargetWindow
from framing.lexicons import Lexicon

Lexicons = Sequence[str | Lexicon]
Embed = Callable[[list[str]], Any]

# A standardised table beside rows of length 1 from TF-IDF.
_WEIGHT = 0.03
_TARGET_WEIGHT = 0.1


def frame_classifier(
    *,
    lexicons: Lexicons = (*STANDARD_LEXICONS, "frames_policy"),
    embed: Embed | None = None,
    C: float = 1.0,
) -> Pipeline:
    """Make an untrained classifier of media frames, several of which a text may have, or none.

    Parameters
    ----------
    lexicons : sequence of str or Lexicon
        Lexicons whose categories are features.
    embed : callable, optional
        A function from a list of texts to an array of numbers, one row a text, such as an
        `Encoder`; its columns are features beside the others.
    C : float
        Inverse strength of the ridge penalty.

    Returns
    -------
    sklearn.pipeline.Pipeline
        Its ``fit`` takes texts (a list, Series, corpus or table) and an indicator matrix or table
        of 0 and 1 with a column a frame; ``predict`` gives such a matrix, ``predict_proba`` the
        probabilities.

    Notes
    -----
    Features are words and pairs of words, runs of characters (both TF-IDF), lexicons and style; a
    `CalibratedLogistic` learns each frame, with a threshold of its own.

    Examples
    --------
    >>> import pandas as pd
    >>> texts = ["Taxes rise.", "The court ruled.", "Prices and a court.", "It rained."] * 5
    >>> frames = pd.DataFrame({"economic": [1, 0, 1, 0] * 5, "legal": [0, 1, 1, 0] * 5})
    >>> model = frame_classifier().fit(texts, frames)
    >>> model.predict(["Prices rise.", "It rained."]).tolist()
    [[1, 0], [0, 0]]
    """
    return _classifier(lexicons, embed, C)


def tone_classifier(
    *, lexicons: Lexicons = STANDARD_LEXICONS, embed: Embed | None = None, C: float = 1.0
) -> Pipeline:
    """Make an untrained classifier of tone, of which a text has one: promotional, say, or critical.

    Parameters
    ----------
    lexicons : sequence of str or Lexicon
        Lexicons whose categories are features.
    embed : callable, optional
        A function from a list of texts to an array of numbers, one row a text, such as an
        `Encoder`; its columns are features beside the others.
    C : float
        Inverse strength of the ridge penalty.

    Returns
    -------
    sklearn.pipeline.Pipeline
        Its ``fit`` takes texts (a list, Series, corpus or table) and a label for each;
        ``predict_proba`` gives a column a label, in the order of ``classes_``.

    Notes
    -----
    As `frame_classifier`, for labels that exclude each other. None is trained beforehand: what
    counts as promotional is in your codings.

    Examples
    --------
    >>> texts = ["A historic triumph.", "It rained.", "A shameful failure."] * 4
    >>> model = tone_classifier().fit(texts, ["promotional", "neutral", "critical"] * 4)
    >>> model.predict(["A triumph.", "A failure."]).tolist()
    ['promotional', 'critical']
    """
    return _classifier(lexicons, embed, C)


def loaded_language_classifier(
    *, lexicons: Lexicons = STANDARD_LEXICONS, embed: Embed | None = None, C: float = 1.0
) -> Pipeline:
    """Make an untrained classifier of sentences whose choice of words is loaded.

    Parameters
    ----------
    lexicons : sequence of str or Lexicon
        Lexicons whose categories are features.
    embed : callable, optional
        A function from a list of texts to an array of numbers, one row a text, such as an
        `Encoder`; its columns are features beside the others.
    C : float
        Inverse strength of the ridge penalty.

    Returns
    -------
    sklearn.pipeline.Pipeline
        Its ``fit`` takes sentences (a list, Series or table) and a label for each.

    Examples
    --------
    >>> texts = ["A radical mob rioted.", "A crowd gathered."] * 4
    >>> model = loaded_language_classifier().fit(texts, [1, 0] * 4)
    >>> model.predict_proba(["The radical mob!"]).shape
    (1, 2)
    """
    return _classifier(lexicons, embed, C)


def target_tone_classifier(
    *,
    lexicons: Lexicons = TARGET_LEXICONS,
    embed: Embed | TargetEncoder | None = None,
    C: float = 1.0,
) -> Pipeline:
    """Make an untrained classifier of the tone towards a target.

    Parameters
    ----------
    lexicons : sequence of str or Lexicon
        Lexicons whose values around the target are features.
    embed : callable or TargetEncoder, optional
        A function from a list of texts, in which the word TARGET stands for the target, to an array
        of numbers, one row a text; its columns are features beside the others. A `TargetEncoder`
        reads the name instead.
    C : float
        Inverse strength of the ridge penalty.

    Returns
    -------
    sklearn.pipeline.Pipeline
        Its ``fit`` takes a table with a target a row, ``text``, ``start`` and ``end``, and a label
        for each, such as -1, 0 and 1.

    Notes
    -----
    The model sees where each word stands, but not who the target is, so that it cannot learn who
    was criticised in its training data. It still sees who else is named; with a `TargetEncoder` it
    sees everything.

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"text": ["They praised Ann.", "They attacked Ann."] * 4})
    >>> X = X.assign(start=X["text"].str.find("Ann"), end=X["text"].str.len() - 1)
    >>> target_tone_classifier().fit(X, [1, -1] * 4).predict(X.head(2)).tolist()
    [1, -1]
    """
    parts: list[tuple[str, Any]] = [
        ("window", TargetWindow()),
        ("valence", _scaled(TargetValence(lexicons))),
        ("characters", Pipeline([("text", TextReader(target="mask")), ("tfidf", _characters())])),
    ]
    if embed is not None:
        parts.append(("embedding", _scaled(_target_vectors(embed))))
    weights = {"valence": _TARGET_WEIGHT, "embedding": _WEIGHT}
    return _pipeline([], parts, weights, C)


def _classifier(lexicons: Lexicons, embed: Embed | None, C: float) -> Pipeline:
    parts: list[tuple[str, Any]] = [
        ("words", TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)),
        ("characters", _characters()),
        ("lexicons", _scaled(LexiconVectorizer(lexicons))),
        ("style", _scaled(StyleFeatures())),
    ]
    if embed is not None:
        parts.append(("embedding", _scaled(_vectors(embed))))
    weights = dict.fromkeys(("lexicons", "style", "embedding"), _WEIGHT)
    return _pipeline([("texts", TextReader())], parts, weights, C)


def _pipeline(
    first: list[tuple[str, Any]],
    parts: list[tuple[str, Any]],
    weights: dict[str, float],
    C: float,
) -> Pipeline:
    names = {name for name, _ in parts}
    chosen = {name: weight for name, weight in weights.items() if name in names}
    features = FeatureUnion(parts, transformer_weights=chosen)
    return Pipeline([*first, ("features", features), ("classifier", CalibratedLogistic(C))])


def _vectors(embed: Embed) -> Any:
    """Give what embeds texts; an encoder does it by itself, and can be stored."""
    return embed if isinstance(embed, Encoder) else TextEmbedding(embed)


def _target_vectors(embed: Embed | TargetEncoder) -> Any:
    """Give what embeds targets."""
    if isinstance(embed, TargetEncoder):
        return embed
    return Pipeline([("text", TextReader(target="mask")), ("vectors", _vectors(embed))])


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)


def _scaled(transformer: Any) -> Pipeline:
    return Pipeline([("measure", transformer), ("scale", StandardScaler())])
