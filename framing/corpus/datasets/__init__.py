"""Articles to work with: those that come along, and public ones that are fetched on request."""

from framing.corpus.datasets.cache import cache_folder
from framing.corpus.datasets.labelled import read_labelled
from framing.corpus.datasets.loading import (
    dataset_names,
    dataset_path,
    fetch_dataset,
    list_datasets,
    load_dataset,
    remove_dataset,
)

__all__ = [
    "cache_folder",
    "dataset_names",
    "dataset_path",
    "fetch_dataset",
    "list_datasets",
    "load_dataset",
    "read_labelled",
    "remove_dataset",
]
