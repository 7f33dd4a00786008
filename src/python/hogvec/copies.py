"""Copies and pickles of vectors."""
from __future__ import annotations

import copy
import copyreg
import os
from typing import Any

import numpy

from hogvec import _hogvec
from hogvec.streams import Stamp, stamp_of
from hogvec.table import Draft, Table

_slots_of: Any = copyreg._slotnames  # type: ignore[attr-defined]  # as pickle itself finds them
_OURS = frozenset(_slots_of(Table))


def copied(vectors: Any, memo: dict[int, Any] | None) -> Any:
    """Shares the rows, which never change. Attributes are copied, all that is in them too if there is a memo."""
    kind = type(vectors)
    other = kind._from_core(vectors._core) if len(vectors) else empty_again(kind, vectors.vector_size)
    other._stamp = vectors._stamp
    attributes, state = vectors._attrs, _own_state(vectors)
    if memo is not None:
        memo[id(vectors)] = other
        attributes, state = copy.deepcopy((attributes, state), memo)
    other._attrs = {name: values.copy() for name, values in attributes.items()}
    if state is not None:
        _take_state(other, state)
    return other


def _own_state(vectors: Any) -> Any:
    """What a subclass keeps of its own, as pickle takes it; None if that is nothing."""
    kind = type(vectors)
    if any("__getstate__" in vars(each) for each in kind.__mro__ if each is not object):
        return vectors.__getstate__()
    slots = {name: getattr(vectors, name) for name in _slots_of(kind) if name not in _OURS and hasattr(vectors, name)}
    own = dict(getattr(vectors, "__dict__", {}))
    return (own, slots) if own or slots else None


def _take_state(vectors: Any, state: Any) -> None:
    if hasattr(vectors, "__setstate__"):
        vectors.__setstate__(state)
        return
    for values in state if isinstance(state, tuple) else [state]:
        for name, value in values.items():
            setattr(vectors, name, value)


def reduced(vectors: Any) -> tuple[Any, ...]:
    """What __reduce__ gives."""
    return (*_without_state(vectors), _own_state(vectors))


def _without_state(vectors: Any) -> tuple[Any, ...]:
    kind, stamp = type(vectors), vectors._stamp
    if not len(vectors):
        return empty_again, (kind, vectors.vector_size)
    core, attributes = vectors._core, vectors._attrs
    if core.path is not None and stamp is not None and stamp_of(stamp[0]) == stamp:
        return mapped_again, (kind, stamp, attributes)
    if core.has_subwords:
        return read_again, (kind, _file_of(core), attributes)
    rows = numpy.ascontiguousarray(vectors.vectors)
    return made_again, (kind, core.words(), rows, core.counts(), attributes)


def empty_again(kind: Any, dim: int) -> Any:
    """Without words; the constructor of a subclass may want other arguments, and is not called."""
    vectors = kind.__new__(kind)
    vectors._start(Draft([], {}, numpy.empty((0, dim), numpy.float32)))
    return vectors


def mapped_again(kind: Any, stamp: Stamp, attributes: dict[str, Any]) -> Any:
    """The vectors in a file, which must be the one that was pickled."""
    path = stamp[0]
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
