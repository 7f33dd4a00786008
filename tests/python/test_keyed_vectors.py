"""KeyedVectors: making and changing them, keys and attributes."""
from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import hogvec
from hogvec import KeyedVectors


def test_starts_empty() -> None:
    kv = KeyedVectors(3, count=10)
    assert len(kv) == 0 and kv.vector_size == 3 and kv.vectors.shape == (0, 3)
    assert "a" not in kv and kv.index_to_key == [] and kv.key_to_index == {}
    with pytest.raises(ValueError, match="no vectors yet"):
        kv.most_similar(np.ones(3))
    assert kv.near_spellings("a") == []


@pytest.mark.parametrize("ask", [
    lambda kv: kv["a"], lambda kv: kv[0], lambda kv: kv.get_vector("a", norm=True), lambda kv: kv.most_similar("a"),
    lambda kv: kv.most_similar([np.ones(3), ("a", 2.0)]), lambda kv: kv.most_similar(negative=0),
    lambda kv: kv.similarity("a", "b"), lambda kv: kv.distance("a", 1), lambda kv: kv.most_similar_cosmul("a"),
    lambda kv: kv.most_similar_many(["a"]), lambda kv: kv.distances("a"), lambda kv: kv.closer_than("a", "b")])
def test_has_no_word_while_it_is_empty(ask: Callable[[KeyedVectors], object]) -> None:
    with pytest.raises(hogvec.UnknownWordError) as error:
        ask(KeyedVectors(3))
    assert error.value.word in ("a", 0) and "not in the vocabulary" in str(error.value)


@pytest.mark.parametrize("arguments", [(0,), (-1,), (3, -1), (3, 0, np.float16), (3, 0, int)])
def test_refuses_what_no_vectors_have(arguments: tuple) -> None:
    with pytest.raises(ValueError):
        KeyedVectors(*arguments)


def test_sizes_are_integers() -> None:
    assert KeyedVectors(np.int64(3)).vector_size == 3
    for wrong in ((3.5,), ("3",), (3, 1.5)):
        with pytest.raises(TypeError):
            KeyedVectors(*wrong)


def test_numbers_of_numpy_limit_answers(kv: KeyedVectors) -> None:
    expected = kv.most_similar("king", topn=3, restrict_vocab=7)
    assert kv.most_similar("king", topn=np.int64(3), restrict_vocab=np.int32(7)) == expected
    assert kv.most_similar_many(["king"], topn=np.int64(3), restrict_vocab=np.int32(7))[0] == pytest.approx(expected)
    assert kv.most_similar("king", topn=1 << 70) == kv.most_similar("king", topn=11)
    assert len(kv.most_similar_many(["king"], topn=1 << 70)[0]) == 11
    for wrong in ({"topn": 2.5}, {"topn": "3"}, {"clip_start": 0.5}, {"restrict_vocab": 2.5}):
        with pytest.raises(TypeError):
            kv.most_similar("king", **wrong)


