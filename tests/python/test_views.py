"""Arrays that show the rows of a table without copying them."""
from __future__ import annotations

import gc
import hashlib
import subprocess
import sys
import weakref
from pathlib import Path

import numpy as np
import pytest

import hogvec
from hogvec import KeyedVectors


def resident() -> int:
    """Bytes of this process in memory."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no VmRSS")


@pytest.fixture(params=["memory", "mapped", "read"])
def shown(request: pytest.FixtureRequest, kv: KeyedVectors, tmp_path: Path) -> KeyedVectors:
    if request.param == "memory":
        assert kv.vectors.shape == (12, 20)  # so that there is a table
        return kv
    kv.save(tmp_path / "v")
    return KeyedVectors.load(tmp_path / "v", mmap="r" if request.param == "mapped" else None)


def test_shape_and_type(shown: KeyedVectors) -> None:
    rows = shown.vectors
    assert rows.shape == (12, 20) and rows.dtype == np.float32 and rows.strides[1] == 4
    assert rows.strides[0] >= 80 and np.shares_memory(rows, shown.vectors)


def test_the_shape_of_a_view_is_its_own(shown: KeyedVectors, tmp_path: Path) -> None:
    shown.set_vecattr("king", "count", 7)
    shown.save(tmp_path / "counted")
    layer = hogvec.Embedding(12, 32)
    for name, owner in (("vectors", shown), ("counts", shown), ("counts", KeyedVectors.load(tmp_path / "counted")),
                        ("weight", layer)):
        view, shape = getattr(owner, name), getattr(owner, name).shape
        view.dtype = "i4" if view.dtype == np.float32 else "f8"
        view.shape = (*shape[:-1], 2, -1)
        after = getattr(owner, name)
        assert after.shape == shape and after.dtype != view.dtype and np.shares_memory(after, view)
    shown.expandos["count"].shape = (3, 4)
    assert shown["queen"].shape == (20,) and shown.get_vecattr("king", "count") == 7


def test_no_copy_is_made(shown: KeyedVectors) -> None:
    row = shown["queen"]
    assert row.base is not None and np.shares_memory(row, shown.vectors)
    assert np.shares_memory(shown.get_vector("queen"), shown[1])
    assert not np.shares_memory(shown[["queen"]], shown.vectors) and shown[["queen"]].flags.writeable


def test_rows_can_not_be_written(shown: KeyedVectors) -> None:
    for view in (shown.vectors, shown["queen"], shown.vectors[1:3].T, shown.get_vector("queen", norm=True)):
        assert not view.flags.writeable
        with pytest.raises(ValueError):
            view[...] = 0
        with pytest.raises(ValueError):
            view.setflags(write=True)
    with pytest.raises(ValueError):
        shown.vectors /= 2  # type: ignore[misc]


def test_a_row_keeps_the_table_alive(shown: KeyedVectors) -> None:
    row, values = shown["tea"], shown["tea"].copy()
    ghost = weakref.ref(shown)
    del shown
    gc.collect()
    assert (row == values).all() and row.sum() == values.sum()
    assert ghost is not None


def test_views_outlive_a_change(kv: KeyedVectors) -> None:
    old, row, copy = kv.vectors, kv["king"], kv["king"].copy()
    kv["king"] = np.zeros(20)
    kv["new"] = np.zeros(20)
    pending = kv["king"]
    kv["king"] = np.ones(20)
    assert (row == copy).all() and (old[0] == copy).all() and len(old) == 12
    assert (pending == 0).all() and not pending.flags.writeable and (kv["king"] == 1).all()


def test_freed_with_the_last_view() -> None:
    """30 MB, twenty times, are not in memory all at once."""
    before = resident()
    for number in range(20):
        kv = KeyedVectors(96, count=80000)
        kv.vectors = np.empty((0, 96), np.float32)
        kv.add_vectors([f"{number}/{word}" for word in range(20000)], np.ones((20000, 96), np.float32))
        rows = kv.vectors[5:]
        del kv, rows
    gc.collect()
    assert resident() - before < 60e6


def test_vectors_take_no_memory(tmp_path: Path) -> None:
    kv = KeyedVectors(100)
    kv.add_vectors([f"w{i}" for i in range(50000)], np.ones((50000, 100), np.float32))
    kv.most_similar("w1")
    before = resident()
    rows = kv.vectors
    assert resident() - before < 1e6
    assert float(rows[::1000].sum()) == 5000


ASK = """
import sys
from hogvec import KeyedVectors

