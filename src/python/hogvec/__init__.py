"""Word embeddings: CBOW and skip-gram with negative sampling, by gensim's names and many times as fast.

    from hogvec.models import Word2Vec, KeyedVectors

Word2Vec trains, KeyedVectors answers questions about vectors, Embedding is a layer whose rows are looked
up and updated. Messages go to the logger "hogvec".
"""
from __future__ import annotations

import atexit
import os

from hogvec import _hogvec
from hogvec.embedding import Embedding
from hogvec.errors import (
    BusyError,
    DivergedError,
    FormatError,
    Interrupted,
    TrainingInterrupted,
    TruncatedError,
    UnknownWordError,
)
from hogvec.keyed_vectors import KeyedVectors
from hogvec.sentences import LineSentence, PathLineSentences, Text8Corpus
from hogvec.word2vec import Word2Vec
from hogvec import models  # hogvec.models.Word2Vec is a usual way to write it

__version__ = _hogvec.__version__

__all__ = [
    "BusyError",
    "DivergedError",
    "Embedding",
    "FormatError",
    "Interrupted",
    "KeyedVectors",
    "LineSentence",
    "PathLineSentences",
    "Text8Corpus",
    "TrainingInterrupted",
    "TruncatedError",
    "UnknownWordError",
    "Word2Vec",
    "__version__",
    "models",
]

# A thread in training that outlives the interpreter would abort the process, and the threads of a parent
# are not there in a child.
atexit.register(_hogvec.stop_all_jobs)
os.register_at_fork(after_in_child=_hogvec.after_fork_in_child)
