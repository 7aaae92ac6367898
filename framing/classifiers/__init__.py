"""Classifiers trained on codings: how good they are, what they look at, what to code next."""

from framing.classifiers.calibration import reliability
from framing.classifiers.coding import next_to_code
from framing.classifiers.evaluation import evaluate
from framing.classifiers.explanation import explain, top_features
from framing.classifiers.learning import learning_curve
from framing.classifiers.predictions import held_out_predictions
from framing.classifiers.reading import lexicon_disagreement

__all__ = [
    "evaluate",
    "explain",
    "held_out_predictions",
    "learning_curve",
    "lexicon_disagreement",
    "next_to_code",
    "reliability",
    "top_features",
]
