"""Sentences of every kind: iterables, and what is none."""
from __future__ import annotations

import collections

import numpy
import pytest

from small_models import assert_same, model_of as train

SENTENCES = [["red", "green", "blue"], ["green", "blue", "red", "red"], ["blue", "black"]] * 20


@pytest.fixture(scope="module")
def reference():
    return train(SENTENCES)


class Walked:
    """An iterable that counts how often it is walked; no length, no items, as a pandas Series may be used."""

    def __init__(self):
        self.walks = 0

    def __iter__(self):
        self.walks += 1
        return iter(SENTENCES)


class Items:
    """Only the old protocol of sequences."""

    def __getitem__(self, number):
        return SENTENCES[number]


@pytest.mark.parametrize("sentences", [
    tuple(SENTENCES), collections.deque(SENTENCES), Walked(), Items(), iter(SENTENCES), (s for s in SENTENCES),
    map(tuple, SENTENCES), [iter(s) for s in SENTENCES], numpy.array(SENTENCES, dtype=object),
    [[word.encode() for word in s] for s in SENTENCES], [numpy.array(s) for s in SENTENCES]],
    ids=lambda value: type(value).__name__)
def test_any_iterable_of_iterables_trains_the_same(reference, sentences):
    assert_same(train(sentences), reference)


def test_series_of_pandas(reference):
    pandas = pytest.importorskip("pandas")
    assert_same(train(pandas.Series(SENTENCES)), reference)
    assert_same(train(pandas.Series(SENTENCES, index=range(100, 160))), reference)


def test_an_iterable_is_walked_once_whatever_the_epochs():
    sentences = Walked()
    train(sentences, epochs=7)
    assert sentences.walks == 1


def test_a_generator_survives_two_steps(reference):
    sentences = (s for s in SENTENCES)
    model = train(epochs=2)
    model.build_vocab(sentences)
    model.train(sentences, total_examples=model.corpus_count, epochs=model.epochs)
    assert_same(model, reference)
    model.train(sentences, epochs=1)  # the text is still known


def test_a_list_that_has_grown_is_read_again():
    sentences = list(SENTENCES)
    model = train()
    model.build_vocab(sentences)
    model.train(sentences, epochs=1)
    assert model.summary.tokens == 180
    model.build_vocab(sentences)
    sentences.append(["red", "white"])
    model.train(sentences, epochs=1)
    assert model.summary.tokens == 181 and "white" not in model.wv


def test_an_iterator_that_gives_nothing():
    used = iter(SENTENCES)
    list(used)
    for nothing in (used, [], iter(()), [[]], [[], []]):
        with pytest.raises(ValueError):
            train(nothing)


def test_an_iterator_that_gives_nothing_leaves_the_model_as_it_was():
    model = train(SENTENCES)
    before = model.wv.vectors.copy()
    with pytest.raises(ValueError):
        model.train(iter(()), epochs=1)
    with pytest.raises(ValueError):
        model.build_vocab(iter(()))
    assert numpy.array_equal(model.wv.vectors, before)
    model.train(epochs=1)


class Broken(Exception):
    pass


def broken():
    yield ["red", "green"]
    raise Broken("no more")


def test_an_iterator_that_raises_comes_out_and_changes_nothing():
    with pytest.raises(Broken, match="no more"):
        train(broken())
    model = train(SENTENCES)
    words, before = model.wv.index_to_key, model.wv.vectors.copy()
    for call in (lambda: model.train(broken(), epochs=1), lambda: model.build_vocab(broken()),
                 lambda: model.build_vocab(broken(), update=True)):
        with pytest.raises(Broken):
            call()
        assert model.wv.index_to_key == words
        assert numpy.array_equal(model.wv.vectors, before)
    model.train(epochs=1)


def test_a_sentence_that_raises_comes_out():
    def words():
        yield "red"
        raise Broken

    with pytest.raises(Broken):
        train([["red"], words()])


@pytest.mark.parametrize("text", ["red green blue", b"red green blue"])
def test_one_string_names_the_ways(text):
    with pytest.raises(TypeError, match=r"corpus_file=.*text\.split\(\)"):
        train(text)


@pytest.mark.parametrize("sentences", [
    ["red green", "blue"], [b"red green"], {"red green": 1}, [{"red": 1}], [3, 4], [None], [["red"], 5],
    [["red", 5]], [[["red"]]], [["red", None]], [[1.5]], ({"a": 1} for _ in range(2))],
    ids=repr)
def test_what_is_no_list_of_words_is_a_type_error(sentences):
    with pytest.raises(TypeError):
        train(sentences)


def test_the_error_names_the_sentence():
    with pytest.raises(TypeError, match="sentence 3 is a str"):
        train([["red"], ["green"], "blue"])
    with pytest.raises(TypeError, match=r"map\(str"):
        train([["red"], [7, 8]])


@pytest.mark.parametrize("sentences", [5, 1.5, object(), len])
def test_what_is_no_iterable_is_a_type_error(sentences):
    with pytest.raises(TypeError, match="sentences must be an iterable"):
        train(sentences)


def test_words_may_be_anything_but_lines():
    odd = ["new york", "tab\there", " ", "nul\0nul", "\udcff\udcfe", "\u00e9t\u00e9", "\u6f22\u5b57", "\U0001f600",
           "\u00a0", "x" * 1000]
    model = train([odd] * 5)
    assert sorted(model.wv.index_to_key) == sorted(odd)
    assert all(word in model.wv for word in odd)
    assert b"\xff\xfe" in model.wv
    again = train([[b"\xff\xfe", "nul\0nul".encode()]] * 5)
    assert sorted(again.wv.index_to_key) == ["nul\0nul", "\udcff\udcfe"]


def test_a_newline_in_a_word_is_refused():
    with pytest.raises(ValueError, match="line|newline"):
        train([["red", "gre\nen"]])


def test_a_lone_surrogate_that_is_no_byte_is_refused():
    with pytest.raises(ValueError):
        train([["red", "\ud800"]] * 5)


def test_empty_words_are_dropped_and_counted(caplog):
    with caplog.at_level("WARNING", "hogvec"):
        model = train([["", "red", "", "green"]] * 10)
    assert sorted(model.wv.index_to_key) == ["green", "red"]
    assert any("20 empty words" in record.getMessage() for record in caplog.records)


def test_a_long_sentence_is_not_cut():
    words = [f"w{number % 500}" for number in range(200_000)] + ["last"]
    model = train([words], epochs=1)
    assert model.corpus_total_words == 200_001 and model.summary.tokens == 200_001
    assert "last" in model.wv
