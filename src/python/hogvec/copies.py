"""Pickles of vectors."""
from __future__ import annotations

import os
from typing import Any

import numpy

from hogvec import _hogvec
from hogvec.files import stamp_of


def reduced(vectors: Any) -> tuple[Any, ...]:
    """What __reduce__ gives."""
    kind = type(vectors)
    if not len(vectors):
        return kind, (vectors.vector_size,)
    core, attributes = vectors._core, vectors._attrs
    if core.path is not None and vectors._stamp is not None and stamp_of(core.path) == vectors._stamp:
        return mapped_again, (kind, os.path.abspath(core.path), vectors._stamp, attributes)
    if core.has_subwords:
        return read_again, (kind, _file_of(core), attributes)
    counts = core.counts()
    rows = numpy.ascontiguousarray(vectors.vectors)
    return made_again, (kind, core.words(), rows, counts, attributes)


def mapped_again(kind: Any, path: str, stamp: tuple[int, int], attributes: dict[str, Any]) -> Any:
    """The vectors in a file, which must be the one that was pickled."""
    if stamp_of(path) != stamp:
        raise ValueError(f"{path} is not there any more, or was changed, since the vectors in it were pickled")
    vectors = kind._from_core(_hogvec.Vectors.open(path, True, None, False, False))
    vectors._stamp = stamp
    vectors._attrs = attributes
    return vectors


def made_again(kind: Any, words: list[str], rows: numpy.ndarray, counts: bytes | None,
               attributes: dict[str, Any]) -> Any:
    """Vectors of their words and rows."""
    numbers = None if counts is None else numpy.frombuffer(counts, numpy.uint64)
    vectors = kind._from_core(_hogvec.Vectors.of(words, rows, numbers, None))
    vectors._attrs = attributes
    return vectors


def read_again(kind: Any, content: numpy.ndarray, attributes: dict[str, Any]) -> Any:
    """Vectors with those of n-grams, of the bytes of a file."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "vectors")
        with open(path, "wb") as file:
            file.write(content.data)
        vectors = kind._from_core(_hogvec.Vectors.open(path, False, None, False, False))
    vectors._attrs = attributes
    return vectors


def _file_of(core: _hogvec.Vectors) -> numpy.ndarray:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "vectors")
        core.write(path, "safetensors", "float32", 0, True)
        return numpy.fromfile(path, numpy.uint8)
