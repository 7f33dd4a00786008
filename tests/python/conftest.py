"""Tables of vectors for the tests."""
from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import hogvec

WORDS = ["king", "queen", "man", "woman", "prince", "princess", "boy", "girl", "ship", "boat", "sea", "tea"]


def rows_of(count: int, dim: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((count, dim)).astype(np.float32)


@pytest.fixture
def make() -> Callable[..., hogvec.KeyedVectors]:
    """make(words, rows): KeyedVectors; make(12, 100) has random rows for words of its own."""

    def make_vectors(words: int | list[str] = len(WORDS), rows: int | np.ndarray = 20) -> hogvec.KeyedVectors:
        if isinstance(words, int):
            words = WORDS[:words] + [f"word{i}" for i in range(len(WORDS), words)]
        if isinstance(rows, int):
            rows = rows_of(len(words), rows)
        vectors = hogvec.KeyedVectors(rows.shape[1])
        vectors.add_vectors(words, rows)
        return vectors

    return make_vectors


@pytest.fixture
def kv(make: Callable[..., hogvec.KeyedVectors]) -> hogvec.KeyedVectors:
    """Twelve words, 20 values each, in memory."""
    return make()


@pytest.fixture
def mapped(kv: hogvec.KeyedVectors, tmp_path: Path) -> hogvec.KeyedVectors:
    """The same in a file that is mapped."""
    kv.save(tmp_path / "mapped.safetensors")
    return hogvec.KeyedVectors.load(tmp_path / "mapped.safetensors")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and test sets that are too large for the repository."""
    folder = os.environ.get("HOGVEC_SHARED")
    if not folder or not Path(folder).is_dir():
        pytest.skip("HOGVEC_SHARED names no folder")
    return Path(folder)


@pytest.fixture(scope="session")
def with_ngrams() -> hogvec.KeyedVectors:
    """Vectors of a tiny training with n-grams, for words that it has not seen."""
    sentences = [["tea", "teacup", "teapot", "cup"], ["ship", "shipping", "sea"]] * 50
    model = hogvec.Word2Vec(sentences, vector_size=16, min_count=1, sample=0, epochs=2, workers=1, sg=1,
                            subwords="trained", bucket=2000, min_n=3, max_n=4, progress=False)
    return model.wv
