"""How files of vectors are opened: as they are, or as word2vec's own readers take them."""
from __future__ import annotations

import codecs
import logging
import os
from typing import Any

import numpy

from hogvec import _hogvec
from hogvec.arguments import path_of
from hogvec.errors import FormatError, TruncatedError
from hogvec.streams import Path, is_pickle, is_text, reading
from hogvec.table import counts_of

logger = logging.getLogger("hogvec")

# What word2vec's own readers make of a file: they drop repeated words, and end after the last row
# that the header promises.
_SKIPPED = ("repeated", "without_word", "not_finite")
_USUAL = {*_SKIPPED, "more", "lines_beyond", "bytes_beyond"}


def open_core(path: Path, mapped: bool, top: int | None, lenient: bool) -> _hogvec.Vectors:
    """The vectors in a file. FormatError with the way round for a pickle."""
    try:
        core = _hogvec.Vectors.open(path_of("path", path), mapped, top, lenient, False)
    except FormatError:
        if not is_pickle(path):
            raise
        raise FormatError(f"{os.fsdecode(path)}: a pickle, as gensim saves its models, which only gensim can load; "
                          "load it there, call save_word2vec_format() of the vectors, and load that file "
                          "here") from None
    _log_skipped(core, path)
    return core


def _log_skipped(core: _hogvec.Vectors, path: Path) -> None:
    counts = ", ".join(f"{name.replace('_', ' ')}: {count:,}" for name, count in core.passed_over.items())
    if counts:
        logger.warning("%s: rows that were skipped or not expected: %s", os.fsdecode(path), counts)


def open_as_others_do(path: Path, top: int | None) -> _hogvec.Vectors:
    """With the first of repeated words, which gensim keeps as well."""
    try:
        return open_core(path, True, top, False)
    except TruncatedError:
        raise
    except FormatError as error:
        try:
            core = _hogvec.Vectors.open(path_of("path", path), False, top, True, False)
        except FormatError:
            raise error from None
        if not set(core.passed_over) <= _USUAL:
            raise
        _log_skipped(core, path)
        return _without_more(core, path) if "more" in core.passed_over else core


def _lines_of(core: _hogvec.Vectors) -> int:
    """The rows in the part of the file that was read, with those that were skipped."""
    return core.size + sum(core.passed_over.get(name, 0) for name in _SKIPPED)


def _without_more(core: _hogvec.Vectors, path: Path) -> _hogvec.Vectors:
    """The rows that the header promises, of a file with more of them. Some that it promises may have been
    skipped: how many are left is found by bisection, which nearly always ends at once."""
    promised = _lines_of(core) - core.passed_over["more"]
    fit, rows = -1, min(core.size, promised)
    too_many = rows + 1
    while too_many - fit > 1:
        trial = _hogvec.Vectors.open(path_of("path", path), False, rows, True, False)
        excess = _lines_of(trial) - promised
        if excess > 0:
            too_many, rows = rows, max(rows - excess, fit + 1)
        else:
            core, fit, rows = trial, rows, (rows + too_many) // 2
    return core


def check_claims(core: _hogvec.Vectors, path: Path, binary: bool, no_header: bool) -> None:
    """The content decides on the format, whatever was said about it; but a text with a row that can't be
    read is no binary file, though it may be as long as one."""
    found, name = core.format, os.fsdecode(path)
    if found == "binary" and not binary and is_text(path):
        raise FormatError(f"{name}: a row of this text file is no word and {core.dim} numbers")
    if found == "glove" and not no_header:
        logger.warning("%s has no header; read so, though no_header=True was not said", name)
    if found in ("text", "binary") and no_header:
        logger.warning("%s has a header; read so, though no_header=True was said", name)
    if found in ("text", "glove") and binary:
        logger.warning("%s is a text file; read so, though binary=True was said", name)
    if found == "binary" and not binary:
        logger.warning("%s is a binary file; read so, though binary=True was not said", name)


def warn_of_type(datatype: Any) -> None:
    kind = numpy.dtype(datatype)
    if kind.kind != "f":
        raise TypeError(f"vectors hold numbers with a fraction: datatype can't be {kind}")
    if kind != numpy.float32:
        logger.warning("rows are float32 in memory; datatype=%s has no effect", kind)


def decoded(core: _hogvec.Vectors, encoding: str, errors: str) -> _hogvec.Vectors:
    """The vectors with their words read in another encoding, or with other handling of errors."""
    if codecs.lookup(encoding).name == "utf-8":
        fault = -1 if errors == "surrogateescape" else core.malformed_word()
        if fault < 0:
            return core
        if errors == "strict":
            _raise_malformed(core.word(fault))
    words: dict[str, int] = {}
    for row, word in enumerate(core.words()):
        words.setdefault(word.encode("utf-8", "surrogateescape").decode(encoding, errors), row)
    if len(words) < core.size:
        logger.warning("%d words are the same as others in this encoding, and left out", core.size - len(words))
    rows = list(words.values())
    counts = counts_of(core)
    kept = None if counts is None else counts[rows]
    return _hogvec.Vectors.of(list(words), numpy.asarray(core.rows())[rows], kept, core)


def _raise_malformed(word: str) -> None:
    try:
        word.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError as error:
        error.reason += "; unicode_errors='surrogateescape' keeps such words as they are"
        raise


def read_counts(path: Path, errors: str) -> dict[str, int]:
    """The lines `word count` of a vocabulary."""
    counts = {}
    with reading(path) as file:
        for number, line in enumerate(file, 1):
            parts = line.decode("utf-8", errors).strip().rsplit(None, 1)
            if len(parts) != 2 or not parts[1].isdecimal():
                raise FormatError(f"{os.fsdecode(path)}:{number}: a word and its count are due")
            counts[parts[0]] = int(parts[1])
    return counts
