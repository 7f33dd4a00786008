"""Training further: from the rows so far, with more words, and from rows of others."""
from __future__ import annotations

import logging

import numpy
import pytest

import hogvec
from small_models import SENTENCES, NEW, built, counts, model_of


def test_a_second_training_goes_on_from_the_rows(caplog):
    model = model_of(SENTENCES)
    first = model.wv.vectors.copy()
    with caplog.at_level(logging.INFO, "hogvec"):
        model.train(SENTENCES, epochs=1, start_alpha=1e-6, end_alpha=1e-6)
    assert 0 < numpy.abs(model.wv.vectors - first).max() < 1e-3
    assert any("alpha starts at 1e-06" in record.getMessage() for record in caplog.records)
    assert (model.alpha, model.min_alpha, model.epochs) == (1e-6, 1e-6, 1)


def test_alpha_that_rises_again_is_a_warning(caplog):
    model = model_of(SENTENCES)
    with caplog.at_level(logging.WARNING, "hogvec"):
        model.train(epochs=1)
    assert [record.levelno for record in caplog.records if "alpha" in record.getMessage()] == [logging.WARNING]


def test_each_training_draws_anew(monkeypatch):
    seeds, start = [], hogvec._hogvec.start_training

    def note(text, options, *others):
        seeds.append(options.seed)
        return start(text, options, *others)

    monkeypatch.setattr(hogvec._hogvec, "start_training", note)
    model = model_of(SENTENCES, seed=2**64 - 1)
    model.train(epochs=1)
    assert seeds == [2**64 - 1, 0]


def test_more_training_lowers_the_loss():
    model = model_of(SENTENCES, epochs=1)
    first = model.losses[0]
    model.train(epochs=10)
    assert len(model.losses) == 10 and model.losses[-1] < first
    assert model.total_train_time > 0


def test_update_adds_words_and_counts():
    model = model_of(SENTENCES)
    before = {word: model.wv[word].copy() for word in model.wv.index_to_key}
    model.build_vocab(NEW, update=True)
    assert counts(model) == {"red": 180, "blue": 150, "green": 110, "black": 80, "white": 60}
    assert all(numpy.array_equal(model.wv[word], row) for word, row in before.items())
    assert model.syn1neg.shape == (5, 6)
    assert not model.syn1neg[model.wv.key_to_index["white"]].any()
    assert model.syn1neg[model.wv.key_to_index["red"]].any()
    model.train(NEW, total_examples=model.corpus_count, epochs=2)
    assert model.summary.tokens == 180
    assert numpy.array_equal(model.wv["black"], before["black"])
    assert not numpy.array_equal(model.wv["red"], before["red"])


def test_update_needs_min_count_of_new_words_only():
    model = model_of(SENTENCES, min_count=70)
    model.min_count = 100
    model.build_vocab(NEW, update=True)
    assert "white" not in model.wv and counts(model)["black"] == 80


def test_update_before_training():
    model = built()
    model.build_vocab(NEW, update=True)
    model.train(epochs=1)
    assert len(model.wv) == 5 and model.syn1neg.any()


def test_a_vocabulary_of_counts():
    model = model_of(min_count=2, max_final_vocab=3)
    model.build_vocab_from_freq({"red": 5, "green": 9, "once": 1, "blue": 2, "black": 3}, corpus_count=7)
    assert counts(model) == {"green": 9, "red": 5, "black": 3} and model.corpus_count == 7
    with pytest.raises(TypeError, match="kept no text"):
        model.train(epochs=1)
    before = model.wv.vectors.copy()
    model.train(SENTENCES, epochs=1)
    assert model.summary.tokens == 280 and not numpy.array_equal(model.wv.vectors, before)
    trained = model.wv["red"].copy()
    model.build_vocab_from_freq({"red": 1, "white": 2, "once": 1}, update=True)
    assert counts(model) == {"green": 9, "red": 6, "black": 3, "white": 2}
    assert numpy.array_equal(model.wv["red"], trained)
    model.train(NEW, epochs=1)
    with pytest.raises(ValueError, match="min_count"):
        model.build_vocab_from_freq({"red": 1})


@pytest.mark.parametrize("wrong", [None, [("red", 5)], "red"])
def test_counts_that_are_no_dict(wrong):
    with pytest.raises(TypeError, match="word_freq must be a dict"):
        model_of().build_vocab_from_freq(wrong)


@pytest.mark.parametrize("count, error", [
    (2**63, ValueError), (-5, ValueError), (2.5, TypeError), ("5", TypeError), (float("nan"), TypeError)])
def test_counts_that_are_none(count, error):
    with pytest.raises(error, match="the count of 'red'"):
        model_of().build_vocab_from_freq({"blue": 5, "red": count})
    model = model_of()
    model.build_vocab_from_freq({"red": 2**63 - 1, "blue": 5})
    assert counts(model)["red"] == 2**63 - 1
    with pytest.raises(ValueError, match="the count of 'red'"):
        model.build_vocab_from_freq({"red": 1}, update=True)


def test_rows_that_were_changed_are_where_training_starts():
    model = built(alpha=1e-7, min_alpha=1e-7)
    model.wv["red"] = numpy.arange(6, dtype=numpy.float32)
    model.train(epochs=1)
    assert numpy.allclose(model.wv["red"], numpy.arange(6), atol=1e-3)
    output = model.syn1neg.copy()
    model.wv.vectors = numpy.ones((4, 6), numpy.float32)
    assert numpy.array_equal(model.syn1neg, output)
    model.train(epochs=1)
    assert numpy.allclose(model.wv.vectors, 1, atol=1e-3)
    assert numpy.allclose(model.syn1neg, output, atol=1e-3)


def test_vectors_of_others_as_wv():
    others = hogvec.KeyedVectors(6)
    others.add_vectors(["red", "never"], numpy.full((2, 6), 2.0, numpy.float32))
    model = built(alpha=1e-7, min_alpha=1e-7)
    model.wv = others
    assert model.wv is others
    model.train(epochs=1)
    assert numpy.allclose(model.wv["red"], 2, atol=1e-3) and "never" not in model.wv and len(model.wv) == 4
    with pytest.raises(TypeError, match="KeyedVectors"):
        model.wv = numpy.ones((4, 6))


def test_init_vectors_as_file_and_as_vectors(tmp_path):
    others = hogvec.KeyedVectors(6)
    others.add_vectors(["red", "never"], numpy.full((2, 6), 2.0, numpy.float32))
    path = tmp_path / "others.bin"
    others.save_word2vec_format(str(path), binary=True)
    for given in (others, path, str(path)):
        model = model_of(SENTENCES, init_vectors=given, alpha=1e-7, min_alpha=1e-7)
        assert numpy.allclose(model.wv["red"], 2, atol=1e-3) and len(model.wv) == 4
        assert model.summary.started_words == 1
    with pytest.raises(ValueError, match="6 dimensions, and vector_size is 7"):
        model_of(SENTENCES, init_vectors=path, vector_size=7)
    with pytest.raises(TypeError, match="init_vectors"):
        model_of(SENTENCES, init_vectors=5)
