"""What a model is made of, and how it reads and trains: the inside of Word2Vec."""
from __future__ import annotations

import errno
import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

import numpy

from hogvec import _hogvec
from hogvec.arguments import is_path, whole
from hogvec.callbacks import Callbacks
from hogvec.errors import BusyError, FormatError
from hogvec.keyed_vectors import KeyedVectors
from hogvec.model_rows import ModelRows, check_memory
from hogvec.progress import Display, ProgressOption, display_for
from hogvec.reading import read, stopword_file, unknown_words, words_read
from hogvec.saving import write_model
from hogvec.sentences import Source
from hogvec.settings import Settings, checked
from hogvec.streams import Path
from hogvec.summary import Summary
from hogvec.training import Training, checkpoints_of

logger = logging.getLogger("hogvec")

_NOT_PICKLED = ("_text", "_source", "_job", "_pausing", "_thread", "_stopped_run", "_lock", "_call", "_progress",
                "callbacks")

_T = TypeVar("_T")
_MOST_COUNT = 2**63 - 1


class _Reading(NamedTuple):
    seconds: float = 0.0
    iterated: bool = False


class Model(Settings):
    """Rows, a text and figures.

    losses: mean loss per pair of words, or window of CBOW, for each epoch of the last training, or since its resuming.
    summary: figures of the last training; None before.
    running_training_loss: the sum over the pairs or windows of that training.
    corpus_count, corpus_total_words: sentences and words of the text that build_vocab() read; of a file, sentences
        with a word that is kept.
    total_train_time: seconds.
    """

    hs = 0
    batch_words = 10000
    compute_loss = True
    callbacks: Any = ()  # those of the constructor
    losses: list[float]
    summary: Summary | None
    running_training_loss: float
    corpus_count: int
    corpus_total_words: int
    total_train_time: float

    def _begin_empty(self, init_vectors: Any, progress: ProgressOption) -> None:
        display_for(progress)
        self._rows = ModelRows(self.vector_size)
        self._init_vectors = init_vectors
        self._progress = progress
        self._reading = _Reading()
        self._sentence: int | str = "line"
        self._trainings = 0
        self._last_alpha: float | None = None
        self._owns_checkpoints = False
        self.losses, self.summary = [], None
        self.running_training_loss = self.total_train_time = 0.0
        self.corpus_count = self.corpus_total_words = 0
        self._begin_idle()

    def _begin_idle(self) -> None:
        self._text: _hogvec.Text | None = None
        self._source: Source | None = None
        self._job: _hogvec.Job | None = None  # that runs
        self._pausing: _hogvec.Job | None = None  # that waits for callbacks, whose rows are not shown yet
        self._thread = 0  # that calls them
        self._stopped_run: tuple[_hogvec.Vectors | None, int] | None = None  # how a run with checkpoints began
        self._lock = threading.Lock()  # of `_call`
        self._call: object | None = None  # what reads or trains

    def __getstate__(self) -> dict[str, Any]:
        """All but the text, and what the caller wants to be called; in a callback with the rows as they are."""
        _ = self.wv
        return {name: value for name, value in self.__dict__.items() if name not in _NOT_PICKLED}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _progress=None)
        self._begin_idle()

    @property
    def wv(self) -> KeyedVectors:
        """The vectors, one object for the life of the model. After build_vocab() they are those that training begins
        with; to start from others, change them or set `wv`. Asked in a callback after an epoch, they are a copy of
        the rows as they are then."""
        if self._pausing is not None and threading.get_ident() == self._thread:
            self._rows.wv._set_core(self._pausing.snapshot())
            self._pausing = None
        return self._rows.wv

    @wv.setter
    def wv(self, vectors: KeyedVectors) -> None:
        if not isinstance(vectors, KeyedVectors):
            raise TypeError(f"wv must be KeyedVectors, not {type(vectors).__name__}")
        self._rows.wv = vectors

    @property
    def syn1neg(self) -> numpy.ndarray[Any, Any]:
        """The output rows, shape (words, vector_size): read-only, zeros before training. AttributeError before
        build_vocab(). Asked in a callback after an epoch, those as they are then."""
        _ = self.wv
        core = self._rows.with_output()
        if core is None:
            raise AttributeError  # and missing_attribute() says why
        rows = core.output_rows()
        if rows is not None:
            return numpy.asarray(rows)
        zeros = numpy.zeros((core.size, core.dim), numpy.float32)
        zeros.flags.writeable = False
        return zeros

    @property
    def layer1_size(self) -> int:
        """vector_size by its name in gensim."""
        return self.vector_size

    def get_latest_training_loss(self) -> float:
        """The loss of the last training, summed over its pairs of words, of CBOW over its windows, as gensim does,
        without gensim's limit.

        See `losses` for means, which can be compared."""
        return self.running_training_loss

    def stop(self) -> None:
        """Ends a reading or training of this model early; for other threads and for callbacks.

        train() then returns as usual, with the rows learned so far; a reading raises Interrupted, and so does a
        training that has not begun yet. Nothing happens if none runs, or while a Python iterable is walked."""
        job = self._job
        if job is not None:
            job.stop()

    def _alone(self, progress: ProgressOption, work: Callable[[Display], _T]) -> _T:
        """Does one piece of work at a time: BusyError for a second one.

        Ctrl-C may come between any two steps of this, and the model is free afterwards all the same: that holds for
        `with` and a lock, and for a `finally` without calls."""
        if _hogvec.is_forked():
            raise RuntimeError("a process that was forked can't train, since its threads were not forked with it; "
                               "start processes by multiprocessing.get_context('spawn')")
        this = object()
        try:
            with self._lock:
                if self._call is not None:
                    raise BusyError(errno.EBUSY, "this model is being trained already, by another thread or the "
                                                 "caller of this callback")
                self._call = this
            return self._shown(progress, work)
        finally:
            if self._call is this:
                self._call = None

    def _shown(self, progress: ProgressOption, work: Callable[[Display], _T]) -> _T:
        display = display_for(self._progress if progress is None else progress)
        try:
            return work(display)
        finally:
            display.close()

    def _vocabulary(self) -> _hogvec.Text | _hogvec.Vectors | None:
        """Words with counts, if there are any: those of the text, or of model.wv if it has words beyond them."""
        core = self._rows.core()
        if core is None or core.counts() is None or self._text is not None and not self._rows.has_more_words():
            return self._text
        return core

    def _kept(self) -> str:
        return "; words that model.wv has without counts then start from their rows" if len(self._rows.wv) else ""

    def _set_job(self, job: _hogvec.Job | None) -> None:
        self._job = job

    def _read(self, source: Source, base: Any, fixed: bool, display: Display) -> _hogvec.Text:
        options, self.stopwords = self._ingest_options(), checked("stopwords", self.stopwords)
        with stopword_file(self.stopwords, self.tmp_dir) as path:
            options.stopwords = path
            text, seconds = read(source, options, base, fixed, display, self._set_job)
        self._reading = _Reading(seconds, source.files is None)
        self._sentence = source.sentence
        return text

    def _build(self, source: Source, update: bool, display: Display) -> None:
        """Reads a text, and makes a vocabulary of it or adds its words."""
        base = self._vocabulary() if update else None
        if update and base is None:
            raise RuntimeError(f"there is no vocabulary yet that update=True adds words to: leave it out{self._kept()}")
        loaded = None if update or self._vocabulary() is not None else self._rows.with_output()
        start = self._rows.start() if update else self._init_rows() or loaded
        checkpoints_of(self)
        text = self._read(source, base, False, display)
        check_memory(text.words, self.vector_size, self.memory_limit)
        self._rows.begin(text, self.vector_size, self.seed, start, warns=update)
        if start is not None and start is loaded:
            self._rows.say_started(start)
        self._text, self._source = text, source
        self.corpus_count = max(text.all_sentences, text.sentences)
        self.corpus_total_words = words_read(text)

    def _build_and_learn(self, source: Source, callbacks: Callbacks, display: Display) -> None:
        self._build(source, False, display)
        self._learn(self._text_for(None, display), callbacks, display)

    def _init_rows(self) -> _hogvec.Vectors | None:
        given = self._init_vectors
        if given is None or isinstance(given, KeyedVectors):
            return None if given is None else given._core
        if not is_path(given):
            raise TypeError(f"init_vectors must be a path or KeyedVectors, not {type(given).__name__}")
        return _hogvec.Vectors.open(given, False, None, False, True)

    def _text_for(self, source: Source | None, display: Display) -> _hogvec.Text:
        """The text that was kept, if `source` means it; else another, in terms of the same vocabulary."""
        vocabulary = self._vocabulary()
        if vocabulary is None:
            raise RuntimeError(f"there is no vocabulary to train: call build_vocab(sentences) first{self._kept()}")
        if self._text is not None and (source is None or source.is_same_as(self._source)):
            if vocabulary is self._text or source is None or isinstance(source.given, Iterator):
                return self._text  # else words that were added are looked for
        if source is None:
            raise TypeError("this model has kept no text: give train() the sentences, or corpus_file=")
        self._text = self._read(source, vocabulary, True, display)
        self._source = source
        return self._text

    def _train(self, source: Source | None, given: Mapping[str, Any], callbacks: Callbacks,
               display: Display) -> tuple[int, int]:
        """Trains with these options, which the model keeps. If it can't begin, all is as before."""
        options = self._checked_options(given)
        try:
            text = self._text_for(source, display)
        except FormatError as error:
            words = 0 if source is None or "has none of the" not in str(error) else self._unknown(source, display)
            if not words:
                raise
            logger.warning("nothing is trained: %s", error)
            self._set_options(options)
            return 0, words * self.epochs
        self._set_options(options)
        self._learn(text, callbacks, display)
        return 0 if self.summary is None else self.summary.trained, words_read(text) * self.epochs

    def _unknown(self, source: Source, display: Display) -> int:
        return unknown_words(source, self._ingest_options(), display, self._set_job)

    def _learn(self, text: _hogvec.Text, callbacks: Callbacks, display: Display) -> None:
        options = self._train_options()
        options.seed = (self.seed + self._trainings) % 2**64  # each training draws anew
        Training(self, callbacks, display).run(text, options)
        if self._source is not None:
            self._source = self._source.without_sentences()

    def _build_from_counts(self, word_freq: Mapping[str, int], update: bool) -> None:
        before = self._rows.counts_by_word() if update else {}
        given = {word: whole(f"the count of {word!r}", count, 0, _MOST_COUNT) for word, count in word_freq.items()}
        counts = dict(before)
        for word, count in given.items():
            if word in before or count >= self.min_count:
                counts[word] = whole(f"the count of {word!r}", before.get(word, 0) + count, 0, _MOST_COUNT)
        kept = sorted(counts, key=lambda word: -counts[word])[:None if update else self.max_final_vocab]
        if not kept:
            raise ValueError("no word is frequent enough: lower min_count")
        check_memory(len(kept), self.vector_size, self.memory_limit)
        self._rows.begin_from_counts({word: counts[word] for word in kept}, self.vector_size, self.seed)
        self._text = self._source = None
        self.corpus_total_words = sum(given.values())

    def _take_loaded(self, vectors: _hogvec.Vectors, path: Path) -> None:
        if vectors.output_rows() is None:
            logger.warning("%s has no output rows: training would start them from zero", os.fsdecode(path))
        self._rows.show(vectors, vectors)
        self._sentence = vectors.configuration.get("sentence", "line")
        self.corpus_total_words = sum(self._rows.counts_by_word().values())

    def _save(self, path: Path) -> None:
        _ = self.wv  # in a callback these are the rows as they are
        vectors = self._rows.with_output()
        if vectors is None:
            raise ValueError("there is nothing to save before build_vocab()")
        write_model(path, vectors, self._configuration(self._sentence))
        if self._owns_checkpoints and self.checkpoint is not None:
            _hogvec.remove_checkpoints(self.checkpoint)
            self._owns_checkpoints = False
