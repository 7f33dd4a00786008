"""The words nearest to words and vectors."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, overload

import numpy

from hogvec import _hogvec
from hogvec.arguments import whole
from hogvec.keys import Key, Term, is_key, is_weighted, listed, row_range, terms_of, words_of
from hogvec.lookup import Lookup, floats

_float32 = numpy.float32
Answers = list[tuple[str, float]]


def _best(scores: numpy.ndarray, count: int) -> numpy.ndarray:
    """The places of the largest scores, the largest first, equal ones by place."""
    count = min(count, len(scores))
    if count == 0:
        return numpy.empty(0, numpy.intp)
    least = numpy.partition(scores, len(scores) - count)[len(scores) - count]
    enough = numpy.flatnonzero(scores >= least)
    return enough[numpy.argsort(-scores[enough], kind="stable")[:count]]


def _check_directions(queries: numpy.ndarray) -> None:
    """ValueError for one of zeros, or with a number that is nan or infinite."""
    squares = numpy.einsum("ij,ij->i", queries, queries, dtype=numpy.float64)  # float32 would be too small
    wrong = numpy.flatnonzero(~((squares > 0) & numpy.isfinite(squares)))
    if len(wrong):
        row = int(wrong[0])
        why = "is all zeros" if squares[row] == 0 else "has a number that is not finite"
        raise ValueError(f"query {row} has no direction: it {why}")


def _count_of(topn: Any) -> int | None:
    return None if topn is None else whole("topn", topn, None)


class Questions(Lookup):
    """Which words are near. Cosines are compared; a row of zeros has a cosine of 0 with everything, where
    gensim says nan. All of these may be called from many threads at a time."""

    __slots__ = ()

    @overload
    def most_similar(self, positive: Any = ..., negative: Any = ..., topn: int = ..., clip_start: int = ...,
                     clip_end: int | None = ..., restrict_vocab: int | None = ...,
                     indexer: Any = ...) -> Answers: ...

    @overload
    def most_similar(self, positive: Any, negative: Any, topn: None, clip_start: int = ...,
                     clip_end: int | None = ..., restrict_vocab: int | None = ...,
                     indexer: Any = ...) -> numpy.ndarray: ...

    @overload
    def most_similar(self, positive: Any = ..., negative: Any = ..., *, topn: None, clip_start: int = ...,
                     clip_end: int | None = ..., restrict_vocab: int | None = ...,
                     indexer: Any = ...) -> numpy.ndarray: ...

    def most_similar(self, positive: Any = None, negative: Any = None, topn: int | None = 10,
                     clip_start: int = 0, clip_end: int | None = None, restrict_vocab: int | None = None,
                     indexer: Any = None) -> Any:
        """The words nearest to a sum of words, nearest first: [(word, cosine), ...].

        `positive` and `negative` are words, row numbers or arrays of shape (vector_size,), one or a
        list; a pair (key, weight) has another weight than 1 and -1. Words enter with length 1, arrays as
        they are. Words and row numbers that were given are not among the answers.

        topn: how many; None gives the cosine of every row, float32, those given included.
        clip_start, clip_end: only rows of this slice may be answers. restrict_vocab: only the first so
        many; goes before the slice. indexer: an object whose most_similar(vector, topn) answers instead,
        as gensim's; for hogvec's own index see use_index().

        Errors: UnknownWordError; ValueError if there is nothing to compare with, or if the sum has no
        direction as ["a"], ["a"] has none (gensim names arbitrary words then).
        """
        if type(topn) is not int:  # the usual case is to cost nothing
            topn = _count_of(topn)
        if topn is not None and topn < 1:
            return []
        core = self._now or self._settled_for(positive, negative)
        if negative is None and type(positive) is str:
            terms = [(positive, 1.0)]
        else:
            terms = self._terms(positive, negative, core)
        first, last = row_range(core.size, clip_start, clip_end, restrict_vocab)
        if topn is None:
            return floats(core.similarities(terms, first, last)).copy()
        if indexer is not None:
            return indexer.most_similar(self._query(terms), topn)
        return core.nearest(terms, min(topn, core.size), first, last)

    def _terms(self, positive: Any, negative: Any, core: _hogvec.Vectors) -> list[Term]:
        terms = terms_of(positive, negative, core.dim)
        for key, _ in terms:
            if isinstance(key, int) and not 0 <= key < core.size:
                raise self._unknown(key)
        return terms

    def _query(self, terms: list[Term]) -> numpy.ndarray:
        """A sum of terms, scaled to length 1; zeros if it is what rounding has left of nothing."""
        vectors = numpy.empty((len(terms), self.vector_size))
        for place, (key, weight) in enumerate(terms):
            vectors[place] = self.get_vector(key, norm=True) if is_key(key) else key
            vectors[place] *= weight
        total = vectors.sum(axis=0)
        length = numpy.linalg.norm(total)
        if length <= 1e-6 * numpy.linalg.norm(vectors, axis=1).sum():
            return numpy.zeros(len(total), _float32)
        with numpy.errstate(invalid="ignore"):  # of infinite numbers
            return (total / length).astype(_float32)

    def similar_by_key(self, key: Key, topn: int | None = 10, restrict_vocab: int | None = None) -> Any:
        """most_similar() of one key."""
        return self.most_similar([key], topn=topn, restrict_vocab=restrict_vocab)

    def similar_by_word(self, word: Key, topn: int | None = 10, restrict_vocab: int | None = None) -> Any:
        """most_similar() of one word."""
        return self.most_similar([word], topn=topn, restrict_vocab=restrict_vocab)

    def similar_by_vector(self, vector: Any, topn: int | None = 10,
                          restrict_vocab: int | None = None) -> Any:
        """most_similar() of one vector; no word is left out of the answers."""
        return self.most_similar([numpy.asarray(vector)], topn=topn, restrict_vocab=restrict_vocab)

    def most_similar_many(self, queries: Iterable[Any], topn: int = 10,
                          restrict_vocab: int | None = None) -> list[Answers]:
        """most_similar() of many queries at a time, in a fraction of the time: a list of answers each.

        A query is a word, a row number, an array, or a list of these and of pairs (key, weight), which
        are added up as in most_similar(). A 2-D array has a query per row.
        """
        items, topn = words_of(queries), whole("topn", topn, None)
        if topn < 1 or not items:
            return [[] for _ in items]
        matrix, excluded = self._queries(items)
        core = self._core
        first, last = row_range(core.size, 0, None, restrict_vocab)
        return core.nearest_many(matrix, excluded, min(topn, core.size), first, last)

    def _queries(self, items: list[Any]) -> tuple[numpy.ndarray, list[list[int]]]:
        """A row per query, and the rows that are no answers to it."""
        rows = [self._row_of(item) if is_key(item) else -1 for item in items]
        if min(rows) >= 0:
            matrix = numpy.asarray(self._core.rows())[rows]
            excluded = [[row] for row in rows]
        else:
            matrix = numpy.empty((len(items), self.vector_size), _float32)
            excluded = [self._fill_query(item, matrix[place]) for place, item in enumerate(items)]
        _check_directions(matrix)
        return numpy.ascontiguousarray(matrix), excluded

    def _fill_query(self, item: Any, row: numpy.ndarray) -> list[int]:
        terms = terms_of(item, None, len(row))
        row[:] = terms[0][0] if len(terms) == 1 and not is_key(terms[0][0]) else self._query(terms)
        found = [self._row_of(key) for key, _ in terms if is_key(key)]
        return [number for number in found if number >= 0]

    def most_similar_cosmul(self, positive: Any = None, negative: Any = None, topn: int | None = 10,
                            restrict_vocab: int | None = None) -> Any:
        """The words x with the largest product of s(x, p) over positive p, divided by that over negative
        ones + 0.000001, where s is (1 + cosine) / 2 (Levy and Goldberg 2014): [(word, score), ...].

        Arguments and errors as most_similar(), but weights are a TypeError; s of an array a has |a| x cosine. topn
        None gives the score of every row, float32. Other than in gensim, restrict_vocab is followed.
        """
        topn = _count_of(topn)
        if topn is not None and topn < 1:
            return []
        ups, downs = listed(positive), listed(negative)
        if any(map(is_weighted, ups + downs)):
            raise TypeError("most_similar_cosmul() has no weights: give words, row numbers or arrays alone")
        core = self._now or self._settled_for(ups, downs)
        _, last = row_range(core.size, 0, None, restrict_vocab)
        below = numpy.prod([self._shifted(key, last) for key in downs], axis=0)
        if not ups:
            raise ValueError("there is nothing to compare with: give at least one positive word")
        above = numpy.prod([self._shifted(key, last) for key in ups], axis=0)
        scores = (above / (below + 0.000001)).astype(_float32)
        if topn is None:
            return scores
        given = {self._row_of(key) for key in ups + downs if is_key(key)}
        best = [row for row in _best(scores, topn + len(given)).tolist() if row not in given]
        return [(core.word(row), float(scores[row])) for row in best[:topn]]

    def _shifted(self, key: Any, last: int) -> numpy.ndarray:
        """(1 + cosine) / 2 with each of the first rows."""
        length = 1.0 if is_key(key) else float(numpy.linalg.norm(key))
        return (1 + self._cosines(key, last) * length) / 2
