"""Callbacks: when they are called, what they see, and what becomes of their exceptions."""
from __future__ import annotations

import copy
import pickle
import threading

import numpy
import pytest

import hogvec
from hogvec.errors import BusyError
from hogvec.models.callbacks import CallbackAny2Vec

SENTENCES = [["a", "b", "c", "d"], ["b", "c", "d", "a"]] * 100


def train(**given):
    options = {"sg": 1, "vector_size": 6, "min_count": 1, "workers": 1, "epochs": 3, "sample": 0, "progress": False}
    return hogvec.Word2Vec(SENTENCES, **{**options, **given})


class Diary(CallbackAny2Vec):
    def __init__(self):
        self.seen = []
        self.threads = set()

    def note(self, what, model):
        self.seen.append((what, len(model.losses)))
        self.threads.add(threading.get_ident())

    def on_train_begin(self, model):
        self.note("train_begin", model)

    def on_epoch_begin(self, model):
        self.note("epoch_begin", model)

    def on_epoch_end(self, model):
        self.note("epoch_end", model)

    def on_train_end(self, model):
        self.note("train_end", model)


def test_the_order_of_calls():
    diary = Diary()
    train(epochs=2, callbacks=[diary])
    assert diary.seen == [("train_begin", 0), ("epoch_begin", 0), ("epoch_end", 1), ("epoch_begin", 1),
                          ("epoch_end", 2), ("train_end", 2)]
    assert diary.threads == {threading.get_ident()}


def test_one_callback_need_not_be_in_a_list():
    diary = Diary()
    train(epochs=1, callbacks=diary)
    assert len(diary.seen) == 4


def test_train_calls_back_too():
    diary = Diary()
    model = train(epochs=1)
    model.train(SENTENCES, epochs=2, callbacks=(diary,))
    assert [what for what, _ in diary.seen].count("epoch_end") == 2


class OnEpoch:
    """A callback with one method, and no base class."""

    def __init__(self, act):
        self.on_epoch_end = act


def test_the_callback_of_gensim_works():
    callbacks = pytest.importorskip("gensim.models.callbacks")

    class Theirs(callbacks.CallbackAny2Vec):
        epochs = 0

        def on_epoch_end(self, model):
            self.epochs += 1

    theirs = Theirs()
    train(callbacks=[theirs])
    assert theirs.epochs == 3


def test_looking_at_the_vectors_does_not_change_them():
    rows = []
    looked = train(callbacks=[OnEpoch(lambda model: rows.append(model.wv["a"].copy()))])
    assert numpy.array_equal(looked.wv.vectors, train().wv.vectors)
    assert len(rows) == 3
    assert not numpy.array_equal(rows[0], rows[1]) and not numpy.array_equal(rows[1], rows[2])
    assert numpy.array_equal(rows[2], looked.wv["a"])


def test_vectors_after_an_epoch_are_those_of_a_shorter_training():
    rows = []
    train(alpha=0.03, min_alpha=0.03, epochs=2, callbacks=[OnEpoch(lambda model: rows.append(model.wv.vectors))])
    assert numpy.array_equal(rows[0], train(alpha=0.03, min_alpha=0.03, epochs=1).wv.vectors)


def test_one_copy_per_epoch():
    kept = []

    def act(model):
        kept.append(numpy.shares_memory(model.wv.vectors, model.wv.vectors))

    train(callbacks=[OnEpoch(act)])
    assert kept == [True] * 3


def test_copies_and_output_rows_in_a_callback_are_of_the_rows_as_they_are():
    copies, outputs = [], []

    def act(model):
        outputs.append(model.syn1neg.copy())
        copies.append((copy.deepcopy(model), pickle.loads(pickle.dumps(model))))

    model = train(callbacks=[OnEpoch(act)])
    for last in copies[-1]:
        assert numpy.array_equal(last.wv.vectors, model.wv.vectors)
        assert numpy.array_equal(last.syn1neg, model.syn1neg)
    assert numpy.array_equal(outputs[-1], model.syn1neg) and outputs[0].any()
    assert not numpy.array_equal(copies[0][0].wv.vectors, copies[1][0].wv.vectors)
    assert not numpy.array_equal(outputs[0], outputs[1])


def test_a_copy_alone_is_of_the_rows_as_they_are():
    copies = []
    model = train(callbacks=[OnEpoch(lambda model: copies.append(copy.deepcopy(model)))])
    assert numpy.array_equal(copies[-1].wv.vectors, model.wv.vectors)


