"""Word vectors: look-up, questions, changes and files, by gensim's names."""
from __future__ import annotations

import operator
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import numpy

from hogvec.arguments import path_of, whole
from hogvec.copies import copied, reduced
from hogvec.evaluation import Evaluation
from hogvec.files import Files
from hogvec.keys import is_key
from hogvec.measures import Measures
from hogvec.streams import Path
from hogvec.table import Draft

_GONE = {
    "vocab": "key_to_index is the dict of rows, index_to_key the list of words, get_vecattr(word, 'count') a count",
    "index2word": "it is called index_to_key",
    "index2entity": "it is called index_to_key",
    "syn0": "it is called vectors",
    "syn0norm": "get_normed_vectors() makes a copy of the rows scaled to length 1",
    "vectors_norm": "get_normed_vectors() makes a copy of the rows scaled to length 1",
    "accuracy": "evaluate_word_analogies(path) gives the share of right answers",
    "wmdistance": "hogvec does not have it; the package POT computes it from vectors",
    "wv": "these are the vectors; a model has .wv, and this is what it is",
}


class _Gone:
    """An attribute that is not there any more; the error says what to write."""

    def __init__(self, name: str, instead: str) -> None:
        self._message = f"there is no attribute {name!r}: {instead}"

    def __get__(self, owner: Any, kind: Any = None) -> NoReturn:
        raise AttributeError(self._message)

    def __set__(self, owner: Any, value: Any) -> NoReturn:
        raise AttributeError(self._message)


class _NotWalked(TypeError, KeyError):
    """An object that raises KeyError when it is walked is no sequence to NumPy, and may be in arrays of objects."""

    __str__ = Exception.__str__


class KeyedVectors(Measures, Files, Evaluation):
    """Words and a float32 vector for each.

    kv[word] is the vector of a word, kv[[word, ...]] an array of several; `word in kv`; len(kv) is the
    number of words. Words are str, or bytes in UTF-8; a word in a file that is no UTF-8 comes as str with
    surrogate escapes, and is found by its bytes too. An int that is no word is the number of a row.

    `vectors` and everything handed out of it are views that can't be written to. A change (kv[word] =
    vector, add_vectors(), ...) makes a new table and leaves the views as they were. Questions may be asked
    from many threads at a time; changes take turns, and are not for times when others ask.
    """

    __slots__ = ()

    def __init__(self, vector_size: int, count: int = 0, dtype: Any = numpy.float32) -> None:
        """Vectors of a given length, and no words yet. There is room for `count` words before memory is
        taken again; other than in gensim, len() is 0 until some are added. dtype must be float32."""
        dim, room = operator.index(vector_size), operator.index(count)
        if dim < 1 or room < 0:
            raise ValueError(f"vector_size must be 1 or more, and count 0 or more: not {dim}, {room}")
        if numpy.dtype(dtype) != numpy.float32:
            raise ValueError(f"vectors are float32, not {numpy.dtype(dtype)}; leave dtype out")
        self._start(Draft([], {}, numpy.empty((room, dim), numpy.float32)))

    def __getitem__(self, key: Any) -> numpy.ndarray:
        """get_vector() of a key; of a list or tuple of keys their vectors, stacked in a new array, shape
        (len(keys), vector_size)."""
        if type(key) is str:  # the usual case, by the shortest way
            try:
                row, rows = self._find(key), self._rows
                if row >= 0 and rows is not None:
                    return rows[row]
            except ValueError:  # of a lone surrogate
                raise self._unknown(key) from None
        return self.get_vector(key) if is_key(key) else self._stacked(key)

    def _stacked(self, keys: Iterable[Any]) -> numpy.ndarray:
        if isinstance(keys, numpy.ndarray) and keys.ndim == 0:
            return self[keys.item()]
        if not isinstance(keys, Iterable):
            raise TypeError(f"a word, a row number or a list of these is due, not {type(keys).__name__}")
        listed = list(keys)
        if not listed:
            raise ValueError("a list of no words has no vectors")
        rows = [self._row_of(key) for key in listed]
        if min(rows) >= 0 and self._rows is not None:
            return self._rows[rows]
        return numpy.vstack([self.get_vector(key) for key in listed])

    def __contains__(self, key: Any) -> bool:
        """Whether a key has a vector; one made of n-grams counts (has_subwords)."""
        try:
            if self._find(key) >= 0:
                return True
        except (TypeError, ValueError):  # no word, or one with a lone surrogate
            return self.has_index_for(key)
        return self._composes and self._core.vector(key) is not None

    def __iter__(self) -> Iterator[Any]:
        """TypeError at the first step: without this, Python would try kv[0], kv[1], ..."""
        raise _NotWalked("vectors can't be iterated over: index_to_key is the list of words, and vectors are the rows")
        yield  # not by iter(), whose TypeErrors NumPy does not look at

    def vectors_for_all(self, keys: Iterable[Any], allow_inference: bool = True,
                        copy_vecattrs: bool = False) -> KeyedVectors:
        """The vectors of all these words that have one, as new KeyedVectors, each word once.

        allow_inference: those that are made of n-grams as well. copy_vecattrs: attributes too; other than
        gensim's, counts are not made up without.
        """
        has = self.__contains__ if allow_inference else self.has_index_for
        kept = [key for key in dict.fromkeys(keys) if has(key)]
        found = KeyedVectors(self.vector_size, len(kept))
        if not kept:
            return found
        found.add_vectors([self._named(key) for key in kept], self[kept])
        if copy_vecattrs:
            for key in filter(self.has_index_for, kept):
                for name in self.expandos:
                    found.set_vecattr(self._named(key), name, self.get_vecattr(key, name))
        return found

    def near_spellings(self, word: str | bytes, n: int = 3) -> list[str]:
        """Up to n words of similar spelling, for "did you mean": at most two letters differ; nearest
        first."""
        count = min(whole("n", n, None), len(self))
        return self._core.near_spellings(word, count) if count > 0 else []

    def use_index(self, path: Path, breadth: int | None = None) -> None:
        """Answers most_similar() by an approximate index of these vectors from now on: faster, and not
        quite all of the nearest words. A change of the vectors ends it; copies made before go on without, and
        pickles have none. breadth: candidates of each search; more find more. ValueError if the index is of
        other vectors."""
        limit = None if breadth is None else min(whole("breadth", breadth, 1), sys.maxsize)
        with self._lock:
            core = self._core.with_index(path_of("path", path), limit)
            self._now, self._find = core, core.find  # of the same rows

    def build_index(self, path: Path) -> None:
        """Writes an index for use_index()."""
        self._core.build_index(path_of("path", path))

    def __repr__(self) -> str:
        path = None if self._now is None else self._now.path
        mapped = "" if path is None else f", mapped from {path!r}"
        return f"<hogvec.KeyedVectors {len(self):,} words x {self.vector_size}{mapped}>"

    def __str__(self) -> str:
        return f"KeyedVectors<vector_size={self.vector_size}, {len(self)} keys>"

    def __copy__(self) -> KeyedVectors:
        """Shares the rows, which never change."""
        return copied(self, None)  # type: ignore[no-any-return]

    def __deepcopy__(self, memo: dict[int, Any]) -> KeyedVectors:
        return copied(self, memo)  # type: ignore[no-any-return]

    def __reduce__(self) -> tuple[Any, ...]:
        """For another process of the same run: of mapped vectors the path, of others the rows, which
        protocol 5 can hand over out of band. save() is for keeping."""
        return reduced(self)


for _name, _instead in _GONE.items():
    setattr(KeyedVectors, _name, _Gone(_name, _instead))
