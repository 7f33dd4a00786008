"""Values of the constructor's arguments that are none: out of range, of a wrong kind, without end."""
from __future__ import annotations

import pytest

import hogvec


@pytest.mark.parametrize("name, value", [
    ("vector_size", 0), ("vector_size", -3), ("window", 0), ("min_count", -1), ("negative", -1), ("epochs", 0),
    ("workers", 0), ("workers", -1), ("max_final_vocab", 0), ("alpha", float("nan")), ("alpha", -1.0), ("sample", -1),
    ("min_alpha", -0.1), ("bucket", 0), ("memory_limit", 0)])
def test_values_out_of_range_name_the_argument(name, value):
    given = {"subwords": True} if name == "bucket" else {}
    with pytest.raises(ValueError, match=name):
        hogvec.Word2Vec(sg=1, **given, **{name: value})


@pytest.mark.parametrize("name", [
    "vector_size", "window", "min_count", "epochs", "workers", "negative", "bucket", "min_n", "max_n", "patience",
    "max_final_vocab", "memory_limit"])
@pytest.mark.parametrize("value", [2**64, 10**30])
def test_numbers_too_large_for_anything_name_the_argument(name, value):
    with pytest.raises(ValueError, match=f"^{name} must be .* at most|^{name} must be from"):
        hogvec.Word2Vec(sg=1, **{name: value})


@pytest.mark.parametrize("name", ["window", "min_count", "epochs", "workers", "seed"])
@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_infinity_is_no_whole_number(name, value):
    with pytest.raises(TypeError, match=f"{name} must be a whole number"):
        hogvec.Word2Vec(sg=1, **{name: value})


def test_real_numbers_too_large_for_a_float():
    with pytest.raises(ValueError, match="alpha"):
        hogvec.Word2Vec(sg=1, alpha=10**400)


@pytest.mark.parametrize("name", ["tmp_dir", "checkpoint", "validation", "stopwords", "corpus_file"])
def test_paths_with_a_nul_name_the_argument(name):
    called = "a file of sentences" if name == "corpus_file" else name
    with pytest.raises(ValueError, match=f"{called} has a NUL"):
        hogvec.Word2Vec(sg=1, **{name: "a\0b"})


@pytest.mark.parametrize("name", ["tmp_dir", "checkpoint"])
def test_what_is_no_path_names_the_argument(name):
    with pytest.raises(TypeError, match=f"{name} must be a str, bytes or path object"):
        hogvec.Word2Vec(sg=1, **{name: 5})


@pytest.mark.parametrize("name", [
    "vector_size", "window", "min_count", "epochs", "workers", "seed", "alpha", "sg", "hs", "negative"])
def test_values_of_a_wrong_kind_name_the_argument(name):
    with pytest.raises(TypeError, match=name):
        hogvec.Word2Vec(**{"sg": 1, name: "100"})
    with pytest.raises(TypeError, match=name):
        hogvec.Word2Vec(**{"sg": 1, name: [1]})


def test_a_fraction_is_no_whole_number():
    with pytest.raises(TypeError, match="window"):
        hogvec.Word2Vec(sg=1, window=2.5)
