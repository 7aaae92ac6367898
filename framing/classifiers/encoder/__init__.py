"""A small network for a laptop: fetched once, offline afterwards, beside the glass box."""

from framing.classifiers.encoder.encoder import Encoder
from framing.classifiers.encoder.fetching import encoder_folder, fetch_encoder, remove_encoder
from framing.classifiers.encoder.targets import TargetEncoder

__all__ = ["Encoder", "TargetEncoder", "encoder_folder", "fetch_encoder", "remove_encoder"]
