"""Arguments of vectors that are wrong: the exception names them, in Python's words."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import hogvec
from hogvec import KeyedVectors

Ask = Callable[[KeyedVectors, Path], Any]

WRONG: list[tuple[str, type[Exception], str, Ask]] = [
    ("topn", TypeError, "topn must be a whole number", lambda kv, _: kv.most_similar("king", topn=2.5)),
    ("topn_str", TypeError, "topn must be a whole number", lambda kv, _: kv.most_similar("king", topn="3")),
    ("topn_many", TypeError, "topn must be a whole number", lambda kv, _: kv.most_similar_many(["king"], topn=2.5)),
    ("topn_cosmul", TypeError, "topn must be a whole number", lambda kv, _: kv.most_similar_cosmul("king", topn="3")),
    ("topn_relative", ValueError, "topn must be 1 or more",
     lambda kv, _: kv.relative_cosine_similarity("king", "man", topn=0)),
    ("restrict", TypeError, "restrict_vocab must be", lambda kv, _: kv.most_similar("king", restrict_vocab=2.5)),
    ("weights", TypeError, "has no weights", lambda kv, _: kv.most_similar_cosmul(("king", 2))),
    ("weights_in_list", TypeError, "has no weights", lambda kv, _: kv.most_similar_cosmul([("king", 2.0)])),
    ("n", TypeError, "n must be a whole number", lambda kv, _: kv.near_spellings("king", n="many")),
    ("word", TypeError, "a word is str or bytes", lambda kv, _: kv.near_spellings(7)),
    ("top", ValueError, "top must be 0 or more", lambda _, path: KeyedVectors.load(path, top=-1)),
    ("limit", ValueError, "limit must be 0 or more",
     lambda _, path: KeyedVectors.load_word2vec_format(path, limit=-1)),
    ("limit_type", TypeError, "limit must be a whole",
     lambda _, path: KeyedVectors.load_word2vec_format(path, limit="x")),
    ("precision", TypeError, "precision must be a whole", lambda kv, path: kv.export(path, precision="x")),
    ("precision_sign", ValueError, "precision must be 0", lambda kv, path: kv.export(path, precision=-1)),
    ("dtype", TypeError, "data type", lambda kv, path: kv.export(path, dtype=1)),
    ("format", TypeError, "format must be one of text", lambda kv, path: kv.export(path, format=1)),
    ("index", TypeError, "path", lambda kv, _: kv.use_index(None)),
    ("breadth", ValueError, "breadth must be 1 or more", lambda kv, path: kv.use_index(path, breadth=-1)),
    ("build", TypeError, "path", lambda kv, _: kv.build_index(None)),
    ("save", TypeError, "path", lambda kv, _: kv.save(None)),
    ("export", TypeError, "path", lambda kv, _: kv.export(None)),
    ("fname", TypeError, "path", lambda kv, _: kv.save_word2vec_format(7)),
    ("load", TypeError, "path", lambda *_: KeyedVectors.load(None)),
    ("rows", MemoryError, "more than memory can address", lambda *_: hogvec.Embedding(2 ** 64, 1)),
    ("dim", MemoryError, "more than memory can address", lambda *_: hogvec.Embedding(1, 2 ** 63)),
    ("no_columns", ValueError, "1 number or more", lambda *_: hogvec.Embedding.from_array(np.zeros((2, 0)))),
]


@pytest.mark.parametrize("error, text, ask", [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_the_argument_is_named(kv: KeyedVectors, tmp_path: Path, error: type[Exception], text: str, ask: Ask) -> None:
    kv.save_word2vec_format(tmp_path / "v.txt")
    with pytest.raises(error, match=text) as raised:
        ask(kv, tmp_path / "v.txt")
    assert "incompatible" not in str(raised.value) and "_hogvec" not in str(raised.value)


@pytest.mark.parametrize("touch", [
    lambda kv, path: kv.save(path), lambda kv, path: kv.export(path, format="text"),
    lambda kv, path: kv.save_word2vec_format(path), lambda kv, path: kv.build_index(path),
    lambda kv, path: kv.use_index(path), lambda _, path: KeyedVectors.load(path),
    lambda _, path: KeyedVectors.load_word2vec_format(path)])
def test_paths_have_no_nul(kv: KeyedVectors, touch: Callable[[KeyedVectors, Any], Any]) -> None:
    for path in ("a\0b", b"a\0b"):
        with pytest.raises(ValueError, match="NUL|null"):
            touch(kv, path)


def test_large_numbers_mean_all(kv: KeyedVectors, tmp_path: Path) -> None:
    path = tmp_path / "v.txt"
    kv.export(path, precision=1 << 70)
    assert len(KeyedVectors.load(path, top=1 << 70)) == 12
    assert len(KeyedVectors.load_word2vec_format(path, limit=1 << 70)) == 12
    kv.build_index(tmp_path / "index")
    kv.use_index(tmp_path / "index", breadth=12)
    assert kv.near_spellings("quen", n=1 << 70) == ["queen"] and kv.near_spellings("quen", n=-1) == []


@pytest.mark.parametrize("number", [12, -1, 1 << 63, 1 << 70, -(1 << 70), np.uint64(1 << 63)])
def test_numbers_of_no_row_are_unknown(kv: KeyedVectors, number: int) -> None:
    kv.vectors
    for ask in (kv.most_similar, kv.get_vector, kv.get_index, kv.distances, kv.__getitem__, kv.most_similar_cosmul,
                lambda key: kv.most_similar(["king", key]), lambda key: kv.most_similar("king", [(key, 2.0)]),
                lambda key: kv.similarity("king", key), lambda key: kv.similarity(key, "king"),
                lambda key: kv.get_vector(key, norm=True), lambda key: kv.most_similar_many([key]),
                lambda key: kv.distance(key, 1)):
        with pytest.raises(hogvec.UnknownWordError) as error:
            ask(number)
        assert error.value.word == number


def test_arrays_without_axes_are_what_is_in_them(kv: KeyedVectors) -> None:
    assert kv.most_similar(np.array("king")) == kv.most_similar("king")
    assert kv.most_similar(np.array(2)) == kv.most_similar(2) == kv.most_similar("man")
    assert kv.most_similar_cosmul(np.array("king")) == kv.most_similar_cosmul("king")
    assert (kv[np.array("king")] == kv["king"]).all() and kv[np.array(2)].shape == (20,)
    with pytest.raises(KeyError):
        kv[np.array("nobody")]


@pytest.mark.parametrize("message, option, expected", [
    ("minn must be from 1 to 20, not 0", "minn", "min_n must be from 1 to 20, not 0"),
    ("minn is 5, more than the option 'maxn', which is 3", "minn", "min_n is 5, more than max_n, which is 3"),
    ("buckets must be from 1 to 7, not 0", "buckets", "bucket must be from 1 to 7, not 0"),
    ("--patience needs text to judge by: --validation FILE or SHARE", "",
     "patience needs text to judge by: validation= a path or a share"),
    ("it is a single block; give --validation FILE, or a smaller --block-size", "",
     "it is a single block; give validation= a path"),
    ("c: has no checkpoint; train without --resume", "", "c: has no checkpoint; train without resume=True"),
    ("/a b: has checkpoints of an earlier run; '--resume /a b' continues it, another folder starts a new one", "",
     "/a b: has checkpoints of an earlier run; resume=True continues it, another folder starts a new one"),
    ("words (--max-vocab, --min-count) or dimensions (--dim)", "",
     "words (max_final_vocab, min_count) or dimensions (vector_size)"),
    ("two words together in a line; --sample 0 keeps all words (it is 0.001)", "",
     "two words together in a line; sample=0 keeps all words (it is 0.001)"),
    ("looks like binary data: 9 control characters; --force reads it as text", "",
     "looks like binary data: 9 control characters"),
    ("cbow-update is for CBOW; leave it out, or set the option 'model' to cbow", "cbow-update",
     "cbow_update is for CBOW; leave it out, or say sg=0"),
    ("c: created with model cbow; cannot resume with model skipgram", "",
     "c: created with sg=0; cannot resume with sg=1"),
    ("f: line 3: is odd; the option 'lenient' skips the rest", "", "f: line 3: is odd; lenient skips the rest"),
])
def test_options_of_the_program_are_arguments_here(message: str, option: str, expected: str) -> None:
    for kind in ("usage", "malformed", "resource"):
        assert str(hogvec.errors._from_library(kind, message, option)) == expected
