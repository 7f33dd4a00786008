"""Texts in files: every way to name them, and the classes that read them."""
from __future__ import annotations

import bz2
import gzip
import io
import os
import pathlib
import subprocess

import numpy
import pytest

import hogvec
from small_models import assert_same, model_of as train

SENTENCES = [["red", "green", "blue"], ["green", "blue", "red", "red"], ["blue", "black"]] * 20
TEXT = "".join(" ".join(sentence) + "\n" for sentence in SENTENCES)


@pytest.fixture(scope="module")
def reference():
    return train(SENTENCES)


@pytest.fixture(name="text")
def _text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT)
    return path


def test_every_way_to_name_a_file(text):
    ways = [
        train(text), train(corpus_file=text), train(corpus_file=str(text)), train(corpus_file=os.fsencode(text)),
        train(hogvec.LineSentence(text)), train(hogvec.LineSentence(str(text))), train(corpus_file=[text])]
    for model in ways[1:]:
        assert_same(model, ways[0])
    assert ways[0].wv.get_vecattr("red", "count") == 60
    assert ways[0].corpus_count == 60 and ways[0].corpus_total_words == 180


def test_a_file_makes_no_words_in_python(text, monkeypatch):
    def refused(*_):
        raise AssertionError("walked")

    for kind in (hogvec.LineSentence, hogvec.Text8Corpus, hogvec.PathLineSentences):
        monkeypatch.setattr(kind, "__iter__", refused)
    train(hogvec.LineSentence(text))
    train(hogvec.Text8Corpus(text))
    train(hogvec.PathLineSentences(text.parent))


def test_a_missing_file_is_file_not_found(tmp_path):
    missing = tmp_path / "none.txt"
    for call in (lambda: train(missing), lambda: train(corpus_file=str(missing)),
                 lambda: train(hogvec.LineSentence(missing)), lambda: list(hogvec.LineSentence(missing))):
        with pytest.raises(FileNotFoundError, match="none.txt"):
            call()
    with pytest.raises(ValueError, match="no such file or folder"):
        hogvec.PathLineSentences(missing)


@pytest.mark.parametrize("wrong", [5, object(), [["red"]], []])
def test_corpus_file_must_be_a_path(wrong):
    with pytest.raises(TypeError, match="corpus_file must be a path"):
        train(corpus_file=wrong)


def test_options_for_files(tmp_path):
    path = tmp_path / "raw.txt"
    path.write_text("Red, GREEN! Red 42.\n" * 10)
    model = train(corpus_file=path, lowercase=True, split="ascii", digits="spell")
    assert sorted(model.wv.index_to_key) == ["four", "green", "red", "two"]


def test_line_sentence_walks_as_the_library_reads(tmp_path):
    path = tmp_path / "odd.txt"
    path.write_bytes(b"\xef\xbb\xbfred green\r\n\n  blue\tred\x0b\xff\xfe \xc2\xa0 x\nlast")
    walked = list(hogvec.LineSentence(path))
    assert walked == [["red", "green"], ["blue", "red", "\udcff\udcfe", "\u00a0", "x"], ["last"]]
    assert_same(train(walked), train(path))


def test_line_sentence_with_limits(text):
    assert list(hogvec.LineSentence(text, limit=2)) == SENTENCES[:2]
    assert list(hogvec.LineSentence(text, max_sentence_length=3, limit=2)) == [
        SENTENCES[0], SENTENCES[1][:3], SENTENCES[1][3:]]
    assert_same(train(hogvec.LineSentence(text, limit=30)), train(SENTENCES[:30]))


@pytest.mark.parametrize("suffix, compress", [("gz", gzip.compress), ("bz2", bz2.compress)])
def test_compressed_files(tmp_path, reference, suffix, compress):
    path = tmp_path / f"text.txt.{suffix}"
    path.write_bytes(compress(TEXT.encode()))
    assert list(hogvec.LineSentence(path)) == SENTENCES
    assert train(path).wv.index_to_key == reference.wv.index_to_key


