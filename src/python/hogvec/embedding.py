"""The embedding layer of textbooks: rows by number, and updates of the rows that were used."""
from __future__ import annotations

import operator
import sys
from typing import Any

import numpy

from hogvec import _hogvec
from hogvec.keys import rows_of


def _ids_of(ids: Any) -> numpy.ndarray:
    """int64, C-contiguous and aligned, of any shape."""
    numbers = numpy.asarray(ids)
    if numbers.size == 0 and not isinstance(ids, numpy.ndarray):
        numbers = numbers.astype(numpy.int64)
    if numbers.dtype.kind not in "iu":
        raise TypeError(f"ids are whole numbers, not {numbers.dtype}")
    if numbers.dtype.kind == "u" and numbers.size and int(numbers.max()) > 0x7fffffffffffffff:
        raise IndexError(f"there is no row {int(numbers.max())}")
    return numpy.require(numbers, numpy.int64, ["C", "A", "E"])


class Embedding:
    """A table of float32 rows, shape (rows, dim), that are looked up and updated by their numbers.

    embedding(ids) gives their rows; embedding.add_(ids, gradients, -rate) is a step of gradient descent,
    which touches no other rows. A row that is named n times gets all n updates. Look-ups may run on many
    threads at a time; updates are not for times when others look up.
    """

    __slots__ = ("_table", "_weight", "__weakref__")

    def __init__(self, rows: int, dim: int, seed: int = 1) -> None:
        """Rows at random, uniform in +-0.5 / dim, the same for the same seed."""
        rows, dim = operator.index(rows), operator.index(dim)
        if rows < 1 or dim < 1:
            raise ValueError(f"an embedding has 1 row or more, of 1 value or more: not {rows} x {dim}")
        if max(rows, dim) > sys.maxsize:
            raise MemoryError(f"a table of {rows} rows of {dim} numbers is more than memory can address")
        self._table = _hogvec.EmbeddingTable(rows, dim)
        self._weight = numpy.asarray(self._table.rows())
        self._table.initialize_uniform(operator.index(seed) % (1 << 64))

    @classmethod
    def from_array(cls, a: Any) -> Embedding:
        """A copy of an array, shape (rows, dim), whose numbers become float32."""
        values = numpy.asarray(a)
        values = rows_of(values, len(values) if values.ndim else 0, None)
        embedding = cls(*values.shape)
        embedding._weight[:] = values
        return embedding

    @classmethod
    def from_vectors(cls, kv: Any) -> Embedding:
        """A copy of the rows of KeyedVectors; kv.get_index(word) is the row of a word."""
        return cls.from_array(kv.vectors)

    @property
    def weight(self) -> numpy.ndarray:
        """All rows: float32, shape (rows, dim), a view that can be written to. Rows may be padded;
        torch.from_dlpack(embedding.weight) shares them, numpy.ascontiguousarray() copies them."""
        return self._weight.view()  # whose shape is the caller's own

    @property
    def rows(self) -> int:
        return int(self._weight.shape[0])

    @property
    def dim(self) -> int:
        return int(self._weight.shape[1])

    def __len__(self) -> int:
        return self.rows

    def __call__(self, ids: Any, out: numpy.ndarray | None = None) -> numpy.ndarray:
        """The rows of `ids`, integers of any type and shape: float32, shape ids.shape + (dim,), written
        to `out` if it is given. IndexError, and nothing written, if an id is negative or not below
        rows."""
        numbers = _ids_of(ids)
        shape = (*numbers.shape, self.dim)
        if out is None:
            out = numpy.empty(shape, numpy.float32)
            self._gather(numbers, out)
            return out
        if not isinstance(out, numpy.ndarray) or out.dtype.type is not numpy.float32:
            raise TypeError(f"out must be an array of float32, not {getattr(out, 'dtype', type(out).__name__)}")
        if out.shape != shape or not out.flags.writeable:
            raise ValueError(f"out must be a writable array of shape {shape}; this one has {out.shape}"
                             f"{'' if out.flags.writeable else ' and is read-only'}")
        if out.flags.carray and out.dtype.isnative and not numpy.may_share_memory(out, self._weight):
            self._gather(numbers, out)
        else:
            out[...] = self(numbers)
        return out

    def _gather(self, numbers: numpy.ndarray, out: numpy.ndarray) -> None:
        self._table.gather(numbers.reshape(-1), out.reshape(-1, self.dim))

    def add_(self, ids: Any, deltas: Any, scale: float = 1.0) -> None:
        """Adds scale x deltas to the rows of `ids`, in their order: deltas are numbers of shape ids.shape +
        (dim,). IndexError for ids as in a look-up, ValueError for another shape; nothing is changed then."""
        numbers = _ids_of(ids)
        values = numpy.asarray(deltas)
        if values.dtype.kind not in "fiub":
            raise TypeError(f"deltas are real numbers, not {values.dtype}")
        shape = (*numbers.shape, self.dim)
        if values.shape != shape:
            raise ValueError(f"deltas of shape {shape} are due, not {values.shape}")
        if numpy.may_share_memory(values, self._weight):
            values = values.copy()
        values = numpy.require(values, numpy.float32, ["C", "A", "E"])
        self._table.add(numbers.reshape(-1), values.reshape(-1, self.dim), float(scale))

    def __repr__(self) -> str:
        return f"<hogvec.Embedding {self.rows:,} rows x {self.dim}>"

    def __reduce__(self) -> tuple[Any, ...]:
        own = getattr(self, "__dict__", None)  # of a subclass
        return type(self).from_array, (numpy.ascontiguousarray(self._weight),), own or None