def test_many_questions_at_a_time(kv: KeyedVectors) -> None:
    vector = np.arange(20, dtype=np.float32)
    queries = ["king", 3, vector, ["king", ("man", -1.0), "woman"], ("tea", 2.0), [vector, "sea"]]
    expected = [kv.most_similar("king"), kv.most_similar(3), kv.most_similar(vector),
                kv.most_similar(["king", "woman"], ["man"]), kv.most_similar("tea"), kv.most_similar([vector, "sea"])]
    for ours, theirs in zip(kv.most_similar_many(queries), expected):
        assert [word for word, _ in ours] == [word for word, _ in theirs]
        assert [score for _, score in ours] == pytest.approx([score for _, score in theirs], abs=1e-6)
    rows = kv.most_similar_many(kv.vectors[:3], topn=1)
    assert [word for (word, _), in rows] == kv.index_to_key[:3]
    assert kv.most_similar_many([]) == [] and kv.most_similar_many(["king", "tea"], topn=0) == [[], []]
    with pytest.raises(KeyError):
        kv.most_similar_many(["king", "nobody"])
    for wrong, why in ((0, "all zeros"), (np.nan, "not finite"), (np.inf, "not finite")):
        with pytest.raises(ValueError, match=f"query 1 has no direction: .* {why}"):
            kv.most_similar_many(["king", np.full(20, wrong)])
        with pytest.raises(ValueError):
            kv.most_similar(np.full(20, wrong))
    cancelled = [("king", 0.1), ("man", 0.7), ("tea", 0.3), ("king", -0.1), ("tea", -0.3), ("man", -0.7)]
    for nothing in (cancelled, [vector, (vector, -1.0)], [vector, np.full(20, np.inf)]):
        with pytest.raises(ValueError, match="query 1 has no direction"):
            kv.most_similar_many(["king", nothing])
    for large in (1e-30, 1e30):
        assert kv.most_similar_many([vector * np.float32(large)], topn=1)[0][0][0] == expected[2][0][0]
    with pytest.raises(ValueError):
        kv.most_similar_many(np.ones((2, 19)))


def test_an_indexer_of_others_answers(kv: KeyedVectors) -> None:
    class Indexer:
        def most_similar(self, vector: np.ndarray, topn: int) -> list[tuple[str, float]]:
            return [("asked", float(np.linalg.norm(vector)))] * topn

    assert kv.most_similar("king", topn=2, indexer=Indexer()) == [("asked", pytest.approx(1, abs=1e-6))] * 2


def test_words_are_added_one_by_one() -> None:
    kv = KeyedVectors(2)
    for number in range(100):
        assert kv.add_vector(f"w{number}", [number, 1]) == number
    assert kv.add_vector("w7", [0, 0]) == 7
    assert len(kv) == 100 and kv["w7"].tolist() == [7, 1]
    assert kv.most_similar("w50", topn=1)[0][0] == "w51"


def test_changes_and_questions_take_turns(kv: KeyedVectors) -> None:
    before = kv["king"].copy()
    assert kv.most_similar("king", topn=1)[0][0] != "new"
    kv["new"] = before * 2
    assert kv.most_similar("king", topn=1) == [("new", pytest.approx(1, abs=1e-6))]
    kv["new"] = -before
    assert kv.similarity("king", "new") == pytest.approx(-1, abs=1e-6)
    assert len(kv) == 13 and kv.index_to_key[-1] == "new" and kv.key_to_index["new"] == 12


def test_a_list_of_words_is_assigned(kv: KeyedVectors) -> None:
    kv[["king", "x", "y"]] = np.eye(3, 20)
    assert kv["king"][0] == 1 and kv["x"][1] == 1 and kv["y"][2] == 1 and len(kv) == 14
    kv["a", "b"] = np.zeros((2, 20))
    assert len(kv) == 16


def test_old_vectors_stay_unless_replaced(kv: KeyedVectors) -> None:
    old = kv["king"].copy()
    kv.add_vectors(["king", "x", "x"], [np.zeros(20), np.ones(20), np.full(20, 2)])
    assert (kv["king"] == old).all() and kv["x"][0] == 1 and len(kv) == 13
    kv.add_vectors(["king", "x", "x"], [np.zeros(20), np.ones(20), np.full(20, 2)], replace=True)
    assert (kv["king"] == 0).all() and kv["x"][0] == 2
    kv[0] = np.full(20, 7)
    assert kv["king"][0] == 7


@pytest.mark.parametrize("keys, rows, error", [
    (["a", "b"], np.zeros((3, 20)), ValueError),
    (["a"], np.zeros((1, 19)), ValueError),
    (["a", 7.5], np.zeros((2, 20)), TypeError),
    (["a", None], np.zeros((2, 20)), TypeError),
    (["a", 99], np.zeros((2, 20)), KeyError),
    (["a"], [["x"] * 20], TypeError),
    (["a"], np.zeros((1, 20), complex), TypeError),
    ("a", np.zeros(3), ValueError),
])
def test_a_wrong_change_changes_nothing(kv: KeyedVectors, keys: object, rows: object, error: type) -> None:
    before = kv.vectors.copy()
    with pytest.raises(error):
        kv.add_vectors(keys, rows, replace=True)
    assert len(kv) == 12 and "a" not in kv and (kv.vectors == before).all()


