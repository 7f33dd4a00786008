"""Changes of vectors: words added, rows replaced, attributes of words."""
from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import numpy

from hogvec.keys import is_key, rows_of, vector_of, word_of
from hogvec.lookup import Lookup


def _kind_of(value: Any) -> numpy.dtype:
    """The type of an array that holds such values."""
    kind = numpy.dtype(object) if value is None else numpy.asarray(value).dtype
    return numpy.dtype(object) if kind.kind in "US" or numpy.ndim(value) else kind


class Changes(Lookup):
    """What can be changed. Arrays that were handed out before keep the old rows."""

    __slots__ = ()

    def _no_rows(self) -> numpy.ndarray:
        rows = numpy.empty((0, self.vector_size), numpy.float32)
        rows.flags.writeable = False
        return rows

    @property
    def vectors(self) -> numpy.ndarray:
        """All rows: float32, shape (len(kv), vector_size), read-only, and no copy. Rows may be padded;
        numpy.ascontiguousarray() makes a contiguous copy. Assigning an array with as many rows, of any
        length, replaces all of them; one row is replaced by kv[word] = vector."""
        rows = self._rows
        if rows is None:
            with self._lock:
                if self._rows is None and len(self):
                    self._settled()
                rows = self._no_rows() if self._rows is None else self._rows
        return rows.view()  # whose shape is the caller's own

    @vectors.setter
    def vectors(self, rows: Any) -> None:
        with self._lock:
            self._change(numpy.array(rows_of(rows, len(self), None)))

    def add_vector(self, key: str | bytes, vector: Any) -> int:
        """Adds a word; returns its row. A word that is there keeps its vector. Adding one by one costs
        no more than add_vectors()."""
        word = word_of(key)
        with self._lock:
            values = vector_of(vector, self.vector_size)
            row = self._find(word)
            if row >= 0:
                return row
            draft = self._change()
            draft.reserve(1)
            return draft.append(word, values)

    def add_vectors(self, keys: Any, weights: Any, extras: Mapping[str, Any] | None = None,
                    replace: bool = False) -> None:
        """Adds words (a list, or one) with their vectors: array-like, shape (len(keys), vector_size).

        Words that are there keep their vectors, unless `replace`; a word that occurs twice in `keys` has
        its first vector, or its last for `replace`. Row numbers may stand for words that are there.
        extras: attributes by name, an array with a value per key each. Nothing is changed if an argument
        is wrong: ValueError for another shape, TypeError for keys that are no words.
        """
        alone = is_key(keys)
        listed = [keys] if alone else list(keys)
        with self._lock:
            rows = rows_of(numpy.reshape(weights, (1, -1)) if alone else weights, len(listed),
                           self.vector_size)
            values = {name: self._checked_extra(name, extra, len(listed))
                      for name, extra in (extras or {}).items()}
            named = [self._named(key) for key in listed]
            places, targets = self._place(named, replace)
            draft = self._change()
            draft.room[targets] = rows[places]
            for name, extra in values.items():
                self._attribute_for(name, extra.dtype)[targets] = extra[places]

    def _named(self, key: Any) -> str:
        """The word of a key; of a row number, the word that is there."""
        if not isinstance(key, (int, numpy.integer)):
            return word_of(key)
        return self.index_to_key[self.get_index(key)]

    def _place(self, words: list[str], replace: bool) -> tuple[list[int], list[int]]:
        """Which of the words are to be stored, and in which rows. New ones are appended."""
        draft = self._change()
        draft.reserve(len(words))
        places, targets = [], []
        for place, word in enumerate(words):
            row = draft.find(word)
            if row < 0:
                row = draft.append(word, 0)
            elif not replace:
                continue
            places.append(place)
            targets.append(row)
        return places, targets

    def __setitem__(self, keys: Any, weights: Any) -> None:
        """kv[word] = vector, kv[[word, ...]] = vectors: replaces vectors, and adds words."""
        self.add_vectors(keys, weights, replace=True)

    def _checked_extra(self, name: str, extra: Any, count: int) -> numpy.ndarray:
        values = numpy.asarray(extra)
        if values.dtype.kind in "US":
            values = values.astype(object)
        if values.shape != (count,):
            raise ValueError(f"{name!r} must have a value for each of {count} keys, not shape {values.shape}")
        self._check_values(name, values)
        return values

    # Attributes of words.

    def get_vecattr(self, key: Any, attr: str) -> Any:
        """An attribute of a word, as set_vecattr() set it or, for "count", as training counted it.
        KeyError if there is no such word or attribute; gensim makes up counts that it does not have."""
        row = self.get_index(key)
        return self._attribute(attr)[row]

    def set_vecattr(self, key: Any, attr: str, val: Any) -> None:
        """Sets an attribute of a word; others have 0 until theirs is set. The first value decides
        on the type of all: TypeError for values that do not fit, ValueError for a count below 0. "count" is
        saved with the vectors, other attributes are kept in pickles and copies only."""
        row = self.get_index(key)
        with self._lock:
            kind = _kind_of(val)
            self._check_values(attr, numpy.asarray(val, kind))
            self._attribute_for(attr, kind)[row] = val

    def _check_values(self, name: str, values: numpy.ndarray) -> None:
        kind = values.dtype
        stored = numpy.dtype(numpy.int64) if name == "count" else None
        if name in self._attrs:
            stored = self._attrs[name].dtype
        if stored is not None and not numpy.can_cast(kind, stored, "safe"):
            raise TypeError(f"values of {name!r} are of type {stored}, which can't hold {kind}")
        if name == "count" and (values < 0).any():
            raise ValueError(f"a count is 0 or more, not {values.min()}")

    def _attribute_for(self, name: str, kind: numpy.dtype) -> numpy.ndarray:
        """The values of an attribute, to be changed."""
        if name not in self._attrs:
            counts = self.counts if name == "count" else None
            kind = numpy.dtype(numpy.int64) if name == "count" else kind
            self._attrs[name] = numpy.zeros(len(self), kind) if counts is None else counts.copy()
        return self._attribute(name)

    @property
    def expandos(self) -> dict[str, numpy.ndarray]:
        """The attributes of words by their names, a value per word each."""
        names = set(self._attrs) | (set() if self.counts is None else {"count"})
        return {name: self._attribute(name).view() for name in sorted(names)}

    # Lengths and order.

    @property
    def norms(self) -> numpy.ndarray:
        """The length of each row: float32, shape (len(kv),)."""
        return numpy.linalg.norm(self.vectors, axis=1)

    def fill_norms(self, force: bool = False) -> None:
        """Does nothing: lengths are kept next to the rows, and need no preparation."""

    def get_normed_vectors(self) -> numpy.ndarray:
        """A copy of all rows, scaled to length 1; rows of zeros stay so."""
        lengths = self.norms
        return self.vectors / numpy.where(lengths > 0, lengths, numpy.float32(1))[:, numpy.newaxis]

    def unit_normalize_all(self) -> None:
        """Scales all rows to length 1. No question about nearest words needs this."""
        with self._lock:
            self.vectors = self.get_normed_vectors()

    def init_sims(self, replace: bool = False) -> None:
        """Deprecated: needed for nothing. `replace` calls unit_normalize_all()."""
        warnings.warn("init_sims() is not needed any more; leave it out", DeprecationWarning, stacklevel=2)
        if replace:
            self.unit_normalize_all()

    def sort_by_descending_frequency(self) -> None:
        """Puts the most frequent words first, equally frequent ones in their order. KeyError if there
        are no counts."""
        if not len(self):
            return
        with self._lock:
            order = numpy.argsort(-self._attribute("count"), kind="stable")
            words = [self.index_to_key[row] for row in order]
            draft = self._change(self.vectors[order])
            self._attrs = {name: self._attribute(name)[order] for name in self._attrs}
            draft.words, draft.index = words, {word: row for row, word in enumerate(words)}
            self._keys, self._index = draft.words, draft.index
