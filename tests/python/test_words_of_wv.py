"""Words that model.wv has, and the text of the model has not: loaded, or added by the caller."""
from __future__ import annotations

import logging

import numpy
import pytest

import hogvec
from small_models import NEW, SENTENCES, built, counts, model_of

HUGE = numpy.full(6, 3.0, numpy.float32)


def lines_of(caplog, text):
    return [record.getMessage() for record in caplog.records if text in record.getMessage()]


@pytest.fixture(name="loaded")
def _loaded(tmp_path):
    """Vectors without counts: of one word of the text, and another."""
    path = tmp_path / "vectors.txt"
    path.write_text("2 6\nred 3 3 3 3 3 3\nnever 1 1 1 1 1 1\n")
    model = hogvec.Word2Vec.load(path)
    model.min_count, model.alpha, model.min_alpha, model.sample, model.workers = 1, 1e-7, 1e-7, 0, 1
    return model


def test_vectors_without_counts_are_where_training_starts(loaded, caplog):
    for call in (lambda: loaded.train(SENTENCES, epochs=1), lambda: loaded.build_vocab(SENTENCES, update=True)):
        with pytest.raises(RuntimeError, match="without counts then start from their rows"):
            call()
    with caplog.at_level(logging.INFO, "hogvec"):
        loaded.build_vocab(SENTENCES)
    assert lines_of(caplog, "1 of 4 words start from the rows that the model had; 1 words")
    assert numpy.array_equal(loaded.wv["red"], HUGE) and "never" not in loaded.wv
    assert 0 < numpy.abs(loaded.wv["blue"]).max() < 0.1
    loaded.train(epochs=1)
    assert numpy.allclose(loaded.wv["red"], HUGE, atol=1e-3) and loaded.summary.started_words == 1
    loaded.build_vocab(SENTENCES)  # with counts now: a beginning like any other
    assert numpy.abs(loaded.wv["red"]).max() < 0.1


def test_init_vectors_come_first(loaded):
    others = hogvec.KeyedVectors(6)
    others.add_vector("red", -HUGE)
    model = model_of(init_vectors=others)
    model.wv = loaded.wv
    model.build_vocab(SENTENCES)
    assert numpy.array_equal(model.wv["red"], -HUGE)


@pytest.mark.parametrize("more", [lambda model: model.train(SENTENCES, epochs=1),
                                  lambda model: model.build_vocab(NEW, update=True)], ids=["train", "update"])
@pytest.mark.parametrize("begin", [built, lambda: model_of(SENTENCES)], ids=["built", "trained"])
def test_words_that_were_added_stay(begin, more, tmp_path):
    model = begin()
    before = counts(model)
    model.wv.add_vector("mine", HUGE)
    more(model)
    after = counts(model)
    assert numpy.array_equal(model.wv["mine"], HUGE) and after["mine"] == 0
    assert all(after[word] >= count for word, count in before.items())
    assert model.syn1neg.shape == (len(model.wv), 6)
    model.save(tmp_path / "m")
    assert counts(hogvec.Word2Vec.load(tmp_path / "m")) == after


def test_words_that_were_added_are_trained_where_a_text_has_them():
    model = built(ns_exponent=-0.5)
    model.wv.add_vector("white", HUGE)
    model.train(NEW, epochs=1)
    assert model.summary.tokens == 180 and not numpy.array_equal(model.wv["white"], HUGE)
    assert numpy.isfinite(model.wv.vectors).all()


def test_counts_that_were_set_stay(tmp_path):
    model = built()
    model.wv.set_vecattr("red", "count", 999)
    model.train(SENTENCES, epochs=1)
    assert counts(model) == {"blue": 120, "red": 999, "black": 80, "green": 80}
    model.build_vocab(NEW, update=True)
    assert counts(model)["red"] == 999 + 60
    model.wv.set_vecattr("red", "count", 5)
    model.save(tmp_path / "m")
    assert counts(hogvec.Word2Vec.load(tmp_path / "m"))["red"] == 5 and model.syn1neg.any()


def test_words_that_are_lost_are_named(caplog):
    model = built()
    for number in range(9):
        model.wv.add_vector(f"mine{number}", HUGE)
    with caplog.at_level(logging.WARNING, "hogvec"):
        model.train(epochs=1)
    assert len(model.wv) == 4
    assert lines_of(caplog, "9 words of model.wv are not in the vocabulary, and are left out: 'mine0'")
    caplog.clear()
    with caplog.at_level(logging.WARNING, "hogvec"):
        model.wv["red"] = HUGE
        model.train(epochs=1)
    assert not lines_of(caplog, "left out")
