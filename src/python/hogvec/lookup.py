"""The vectors of words, rows and lists of these."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy

from hogvec.errors import UnknownWordError
from hogvec.keys import Key, is_key, is_word, vector_of, words_of
from hogvec.table import Table

_float32 = numpy.float32


def floats(values: bytes) -> numpy.ndarray:
    """float32, read-only, without copying."""
    return numpy.frombuffer(values, _float32)


def unit(vector: numpy.ndarray) -> numpy.ndarray:
    """Of length 1; a vector of zeros stays as it is."""
    length = numpy.linalg.norm(vector)
    return vector / length if length > 0 else vector


class Lookup(Table):
    """Keys, their rows and their vectors."""

    __slots__ = ()

    def get_index(self, key: Any, default: int | None = None) -> int:
        """The row of a word, or a row number itself; `default` if there is none, or UnknownWordError
        if that is None."""
        row = self._row_of(key)
        if row >= 0:
            return row
        if default is not None:
            return default
        raise self._unknown(key)

    def has_index_for(self, key: Any) -> bool:
        """Whether a key has a row. Words may be `in` the vectors without one: see has_subwords."""
        return self._row_of(key) >= 0

    def _row_of(self, key: Any) -> int:
        if isinstance(key, (str, bytes)):
            try:
                return self._find(key)
            except ValueError:  # of a lone surrogate, which no word has
                return -1
        if isinstance(key, (int, numpy.integer)) and 0 <= key < len(self):
            return int(key)
        return -1

    def get_vector(self, key: Key, norm: bool = False) -> numpy.ndarray:
        """The vector of a word or a row: float32, shape (vector_size,), read-only. For `norm` it is of
        length 1. A word without a row has one where there are n-gram vectors (has_subwords).
        UnknownWordError for all others."""
        if norm and is_key(key):
            core = self._now or self._settled_for(key)
            return floats(core.unit(key if isinstance(key, (str, bytes)) else self.get_index(key)))
        row, rows = self._row_of(key), self._rows
        if row < 0:
            return self._composed(key)
        return self._drafted(row) if rows is None else rows[row]

    def word_vec(self, word: Key, norm: bool = False) -> numpy.ndarray:
        """The old name of get_vector()."""
        return self.get_vector(word, norm)

    def _drafted(self, row: int) -> numpy.ndarray:
        """A copy, as the draft may change."""
        draft = self._draft
        if draft is None:
            return numpy.asarray(self._core.rows())[row]
        vector = draft.room[row].copy()
        vector.flags.writeable = False
        return vector

    def _composed(self, key: Any) -> numpy.ndarray:
        """The vector of a word that has no row."""
        if self._composes and is_word(key):
            vector = self._core.vector(key)
            if vector is not None:
                return floats(vector)
        raise self._unknown(key)

    def get_mean_vector(self, keys: Iterable[Any], weights: Sequence[float] | numpy.ndarray | None = None,
                        pre_normalize: bool = True, post_normalize: bool = False,
                        ignore_missing: bool = True) -> numpy.ndarray:
        """The mean of the vectors of `keys`: sum of weight x vector, divided by the sum of |weight|.
        float32, shape (vector_size,).

        Words and row numbers stand for their vectors, of length 1 if `pre_normalize`; arrays enter as
        they are. `weights` are as many as keys, 1 by default. `post_normalize` scales the mean to length
        1. Unknown words are left out, or are an UnknownWordError if not `ignore_missing`. ValueError for
        no keys.
        """
        keys = words_of(keys)
        if not keys:
            raise ValueError("there is no mean of no words")
        scales = numpy.ones(len(keys)) if weights is None else numpy.asarray(weights, numpy.float64)
        if scales.shape != (len(keys),):
            raise ValueError(f"{len(keys)} keys have weights of shape {scales.shape}")
        total, weight = numpy.zeros(self.vector_size), 0.0
        for key, scale in zip(keys, scales):
            vector = self._known_vector(key, pre_normalize, ignore_missing)
            if vector is not None:
                total += scale * vector
                weight += abs(scale)
        mean = total / weight if weight > 0 else total
        return (unit(mean) if post_normalize else mean).astype(_float32)

    def _known_vector(self, key: Any, norm: bool, ignore_missing: bool) -> numpy.ndarray | None:
        if isinstance(key, numpy.ndarray):
            return vector_of(key, self.vector_size)
        try:
            return self.get_vector(key, norm=norm)
        except UnknownWordError:
            if ignore_missing:
                return None
            raise

    def _cosines(self, key: Any, last: int) -> numpy.ndarray:
        """With each of the first rows, of a key or an array: float32."""
        item = key if is_key(key) else vector_of(key, self.vector_size)
        if not numpy.any(self.get_vector(key) if is_key(key) else item):
            return numpy.zeros(last, _float32)  # which has no direction that the library could take
        return floats(self._core.similarities([(item, 1.0)], 0, last))
