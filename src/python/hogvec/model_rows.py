"""The rows of a model: what model.wv shows, and what training starts from."""
from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import numpy

from hogvec import _hogvec
from hogvec.keyed_vectors import KeyedVectors
from hogvec.table import counts_of

logger = logging.getLogger("hogvec")


class ModelRows:
    """model.wv, which stays one object, with the output rows that only training needs.

    Training starts from what was shown last, unless the caller has changed model.wv since.
    """

    def __init__(self, vector_size: int) -> None:
        self.wv = KeyedVectors(vector_size)
        self._shown: _hogvec.Vectors | None = None
        self._start: _hogvec.Vectors | None = None

    def show(self, shown: _hogvec.Vectors, start: _hogvec.Vectors | None) -> None:
        """Makes model.wv show rows; training starts from `start`, or at random if that is None."""
        self.wv._set_core(shown)
        self._shown, self._start = shown, start

    def core(self) -> _hogvec.Vectors | None:
        """What model.wv shows, with the counts that were set; None if it is empty."""
        if not len(self.wv):
            return None
        core, counts = self.wv._core, self.wv._counts_to_keep()
        if counts is not None and counts.tobytes() != core.counts():
            core = _hogvec.Vectors.of(core.words(), numpy.asarray(core.rows()), counts, core, core.output_rows())
            self.wv._set_core(core)
        return core

    def start(self) -> _hogvec.Vectors | None:
        """What training starts from; None: at random."""
        core = self.core()
        if core is None or core is self._shown:
            return self._start
        return core if core.output_rows() is not None else with_output_of(core, self._start)

    def has_more_words(self) -> bool:
        """Whether the caller has added words to model.wv, or set counts of it."""
        core, shown = self.core(), self._shown
        if core is None or shown is None or core is shown:
            return False
        if core.size == shown.size:
            return core.counts() != shown.counts() and core.words() == shown.words()
        return core.size > shown.size and set(core.words()) > set(shown.words())

    def warn_of_lost(self, next_core: _hogvec.Vectors) -> None:
        """Names the words of model.wv that are not in what it is about to show."""
        core = self.core()
        if core is None or core is self._shown:
            return
        lost = set(core.words()) - set(next_core.words())
        if lost:
            logger.warning("%d words of model.wv are not in the vocabulary, and are left out: %s%s; "
                           "build_vocab(sentences, update=True) adds words", len(lost),
                           ", ".join(map(repr, sorted(lost)[:5])), ", ..." if len(lost) > 5 else "")

    def say_started(self, start: _hogvec.Vectors) -> None:
        """How many words begin with a row that the model had."""
        words = self.wv.key_to_index
        known = sum(word in words for word in start.words())
        lost = start.size - known
        logger.log(logging.WARNING if lost else logging.INFO,
                   "%d of %d words start from the rows that the model had%s", known, len(words),
                   f"; {lost} words of these rows are not in the text, and are left out" if lost else "")

    def with_output(self) -> _hogvec.Vectors | None:
        """The rows of model.wv with the output rows that belong to them, as far as there are any."""
        core = self.core()
        if core is None or core.output_rows() is not None:
            return core
        return with_output_of(core, self._start)

    def begin(self, text: _hogvec.Text, dim: int, seed: int, start: _hogvec.Vectors | None, warns: bool) -> None:
        """For the words of a text: the rows of `start`, and rows at random for words that it does not have.

        `warns` of words of model.wv that are not among them."""
        if start is not None and start.dim != dim:
            raise ValueError(f"vectors to start from have {start.dim} dimensions, and vector_size is {dim}")
        initial = _hogvec.Vectors.initial(text, dim, seed)
        if warns:
            self.warn_of_lost(initial)
        self.show(initial if start is None else _overlaid(initial, start), start)

    def counts_by_word(self) -> dict[str, int]:
        """Of the words of model.wv; 0 without counts."""
        core = self.core()
        counts = None if core is None else counts_of(core)
        words = [] if core is None else core.words()
        return dict.fromkeys(words, 0) if counts is None else dict(zip(words, counts.tolist()))

    def begin_from_counts(self, counts: Mapping[str, int], dim: int, seed: int) -> None:
        """For words without a text, in this order. Words that have rows keep them."""
        words = list(counts)
        limit = 0.5 / dim
        rows = numpy.random.default_rng(seed).uniform(-limit, limit, (len(words), dim)).astype(numpy.float32)
        numbers = numpy.array([counts[word] for word in words], dtype=numpy.uint64)
        begun, start = _hogvec.Vectors.of(words, rows, numbers, None), self.with_output()
        if start is not None:
            begun = with_output_of(_overlaid(begun, start), start)
        self.show(begun, begun)

    def __getstate__(self) -> dict[str, Any]:
        with_output = self.with_output()
        output = with_output.output_rows() if with_output is not None else None
        return {"wv": self.wv, "starts": self.start() is not None,
                "output": None if output is None else numpy.array(numpy.asarray(output))}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.wv, output = state["wv"], state["output"]
        core = self.core()
        if core is not None and output is not None:
            core = _hogvec.Vectors.of(core.words(), numpy.asarray(core.rows()), counts_of(core), core, output)
            self.wv._set_core(core)
        self._shown, self._start = core, core if state["starts"] else None


def check_memory(words: int, dim: int, limit: int | None) -> None:
    """MemoryError if rows and output rows take more: they are made before a training, which checks all it needs."""
    needed = 8 * words * dim
    if limit is not None and needed > limit:
        raise MemoryError(f"memory_limit is {limit:,} bytes, and the tables of {words:,} words take {needed:,}: raise "
                          "it, or lower vector_size or max_final_vocab")


def _places(words: list[str], others: list[str]) -> numpy.ndarray[Any, Any]:
    """The number of each word among the others; -1 if it is not there."""
    ids = {word: number for number, word in enumerate(others)}
    return numpy.fromiter((ids.get(word, -1) for word in words), dtype=numpy.int64, count=len(words))


def _overlaid(base: _hogvec.Vectors, over: _hogvec.Vectors) -> _hogvec.Vectors:
    """The words and counts of `base`, with the rows of `over` where that has them."""
    words = base.words()
    places = _places(words, over.words())
    rows = numpy.array(numpy.asarray(base.rows()))
    rows[places >= 0] = numpy.asarray(over.rows())[places[places >= 0]]
    return _hogvec.Vectors.of(words, rows, counts_of(base), over)


def with_output_of(core: _hogvec.Vectors, other: _hogvec.Vectors | None) -> _hogvec.Vectors:
    """The words and rows of `core` with the output rows of another; zeros for words that it does not have."""
    output = other.output_rows() if other is not None else None
    if other is None or output is None or other.dim != core.dim:
        return core
    words = core.words()
    places = _places(words, other.words())
    rows = numpy.zeros((core.size, core.dim), dtype=numpy.float32)
    rows[places >= 0] = numpy.asarray(output)[places[places >= 0]]
    return _hogvec.Vectors.of(words, numpy.asarray(core.rows()), counts_of(core), core, rows)