def test_wv_stays_one_object():
    objects = set()
    model = train(callbacks=[OnEpoch(lambda model: objects.add(id(model.wv)))])
    assert objects == {id(model.wv)}


def test_questions_and_saving_in_a_callback(tmp_path):
    def act(model):
        assert model.wv.most_similar("a", topn=1)
        model.save(tmp_path / f"{len(model.losses)}.safetensors")

    model = train(callbacks=[OnEpoch(act)])
    saved = [hogvec.Word2Vec.load(tmp_path / f"{epoch}.safetensors") for epoch in (1, 2, 3)]
    assert not numpy.array_equal(saved[0].wv.vectors, saved[1].wv.vectors)
    assert numpy.array_equal(saved[2].wv.vectors, model.wv.vectors)
    assert numpy.array_equal(saved[2].syn1neg, model.syn1neg)
    assert not numpy.array_equal(saved[0].syn1neg, model.syn1neg) and saved[0].syn1neg.any()


def test_the_loss_is_that_of_the_epochs_so_far():
    sums = []
    model = train(callbacks=[OnEpoch(lambda model: sums.append(model.get_latest_training_loss()))])
    assert 0 < sums[0] < sums[1] < sums[2] == model.get_latest_training_loss()
    assert len(model.losses) == 3 and model.losses[0] > model.losses[2] > 0
    assert sums[1] - sums[0] == pytest.approx(sums[0] * model.losses[1] / model.losses[0], rel=0.05)


def test_stop_in_a_callback_keeps_the_rows_of_its_epoch():
    rows = []

    def act(model):
        rows.append(model.wv.vectors.copy())
        model.stop()

    model = train(epochs=50, callbacks=[OnEpoch(act)])
    assert len(rows) == 1 and len(model.losses) == 1
    assert model.summary.stopped
    assert numpy.array_equal(model.wv.vectors, rows[0])


class Broken(Exception):
    pass


def broken(_):
    raise Broken("in a callback")


@pytest.mark.parametrize("hook", ["on_train_begin", "on_epoch_begin", "on_epoch_end", "on_train_end"])
def test_an_exception_comes_out_and_the_model_can_go_on(hook):
    callback = CallbackAny2Vec()
    setattr(callback, hook, broken)
    model = train(epochs=1)
    before = model.wv.vectors.copy()
    with pytest.raises(Broken, match="in a callback"):
        model.train(epochs=3, callbacks=[callback])
    nothing_learned = hook in ("on_train_begin", "on_epoch_begin")
    assert numpy.array_equal(model.wv.vectors, before) == nothing_learned
    model.train(epochs=1)


def test_an_exception_after_a_look_keeps_what_was_learned():
    rows = []

    def act(model):
        rows.append(model.wv.vectors.copy())
        if len(rows) == 2:
            raise Broken

    model = train(epochs=1)
    with pytest.raises(Broken):
        model.train(epochs=5, callbacks=[OnEpoch(act)])
    assert len(model.losses) == 2 and model.summary.stopped
    assert numpy.array_equal(model.wv.vectors, rows[1])
    assert model.syn1neg.any()


def test_training_a_model_that_trains_is_busy():
    errors = []

    def act(model):
        for call in (lambda: model.train(epochs=1), lambda: model.build_vocab(SENTENCES)):
            try:
                call()
            except BusyError as error:
                errors.append(error)

    train(epochs=1, callbacks=[OnEpoch(act)])
    assert len(errors) == 2 and isinstance(errors[0], OSError)


@pytest.mark.parametrize("wrong, message", [
    ([print], "see progress="), ([Diary], r"write Diary\(\)"), ([5], "on_epoch_end"), (["x"], "on_epoch_end")])
def test_what_is_no_callback_is_refused_before_training(wrong, message):
    with pytest.raises(TypeError, match=message):
        train(callbacks=wrong)


def test_hooks_for_batches_are_not_called(caplog):
    class Batches(CallbackAny2Vec):
        def on_batch_end(self, model):
            raise AssertionError

    with caplog.at_level("WARNING", "hogvec"):
        train(callbacks=[Batches()])
    assert any("hooks for batches" in record.getMessage() for record in caplog.records)


def test_callbacks_without_sentences_are_a_warning(caplog):
    with caplog.at_level("WARNING", "hogvec"):
        hogvec.Word2Vec(sg=1, callbacks=[Diary()])
    assert any("give them to train()" in record.getMessage() for record in caplog.records)
