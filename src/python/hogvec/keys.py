"""Keys: words, row numbers and vectors, alone, in lists and with weights, as questions take them."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Union

import numpy

from hogvec.arguments import whole

Word = Union[str, bytes]
Key = Union[str, bytes, int, numpy.integer]
Term = tuple[Any, float]

_KEYS = (str, bytes, int, numpy.integer)


def word_of(key: Any) -> str:
    """A word as str, spelled as the library returns it: bytes that are no UTF-8 are surrogate escapes, and
    no others are. TypeError for anything else, ValueError for a lone surrogate."""
    if isinstance(key, str):
        if key.isascii():
            return key
        try:
            key = key.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raise ValueError(f"the word {key!r} has a lone surrogate") from None
    if isinstance(key, bytes):
        return key.decode("utf-8", "surrogateescape")
    raise TypeError(f"a word is str or bytes, not {type(key).__name__}; if it is a number, use str()")


def is_word(key: Any) -> bool:
    """Whether it is a word that may be in a vocabulary."""
    try:
        word_of(key)
    except (TypeError, ValueError):
        return False
    return True


def is_key(value: Any) -> bool:
    """Whether it is a word or a row number."""
    return isinstance(value, _KEYS)


def vector_of(values: Any, dim: int) -> numpy.ndarray:
    """float32, contiguous and aligned, of the given length; ValueError for another shape."""
    vector = numpy.asarray(values)
    if vector.dtype.kind not in "fiub" or vector.ndim == 0:
        raise TypeError(f"a vector of {dim} real numbers is due, not {type(values).__name__} of {vector.dtype}")
    if vector.shape != (dim,):
        raise ValueError(f"a vector of shape ({dim},) is due, not {vector.shape}")
    return numpy.require(vector, numpy.float32, ["C", "A", "E"])


def rows_of(values: Any, count: int, dim: int | None) -> numpy.ndarray:
    """float32, shape (count, dim), or any second dimension for None; ValueError for another shape."""
    rows = numpy.asarray(values)
    if rows.dtype.kind not in "fiub" and rows.size:
        raise TypeError(f"vectors hold real numbers, not {rows.dtype}; they must be of one length")
    if rows.size == 0 and count == 0 and dim is not None:
        return numpy.empty((0, dim), numpy.float32)
    if rows.ndim == 2 and rows.shape[1] == 0:
        raise ValueError("vectors hold 1 number or more, not 0")
    if rows.ndim != 2 or len(rows) != count or dim not in (None, rows.shape[1]):
        wanted = f"({count}, {'any' if dim is None else dim})"
        raise ValueError(f"vectors of shape {wanted} are due, not {rows.shape}")
    return rows.astype(numpy.float32, copy=False)


def is_weighted(value: Any) -> bool:
    """Whether it is a pair of a key or vector, and a weight."""
    return (isinstance(value, (tuple, list)) and len(value) == 2
            and isinstance(value[1], (int, float, numpy.number))
            and isinstance(value[0], (*_KEYS, numpy.ndarray)))


def listed(value: Any) -> list[Any]:
    """Keys and vectors as a list: one of them alone is a list of one."""
    if value is None:
        return []
    if isinstance(value, _KEYS):
        return [value]
    if isinstance(value, numpy.ndarray):
        if value.ndim == 0:
            return listed(value.item())
        if value.dtype.kind not in "fiub":
            return list(value.tolist())
        return [value] if value.ndim == 1 else list(value)
    if isinstance(value, tuple) and is_weighted(value):
        return [value]
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"words, row numbers or vectors are due, not {type(value).__name__}")


def keys_of(*given: Any) -> Iterator[Any]:
    """All keys and vectors in what a question was given, without their weights."""
    for value in given:
        for item in listed(value):
            yield item[0] if is_weighted(item) else item


def words_of(value: Any) -> list[Any]:
    """The items of a list of keys; TypeError for a str, whose letters would be taken for words."""
    if isinstance(value, (str, bytes)):
        raise TypeError(f"a list of words is due, not {value!r}; perhaps {value!r}.split()")
    return list(value)


def term_of(item: Any, weight: float, dim: int) -> Term:
    """A key or vector and its weight, which an item may bring along."""
    if isinstance(item, numpy.integer):
        return int(item), weight
    if isinstance(item, _KEYS):
        return item, weight
    if isinstance(item, numpy.ndarray):
        return vector_of(item, dim), weight
    if is_weighted(item):
        return term_of(item[0], float(item[1]), dim)
    raise TypeError("a word, a row number, an array or a pair of one of these and a weight is due, "
                    f"not {item!r}")


def terms_of(positive: Any, negative: Any, dim: int) -> list[Term]:
    """The terms of a sum: 1 is the weight of a positive key, -1 of a negative one, if it has none."""
    terms = [term_of(item, 1.0, dim) for item in listed(positive)]
    terms += [term_of(item, -1.0, dim) for item in listed(negative)]
    if not terms:
        raise ValueError("there is nothing to compare with: give at least one word or vector")
    return terms


def row_range(size: int, start: int | None, end: int | None, restrict: int | None) -> tuple[int, int]:
    """Rows [first, last) as a slice would take them; `restrict` stands for [0, restrict)."""
    if restrict:
        start, end = 0, whole("restrict_vocab", restrict, None)
    first, last, _ = slice(start or 0, end or None).indices(size)
    return first, max(first, last)