def written():
    with open("/proc/self/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Private_Dirty")) * 1024

KeyedVectors.load(sys.argv[2]).most_similar("w1")  # starts the threads
before = written()
kv = KeyedVectors.load(sys.argv[1])
for number in range(1000):
    kv.similarity(f"w{number}", "w1"), kv[f"w{number * 40}"].sum(), f"w{number}" in kv
for number in range(50):
    kv.most_similar(f"w{number}")
print(written() - before)
"""


def test_a_process_has_little_of_a_mapped_model_for_itself(kv: KeyedVectors, tmp_path: Path) -> None:
    """Pages of the file are shared by all who map it; what is written is a process's own."""
    large = KeyedVectors(100)
    large.add_vectors([f"w{i}" for i in range(50000)], np.random.default_rng(1).random((50000, 100), np.float32))
    large.save(tmp_path / "large")
    kv["w1"] = np.ones(20)
    kv.save(tmp_path / "small")
    done = subprocess.run([sys.executable, "-c", ASK, tmp_path / "large", tmp_path / "small"], text=True,
                          capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < (tmp_path / "large").stat().st_size / 10


def test_padded_rows_are_no_contiguous_buffer(make: object) -> None:
    kv = make(12, 20)  # type: ignore[operator]
    buffer = kv._core.rows()
    rows = np.asarray(buffer)
    if rows.flags.c_contiguous:
        pytest.skip("rows are not padded here")
    with pytest.raises(BufferError, match="padded"):
        hashlib.sha1(buffer)
    with pytest.raises(TypeError):
        memoryview(buffer).cast("B")
    assert np.ascontiguousarray(rows).tobytes() == b"".join(row.tobytes() for row in rows) == bytes(buffer)


def test_numpy_computes_with_them(shown: KeyedVectors) -> None:
    rows, copy = shown.vectors, np.array(shown.vectors)
    query = np.arange(20, dtype=np.float32)
    assert np.allclose(rows @ query, copy @ query) and np.allclose(rows.T @ rows, copy.T @ copy)
    assert np.allclose(np.linalg.norm(rows, axis=1), np.linalg.norm(copy, axis=1))
    assert (rows[::-2] == copy[::-2]).all() and (rows[[3, 1]] == copy[[3, 1]]).all()


def test_pandas_takes_them(shown: KeyedVectors) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(shown.vectors, index=shown.index_to_key)
    assert frame.loc["queen"].tolist() == shown["queen"].tolist()


def test_torch_takes_the_rows_of_an_embedding() -> None:
    torch = pytest.importorskip("torch")
    embedding = hogvec.Embedding(5, 20)
    shared = torch.from_dlpack(embedding.weight)
    shared[2] = 7
    assert (embedding.weight[2] == 7).all()


def test_dlpack_shares_strided_rows() -> None:
    embedding = hogvec.Embedding(5, 20)
    shared = np.from_dlpack(embedding.weight)
    assert np.shares_memory(shared, embedding.weight) and (shared == embedding.weight).all()


def test_a_mapped_file_may_vanish(kv: KeyedVectors, tmp_path: Path) -> None:
    kv.save(tmp_path / "v")
    mapped = KeyedVectors.load(tmp_path / "v")
    expected = mapped.most_similar("king")
    (tmp_path / "v").unlink()
    assert mapped.most_similar("king") == expected and (mapped.vectors == kv.vectors).all()
