"""Articles with their metadata: the `Corpus`, its readers, and the data sets that come along."""

from framing.corpus.corpus import Corpus
from framing.corpus.datasets import load_dataset
from framing.corpus.reading import as_corpus, read_corpus
from framing.corpus.streaming import CheckedCorpus, check_corpus, iter_corpus

__all__ = [
    "CheckedCorpus",
    "Corpus",
    "as_corpus",
    "check_corpus",
    "iter_corpus",
    "load_dataset",
    "read_corpus",
]
