"""The embedding layer: look-up, sparse updates, and what it makes of strange arrays."""
from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hogvec import Embedding, KeyedVectors

INTEGERS = [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64, ">i4", ">u8"]


@pytest.fixture(params=[16, 20], ids=["contiguous", "padded"])
def embedding(request: pytest.FixtureRequest) -> Embedding:
    return Embedding(10, request.param, seed=5)


def test_rows_at_random() -> None:
    a, b, c = Embedding(100, 50, seed=1), Embedding(100, 50), Embedding(100, 50, seed=2)
    assert (a.weight == b.weight).all() and not (a.weight == c.weight).all()
    assert np.abs(a.weight).max() <= 0.5 / 50 and a.weight.std() == pytest.approx(0.01 / np.sqrt(3), rel=0.05)
    assert (a.rows, a.dim, len(a)) == (100, 50, 100) and repr(a) == "<hogvec.Embedding 100 rows x 50>"


@pytest.mark.parametrize("rows, dim", [(0, 5), (5, 0), (-1, 5), (5, -1)])
def test_refuses_what_no_table_has(rows: int, dim: int) -> None:
    with pytest.raises(ValueError, match="1 row or more"):
        Embedding(rows, dim)


def test_sizes_and_seeds_are_integers() -> None:
    assert (Embedding(np.int64(2), np.uint8(3), seed=-1).weight == Embedding(2, 3, seed=-1).weight).all()
    for wrong in ((2.5, 3), (2, "3"), (2, 3, 0.5)):
        with pytest.raises(TypeError):
            Embedding(*wrong)  # type: ignore[arg-type]


def test_is_too_large() -> None:
    with pytest.raises(MemoryError):
        Embedding(1 << 60, 1 << 10)


def test_of_vectors_and_arrays(kv: KeyedVectors) -> None:
    embedding = Embedding.from_vectors(kv)
    assert (embedding(kv.get_index("tea")) == kv["tea"]).all()
    embedding.weight[0] = 0
    assert kv["king"].any()
    for values in (np.eye(3), np.eye(3).tolist(), np.eye(3, dtype=">f8").T, np.eye(3, dtype=bool)):
        assert (Embedding.from_array(values).weight == np.eye(3)).all()
    for wrong, error in ((np.eye(3)[0], ValueError), (5, ValueError), ([["a"]], TypeError),
                         (np.empty((0, 3)), ValueError), (np.eye(2, dtype=complex), TypeError),
                         ([[1, 2], [3]], (TypeError, ValueError))):
        with pytest.raises(error):
            Embedding.from_array(wrong)


@pytest.mark.parametrize("kind", INTEGERS)
@pytest.mark.parametrize("shape", [(), (0,), (4,), (2, 2), (1, 2, 2), (3, 0, 2)])
def test_look_up(embedding: Embedding, kind: Any, shape: tuple[int, ...]) -> None:
    ids = np.resize(np.array([1, 9, 0, 1]), shape).astype(kind)
    rows = embedding(ids)
    assert rows.shape == (*shape, embedding.dim) and rows.dtype == np.float32 and rows.flags.c_contiguous
    assert (rows == embedding.weight[ids.astype(np.int64)]).all()
    if ids.size:  # a list of empty lists has no third axis
        assert (embedding(ids.tolist()) == rows).all()


def test_look_up_of_strided_ids(embedding: Embedding) -> None:
    ids = np.arange(10).reshape(2, 5)
    for view in (ids.T, ids[:, ::-2], np.asfortranarray(ids), np.broadcast_to(ids[0], (3, 5))):
        assert (embedding(view) == embedding.weight[view]).all()


@pytest.mark.parametrize("ids", [-1, 10, [0, 10], [[0], [-1]], 1 << 40, np.uint64(1 << 63),
                                 np.array([2**64 - 1], np.uint64)])
def test_rows_that_are_not_there(embedding: Embedding, ids: Any) -> None:
    before = embedding.weight.copy()
    out = np.full((*np.shape(ids), embedding.dim), 7, np.float32)
    for touch in (lambda: embedding(ids), lambda: embedding(ids, out=out),
                  lambda: embedding.add_(ids, np.ones_like(out))):
        with pytest.raises(IndexError):
            touch()
    assert (out == 7).all() and (embedding.weight == before).all()


@pytest.mark.parametrize("ids", [1.0, [0.0], "a", ["a"], None, [None], True, np.array([True]), np.empty(0), 1j, {},
                                 object()])
def test_ids_that_are_no_integers(embedding: Embedding, ids: Any) -> None:
    for touch in (lambda: embedding(ids), lambda: embedding.add_(ids, np.ones(embedding.dim))):
        with pytest.raises(TypeError, match="whole numbers"):
            touch()


