"""Ctrl-C by real signals, in processes of their own; stop() from another thread."""
from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import numpy
import pytest

import hogvec
from hogvec.errors import BusyError, Interrupted, TrainingInterrupted

START = """
import logging, os, pathlib, signal, sys, threading, time
import numpy
import hogvec
from hogvec.errors import TrainingInterrupted

SENTENCES = [[f"w{(7 * line + word * word) % 300}" for word in range(20)] for line in range(500)]
OPTIONS = dict(sg=1, vector_size=20, min_count=1, workers=2, sample=0, progress=False, epochs=10 ** 6)

class Ready:
    def on_epoch_end(self, model):
        if len(model.losses) == 2:
            print("ready", flush=True)
"""


def run(code, signals=(signal.SIGINT,), timeout=30):
    """Runs a process, sends it signals once it has printed "ready"; its code, output and seconds after the first."""
    process = subprocess.Popen([sys.executable, "-c", START + code], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True)
    try:
        line = process.stdout.readline()
        if line != "ready\n":
            pytest.fail(f"not ready: {line!r} {process.stderr.read()}")
        began = time.monotonic()
        for number in signals:
            process.send_signal(number)
        out, err = process.communicate(timeout=timeout)
    finally:
        process.kill()
        process.wait()
    return process.returncode, out, err, time.monotonic() - began


def test_ctrl_c_in_the_constructor_keeps_the_rows():
    code, out, err, seconds = run("""
try:
    hogvec.Word2Vec(SENTENCES, callbacks=[Ready()], **OPTIONS)
except KeyboardInterrupt as error:
    at = time.monotonic()
    assert type(error) is TrainingInterrupted and error.checkpoint is None, error
    assert error.__suppress_context__
    model = error.model
    assert len(model.losses) >= 2 and model.summary.stopped
    assert len(model.wv) == len({word for line in SENTENCES for word in line})
    assert numpy.isfinite(model.wv.vectors).all() and model.syn1neg.any()
    model.train(epochs=1)
    print("kept", model.wv.most_similar("w1", topn=1)[0][1] > 0)
""")
    assert (code, out) == (0, "kept True\n"), err
    assert seconds < 5


def test_ctrl_c_in_train_comes_soon():
    code, out, err, _ = run("""
import signal
model = hogvec.Word2Vec(**OPTIONS)
model.build_vocab(SENTENCES)
sent = []
def note(number, frame):
    sent.append(time.monotonic())
    raise KeyboardInterrupt
signal.signal(signal.SIGINT, note)
try:
    model.train(SENTENCES, epochs=10 ** 6, callbacks=[Ready()])
except TrainingInterrupted as error:
    print("took", time.monotonic() - sent[0] < 1, error.model is model)
""")
    assert (code, out) == (0, "took True True\n"), err


def test_ctrl_c_that_nobody_catches_ends_the_process():
    code, _, err, _ = run("hogvec.Word2Vec(SENTENCES, callbacks=[Ready()], **OPTIONS)")
    assert code != 0
    assert "TrainingInterrupted" in err and "terminate called" not in err and "Fatal Python error" not in err


def test_ctrl_c_while_sentences_are_walked_is_a_plain_interrupt():
    code, out, err, _ = run("""
def endless():
    print("ready", flush=True)
    while True:
        yield ["a", "b"]
try:
    hogvec.Word2Vec(endless(), **OPTIONS)
except KeyboardInterrupt as error:
    print(type(error).__name__)
""")
    assert (code, out) == (0, "KeyboardInterrupt\n"), err


def test_ctrl_c_in_a_callback():
    code, out, err, _ = run("""
class Sleeps:
    def on_epoch_end(self, model):
        print("ready", flush=True)
        time.sleep(60)
try:
    hogvec.Word2Vec(SENTENCES, callbacks=[Sleeps()], **OPTIONS)
except TrainingInterrupted as error:
    print(len(error.model.losses), error.model.summary.stopped)
""")
    assert (code, out) == (0, "1 True\n"), err


def test_ctrl_c_reaches_the_main_thread_while_another_trains():
    code, out, err, _ = run("""
model = hogvec.Word2Vec(**OPTIONS)
thread = threading.Thread(target=lambda: model.build_vocab(SENTENCES) or model.train(
    SENTENCES, epochs=10 ** 6, callbacks=[Ready()]))
thread.start()
try:
    while True:
        time.sleep(1)
except KeyboardInterrupt:
    losses = len(model.losses)
    time.sleep(0.3)
    assert thread.is_alive() and len(model.losses) > losses
    model.stop()
    thread.join(10)
    print("stopped", not thread.is_alive(), model.summary.stopped)
""")
    assert (code, out) == (0, "stopped True True\n"), err


