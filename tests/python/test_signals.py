"""Ctrl-C at moments that are hard to hit: between two steps of Python code, and twice in a row."""
from __future__ import annotations

import shutil
import signal
import subprocess
import sys

import numpy
import pytest

from hogvec import training
from hogvec.errors import TrainingInterrupted
from small_models import SENTENCES, built, model_of


def ctrl_c():
    signal.raise_signal(signal.SIGINT)


def once(function, before):
    """The function, whose first call does something before."""
    calls = []

    def wrapped(*given):
        calls.append(given)
        if len(calls) == 1:
            before()
        return function(*given)

    return wrapped


def test_ctrl_c_as_soon_as_training_has_started():
    """In a process of its own: what this is about is a wait without end."""
    code = """
import signal
import hogvec
from hogvec import training
follow = training.follow
def interrupted(*given):
    signal.raise_signal(signal.SIGINT)
    follow(*given)
training.follow = interrupted
model = hogvec.Word2Vec(sg=1, vector_size=8, min_count=1, sample=0, progress=False)
model.build_vocab([["a", "b", "c"]] * 300)
try:
    model.train(epochs=10 ** 6)
except hogvec.TrainingInterrupted as error:
    training.follow = follow
    model.train(epochs=1)
    print(error.model is model)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


@pytest.mark.parametrize("times", [1, 3])
def test_more_ctrl_c_while_rows_are_taken(monkeypatch, times):
    left = [None] * times
    real = training.summary_of

    def interrupted(*given):
        if left:
            left.pop()
            ctrl_c()
        return real(*given)

    class Interrupts:
        def on_epoch_end(self, model):
            monkeypatch.setattr(training, "summary_of", interrupted)
            ctrl_c()

    model = built()
    before = model.wv.vectors.copy()
    with pytest.raises(TrainingInterrupted, match="rows learned so far") as caught:
        model.train(epochs=100, callbacks=Interrupts())
    assert caught.value.model is model and not left
    assert model.summary.stopped and len(model.losses) == 1 and model._trainings == 1
    assert not numpy.array_equal(model.wv.vectors, before) and model.syn1neg.any()


def test_a_signal_that_ends_the_process_does_so_with_the_rows_kept(monkeypatch):
    def ends():
        raise SystemExit(3)

    class Interrupts:
        def on_epoch_end(self, model):
            monkeypatch.setattr(training, "summary_of", once(training.summary_of, ends))
            ctrl_c()

    model = built()
    before = model.wv.vectors.copy()
    with pytest.raises(SystemExit):
        model.train(epochs=100, callbacks=Interrupts())
    assert not numpy.array_equal(model.wv.vectors, before)


def raise_within_alone(_, frame):
    while frame is not None:
        if frame.f_code.co_name == "_alone":
            raise KeyboardInterrupt
        frame = frame.f_back


def test_ctrl_c_at_any_moment_leaves_no_model_busy():
    """A timer of a few microseconds, as only real signals come between those steps where Python looks for them."""
    model, hits = model_of(), 0
    before = signal.signal(signal.SIGALRM, raise_within_alone)
    try:
        for number in range(4000):
            signal.setitimer(signal.ITIMER_REAL, (1 + number % 40) * 1e-6)
            try:
                model._alone(False, lambda _: None)
            except KeyboardInterrupt:
                hits += 1
            assert model._call is None and not model._lock.locked()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert hits > 0


def test_a_checkpoint_that_fails_keeps_the_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "_CHECKPOINT_EVERY", 0.0)
    folder, rows = tmp_path / "kept", []

    class Breaks:
        def on_epoch_end(self, model):
            rows.append(model.wv.vectors.copy())
            if len(model.losses) == 2:
                shutil.rmtree(folder)
                folder.write_text("no folder any more")

    model = model_of(checkpoint=folder)
    model.build_vocab(SENTENCES)
    with pytest.raises(OSError):
        model.train(epochs=50, callbacks=Breaks())
    assert len(model.losses) == len(rows) < 50 and model.summary.stopped
    assert numpy.array_equal(model.wv.vectors, rows[-1]) and model.syn1neg.any()


def end_while_fitting(how, words):
    """A model of so many words, and its rows before training, which is to end while n-grams are fitted."""
    spelled = ["".join(chr(97 + (number * place) % 23) for place in range(1, 13)) for number in range(words)]
    model = model_of(subwords="fit", vector_size=100)
    model.build_vocab([spelled[at:at + 20] for at in range(0, words, 20)])
    before, fired = model.wv.vectors.copy(), []

    def progress(now):
        if now.phase == "fitting" and not fired:
            fired.append(now)
            ctrl_c() if how == "ctrl-c" else model.stop()

    try:
        model.train(epochs=1, progress=progress)
    except TrainingInterrupted as error:
        assert error.model is model and how == "ctrl-c"
    return model, before


@pytest.mark.parametrize("how", ["ctrl-c", "stop"])
def test_the_end_while_ngrams_are_fitted_keeps_the_rows(how):
    """Of more and more words, as a fit that is nearly over when it is asked to stop just ends."""
    for words in [4000, 16000, 64000]:
        model, before = end_while_fitting(how, words)
        assert len(model.losses) == 1 and not numpy.array_equal(model.wv.vectors, before)
        assert model.wv.has_subwords != model.summary.stopped
        if model.summary.stopped:
            return
    pytest.fail("no fit took long enough to be stopped")