@pytest.mark.parametrize("kind", [np.float64, np.float16, np.int32, ">f4", bool])
def test_numbers_of_any_type_are_taken(kind: object) -> None:
    kv = KeyedVectors(2)
    kv.add_vectors(["a"], np.array([[1, 0]], kind))
    kv["b"] = np.array([0, 1], kind)
    assert kv.vectors.dtype == np.float32 and kv.vectors.tolist() == [[1, 0], [0, 1]]


def test_all_rows_are_replaced(kv: KeyedVectors) -> None:
    kv.vectors = np.eye(12, 5)
    assert kv.vector_size == 5 and kv["queen"].tolist() == [0, 1, 0, 0, 0]
    with pytest.raises(ValueError, match=r"\(12, any\)"):
        kv.vectors = np.eye(3)
    for rows in (np.zeros((12, 0)), np.zeros((0, 0))):
        with pytest.raises(ValueError):
            kv.vectors = rows
    with pytest.raises(ValueError, match="1 number or more"):
        KeyedVectors(3).vectors = np.zeros((0, 0))
    assert kv.vector_size == 5
    kv.unit_normalize_all()
    with pytest.deprecated_call():
        kv.init_sims(replace=True)
    assert kv.norms[:5] == pytest.approx(np.ones(5))


def test_attributes_of_words(kv: KeyedVectors) -> None:
    with pytest.raises(KeyError):
        kv.get_vecattr("king", "count")
    assert kv.counts is None
    kv.set_vecattr("king", "count", 5)
    kv.set_vecattr("king", "note", "male")
    kv.set_vecattr("king", "weight", 0.5)
    assert kv.get_vecattr("king", "count") == 5 and kv.get_vecattr("queen", "count") == 0
    assert kv.get_vecattr("king", "note") == "male" and kv.get_vecattr("king", "weight") == 0.5
    for name, value in (("count", 0.5), ("count", "5"), ("weight", "x")):
        with pytest.raises(TypeError):
            kv.set_vecattr("king", name, value)
    with pytest.raises(KeyError):
        kv.set_vecattr("nobody", "count", 1)
    for change in (lambda: kv.set_vecattr("king", "count", -5),
                   lambda: kv.add_vectors(["x"], np.zeros((1, 20)), extras={"count": [-5]})):
        with pytest.raises(ValueError, match="0 or more, not -5"):
            change()
    assert kv.get_vecattr("king", "count") == 5 and "x" not in kv
    kv.add_vectors(["x", "y"], np.zeros((2, 20)), extras={"count": np.array([3, 4])})
    assert kv.counts is not None and kv.counts.tolist() == [5] + [0] * 11 + [3, 4]
    assert set(kv.expandos) == {"count", "note", "weight"}


def test_words_are_sorted_by_their_counts(kv: KeyedVectors) -> None:
    sea = kv["sea"].copy()
    for count, word in enumerate(("sea", "tea", "king"), 1):
        kv.set_vecattr(word, "count", count)
    kv.sort_by_descending_frequency()
    assert kv.index_to_key[:4] == ["king", "tea", "sea", "queen"] and (kv["sea"] == sea).all()
    assert kv.counts is not None and kv.counts.tolist()[:4] == [3, 2, 1, 0] and kv.get_index("sea") == 2


def test_names_what_it_is(kv: KeyedVectors, mapped: KeyedVectors) -> None:
    assert repr(kv) == "<hogvec.KeyedVectors 12 words x 20>"
    assert str(kv) == "KeyedVectors<vector_size=20, 12 keys>"
    assert repr(mapped).startswith("<hogvec.KeyedVectors 12 words x 20, mapped from '/")