def test_ctrl_c_in_join_and_then_the_end():
    """Python's join() gives up after Ctrl-C, and the interpreter may end while the thread trains."""
    code, _, err, seconds = run("""
threading.excepthook = lambda _: None
thread = threading.Thread(target=lambda: hogvec.Word2Vec(SENTENCES, callbacks=[Ready()], **OPTIONS))
thread.start()
try:
    thread.join()
except KeyboardInterrupt:
    sys.exit(7)
""")
    assert code == 7 and "terminate called" not in err and "Fatal Python error" not in err, err
    assert seconds < 10


def test_ctrl_c_writes_a_checkpoint_that_resumes(tmp_path):
    code, out, err, _ = run(f"""
folder, text = pathlib.Path({str(tmp_path)!r}) / "kept", pathlib.Path({str(tmp_path)!r}) / "text.txt"
text.write_text("".join(" ".join(line) + "\\n" for line in SENTENCES))
OPTIONS.update(checkpoint=folder, workers=1, epochs=500)
try:
    hogvec.Word2Vec(text, callbacks=[Ready()], **OPTIONS)
except TrainingInterrupted as error:
    assert error.checkpoint == str(folder) and "resume=True" in str(error), error
    done = len(error.model.losses)
    assert 2 <= done < 500, done
try:
    hogvec.Word2Vec(text, **OPTIONS)
except ValueError as error:
    assert "resume=True" in str(error), error
    print("refused")
model = hogvec.Word2Vec(text, resume=True, **OPTIONS)
print("resumed", len(model.losses) < 500)
model.save(folder.parent / "m.safetensors")
print("removed", not hogvec._hogvec.has_checkpoints(folder))
OPTIONS["checkpoint"] = None
straight = hogvec.Word2Vec(text, **OPTIONS)
print("same", numpy.array_equal(straight.wv.vectors, model.wv.vectors))
""", timeout=60)
    assert (code, out) == (0, "refused\nresumed True\nremoved True\nsame True\n"), err


def test_an_interrupt_is_a_keyboard_interrupt():
    assert issubclass(TrainingInterrupted, KeyboardInterrupt)
    assert not issubclass(TrainingInterrupted, Exception)


SENTENCES = [[f"w{(7 * line + word * word) % 300}" for word in range(20)] for line in range(500)]


class Begun:
    def __init__(self):
        self.event = threading.Event()

    def on_epoch_end(self, model):
        self.event.set()


@pytest.fixture(name="training")
def _training():
    """A model that trains on a thread of its own, and what train() returned."""
    model = hogvec.Word2Vec(sg=1, vector_size=20, min_count=1, workers=1, sample=0, progress=False)
    model.build_vocab(SENTENCES)
    begun, results = Begun(), []
    thread = threading.Thread(target=lambda: results.append(model.train(epochs=10 ** 6, callbacks=[begun])))
    thread.start()
    assert begun.event.wait(20)
    yield model, thread, results
    model.stop()
    thread.join(20)
    assert not thread.is_alive()


def test_stop_from_another_thread_returns_with_the_rows(training):
    model, thread, results = training
    before = time.monotonic()
    model.stop()
    thread.join(20)
    assert time.monotonic() - before < 2
    assert results and results[0][0] == model.summary.trained > 0
    assert model.summary.stopped and numpy.isfinite(model.wv.vectors).all()


def test_two_threads_in_one_model(training):
    model, thread, _ = training
    for call in (lambda: model.train(epochs=1), lambda: model.build_vocab(SENTENCES)):
        with pytest.raises(BusyError, match="being trained already"):
            call()
    assert thread.is_alive()


def test_two_models_train_at_once(training):
    model, _, _ = training
    other = hogvec.Word2Vec(SENTENCES, sg=1, vector_size=5, min_count=1, workers=1, epochs=2, progress=False)
    assert other.wv.vectors.shape == (len(model.wv), 5)


def test_the_interpreter_runs_while_a_model_trains(training):
    """Waiting holds no GIL: Python code gets most of its usual speed."""
    _, thread, _ = training
    deadline, count = time.monotonic() + 0.5, 0
    while time.monotonic() < deadline:
        count += 1
    assert count > 50_000 and thread.is_alive()


def test_stop_without_a_run_does_nothing():
    model = hogvec.Word2Vec(SENTENCES, sg=1, vector_size=5, min_count=1, epochs=1, progress=False)
    model.stop()
    model.train(epochs=1)
    assert not model.summary.stopped


def test_stop_while_a_file_is_read(tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("".join(f"w{number % 5000} x y z\n" for number in range(400_000)) * 5)
    model = hogvec.Word2Vec(sg=1, workers=1, min_count=1, progress=False)
    over = threading.Event()

    def stop_often():
        while not over.wait(0.001):
            model.stop()

    stopper = threading.Thread(target=stop_often)
    stopper.start()
    try:
        with pytest.raises(Interrupted):
            model.build_vocab(text)
    finally:
        over.set()
        stopper.join()
    assert len(model.wv) == 0
