"""Pickles and copies: of mapped vectors the path, of others the rows."""
from __future__ import annotations

import copy
import multiprocessing
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import hogvec
from hogvec import KeyedVectors


def same(a: KeyedVectors, b: KeyedVectors) -> bool:
    return a.index_to_key == b.index_to_key and bool((a.vectors == b.vectors).all())


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_there_and_back(kv: KeyedVectors, protocol: int) -> None:
    kv.set_vecattr("king", "count", 9)
    kv.set_vecattr("king", "note", "male")
    again = pickle.loads(pickle.dumps(kv, protocol))
    assert same(kv, again) and again.get_vecattr("king", "note") == "male" and again.counts.tolist()[:2] == [9, 0]
    assert again.most_similar("king") == kv.most_similar("king")


def test_rows_go_out_of_band(make: object) -> None:
    kv = make(1000, 100)  # type: ignore[operator]
    buffers: list[pickle.PickleBuffer] = []
    text = pickle.dumps(kv, 5, buffer_callback=buffers.append)
    assert len(text) < 20000 and len(buffers) == 1 and buffers[0].raw().nbytes == 400000
    assert same(kv, pickle.loads(text, buffers=buffers))


def test_mapped_vectors_are_their_path(mapped: KeyedVectors) -> None:
    text = pickle.dumps(mapped)
    assert len(text) < 1000
    again = pickle.loads(text)
    assert same(mapped, again) and repr(again) == repr(mapped)


def test_a_changed_file_is_noticed(mapped: KeyedVectors, kv: KeyedVectors) -> None:
    path = mapped._core.path
    assert path is not None
    text = pickle.dumps(mapped)
    os.utime(path, ns=(1, 1))
    with pytest.raises(ValueError, match="changed"):
        pickle.loads(text)
    rows = pickle.dumps(mapped)  # the file is no longer what is mapped, for all one knows
    os.remove(path)
    assert same(pickle.loads(rows), kv)
    with pytest.raises(ValueError, match="not there any more"):
        pickle.loads(text)


def test_paths_do_not_depend_on_where_one_is(kv: KeyedVectors, tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    kv.save(tmp_path / "v")
    monkeypatch.chdir(tmp_path)
    mapped = KeyedVectors.load("v")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    for each in (mapped, copy.copy(mapped)):
        text = pickle.dumps(each)
        assert len(text) < 1000 and same(pickle.loads(text), kv)


def test_a_replaced_file_is_not_the_one_that_was_mapped(kv: KeyedVectors, mapped: KeyedVectors,
                                                        make: Callable[..., KeyedVectors]) -> None:
    assert mapped._core.path is not None
    make(["other"], np.ones((1, 20), np.float32)).save(mapped._core.path)
    assert same(pickle.loads(pickle.dumps(mapped)), kv)


def test_changed_vectors_are_no_longer_their_file(mapped: KeyedVectors) -> None:
    mapped["king"] = np.ones(20)
    again = pickle.loads(pickle.dumps(mapped))
    assert (again["king"] == 1).all() and same(mapped, again)


def test_empty_ones(tmp_path: Path) -> None:
    again = pickle.loads(pickle.dumps(KeyedVectors(7)))
    assert len(again) == 0 and again.vector_size == 7 and copy.deepcopy(again).vector_size == 7


def test_ngrams_go_along(with_ngrams: KeyedVectors) -> None:
    again = pickle.loads(pickle.dumps(with_ngrams, 5))
    assert again.has_subwords and (again["teashop"] == with_ngrams["teashop"]).all() and same(again, with_ngrams)
    assert (again.counts == with_ngrams.counts).all()


@pytest.mark.parametrize("how", [copy.copy, copy.deepcopy])
def test_copies_are_apart(kv: KeyedVectors, how: object) -> None:
    kv.set_vecattr("king", "count", 1)
    other = how(kv)  # type: ignore[operator]
    assert same(kv, other) and np.shares_memory(kv.vectors, other.vectors)
    other["king"] = np.zeros(20)
    other.set_vecattr("king", "count", 2)
    other["new"] = np.zeros(20)
    assert kv["king"].any() and "new" not in kv and kv.get_vecattr("king", "count") == 1 and len(kv) == 12


HOW = [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each)),
       lambda each: pickle.loads(pickle.dumps(each, 2))]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("source", ["kv", "mapped", "with_ngrams"])
def test_subclasses_stay_what_they_are(how: Callable[[KeyedVectors], KeyedVectors], source: str,
                                       request: pytest.FixtureRequest) -> None:
    vectors = request.getfixturevalue(source)
    named = Named("tea time", ["note"])
    assert (len(named), how(named).vector_size, how(named).name) == (0, 7, "tea time")  # type: ignore[attr-defined]
    named._set_core(vectors._core)
    named.itself = named  # type: ignore[attr-defined]
    again = how(named)
    assert type(again) is Named and again is not named and same(again, vectors)
    assert (again.name, again.notes) == ("tea time", ["note"])
    assert (again.notes is named.notes) == (how is copy.copy)
    assert again.itself is (named if how is copy.copy else again)  # type: ignore[attr-defined]


@pytest.mark.parametrize("how", HOW)
def test_subclasses_say_what_they_keep(kv: KeyedVectors, how: Callable[[KeyedVectors], KeyedVectors]) -> None:
    counted = Counted._from_core(kv._core)
    assert how(counted).state == "1" and same(how(counted), kv)  # type: ignore[attr-defined]


class Named(KeyedVectors):
    __slots__ = ("notes", "unset", "__dict__")

    def __init__(self, name: str, notes: list[str]) -> None:
        super().__init__(7)
        self.name, self.notes = name, notes


class Counted(KeyedVectors):
    def __getstate__(self) -> dict[str, int]:
        return {"number": 1}

    def __setstate__(self, state: dict[str, int]) -> None:
        self.state = str(state["number"])


def test_errors_and_embeddings(kv: KeyedVectors) -> None:
    error = pickle.loads(pickle.dumps(hogvec.UnknownWordError("quen", kv._core)))
    assert error.word == "quen" and isinstance(error, KeyError)
    embedding = hogvec.Embedding(5, 20, seed=3)
    for again in (pickle.loads(pickle.dumps(embedding)), copy.deepcopy(embedding)):
        assert (again.weight == embedding.weight).all() and not np.shares_memory(again.weight, embedding.weight)


def _nearest(vectors: KeyedVectors, word: str) -> list[tuple[str, float]]:
    return vectors.most_similar(word, topn=3)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_pools_of_processes(kv: KeyedVectors, mapped: KeyedVectors, method: str,
                            monkeypatch: pytest.MonkeyPatch) -> None:
    folders = Path(hogvec.__file__).parents[1], Path(__file__).parent
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, folders)))
    kv.most_similar("king")
    tasks = [(vectors, word) for vectors in (kv, mapped) for word in kv.index_to_key]
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.starmap_async(_nearest, tasks).get(60) == [_nearest(*task) for task in tasks]
