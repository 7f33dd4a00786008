"""gensim.models.keyedvectors' names."""
from __future__ import annotations

from hogvec.keyed_vectors import KeyedVectors

Word2VecKeyedVectors = KeyedVectors
EuclideanKeyedVectors = KeyedVectors

__all__ = ["EuclideanKeyedVectors", "KeyedVectors", "Word2VecKeyedVectors"]
