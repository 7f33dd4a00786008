"""The same questions to gensim and to hogvec, over random tables: the same words up to ties, the same numbers to
0.000001, the same classes of exceptions. test_differences.py has what differs on purpose."""
from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gensim_pair import (NEAR, ZERO, Pair, ask, check_exceptions, check_nearest, check_numbers, pair_of, some_words,
                         table, vector)

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning")  # of gensim

TABLES = [*itertools.product((5, 50), (1, 16, 100), (False, True)),
          (5000, 1, False), (5000, 16, False), (5000, 100, True)]


@pytest.fixture(scope="module", params=TABLES, ids=lambda each: "{}x{}{}".format(*each[:2], "-odd" if each[2] else ""))
def both(request: pytest.FixtureRequest) -> Pair:
    return pair_of(*table(*request.param))


POSITIVE: list[Callable[[Any, Any, Any, np.ndarray], Any]] = [
    lambda a, b, c, v: a,
    lambda a, b, c, v: [a],
    lambda a, b, c, v: [a, b],
    lambda a, b, c, v: 1,
    lambda a, b, c, v: np.int64(1),
    lambda a, b, c, v: [0, b],
    lambda a, b, c, v: v,
    lambda a, b, c, v: [v],
    lambda a, b, c, v: np.stack([v, 2 * v + 1]),
    lambda a, b, c, v: [a, v],
    lambda a, b, c, v: [(a, 2.0), (b, 0.5)],
    lambda a, b, c, v: [(a, 1), (v, 0.25), b],
    lambda a, b, c, v: [(0, 3.0)],
    lambda a, b, c, v: v.astype(np.float64),
    lambda a, b, c, v: [a, a],
    lambda a, b, c, v: None,
    lambda a, b, c, v: [],
    lambda a, b, c, v: "nobody",
    lambda a, b, c, v: [a, "nobody"],
    lambda a, b, c, v: 10**6,
]
NEGATIVE: list[Callable[[Any, Any, Any, np.ndarray], Any]] = [
    lambda a, b, c, v: None,
    lambda a, b, c, v: c,
    lambda a, b, c, v: [c],
    lambda a, b, c, v: [(c, -0.5)],
    lambda a, b, c, v: [v * 3],
    lambda a, b, c, v: "nobody",
]
RANGES: list[dict[str, Any]] = [
    {}, {"topn": 1}, {"topn": 3}, {"topn": 10**6}, {"topn": 0}, {"topn": -2}, {"topn": np.uint8(0)},
    {"topn": 3, "restrict_vocab": 3}, {"restrict_vocab": 10**7}, {"restrict_vocab": 0},
    {"clip_start": 2}, {"clip_end": 3}, {"clip_start": 1, "clip_end": 4}, {"clip_start": 4, "clip_end": 2},
    {"clip_start": 2, "restrict_vocab": 3}, {"clip_end": 10**6, "topn": 5},
]


def has_direction(pair: Pair, positive: Any, negative: Any) -> bool:
    """Whether gensim's own sum is anything but rounding."""
    cosines = ask(pair[1], "most_similar", positive, negative, topn=None)
    if isinstance(cosines, Exception):
        return True
    return bool(np.nanmax(np.abs(cosines), initial=0) > 1e-4)


@pytest.mark.parametrize("positive", range(len(POSITIVE)))
def test_most_similar(both: Pair, positive: int) -> None:
    for number, negative in enumerate(NEGATIVE):
        plus, minus = (make(*some_words(both), vector(both)) for make in (POSITIVE[positive], negative))
        if has_direction(both, plus, minus):
            check_ranges(both, plus, minus, RANGES if len(both[1]) < 1000 or number == 0 else RANGES[:3])
        else:
            with pytest.raises(ValueError, match="direction"):
                both[0].most_similar(plus, minus)


def check_ranges(both: Pair, plus: Any, minus: Any, ranges: list[dict[str, Any]]) -> None:
    for more in ranges:
        check_nearest(both, "most_similar", plus, minus, **more)
    ours, theirs = (ask(each, "most_similar", plus, minus, topn=None, clip_start=1) for each in both)
    if not check_exceptions(ours, theirs):
        assert ours.dtype == theirs.dtype == np.float32
        check_numbers(ours, theirs)


@pytest.mark.parametrize("more", [{}, {"topn": 3}, {"restrict_vocab": 4}, {"topn": 0}])
def test_aliases_of_most_similar(both: Pair, more: dict[str, Any]) -> None:
    a, b, _ = some_words(both)
    for name, key in (("similar_by_word", a), ("similar_by_key", b), ("similar_by_vector", vector(both)),
                      ("similar_by_word", "nobody"), ("similar_by_key", 1)):
        check_nearest(both, name, key, **more)
    check_numbers(both[0].similar_by_word(a, topn=None), ask(both[1], "similar_by_word", a, topn=None))


