"""KeyedVectors in files: what is written is read, and what is damaged is refused."""
from __future__ import annotations

import bz2
import gzip
import io
import logging
import lzma
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import hogvec
from hogvec import KeyedVectors


def text_file(path: Path, *lines: str | bytes) -> Path:
    path.write_bytes(b"".join(line if isinstance(line, bytes) else line.encode() + b"\n" for line in lines))
    return path


def test_counts_are_saved(kv: KeyedVectors, tmp_path: Path) -> None:
    kv.set_vecattr("king", "count", 5)
    kv.save(tmp_path / "kv")
    again = KeyedVectors.load(tmp_path / "kv")
    assert again.counts is not None and again.counts.tolist() == [5] + [0] * 11
    again["king"] = np.ones(20)
    assert again.get_vecattr("king", "count") == 5
    kv.expandos["count"][0] = -1
    with pytest.raises(ValueError, match="'king' has a count below 0"):
        kv.save(tmp_path / "kv")


def test_saving_takes_what_gensim_takes(kv: KeyedVectors, tmp_path: Path) -> None:
    path = tmp_path / "word2vec.model"
    kv.save(str(path), separately=None, sep_limit=10, pickle_protocol=4)
    for how in ("r", None):
        again = KeyedVectors.load(str(path), mmap=how)
        assert again.index_to_key == kv.index_to_key and (again.vectors == kv.vectors).all()
        assert ("mapped from" in repr(again)) == (how == "r")


def test_pickles_of_gensim_are_refused_with_the_way_round(tmp_path: Path) -> None:
    path = tmp_path / "old.model"
    path.write_bytes(pickle.dumps({"vectors": [1, 2, 3]}, protocol=4))
    with pytest.raises(hogvec.FormatError, match="gensim.*save_word2vec_format"):
        KeyedVectors.load(path)


def test_files_that_are_not_there_or_damaged(kv: KeyedVectors, tmp_path: Path) -> None:
    for load in (KeyedVectors.load, KeyedVectors.load_word2vec_format):
        with pytest.raises(FileNotFoundError):
            load(tmp_path / "none")
        with pytest.raises(TypeError):
            load(io.BytesIO(b"1 1\na 1\n"))
    with pytest.raises(TypeError):
        kv.save(io.BytesIO())
    with pytest.raises(OSError):
        kv.save(tmp_path / "no" / "such" / "folder")
    kv.save(bytes(tmp_path / "as_bytes"))
    assert len(KeyedVectors.load(bytes(tmp_path / "as_bytes"))) == 12
    text_file(tmp_path / "bad", "3 2", "a 1 2")
    with pytest.raises(EOFError):
        KeyedVectors.load_word2vec_format(tmp_path / "bad")
    text_file(tmp_path / "worse", "1 2", "a 1 x")
    with pytest.raises(hogvec.FormatError, match="worse"):
        KeyedVectors.load_word2vec_format(tmp_path / "worse")
    kv.save_word2vec_format(tmp_path / "cut", binary=True)
    (tmp_path / "cut").write_bytes((tmp_path / "cut").read_bytes()[:-30])
    with pytest.raises(hogvec.TruncatedError):
        KeyedVectors.load_word2vec_format(tmp_path / "cut", binary=True)


@pytest.mark.parametrize("binary", [False, True])
@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_word2vec_files_go_there_and_back(kv: KeyedVectors, tmp_path: Path, binary: bool, header: bool,
                                          suffix: str) -> None:
    if binary and not header:
        pytest.skip("a binary file without a header can't be read")
    path = tmp_path / f"vectors{suffix}"
    kv.save_word2vec_format(path, binary=binary, write_header=header)
    again = KeyedVectors.load_word2vec_format(path, binary=binary, no_header=not header)
    assert again.index_to_key == kv.index_to_key and (again.vectors == kv.vectors).all()
    first = KeyedVectors.load_word2vec_format(path, binary=binary, limit=3)
    assert first.index_to_key == kv.index_to_key[:3]


def test_what_is_said_of_a_file_may_be_wrong(kv: KeyedVectors, tmp_path: Path,
                                             caplog: pytest.LogCaptureFixture) -> None:
    kv.save_word2vec_format(tmp_path / "text")
    assert not caplog.records
    for wrong in ({"binary": True}, {"no_header": True}, {"datatype": np.float16}):
        caplog.clear()
        assert KeyedVectors.load_word2vec_format(tmp_path / "text", **wrong).vectors.dtype == np.float32
        assert [record.levelno for record in caplog.records] == [logging.WARNING]
    with pytest.raises(TypeError):
        KeyedVectors.load_word2vec_format(tmp_path / "text", datatype=int)


