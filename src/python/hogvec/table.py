"""What vectors are kept in: a table that never changes, or a draft of the next one."""
from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import numpy

from hogvec import _hogvec
from hogvec.errors import UnknownWordError
from hogvec.keys import is_key, is_word, keys_of, word_of
from hogvec.streams import Stamp

_Self = TypeVar("_Self", bound="Table")


def counts_of(core: _hogvec.Vectors) -> numpy.ndarray | None:
    """How often each word was seen: uint64; None if that is not known."""
    counts = core.counts()
    return None if counts is None else numpy.frombuffer(counts, numpy.uint64)


class Draft:
    """Words and rows that are being changed. The rows have spare room at their end."""

    __slots__ = ("words", "index", "room")

    def __init__(self, words: list[str], index: dict[str, int], room: numpy.ndarray) -> None:
        self.words = words
        self.index = index
        self.room = room

    def rows(self) -> numpy.ndarray:
        return self.room[:len(self.words)]

    def find(self, word: Any) -> int:
        return self.index.get(word_of(word), -1)

    def reserve(self, count: int) -> None:
        """Room for so many more rows; at least half as much again, so that adding one by one is cheap."""
        wanted = len(self.words) + count
        if wanted > len(self.room):
            grown = numpy.empty((max(wanted, len(self.room) * 3 // 2), self.room.shape[1]), numpy.float32)
            grown[:len(self.words)] = self.rows()
            self.room = grown

    def append(self, word: str, values: Any) -> int:
        number = len(self.words)
        self.room[number] = values
        self.words.append(word)
        self.index[word] = number
        return number


class Table:
    """Words and their rows.

    Questions go to `_now`, whose rows are shown by `_rows`. A change makes a draft of it, and the next
    question a new `_now` of the draft; what was handed out of the old one stays as it is.
    """

    __slots__ = ("_now", "_rows", "_find", "_composes", "_draft", "_like", "_keys", "_index", "_counts",
                 "_attrs", "_stamp", "_lock", "__weakref__")

    _now: _hogvec.Vectors | None
    _rows: numpy.ndarray | None  # of `_now`
    _find: Callable[[Any], int]  # of `_now` or the draft
    _composes: bool  # whether words without a row may have a vector
    _draft: Draft | None  # if there is no `_now`
    _like: _hogvec.Vectors | None  # what the draft was made of
    _keys: list[str] | None
    _index: dict[str, int] | None
    _counts: numpy.ndarray | None  # those of `_now`, when they were asked for
    _attrs: dict[str, numpy.ndarray]  # what set_vecattr() set; may be shorter than there are words
    _stamp: Stamp | None  # of the file that `_now` maps
    _lock: Any

    def _start(self, draft: Draft | None) -> None:
        self._lock = threading.RLock()
        self._attrs = {}
        self._now = self._rows = self._like = self._stamp = None
        self._composes = False
        self._keys = self._index = self._counts = None
        if draft is not None:
            self._take_draft(draft)

    @classmethod
    def _from_core(cls: type[_Self], core: _hogvec.Vectors) -> _Self:
        """Shows vectors of the library, without copying them."""
        table = cls.__new__(cls)
        table._start(None)
        table._show(core)
        return table

    def _set_core(self, core: _hogvec.Vectors) -> None:
        """The same object shows other vectors from now on, with their own counts."""
        with self._lock:
            same_size = self._now is not None and self._now.size == core.size
            self._attrs = {name: values for name, values in self._attrs.items()
                           if same_size and name != "count"}
            self._keys = self._index = self._stamp = None
            self._show(core)

    def _show(self, core: _hogvec.Vectors) -> None:
        self._rows = numpy.asarray(core.rows())
        self._find = core.find
        self._composes = core.has_subwords
        self._counts = self._like = None
        self._now = core
        self._draft = None

    @property
    def _core(self) -> _hogvec.Vectors:
        """The vectors as the library has them. ValueError if there are none yet."""
        return self._now or self._settled()

    def _settled_for(self, *given: Any) -> _hogvec.Vectors:
        """`_core`, to be asked about keys; UnknownWordError if there are none yet."""
        if not len(self):
            for key in filter(is_key, keys_of(*given)):
                raise self._unknown(key)
        return self._settled()

    def _settled(self) -> _hogvec.Vectors:
        """Makes the table of a draft."""
        with self._lock:
            draft = self._draft
            if draft is not None:
                self._show(self._table_of(draft))
            assert self._now is not None
            return self._now

    def _table_of(self, draft: Draft) -> _hogvec.Vectors:
        if not draft.words:
            raise ValueError("there are no vectors yet: add_vectors() adds some")
        rows = draft.rows()
        like = self._like if self._like is not None and self._like.dim == rows.shape[1] else None
        return _hogvec.Vectors.of(draft.words, rows, self._counts_to_keep(), like)

    def _counts_to_keep(self) -> numpy.ndarray | None:
        """Counts that were set, for as many words as there are."""
        if "count" not in self._attrs:
            return None
        counts = self._attribute("count")
        if (counts < 0).any():
            raise ValueError(f"{self.index_to_key[int(numpy.argmin(counts))]!r} has a count below 0")
        return counts.astype(numpy.uint64)

    def _change(self, rows: numpy.ndarray | None = None) -> Draft:
        """The draft to change, of these rows if there are any; to be called with the lock held."""
        draft = self._draft
        if draft is not None:
            if rows is not None:
                draft.room = rows
            return draft
        counts = self.counts
        if counts is not None:
            self._attrs["count"] = counts.copy()
        room = numpy.array(self._rows) if rows is None else rows
        self._take_draft(Draft(self.index_to_key, self.key_to_index, room))
        return self._change()

    def _take_draft(self, draft: Draft) -> None:
        self._draft = draft
        self._keys, self._index = draft.words, draft.index
        self._like = self._now
        self._rows = self._stamp = self._counts = None
        self._find = draft.find
        self._now = None

    def _attribute(self, name: str) -> numpy.ndarray:
        """A value per word; KeyError if nothing has set it."""
        values = self._attrs.get(name)
        if values is None:
            counts = self.counts if name == "count" else None
            if counts is None:
                raise KeyError(f"no word has the attribute {name!r}")
            return counts
        if len(values) < len(self):
            grown = numpy.zeros(len(self), values.dtype)
            grown[:len(values)] = values
            values = self._attrs[name] = grown
        return values

    @property
    def counts(self) -> numpy.ndarray | None:
        """How often each word was seen in training: int64, shape (len(kv),), read-only; or None if that
        is not known. gensim makes numbers up in this case."""
        if "count" in self._attrs:
            values = self._attribute("count").view()
            values.flags.writeable = False
            return values
        if self._counts is None and self._now is not None:
            stored = counts_of(self._now)
            self._counts = None if stored is None else stored.view(numpy.int64)
        return None if self._counts is None else self._counts.view()

    @property
    def index_to_key(self) -> list[str]:
        """The words in the order of their rows: a list that is made when it is first asked for, and kept."""
        keys = self._keys
        if keys is None:
            keys = self._keys = self._core.words()
        return keys

    @property
    def key_to_index(self) -> dict[str, int]:
        """The row of each word: a dict that is made when it is first asked for, and kept."""
        index = self._index
        if index is None:
            index = self._index = {word: row for row, word in enumerate(self.index_to_key)}
        return index

    @property
    def vector_size(self) -> int:
        """The length of a vector."""
        draft = self._draft
        return self._core.dim if draft is None else draft.room.shape[1]

    @property
    def has_subwords(self) -> bool:
        """Whether words without a row get a vector made of their n-grams."""
        return self._composes

    def __len__(self) -> int:
        draft = self._draft
        return self._core.size if draft is None else len(draft.words)

    def _unknown(self, key: Any) -> UnknownWordError:
        """With the object that knows similar spellings, which makes the table of a draft only if asked."""
        return UnknownWordError(key, self if is_word(key) and len(self) else None)
