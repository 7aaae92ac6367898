"""Articles with their metadata: the `Corpus`, its readers, and the data sets that come along."""

from framing.corpus.corpus import Corpus
from framing.corpus.datasets import (
    cache_folder,
    dataset_names,
    fetch_dataset,
    list_datasets,
    load_dataset,
    read_labelled,
    remove_dataset,
)
from framing.corpus.reading import as_corpus, read_corpus
from framing.corpus.streaming import CheckedCorpus, check_corpus, iter_corpus

__all__ = [
    "CheckedCorpus",
    "Corpus",
    "as_corpus",
    "cache_folder",
    "check_corpus",
    "dataset_names",
    "fetch_dataset",
    "iter_corpus",
    "list_datasets",
    "load_dataset",
    "read_corpus",
    "read_labelled",
    "remove_dataset",
]
