"""Arrays that do not stand where this machine wants such numbers to be, as in a record of a file."""
from __future__ import annotations

import pickle

import numpy as np
import pytest

import hogvec
from hogvec import KeyedVectors, _hogvec


def misaligned(values: np.ndarray) -> np.ndarray:
    shifted = np.frombuffer(b"x" + values.tobytes(), values.dtype, offset=1).reshape(values.shape)
    assert not shifted.flags.aligned
    return shifted


def test_they_are_taken(kv: KeyedVectors) -> None:
    row = np.arange(20, dtype=np.float32)
    assert kv.most_similar([misaligned(row)]) == kv.most_similar([row])
    layer = hogvec.Embedding(4, 3)
    ids, before = np.array([1, 3, 1]), layer.weight.copy()
    layer.add_(misaligned(ids), misaligned(np.ones((3, 3), np.float32)))
    assert np.allclose(layer.weight - before, [[0] * 3, [2] * 3, [0] * 3, [1] * 3])
    assert (layer(misaligned(ids)) == layer(ids)).all()
    out = np.frombuffer(bytearray(1 + 3 * 3 * 4), np.float32, offset=1).reshape(3, 3)
    assert (layer(ids, out) == layer(ids)).all()


def test_rows_of_a_pickle(kv: KeyedVectors) -> None:
    buffers: list[pickle.PickleBuffer] = []
    content = pickle.dumps(kv, protocol=5, buffer_callback=buffers.append)
    moved = [memoryview(b"x" + buffer.raw().tobytes())[1:] for buffer in buffers]
    assert moved and (pickle.loads(content, buffers=moved).vectors == kv.vectors).all()


def test_the_module_refuses_them() -> None:
    table = _hogvec.EmbeddingTable(2, 2)
    with pytest.raises(ValueError, match="ids must be aligned"):
        table.gather(misaligned(np.array([0, 1])), np.empty((2, 2), np.float32))
