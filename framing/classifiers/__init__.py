"""Classifiers trained on codings: how good they are, what they look at, what to code next."""

from framing.classifiers.calibration import reliability
from framing.classifiers.coding import next_to_code
from framing.classifiers.embedding import TextEmbedding
from framing.classifiers.encoder import Encoder, TargetEncoder, fetch_encoder, remove_encoder
from framing.classifiers.evaluation import evaluate
from framing.classifiers.explanation import explain, top_features
from framing.classifiers.factories import (
    frame_classifier,
    loaded_language_classifier,
    target_tone_classifier,
    tone_classifier,
)
from framing.classifiers.learning import learning_curve
from framing.classifiers.lexicon_features import LexiconVectorizer
from framing.classifiers.listing import list_models
from framing.classifiers.logistic import CalibratedLogistic
from framing.classifiers.predictions import held_out_predictions
from framing.classifiers.reader import TextReader
from framing.classifiers.reading import lexicon_disagreement
from framing.classifiers.storing import load_model, model_card, model_names, save_model
from framing.classifiers.style import StyleFeatures
from framing.classifiers.target_valence import TargetValence
from framing.classifiers.target_window import TargetWindow

__all__ = [
    "CalibratedLogistic",
    "Encoder",
    "LexiconVectorizer",
    "StyleFeatures",
    "TargetEncoder",
    "TargetValence",
    "TargetWindow",
    "TextEmbedding",
    "TextReader",
    "evaluate",
    "explain",
    "fetch_encoder",
    "frame_classifier",
    "held_out_predictions",
    "learning_curve",
    "lexicon_disagreement",
    "list_models",
    "load_model",
    "loaded_language_classifier",
    "model_card",
    "model_names",
    "next_to_code",
    "reliability",
    "remove_encoder",
    "save_model",
    "target_tone_classifier",
    "tone_classifier",
    "top_features",
]