@pytest.mark.parametrize("more", [{}, {"topn": 1}, {"topn": 10**6}, {"topn": 0}])
def test_cosmul(both: Pair, more: dict[str, Any]) -> None:
    a, b, c = some_words(both)
    v = vector(both) / 10
    if both[1].vector_size == 1:
        pytest.skip("cosines are 1 and -1: products of rounding, over 0.000001")
    for positive, negative in itertools.product((a, [a], [a, b], [v], [a, v], None, "nobody", ["nobody"]),
                                                (None, c, [c], [b, c], [v], "nobody")):
        check_nearest(both, "most_similar_cosmul", positive, negative, **more)
        ours, theirs = (ask(each, "most_similar_cosmul", positive, negative, topn=None) for each in both)
        if not check_exceptions(ours, theirs):
            known = ~np.isnan(theirs)
            assert np.allclose(ours[known], theirs[known], rtol=3e-6, atol=NEAR)


@pytest.mark.parametrize("name", ["similarity", "distance"])
def test_two_words(both: Pair, name: str) -> None:
    keys = [*some_words(both), 0, 1, np.int32(2), both[1].index_to_key[-1], "nobody", -1, 10**6]
    for one, other in itertools.product(keys, repeat=2):
        ours, theirs = (ask(each, name, one, other) for each in both)
        if not check_exceptions(ours, theirs):
            assert type(ours) is type(theirs)
            check_numbers(ours, theirs)


LISTS: list[Callable[[Any, Any, Any], Any]] = [
    lambda a, b, c: [a, b, c], lambda a, b, c: [a], lambda a, b, c: [a, a, b], lambda a, b, c: [a, "nobody", c],
    lambda a, b, c: (b, c), lambda a, b, c: [], lambda a, b, c: ["nobody"], lambda a, b, c: [0, 1],
]


def test_lists_of_words(both: Pair) -> None:
    for make in LISTS:
        words = make(*some_words(both))
        for use_norm in (True, False):
            ours, theirs = (ask(each, "rank_by_centrality", words, use_norm) for each in both)
            if not check_exceptions(ours, theirs) and any(abs(score) > 1e-4 for score, _ in theirs):
                check_numbers([score for score, _ in ours], [score for score, _ in theirs])
                assert sorted(str(word) for _, word in ours) == sorted(str(word) for _, word in theirs)
        ours, theirs = (ask(each, "doesnt_match", words) for each in both)
        if not check_exceptions(ours, theirs):
            scores = {word: score for score, word in both[0].rank_by_centrality(words)}
            assert ours == theirs or scores[ours] == pytest.approx(scores[theirs], abs=NEAR)


def test_n_similarity(both: Pair) -> None:
    for one, other in itertools.product(LISTS, repeat=2):
        ours, theirs = (ask(each, "n_similarity", one(*some_words(both)), other(*some_words(both))) for each in both)
        if not check_exceptions(ours, theirs):
            check_numbers(ours, theirs)


def test_mean_vectors(both: Pair) -> None:
    a, b, c = some_words(both)
    v = vector(both)
    keys: tuple[list[Any], ...] = ([a, b, c], [a], [a, "nobody"], ["nobody"], [], [v, a], [0, b], [v])
    for each, (norm, after, missing) in itertools.product(keys, itertools.product((True, False), repeat=3)):
        for weights in (None, [1.0] * len(each), [0.5, -2, 3, 4][:len(each)], np.arange(len(each)), [1.0] * 7):
            ours, theirs = (ask(kv, "get_mean_vector", each, weights, norm, after, missing) for kv in both)
            if not check_exceptions(ours, theirs):
                assert ours.dtype == theirs.dtype
                check_numbers(ours, theirs)


def test_distances(both: Pair) -> None:
    a, b, c = some_words(both)
    for key in (a, 1, vector(both), vector(both).astype(np.float64), "nobody"):
        for others in ((), None, [b, c], [0, 1], (a,), ["nobody"]):
            ours, theirs = (ask(each, "distances", key, others) for each in both)
            if not check_exceptions(ours, theirs):
                assert ours.shape == theirs.shape
                known = ~np.isnan(theirs)
                assert np.allclose(ours[known], theirs[known], atol=NEAR) and np.allclose(ours[~known], 1)


def test_ranks(both: Pair) -> None:
    a, b, c = some_words(both)
    for one, other in itertools.product((a, b, c, 0, "nobody"), repeat=2):
        ours, theirs = (ask(each, "closer_than", one, other) for each in both)
        if check_exceptions(ours, theirs):
            assert check_exceptions(ask(both[0], "rank", one, other), ask(both[1], "rank", one, other))
            continue
        border = both[0].distance(one, other)
        for word in set(ours) ^ set(theirs):
            assert word == ZERO or both[0].distance(one, word) == pytest.approx(border, abs=NEAR)
        assert both[0].rank(one, other) == len(ours) + 1
        assert ours == sorted(ours, key=both[1].get_index)


def test_of_given_words(both: Pair) -> None:
    a, b, c = some_words(both)
    for key, given in ((a, [b, c]), (b, [c, a, b]), (a, []), ("nobody", [a]), (a, ["nobody"])):
        ours, theirs = (ask(each, "most_similar_to_given", key, given) for each in both)
        if not check_exceptions(ours, theirs):
            scores = [both[0].similarity(key, each) for each in (ours, theirs)]
            assert ours == theirs or scores[0] == pytest.approx(scores[1], abs=NEAR)