def test_an_open_file_is_walked(reference):
    for opened in (io.StringIO(TEXT), io.BytesIO(TEXT.encode())):
        lines = hogvec.LineSentence(opened)
        assert list(lines) == list(lines) == SENTENCES
        assert_same(train(lines), reference)


def test_a_folder(tmp_path):
    (tmp_path / "b.txt").write_text("blue red\n" * 5)
    (tmp_path / "a.txt").write_text("green red\n" * 5)
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.txt").write_text("black\n" * 5)
    lines = hogvec.PathLineSentences(str(tmp_path))
    assert list(lines) == [["green", "red"]] * 5 + [["blue", "red"]] * 5
    assert sorted(train(lines).wv.index_to_key) == ["blue", "green", "red"]
    assert sorted(train(pathlib.Path(tmp_path)).wv.index_to_key) == ["black", "blue", "green", "red"]


def of_time(path, text, time):
    path.write_text(text)
    os.utime(path, ns=(time, time))


@pytest.mark.parametrize("given", [
    lambda path: {"corpus_file": path}, lambda path: {"corpus_iterable": path.parent},
    lambda path: {"corpus_iterable": hogvec.LineSentence(path)},
    lambda path: {"corpus_iterable": hogvec.Text8Corpus(path, 100)}], ids=["file", "folder", "lines", "text8"])
def test_a_file_that_has_changed_is_read_again(tmp_path, given):
    path = tmp_path / "texts" / "text.txt"
    path.parent.mkdir()
    of_time(path, "red green\n" * 20, 10**18)
    model = train()
    model.build_vocab(**given(path))
    for text, time, tokens in (("red green\n" * 20, 10**18, 40), ("red green red\n" * 40, 10**18, 120),
                               ("red green red\n" * 39 + "red other a b", 10**18 + 5, 118)):
        of_time(path, text, time)
        model.train(**given(path), epochs=1)
        assert model.summary.tokens == tokens


def test_the_same_object_over_a_file_that_has_changed(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("red green\n" * 20)
    lines = hogvec.LineSentence(path, limit=100)
    model = train()
    model.build_vocab(lines)
    path.write_text("red green\n" * 30)
    model.train(lines, epochs=1)
    assert model.summary.tokens == 60


def test_text8_counts_words_off(tmp_path):
    path = tmp_path / "text8"
    path.write_text(" ".join(f"w{number % 10}" for number in range(25)))
    assert [len(s) for s in hogvec.Text8Corpus(path, max_sentence_length=10)] == [10, 10, 5]
    assert len(next(iter(hogvec.Text8Corpus(path)))) == 25
    path.write_text("a b " * 50_000)
    assert [len(s) for s in hogvec.Text8Corpus(str(path), 40_000)] == [40_000, 40_000, 20_000]
    pairs = train(hogvec.Text8Corpus(path, 2), epochs=1)
    whole = train(hogvec.Text8Corpus(path, 10_000), epochs=1)
    assert not numpy.array_equal(pairs.wv.vectors, whole.wv.vectors)
    with pytest.raises(ValueError):
        hogvec.Text8Corpus(path, 0)


@pytest.mark.parametrize("given, asked", [
    ({}, ""), ({"sg": 0}, "--model cbow"), ({"sg": 0, "cbow_mean": 0}, "--model cbow --cbow-mean false"),
    ({"sg": 0, "cbow_update": "word2vec"}, "--model cbow --cbow-update word2vec"),
    ({"sg": 0, "subwords": True, "bucket": 1000}, "--model cbow --subwords trained --buckets 1000")], ids=repr)
def test_the_same_bytes_as_the_program(text, tmp_path, given, asked):
    program = os.environ.get("HOGVEC_PROGRAM")
    if not program:
        pytest.skip("HOGVEC_PROGRAM does not name the program")
    theirs, ours = (tmp_path / f"{whose}.safetensors" for whose in ("theirs", "ours"))
    options = "--dim 6 --min-count 1 --threads 1 --epochs 2 --sample 0 --quiet".split() + asked.split()
    subprocess.run([program, "train", text, "-o", theirs, *options], check=True, timeout=60)
    train(text, **given).save(ours)
    assert ours.read_bytes() == theirs.read_bytes()
