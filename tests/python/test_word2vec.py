"""Models: two steps and one, growing, starting rows, figures, and names that are gone."""
from __future__ import annotations

import logging
import math

import numpy
import pytest

import hogvec
from hogvec.errors import FormatError
from small_models import SENTENCES, NEW, assert_same, built, counts, model_of


@pytest.mark.parametrize("again", [(SENTENCES,), (), (list(SENTENCES),)], ids=["same", "nothing", "equal"])
def test_two_steps_are_one(again):
    model = built()
    trained, words = model.train(*again, total_examples=model.corpus_count, epochs=2)
    assert_same(model, model_of(SENTENCES))
    assert (trained, words) == (2 * 400, 2 * 400)


def test_after_build_vocab_the_rows_are_those_that_training_begins_with():
    model = built()
    assert model.wv.vectors.shape == (4, 6) and model.wv.vectors.any()
    assert numpy.abs(model.wv.vectors).max() <= 0.5 / 6 + 1e-6
    assert not model.syn1neg.any() and model.syn1neg.shape == (4, 6) and not model.syn1neg.flags.writeable
    assert model.corpus_count == 120 and model.corpus_total_words == 400
    assert counts(model) == {"blue": 120, "red": 120, "black": 80, "green": 80}
    start = model.wv.vectors.copy()
    given = model_of(SENTENCES, init_vectors=model.wv)
    assert not numpy.array_equal(start, given.wv.vectors)
    assert_same(given, model_of(SENTENCES))


def test_training_needs_a_vocabulary_and_epochs():
    with pytest.raises(RuntimeError, match="build_vocab"):
        model_of().train(SENTENCES, epochs=1)
    with pytest.raises(ValueError, match="epochs=model.epochs"):
        built().train(SENTENCES, total_examples=1)
    with pytest.raises(RuntimeError, match="no.* yet"):
        model_of().build_vocab(SENTENCES, update=True)


def test_another_text_is_read_in_terms_of_the_vocabulary():
    model = built()
    model.train(NEW, epochs=2)
    assert "white" not in model.wv and model.summary.tokens == 30 * 4
    assert counts(model)["blue"] == 120


def test_a_text_without_a_known_word_is_a_warning(tmp_path, caplog):
    model = model_of(SENTENCES)
    before, text = model.wv.vectors.copy(), tmp_path / "text.txt"
    text.write_text("hello world\nhello\n")
    for given, words in (([["hello", "world"]], 2), (text, 3)):
        caplog.clear()
        with caplog.at_level(logging.WARNING, "hogvec"):
            assert model.train(given, total_examples=1, epochs=2) == (0, words * 2)
        assert ["nothing is trained" in record.getMessage() for record in caplog.records] == [True]
        assert numpy.array_equal(model.wv.vectors, before)
    model.train(epochs=1)
    assert model.summary.tokens == 400
    with pytest.raises(FormatError):
        model.train([[]], epochs=1)


def test_a_training_that_fails_leaves_the_options():
    model = built(alpha=0.03)
    for given in ({"start_alpha": -1}, {"end_alpha": -1}, {"epochs": 0}, {"epochs": "x"},
                  {"start_alpha": 0.5, "corpus_file": "no such file"}, {"start_alpha": 0.5, "corpus_iterable": 5}):
        with pytest.raises((ValueError, TypeError, OSError)):
            model.train(**{"epochs": 7, **given})
        assert (model.alpha, model.min_alpha, model.epochs) == (0.03, None, 2)


def test_a_second_caller_does_not_change_the_options_of_the_first():
    class Asks:
        def on_epoch_end(self, model):
            with pytest.raises(hogvec.errors.BusyError):
                model.train(epochs=9, start_alpha=0.5)

    model = model_of(SENTENCES, alpha=0.03, callbacks=Asks())
    assert (model.alpha, model.epochs) == (0.03, 2)


def test_options_that_are_wrong_are_not_set():
    model = model_of(alpha=0.03)
    with pytest.raises(ValueError):
        model._set_options({"alpha": 0.04, "window": 0})
    assert model.alpha == 0.03


def test_subclasses_with_a_constructor_of_their_own_load(tmp_path):
    class Own(hogvec.Word2Vec):
        def __init__(self, sentences):
            super().__init__(sentences, sg=1, vector_size=6, min_count=1, sample=0, progress=False, epochs=1)

    model = Own(SENTENCES)
    model.save(tmp_path / "m")
    loaded = Own.load(tmp_path / "m")
    assert type(loaded) is Own and numpy.array_equal(loaded.wv.vectors, model.wv.vectors)


