"""What the comparisons with gensim share: tables, and which answers are the same."""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import hogvec

gensim_vectors = pytest.importorskip("gensim.models.keyedvectors", reason="gensim is not installed")

NEAR = 1e-6
ZERO, TWIN, TWINS = "zero", "twin", "twins"
Pair = tuple[hogvec.KeyedVectors, Any]


def table(count: int, dim: int, odd: bool) -> tuple[list[str], np.ndarray]:
    """Words w0, w1, ... with random rows; if `odd`, a row of zeros and rows that are the same."""
    rows = np.random.default_rng(count * 1000 + dim).standard_normal((count, dim)).astype(np.float32)
    words = [f"w{number}" for number in range(count)]
    if odd:
        words[-1], words[1], words[2] = ZERO, TWIN, TWINS
        rows[-1], rows[1], rows[2] = 0, rows[0], 2 * rows[0]
    return words, rows


def pair_of(words: list[str], rows: np.ndarray) -> Pair:
    """The same vectors here and there."""
    pair = hogvec.KeyedVectors(rows.shape[1]), gensim_vectors.KeyedVectors(rows.shape[1])
    for each in pair:
        each.add_vectors(words, rows)
    return pair


def ask(vectors: Any, name: str, *arguments: Any, **named: Any) -> Any:
    """The answer or the exception."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return getattr(vectors, name)(*arguments, **named)
    except Exception as error:  # any, to be compared
        return error


def numbers(answer: Any) -> np.ndarray:
    """As numbers to compare; gensim's nan, of rows of zeros, is our 0."""
    return np.nan_to_num(np.asarray(answer, np.float64), nan=0.0)


def check_numbers(ours: Any, theirs: Any) -> None:
    assert np.shape(ours) == np.shape(theirs)
    assert np.allclose(numbers(ours), numbers(theirs), atol=NEAR, rtol=NEAR), (ours, theirs)


def check_exceptions(ours: Any, theirs: Any) -> bool:
    """Whether both are exceptions, of the same class."""
    if not isinstance(ours, Exception) and not isinstance(theirs, Exception):
        return False
    assert isinstance(ours, type(theirs)), (ours, theirs)
    return True


def check_nearest(pair: Pair, name: str, *arguments: Any, **named: Any) -> None:
    """Words and their scores. Equal scores may come in any order, and rows of zeros have a score here."""
    ours, theirs = (ask(each, name, *arguments, **named) for each in pair)
    if check_exceptions(ours, theirs):
        return
    theirs = [(word, score) for word, score in theirs if not np.isnan(score)]
    zeros = [(word, score) for word, score in ours if word == ZERO]
    if zeros:  # whose place is where its score belongs
        assert ours == sorted(ours, key=lambda each: -each[1])
        ours = [each for each in ours if each[0] != ZERO]
        theirs = theirs[:len(ours)]
    assert len(ours) == len(theirs)
    assert all(type(word) is str and type(score) is float for word, score in ours)
    check_numbers([score for _, score in ours], [score for _, score in theirs])
    check_words(ours, theirs)


def check_words(ours: list[tuple[str, float]], theirs: list[tuple[str, float]]) -> None:
    """The words with each score are the same, but for the last score, of which others may be left out."""
    scores = [score for _, score in theirs]
    begins = [0] + [at for at in range(1, len(scores))
                    if scores[at - 1] - scores[at] > 4 * NEAR * max(1, abs(scores[at]))]
    for begin, end in zip(begins, begins[1:]):
        assert {word for word, _ in ours[begin:end]} == {word for word, _ in theirs[begin:end]}


def some_words(pair: Pair) -> list[Any]:
    """Words at both ends of the table and in the middle, with a direction."""
    words = [word for word in pair[1].index_to_key if word != ZERO]
    return [words[0], words[len(words) // 2], words[-1]]


def vector(pair: Pair, seed: int = 7) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(pair[1].vector_size).astype(np.float32)