def test_the_first_of_repeated_words_is_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = text_file(tmp_path / "twice", "3 2", "a 1 2", "b 3 4", "a 5 6")
    kv = KeyedVectors.load_word2vec_format(path)
    assert kv.index_to_key == ["a", "b"] and kv["a"].tolist() == [1, 2] and "twice" in caplog.text
    with pytest.raises(hogvec.FormatError):
        KeyedVectors.load(path)
    assert KeyedVectors.load(path, lenient=True).index_to_key == ["a", "b"]
    assert KeyedVectors.load(path, top=1).index_to_key == ["a"]


def test_counts_come_from_a_vocabulary(kv: KeyedVectors, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for word in kv.index_to_key:
        kv.set_vecattr(word, "count", len(word))
    kv.save_word2vec_format(tmp_path / "vectors", fvocab=tmp_path / "vocab")
    again = KeyedVectors.load_word2vec_format(tmp_path / "vectors", fvocab=tmp_path / "vocab")
    assert again.index_to_key[0] == "princess" and again.get_vecattr("sea", "count") == 3
    assert (again["king"] == kv["king"]).all()
    text_file(tmp_path / "part", "king 7")
    caplog.clear()
    again = KeyedVectors.load_word2vec_format(tmp_path / "vectors", fvocab=tmp_path / "part")
    assert again.get_vecattr("king", "count") == 7 and again.get_vecattr("sea", "count") == 0 and "part" in caplog.text
    text_file(tmp_path / "wrong", "king seven")
    with pytest.raises(hogvec.FormatError, match="wrong:1"):
        KeyedVectors.load_word2vec_format(tmp_path / "vectors", fvocab=tmp_path / "wrong")


def test_word2vec_files_in_parts(kv: KeyedVectors, make: object, tmp_path: Path) -> None:
    path = tmp_path / "both"
    kv.save_word2vec_format(path, total_vec=24, binary=True)
    kv.save_word2vec_format(path, write_header=False, append=True, prefix="*", binary=True)
    both = KeyedVectors.load_word2vec_format(path, binary=True)
    assert both.index_to_key == kv.index_to_key + ["*" + word for word in kv.index_to_key]
    assert (both.vectors[12:] == kv.vectors).all()
    kv.save_word2vec_format(tmp_path / "p.gz", total_vec=12, prefix="_")
    with gzip.open(tmp_path / "p.gz") as file:
        assert file.readline() == b"12 20\n" and file.readline().startswith(b"_king ")


def test_rows_are_written_by_an_attribute(kv: KeyedVectors, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for rank, word in enumerate(kv.index_to_key):
        kv.set_vecattr(word, "rank", rank)
    kv.save_word2vec_format(tmp_path / "v", sort_attr="rank", fvocab=tmp_path / "ranks")
    assert KeyedVectors.load(tmp_path / "v").index_to_key == kv.index_to_key[::-1]
    assert (tmp_path / "ranks").read_text().startswith("tea 11\nsea 10\n")
    with pytest.raises(ValueError, match="no word has the attribute 'count'"):
        kv.save_word2vec_format(tmp_path / "v", fvocab=tmp_path / "ranks")
    kv.save_word2vec_format(tmp_path / "v", sort_attr="fame")
    assert "fame" in caplog.text


@pytest.mark.parametrize("lines, expected", [
    (["2 2", "a 1 2", "b 3 4", "c 5 6"], ["a", "b"]),
    (["3 2", "a 1 2", "a 3 4", "b 5 6", "c 7 8"], ["a", "b"]),
    (["2 2", "a 1 2", "a 3 4", "b 5 6", "c 7 8"], ["a"]),
    (["2 2", "a 1 2", "b 3 4", "a 5 6", "b 7 8"], ["a", "b"]),
    (["5 2", "a 1 2", "b 1 2", "b 1 2", "b 1 2", "c 1 2", "c 1 2", "d 1 2", "e 1 2"], ["a", "b", "c"]),
    (["4 2", "a 1 2", "b 1 2", "b 1 2", "c 1 2", "c 1 2", "c 1 2", "d 1 2"], ["a", "b", "c"]),
    (["2 2", "a 1 2", "b 3 4", "hello"], ["a", "b"]),
])
def test_ends_where_the_header_says(tmp_path: Path, lines: list[str], expected: list[str],
                                    caplog: pytest.LogCaptureFixture) -> None:
    path = text_file(tmp_path / "more", *lines)
    assert KeyedVectors.load_word2vec_format(path).index_to_key == expected
    assert "more: rows that were skipped or not expected" in caplog.text
    assert KeyedVectors.load_word2vec_format(path, limit=1).index_to_key == ["a"]


def test_binary_files_end_where_the_header_says(tmp_path: Path) -> None:
    row = np.array([1, 2], np.float32).tobytes()
    path = text_file(tmp_path / "more", b"2 2\n", *[word + b" " + row + b"\n" for word in (b"a", b"b", b"c")])
    assert KeyedVectors.load_word2vec_format(path, binary=True).index_to_key == ["a", "b"]


@pytest.mark.parametrize("text", ["1 1\na x234\n", "1 2\na 1 2 bcde\n", "2 2\na 1 2\nb 3 x\n"])
def test_a_short_text_is_no_binary_file(tmp_path: Path, text: str) -> None:
    path = text_file(tmp_path / "odd", text.encode())
    with pytest.raises(hogvec.FormatError, match="odd"):
        KeyedVectors.load_word2vec_format(path)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda packed: packed[:len(packed) // 2],
    "changed": lambda packed: packed[:len(packed) // 2] + bytes(255 - byte for byte in packed[len(packed) // 2:]),
    "no archive": lambda packed: b"nothing of the kind",
}


@pytest.mark.parametrize("suffix, pack", [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
@pytest.mark.parametrize("how", DAMAGE)
def test_damaged_archives(kv: KeyedVectors, tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes],
                          how: str) -> None:
    kv.save_word2vec_format(tmp_path / "v")
    lines = [f"w{number} {number * number % 1009}" for number in range(3000)]
    for name, content in (("vectors", (tmp_path / "v").read_text()), ("counts", "\n".join(lines)),
                          ("questions", ": s\n" + "\n".join(lines))):
        text_file(tmp_path / f"{name}{suffix}", DAMAGE[how](pack(content.encode())))
    for load in (KeyedVectors.load, KeyedVectors.load_word2vec_format):
        with pytest.raises(hogvec.FormatError, match="vectors") as error:
            load(tmp_path / f"vectors{suffix}")
        assert "compressed data are" not in str(error.value)  # what looking for a pickle found is of no interest
    for read, name in ((kv.evaluate_word_analogies, "questions"), (kv.evaluate_word_pairs, "questions"),
                       (lambda path: KeyedVectors.load_word2vec_format(tmp_path / "v", fvocab=path), "counts")):
        with pytest.raises(hogvec.FormatError, match=f"{name}{suffix}: compressed data are") as error:
            read(tmp_path / f"{name}{suffix}")
        assert how != "cut" or isinstance(error.value, EOFError)


def test_a_file_is_saved_again(kv: KeyedVectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kv.save(tmp_path / "v")
    monkeypatch.chdir(tmp_path)
    mapped = KeyedVectors.load("v")
    (tmp_path / "elsewhere").mkdir()
    for folder in (tmp_path, tmp_path, tmp_path / "elsewhere"):
        monkeypatch.chdir(folder)
        mapped.save("v")
        mapped.save_word2vec_format("v.txt")
    (tmp_path / "v").unlink()
    mapped.save("again")
    assert (KeyedVectors.load("again").vectors == kv.vectors).all()


def test_a_folder_is_no_file(kv: KeyedVectors, tmp_path: Path) -> None:
    for touch in (kv.save, KeyedVectors.load, kv.save_word2vec_format, lambda path: kv.export(path, format="text")):
        with pytest.raises(IsADirectoryError) as error:
            touch(tmp_path)
        assert error.value.filename == str(tmp_path)


@pytest.mark.parametrize("suffix", [".txt", ".bin", ".npy", ".safetensors", ".tsv", ".sqlite"])
def test_exports_by_suffix(kv: KeyedVectors, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"vectors{suffix}"
    kv.export(path)
    if suffix != ".tsv":
        assert np.allclose(KeyedVectors.load(path).vectors, kv.vectors)
    with pytest.raises(ValueError, match="say format=, one of text"):
        kv.export(tmp_path / "vectors.unheard-of")
    for wrong in ("float64", np.float64, None):
        with pytest.raises(ValueError, match="dtype must be float32"):
            kv.export(path, dtype=wrong)


def test_half_precision(kv: KeyedVectors, tmp_path: Path) -> None:
    for kind in ("float16", np.float16, np.dtype("f2")):
        kv.export(tmp_path / "half", format="safetensors", dtype=kind)
        again = KeyedVectors.load(tmp_path / "half")
        assert np.allclose(again.vectors, kv.vectors, atol=2e-3) and not (again.vectors == kv.vectors).all()