def test_writes_where_it_is_asked_to(embedding: Embedding) -> None:
    ids = np.array([[1, 2], [3, 4]])
    shape = (2, 2, embedding.dim)
    expected = embedding(ids)
    wide = np.zeros((2, 2, embedding.dim, 2), np.float32)
    for out in (np.empty(shape, np.float32), np.empty(shape, np.float32, "F"), wide[..., 1], np.empty(shape, ">f4"),
                np.empty((2, 2, embedding.dim + 3), np.float32)[..., :-3], np.empty(shape, np.float32)[::-1]):
        assert embedding(ids, out=out) is out and (out == expected).all()
    assert (wide[..., 0] == 0).all()
    read_only = np.empty(shape, np.float32)
    read_only.flags.writeable = False
    for wrong, error in ((np.empty(shape), TypeError), (np.empty(shape, np.int32), TypeError),
                         (expected.tolist(), TypeError), (np.empty((4, embedding.dim), np.float32), ValueError),
                         (np.empty(shape[:2], np.float32), ValueError), (read_only, ValueError)):
        with pytest.raises(error, match="out must be"):
            embedding(ids, out=wrong)


def test_writes_into_its_own_table(embedding: Embedding) -> None:
    """As if the rows had been copied first."""
    expected = embedding.weight[[4, 3, 2, 1, 0]].copy()
    embedding([4, 3, 2, 1, 0], out=embedding.weight[:5])
    assert (embedding.weight[:5] == expected).all()


def test_updates_touch_what_they_name(embedding: Embedding) -> None:
    before = embedding.weight.copy()
    embedding.add_([2, 5], np.ones((2, embedding.dim)), -0.5)
    assert np.allclose(embedding.weight[[2, 5]], before[[2, 5]] - 0.5)
    others = [0, 1, 3, 4, 6, 7, 8, 9]
    assert (embedding.weight[others] == before[others]).all()


def test_repeats_add_up(embedding: Embedding) -> None:
    expected = embedding.weight.astype(np.float64)
    ids = np.array([[1, 1, 3], [1, 3, 0]])
    deltas = np.random.default_rng(1).standard_normal((2, 3, embedding.dim))
    np.add.at(expected, ids, 0.1 * deltas)
    embedding.add_(ids, deltas, 0.1)
    assert np.allclose(embedding.weight, expected, atol=1e-6)


@pytest.mark.parametrize("kind", [np.float32, np.float64, np.float16, np.int64, np.uint8, ">f4", bool])
def test_deltas_of_any_type_and_stride(embedding: Embedding, kind: Any) -> None:
    deltas = (np.arange(6 * embedding.dim).reshape(3, 2, embedding.dim) % 5).astype(kind)
    ids = np.array([[0, 1], [2, 3], [4, 5]])
    for view in (deltas, np.asfortranarray(deltas), deltas[::-1], deltas[..., ::-1]):
        before = embedding.weight.copy()
        embedding.add_(ids, view)
        assert np.allclose(embedding.weight[ids], before[ids] + view.astype(np.float32), atol=1e-5)
    embedding.add_(3, deltas[0, 0].tolist())
    embedding.add_([], np.empty((0, embedding.dim)))


def test_deltas_of_its_own_table(embedding: Embedding) -> None:
    before = embedding.weight.copy()
    embedding.add_([1, 2, 3], embedding.weight[0:3])
    assert np.allclose(embedding.weight[1:4], before[1:4] + before[0:3])


@pytest.mark.parametrize("deltas, error", [
    (np.ones(16), ValueError), (np.ones((3, 16)), ValueError), (np.ones((2, 15)), ValueError), (1.0, ValueError),
    (np.ones((16, 2)), ValueError), (np.ones((2, 16), complex), TypeError), ([["a"] * 16] * 2, TypeError),
    (None, TypeError)])
def test_deltas_that_do_not_fit(deltas: Any, error: type) -> None:
    embedding = Embedding(10, 16)
    before = embedding.weight.copy()
    with pytest.raises(error):
        embedding.add_([1, 2], deltas)
    with pytest.raises((TypeError, ValueError)):
        embedding.add_([1, 2], np.ones((2, 16)), "fast")  # type: ignore[arg-type]
    assert (embedding.weight == before).all()


def test_the_view_writes_through(embedding: Embedding) -> None:
    weight = embedding.weight
    weight[3] = 7
    weight[:, 0] -= 1
    assert np.shares_memory(embedding.weight, weight) and embedding(3)[0] == 6 and embedding(3)[1] == 7
    with pytest.raises(AttributeError):
        embedding.weight = weight  # type: ignore[misc]
    del embedding
    assert weight[3, 0] == 6


def test_learns_a_line() -> None:
    """Gradient descent through look-ups and updates: words of two classes are told apart."""
    random = np.random.default_rng(2)
    embedding, slope = Embedding(20, 8, seed=3), random.standard_normal(8).astype(np.float32)
    classes = np.arange(20) % 2
    for _ in range(200):
        ids = random.integers(0, 20, 16)
        chance = 1 / (1 + np.exp(-(embedding(ids) @ slope)))
        embedding.add_(ids, (chance - classes[ids])[:, np.newaxis] * slope, -0.1)
    assert ((embedding(np.arange(20)) @ slope > 0) == classes).all()
