"""gensim.models' names: `from hogvec.models import Word2Vec, KeyedVectors`."""
from __future__ import annotations

from hogvec.keyed_vectors import KeyedVectors
from hogvec.word2vec import Word2Vec
from hogvec.models import callbacks, keyedvectors, word2vec

__all__ = ["KeyedVectors", "Word2Vec", "callbacks", "keyedvectors", "word2vec"]
