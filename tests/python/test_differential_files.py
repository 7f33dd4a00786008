"""Changes and files, by gensim and by hogvec: the same words and rows, and either reads what the other wrote."""
from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

import hogvec
from gensim_pair import ask, check_exceptions, check_numbers, gensim_vectors, pair_of, table


def test_changes() -> None:
    words, rows = table(20, 6, False)
    for replace, (keys, vectors) in itertools.product((True, False), [
            ("new", rows[0]), (["w1", "new"], rows[:2]), (["w1", "new"], list(rows[:2])), (["a", "b"], rows[:3]),
            (["a"], rows[:1, :4])]):
        pair = pair_of(words, rows)
        ours, theirs = (ask(each, "add_vectors", keys, vectors, replace=replace) for each in pair)
        if isinstance(theirs, Exception):
            assert isinstance(ours, (ValueError, type(theirs)))  # gensim: IndexError of NumPy's, for another number
        else:
            assert ours is None and pair[0].index_to_key == pair[1].index_to_key
            check_numbers(pair[0].vectors, pair[1].vectors)


@pytest.mark.parametrize("binary", [False, True])
@pytest.mark.parametrize("more", [{}, {"write_header": False}, {"total_vec": 20}, {"prefix": "*"},
                                  {"sort_attr": "count"}, {"sort_attr": "nothing"}, {"append": True}], ids=repr)
def test_files_are_read_by_the_other(tmp_path: Path, binary: bool, more: dict[str, Any]) -> None:
    pair = pair_of(*table(20, 6, False))
    if more.get("sort_attr") == "count":
        for each, (number, word) in itertools.product(pair, enumerate(pair[1].index_to_key)):
            each.set_vecattr(word, "count", number * 7 % 5)
    for each, name in zip(pair, ("ours", "theirs")):
        each.save_word2vec_format(str(tmp_path / name), binary=binary, **more)
    headless = not more.get("write_header", True)
    if binary and headless:
        ours = (tmp_path / "ours").read_bytes().replace(b"\nw", b"w").rstrip(b"\n")
        assert ours == (tmp_path / "theirs").read_bytes()
        return
    read = [kind.load_word2vec_format(str(tmp_path / name), binary=binary, no_header=headless)
            for kind, name in ((hogvec.KeyedVectors, "theirs"), (gensim_vectors.KeyedVectors, "ours"))]
    assert read[0].index_to_key == read[1].index_to_key
    assert (read[0].vectors == read[1].vectors).all()
    if not binary:
        assert (tmp_path / "ours").read_text() == (tmp_path / "theirs").read_text()


@pytest.mark.parametrize("more", [
    {}, {"limit": 2}, {"limit": 0}, {"limit": 10**6}, {"unicode_errors": "ignore"}, {"unicode_errors": "replace"},
    {"encoding": "latin-1"}, {"encoding": "latin-1", "limit": 2}, {"unicode_errors": "strict", "fvocab": "vocab"},
    {"unicode_errors": "replace", "fvocab": "vocab"}, {"encoding": "no-such"},
    {"limit": 2, "unicode_errors": "ignore"}, {"no_header": True, "limit": 1, "binary": False}], ids=repr)
@pytest.mark.parametrize("valid", [True, False])
def test_files_are_read_alike(tmp_path: Path, more: dict[str, Any], valid: bool) -> None:
    odd = b"\xc3\xa9" if valid else b"\xe9\xff"
    header = b"" if more.get("no_header") else b"3 2\n"
    (tmp_path / "v").write_bytes(header + b"one 1 2\nt" + odd + b"wo 3 4.5\nthree -5 6e-3\n")
    (tmp_path / "vocab").write_bytes(b"one 9\nt" + odd + b"wo 8\nthree 7\n")
    more = {**more, **({"fvocab": str(tmp_path / "vocab")} if "fvocab" in more else {})}
    ours, theirs = (ask(kind, "load_word2vec_format", str(tmp_path / "v"), **more)
                    for kind in (hogvec.KeyedVectors, gensim_vectors.KeyedVectors))
    if check_exceptions(ours, theirs):
        return
    assert ours.index_to_key == theirs.index_to_key
    check_numbers(ours.vectors, theirs.vectors)
    if "fvocab" in more:
        assert [ours.get_vecattr(word, "count") for word in ours.index_to_key] == [
            theirs.get_vecattr(word, "count") for word in ours.index_to_key]
