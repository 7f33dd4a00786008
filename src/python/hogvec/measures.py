"""How similar words and lists of words are."""
from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any

import numpy

from hogvec.arguments import whole
from hogvec.keys import Key, is_key, vector_of, words_of
from hogvec.lookup import unit
from hogvec.questions import Questions

logger = logging.getLogger("hogvec")

_float32 = numpy.float32


class Measures(Questions):
    """Similarities of what is given, and the words of a list that stand out."""

    __slots__ = ()

    def similarity(self, w1: Key, w2: Key) -> numpy.float32:
        """The cosine of two words. UnknownWordError."""
        try:
            cosine = (self._now or self._settled_for(w1, w2)).similarity(w1, w2)
        except IndexError:  # of a number that is too large to be asked about
            self._refuse_numbers(w1, w2)
            raise
        if cosine > 0.99999 and w1 == w2:
            return _float32(1)  # whatever rounding made of it
        return _float32(cosine)

    def _refuse_numbers(self, *keys: Key) -> None:
        for key in keys:
            if not isinstance(key, (str, bytes)):
                self.get_index(key)

    def distance(self, w1: Key, w2: Key) -> Any:
        """1 - similarity, as a number of NumPy's."""
        return 1 - self.similarity(w1, w2)

    def n_similarity(self, ws1: Sequence[Any], ws2: Sequence[Any]) -> numpy.float32:
        """The cosine of the means of two lists of words, whose vectors enter with their lengths. Unknown
        words are left out. ZeroDivisionError if a list is empty."""
        if not (len(ws1) and len(ws2)):
            raise ZeroDivisionError("one of the lists is empty")
        if self._is_one_word(ws1) and self._is_one_word(ws2):
            return self.similarity(ws1[0], ws2[0])  # to the last digit
        mean1, mean2 = (self.get_mean_vector(words, pre_normalize=False) for words in (ws1, ws2))
        return _float32(numpy.dot(unit(mean1), unit(mean2)))

    def _is_one_word(self, words: Sequence[Any]) -> bool:
        is_one = isinstance(words, (list, tuple)) and len(words) == 1 and is_key(words[0])
        return is_one and self.has_index_for(words[0])

    def distances(self, word_or_vector: Any, other_words: Iterable[Any] = ()) -> numpy.ndarray:
        """1 - cosine of a word or vector and each of other words, or of all rows if there are none:
        float32, shape (len(other_words),). UnknownWordError."""
        others = [] if other_words is None else [self.get_index(word) for word in other_words]
        if not others:
            return 1 - self._cosines(word_or_vector, len(self))
        is_vector = not is_key(word_or_vector)
        vector = vector_of(word_or_vector, self.vector_size) if is_vector else self.get_vector(word_or_vector)
        return 1 - self.cosine_similarities(vector, numpy.asarray(self._core.rows())[others])

    @staticmethod
    def cosine_similarities(vector_1: numpy.ndarray, vectors_all: numpy.ndarray) -> numpy.ndarray:
        """The cosines of a vector, shape (dim,), and of vectors, shape (n, dim): shape (n,). 0 for a
        vector of zeros."""
        lengths = numpy.linalg.norm(vectors_all, axis=1) * numpy.linalg.norm(vector_1)
        products = numpy.dot(vectors_all, vector_1)
        return products / numpy.where(lengths > 0, lengths, 1).astype(lengths.dtype)

    def relative_cosine_similarity(self, wa: Key, wb: Key, topn: int = 10) -> float:
        """similarity(wa, wb) divided by the sum of those of the topn words nearest to wa (Leeuwenberg et
        al. 2016): above 1 / topn they may be synonyms. ValueError for topn below 1."""
        nearest = self.similar_by_word(wa, whole("topn", topn, 1))
        return float(self.similarity(wa, wb)) / sum(cosine for _, cosine in nearest)

    def most_similar_to_given(self, key1: Key, keys_list: Sequence[Any]) -> Any:
        """The one of a list that is nearest to a word."""
        return keys_list[int(numpy.argmax([self.similarity(key1, key) for key in keys_list]))]

    def closer_than(self, key1: Key, key2: Key) -> list[str]:
        """The words that are nearer to key1 than key2 is, in the order of their rows."""
        row1, row2 = self.get_index(key1), self.get_index(key2)
        core = self._core
        cosines = self._cosines(row1, core.size)
        nearer = numpy.flatnonzero(cosines > cosines[row2]).tolist()
        return [core.word(row) for row in nearer if row != row1]

    def words_closer_than(self, word1: Key, word2: Key) -> list[str]:
        """The old name of closer_than()."""
        return self.closer_than(word1, word2)

    def rank(self, key1: Key, key2: Key) -> int:
        """The place of key2 among the words nearest to key1: 1 for the nearest."""
        return len(self.closer_than(key1, key2)) + 1

    def rank_by_centrality(self, words: Iterable[Any],
                           use_norm: bool = True) -> list[tuple[numpy.float32, Any]]:
        """Words by their similarity to the mean of all of them: [(similarity, word), ...], the most
        similar first. Their vectors enter with length 1, or as they are if not `use_norm`. Unknown words
        are left out, with a warning in the log; ValueError if none is left."""
        given = words_of(words)
        used = [word for word in given if word in self]  # type: ignore[operator]
        if len(used) != len(given):
            logger.warning("left out, as they have no vectors: %s", sorted(map(repr, set(given) - set(used))))
        if not used:
            raise ValueError("none of the words has a vector")
        vectors = numpy.vstack([self.get_vector(word, norm=use_norm) for word in used])
        mean = self.get_mean_vector(vectors, post_normalize=True)
        return sorted(zip(numpy.dot(vectors, mean), used), reverse=True)

    def doesnt_match(self, words: Iterable[Any]) -> Any:
        """The word that is least similar to the mean of all of them: the last of rank_by_centrality()."""
        return self.rank_by_centrality(words)[-1][1]