def test_relative_cosine_similarity(both: Pair) -> None:
    a, b, _ = some_words(both)
    for arguments in ((a, b), (a, b, 3), (a, b, 0), ("nobody", b), (a, "nobody")):
        ours, theirs = (ask(each, "relative_cosine_similarity", *arguments) for each in both)
        if not check_exceptions(ours, theirs) and not np.isnan(theirs):
            nearest = sum(score for _, score in both[0].similar_by_word(*arguments[:1], *arguments[2:]))
            if abs(nearest) > 0.01 and ZERO not in dict(both[0].similar_by_word(*arguments[:1], *arguments[2:])):
                assert ours == pytest.approx(theirs, rel=1e-4, abs=1e-5)


KEYS: list[Any] = ["w3", "nobody", 0, np.int64(1), 10**6, -1, ["w3"], ["w3", 1], ("w3", "w4"), ["nobody"], [],
                   np.array([0, 1]), None, 1.5]


@pytest.mark.parametrize("key", KEYS, ids=repr)
def test_vectors_of_keys(both: Pair, key: Any) -> None:
    for name in ("__getitem__", "get_vector", "get_index", "has_index_for", "__contains__"):
        if isinstance(key, (list, tuple, np.ndarray)) and name != "__getitem__":
            continue
        ours, theirs = (ask(each, name, key) for each in both)
        if not check_exceptions(ours, theirs):
            check_numbers(ours, theirs)
            if isinstance(theirs, np.ndarray):
                assert ours.flags.writeable == theirs.flags.writeable and ours.dtype == theirs.dtype
    if not isinstance(key, (list, tuple, np.ndarray)):
        ours, theirs = (ask(each, "get_vector", key, norm=True) for each in both)
        if not check_exceptions(ours, theirs):
            check_numbers(ours, theirs)


def test_whole_tables(both: Pair) -> None:
    ours, theirs = both
    assert len(ours) == len(theirs)
    assert ours.index_to_key == theirs.index_to_key and ours.key_to_index == theirs.key_to_index
    assert ours.vector_size == theirs.vector_size and str(ours) == str(theirs)
    check_numbers(ours.vectors, theirs.vectors)
    check_numbers(ours.get_normed_vectors(), ask(theirs, "get_normed_vectors"))
    check_numbers(ours.norms, theirs.norms)
    rows = theirs.vectors[:-1]
    check_numbers(ours.cosine_similarities(vector(both), rows), theirs.cosine_similarities(vector(both), rows))


@pytest.mark.parametrize("allow", [True, False])
def test_vectors_for_all(both: Pair, allow: bool) -> None:
    words = [*some_words(both), "nobody", some_words(both)[0]]
    ours, theirs = (each.vectors_for_all(words, allow_inference=allow) for each in both)
    assert ours.index_to_key == theirs.index_to_key
    check_numbers(ours.vectors, theirs.vectors)


@pytest.fixture
def analogies(both: Pair, tmp_path: Path) -> Path:
    words = both[1].index_to_key
    picks = np.random.default_rng(3).integers(0, len(words), (60, 4))
    lines = [": first", *(" ".join(words[each] for each in row) for row in picks[:30]), "w1 w2 w3 nobody", "w1 w2",
             ": second", *(" ".join(words[each].upper() for each in row) for row in picks[30:])]
    # Questions that have an answer: a is to b as a is to b's nearest word.
    for a, b in picks[:10, :2]:
        if len({words[a], words[b], ZERO}) == 3:
            near = both[1].most_similar(positive=[words[b], words[a]], negative=[words[a]], topn=1)[0][0]
            lines.append(f"{words[a]} {words[b]} {words[a]} {near}")
    path = tmp_path / "analogies"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize("more", [{}, {"case_insensitive": False}, {"dummy4unknown": True}, {"restrict_vocab": 20}],
                         ids=repr)
def test_evaluations(both: Pair, analogies: Path, tmp_path: Path, more: dict[str, Any]) -> None:
    if both[1].vector_size == 1 or ZERO in both[1]:
        pytest.skip("ties decide, or nan")
    (share, sections), (their_share, theirs) = (
        ask(each, "evaluate_word_analogies", str(analogies), **more) for each in both)
    assert share == their_share and sections == theirs
    words = both[1].index_to_key
    every = np.array(list(itertools.combinations(range(min(50, len(words))), 2)))  # each once: no ties by rounding
    picks = np.random.default_rng(4).permutation(every)[:80]
    lines = [f"{words[a].upper() if at % 3 == 0 else words[a]}\t{words[b]}\t{at % 7}"
             for at, (a, b) in enumerate(picks)]
    (tmp_path / "pairs").write_text("\n".join(["# comment", "x\ty", "nobody\tw1\t3", *lines]) + "\n")
    ours, expected = (ask(each, "evaluate_word_pairs", str(tmp_path / "pairs"), **more) for each in both)
    for place in (0, 1):
        assert tuple(ours[place]) == pytest.approx(tuple(expected[place]), abs=1e-5)
    assert ours[2] == pytest.approx(expected[2])
