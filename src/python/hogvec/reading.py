"""From sentences or files to a text of numbers, which training reads."""
from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Iterable, Iterator
from typing import Any, Callable, Optional, Union

from hogvec import _hogvec
from hogvec.arguments import is_path
from hogvec.errors import FormatError
from hogvec.progress import Display
from hogvec.runs import Watcher, follow
from hogvec.sentences import Source

logger = logging.getLogger("hogvec")

Base = Union[_hogvec.Vectors, _hogvec.Text, None]
StartOfJob = Callable[[Optional[_hogvec.Job]], None]


def read(source: Source, options: _hogvec.IngestOptions, base: Base, fixed: bool, display: Display,
         on_job: StartOfJob) -> tuple[_hogvec.Text, float]:
    """The text, and the seconds that it took. The words of `base` are in the vocabulary too; or they are all of it.

    `on_job` gets what can be stopped, and None when it is over.
    """
    began = time.monotonic()
    text = _read(source, options, base, fixed, display, on_job)
    seconds = time.monotonic() - began
    _log(text, seconds)
    return text, seconds


def unknown_words(source: Source, options: _hogvec.IngestOptions, display: Display, on_job: StartOfJob) -> int:
    """The words of a text that has none of a vocabulary, which are counted in a second reading; 0 if it has no words
    at all, or can't be read twice."""
    if isinstance(source.given, Iterator):
        return 0
    options.min_count, options.max_vocab = 1, 0
    try:
        return words_read(_read(source, options, None, False, display, on_job))
    except FormatError:
        return 0


def _read(source: Source, options: _hogvec.IngestOptions, base: Base, fixed: bool, display: Display,
          on_job: StartOfJob) -> _hogvec.Text:
    options.sentence = source.sentence
    if source.files is None:
        return _read_sentences(source, options, base, fixed)
    return _read_files(source.files, options, base, fixed, display, on_job)


def _read_sentences(source: Source, options: _hogvec.IngestOptions, base: Base, fixed: bool) -> _hogvec.Text:
    changed = {name: plain for name, plain in (("lowercase", False), ("split", "whitespace"), ("digits", "keep"))
               if getattr(options, name) != plain}
    if changed:
        unset = "; ".join(f"model.{name} = {plain!r}" for name, plain in changed.items())
        raise ValueError(
            f"{' and '.join(changed)}: for files only, as words of sentences are taken as they are; change them "
            f"yourself, as in ([word.lower() for word in s] for s in sentences), and if they are as they must be, "
            f"say {unset}")
    return _hogvec.read_sentences(source.given, options, base, fixed)


def _read_files(files: list[Any], options: _hogvec.IngestOptions, base: Base, fixed: bool, display: Display,
                on_job: StartOfJob) -> _hogvec.Text:
    options.corpus = files
    job = _hogvec.start_reading(options, base, fixed)
    on_job(job)
    try:
        follow(job, Watcher(display))
        return job.text()
    finally:
        on_job(None)


def _log(text: _hogvec.Text, seconds: float) -> None:
    report = text.report
    logger.info("vocabulary: %s words kept, %s dropped; text: %s words kept, %s dropped; %.2f s",
                f"{text.words:,}", f"{report['dropped_words']:,}", f"{text.tokens:,}",
                f"{report['dropped_tokens']:,}", seconds)
    for number, what in ((report["long_tokens"], "words that are too long were left out"),
                         (text.empty_tokens, "empty words were left out"),
                         (report["absent_stopwords"], "stop words do not occur in the text")):
        if number:
            logger.warning("%s %s", f"{number:,}", what)


@contextlib.contextmanager
def stopword_file(stopwords: Any, folder: Any) -> Iterator[Any]:
    """The path of a file with the stop words, one per line: the caller's, or a temporary one; "" for none."""
    if not stopwords or is_path(stopwords):
        yield stopwords or ""
        return
    import tempfile  # which takes time to load

    where = None if folder is None else os.fsdecode(folder)
    with tempfile.NamedTemporaryFile(prefix="hogvec-", suffix=".txt", dir=where) as file:
        file.write(b"".join(_lines(stopwords)))
        file.flush()
        yield file.name


def _lines(words: Iterable[Any]) -> Iterator[bytes]:
    for word in words:
        if not isinstance(word, (str, bytes)):
            raise TypeError(f"stopwords must be words or the path of a file, not {type(word).__name__}")
        yield (word.encode("utf-8", "surrogateescape") if isinstance(word, str) else word) + b"\n"


def words_read(text: _hogvec.Text) -> int:
    """Words of the text, those that are left out too as far as they were counted."""
    report = text.report
    left_out = ("dropped_tokens", "long_tokens", "stop_tokens")
    return text.tokens + sum(report[name] for name in left_out)