def test_a_file_that_was_built_from_is_not_read_again(tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("a b c\n" * 50)
    model = model_of()
    model.build_vocab(corpus_file=str(text))
    text.unlink()
    model.train(corpus_file=str(text), total_words=model.corpus_total_words, epochs=1)
    assert model.summary.tokens == 150


def test_no_vocabulary_is_left_when_none_is_frequent_enough():
    with pytest.raises(FormatError, match="min_count"):
        model_of(SENTENCES, min_count=1000)


def test_wv_is_one_object():
    model = model_of()
    vectors = model.wv
    assert len(vectors) == 0 and vectors.vector_size == 6
    model.build_vocab(SENTENCES)
    assert model.wv is vectors and len(vectors) == 4
    before = vectors["red"].copy()
    model.train(epochs=1)
    assert model.wv is vectors and not numpy.array_equal(vectors["red"], before)


def test_losses_are_means_and_the_getter_their_sum():
    model = model_of(SENTENCES, epochs=3)
    assert len(model.losses) == 3 and all(0 < loss < 10 for loss in model.losses)
    assert isinstance(model.get_latest_training_loss(), float)
    assert model.get_latest_training_loss() > sum(model.losses)
    assert model.running_training_loss == model.get_latest_training_loss()
    assert model.summary.loss == model.losses[-1]


def test_a_text_too_small_to_train_is_a_warning(caplog):
    with caplog.at_level(logging.WARNING, "hogvec"):
        model = model_of([["red"], ["green"]])
    assert len(model.wv) == 2
    warning = next(record.getMessage() for record in caplog.records if "not one pair" in record.getMessage())
    assert "--" not in warning and "sentence file" not in warning
    assert model.get_latest_training_loss() == 0


def test_memory_runs_out_by_the_limit():
    with pytest.raises(MemoryError):
        model_of(SENTENCES, memory_limit=1000)


def test_the_limit_on_memory_holds_for_the_rows_before_training():
    enough = 8 * 4 * 6
    model = model_of(memory_limit=enough)
    model.build_vocab(SENTENCES)
    model.memory_limit = enough - 1
    for call in (lambda: model.build_vocab(SENTENCES), lambda: model.build_vocab_from_freq(dict.fromkeys("abcd", 9))):
        with pytest.raises(MemoryError, match="memory_limit"):
            call()


def test_divergence_leaves_the_rows():
    model = built()
    before = model.wv.vectors.copy()
    with pytest.raises(hogvec.DivergedError, match="alpha|learning rate"):
        model.train(epochs=50, start_alpha=1e6, end_alpha=1e6)
    assert numpy.array_equal(model.wv.vectors, before)


def test_how_models_are_shown():
    model = model_of(SENTENCES)
    assert repr(model) == "<hogvec.Word2Vec skip-gram, 4 words x 6, trained 2 epochs>"
    assert str(model) == "Word2Vec<vocab=4, vector_size=6, alpha=0.05>"
    assert repr(model_of(sg=0)) == "<hogvec.Word2Vec CBOW, 0 words x 6>"


def test_attributes_of_gensim():
    model = model_of(SENTENCES, window=3)
    assert (model.layer1_size, model.window, model.min_count, model.negative) == (6, 3, 1, 5)
    assert (model.batch_words, model.compute_loss, model.callbacks) == (10000, True, ())
    assert model.estimate_memory(1000) == {"vectors": 64000, "syn1neg": 64000, "total": 128000}
    assert model.estimate_memory()["vectors"] == 4 * 64
    with pytest.raises(AttributeError, match="before build_vocab"):
        model_of().syn1neg


@pytest.mark.parametrize("name, now", [
    ("most_similar", "model.wv.most_similar"), ("similarity", "model.wv.similarity"), ("vocab", "key_to_index"),
    ("index2word", "index_to_key"), ("syn0", "vectors"), ("save_word2vec_format", "model.wv.save_word2vec_format"),
    ("iter", "epochs"), ("syn1", "syn1neg"), ("score", "softmax"), ("nonsense", "nonsense")])
def test_names_that_are_gone_say_what_to_write(name, now):
    with pytest.raises(AttributeError, match=now):
        getattr(model_of(), name)


def test_items_are_those_of_wv():
    model = model_of(SENTENCES)
    with pytest.raises(TypeError, match=r"model\.wv\["):
        model["red"]
    with pytest.raises(TypeError, match="in model.wv"):
        "red" in model
    with pytest.raises(TypeError):
        list(model)


def test_init_sims_scales_with_a_warning():
    model = model_of(SENTENCES)
    with pytest.warns(DeprecationWarning):
        model.init_sims(replace=True)
    assert numpy.allclose(numpy.linalg.norm(model.wv.vectors, axis=1), 1, atol=1e-6)


def test_similar_words_are_near():
    sentences = [[f"{animal}", "drinks", "milk", "at", "home"] for animal in ("cat", "dog")] * 200
    sentences += [[f"{vessel}", "sails", "the", "wide", "sea"] for vessel in ("ship", "boat")] * 200
    model = model_of(sentences, vector_size=16, epochs=20, window=3)
    assert model.wv.most_similar("ship", topn=1)[0][0] == "boat" or model.wv.similarity("ship", "boat") > 0.5
    assert model.wv.similarity("ship", "boat") > model.wv.similarity("ship", "cat")
    assert not math.isnan(model.wv.similarity("cat", "dog"))