@pytest.mark.parametrize("name", ["vocab", "index2word", "index2entity", "syn0", "syn0norm", "vectors_norm",
                                  "accuracy"])
def test_old_names_say_the_new_way(kv: KeyedVectors, name: str) -> None:
    for touch in (lambda: getattr(kv, name), lambda: setattr(kv, name, 1)):
        with pytest.raises(AttributeError, match=f"no attribute '{name}': .*(index|vectors|analogies)"):
            touch()
    assert not hasattr(kv, name)


def test_is_not_walked_by_accident(kv: KeyedVectors) -> None:
    with pytest.raises(TypeError, match="^vectors can't be iterated over: index_to_key"):
        list(kv)
    with pytest.raises(TypeError):
        for _ in kv:
            pass
    for array in (np.array([kv, kv], dtype=object), np.array([KeyedVectors(3), kv], object)):
        assert array.shape == (2,) and array[1] is kv
    with pytest.raises(TypeError):
        kv[None]
    with pytest.raises(ValueError):
        kv[[]]
    assert float("nan") not in kv and None not in kv and 11 in kv and 12 not in kv and -1 not in kv


def test_unknown_words_say_what_is_near(kv: KeyedVectors) -> None:
    for ask in (kv.__getitem__, kv.get_vector, kv.most_similar, kv.get_index, lambda word: kv.similarity("king", word),
                lambda word: kv.get_vector(word, norm=True), kv.distances, lambda word: kv[["king", word]]):
        with pytest.raises(hogvec.UnknownWordError) as error:
            ask("quen")
        assert error.value.word == "quen" and "queen" in str(error.value)
    assert kv.get_index("quen", default=-7) == -7 and not kv.has_index_for("quen")
    assert kv.near_spellings("quen") == ["queen"]


def test_vectors_for_all(kv: KeyedVectors) -> None:
    kv.set_vecattr("king", "count", 3)
    some = kv.vectors_for_all(["tea", "nobody", "king", "tea"])
    assert some.index_to_key == ["tea", "king"] and (some["tea"] == kv["tea"]).all() and some.counts is None
    assert kv.vectors_for_all(["king"], copy_vecattrs=True).get_vecattr("king", "count") == 3
    assert len(kv.vectors_for_all(["nobody"])) == 0
    assert kv.vectors_for_all([2, "man", 1]).index_to_key == ["man", "queen"]  # rows are those of words


def test_an_index_answers(make: object, tmp_path: Path) -> None:
    kv = make(2000, 16)  # type: ignore[operator]
    exact = kv.most_similar("king", topn=5)
    kv.build_index(tmp_path / "index")
    other = copy.deepcopy(kv)
    other.use_index(tmp_path / "index", breadth=1)  # too few candidates to find them
    words = [word for word in kv.index_to_key if other.most_similar(word) != kv.most_similar(word)]
    assert words and np.shares_memory(kv.vectors, other.vectors) and "king" in other and other.key_to_index
    assert kv.most_similar("king", topn=5) == exact
    again = copy.copy(other)
    assert again.most_similar(words[0]) == other.most_similar(words[0])
    kv.use_index(tmp_path / "index", breadth=500)
    assert kv.most_similar("king", topn=5) == exact
    kv["king"] = kv["queen"]
    assert kv.most_similar("king", topn=1)[0][0] == "queen"
    with pytest.raises(ValueError):
        kv.use_index(tmp_path / "index")


def test_as_near_is_not_nearer(make: object) -> None:
    rows = np.array([[1, 0], [1, 2], [1, 2], [2, 1], [0, 1]], np.float32)
    kv = make(["a", "b", "c", "d", "e"], rows)  # type: ignore[operator]
    assert kv.closer_than("a", "b") == kv.closer_than("a", "c") == ["d"]
    assert kv.closer_than("a", "e") == ["b", "c", "d"]
    assert kv.rank("a", "b") == 2 and kv.rank("a", "a") == 1
