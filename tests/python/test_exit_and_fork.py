"""The end of the interpreter while a model trains, and processes that are forked or spawned."""
from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import time

import numpy
import pytest

import hogvec

START = """
import os, sys, threading, time
import multiprocessing
import numpy
import hogvec

SENTENCES = [[f"w{(7 * line + word * word) % 300}" for word in range(20)] for line in range(500)]

def train(**given):
    options = dict(sg=1, vector_size=20, min_count=1, workers=2, sample=0, progress=False, epochs=1)
    return hogvec.Word2Vec(SENTENCES, **{**options, **given})

def train_in_thread(daemon):
    begun = threading.Event()
    class Begun:
        def on_epoch_end(self, model):
            begun.set()
    thread = threading.Thread(target=lambda: train(epochs=10 ** 6, callbacks=[Begun()]), daemon=daemon)
    thread.start()
    assert begun.wait(20)
    return thread
"""


def run(code, tmp_path, expected=0):
    """Runs a program, from a file so that it can spawn processes, and returns what it printed."""
    program = tmp_path / "program.py"
    program.write_text(START + code)
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == expected, done.stderr
    assert "terminate called" not in done.stderr and "Fatal Python error" not in done.stderr
    return done.stdout


def test_the_end_while_a_daemon_thread_trains(tmp_path):
    began = time.monotonic()
    assert run("""
train_in_thread(True)
print("end")
""", tmp_path) == "end\n"
    assert time.monotonic() - began < 20


def test_the_end_while_several_daemon_threads_train(tmp_path):
    assert run("""
for _ in range(3):
    train_in_thread(True)
print("end")
sys.exit(3)
""", tmp_path, 3) == "end\n"


def test_the_end_by_an_exception(tmp_path):
    run("""
train_in_thread(True)
raise RuntimeError("of the main thread")
""", tmp_path, 1)


def test_the_end_while_a_file_is_read(tmp_path):
    run("""
text = os.path.join(os.path.dirname(__file__), "text.txt")
with open(text, "w") as file:
    file.write("".join(f"w{number % 5000} x y z\\n" for number in range(400_000)) * 5)
model = hogvec.Word2Vec(sg=1, progress=False)
threading.Thread(target=model.build_vocab, args=(None, text), daemon=True).start()
time.sleep(0.01)
""", tmp_path)


def test_a_callback_that_is_running_at_the_end(tmp_path):
    run("""
begun = threading.Event()
class Sleeps:
    def on_epoch_end(self, model):
        begun.set()
        time.sleep(0.5)
threading.Thread(target=lambda: train(epochs=10 ** 6, callbacks=[Sleeps()]), daemon=True).start()
begun.wait(20)
""", tmp_path)


def test_fork_and_spawn_pools(tmp_path):
    out = run("""
def ask(word):
    return MODEL.wv.most_similar(word, topn=3)

def ask_given(model):
    return model.wv.most_similar("w1", topn=3)

def train_here(seed):
    try:
        return len(train(seed=seed, workers=1).wv)
    except RuntimeError as error:
        return str(error)

if __name__ == "__main__":
    MODEL = train()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(pool.map(ask, ["w1", "w2"]) == [ask("w1"), ask("w2")])
        print("spawn" in pool.map(train_here, [1])[0])
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        print(pool.map(ask_given, [MODEL])[0] == ask("w1"))
        print(pool.map(train_here, [1, 2]) == [len(MODEL.wv)] * 2)
""", tmp_path)
    assert out == "True\n" * 4


def test_a_fork_while_another_thread_trains(tmp_path):
    assert run("""
train_in_thread(True)
child = os.fork()
if child == 0:
    answer = 5
    try:
        train()
    except RuntimeError:
        answer = 6
    finally:
        os._exit(answer)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
""", tmp_path) == "6\n"


def test_training_in_a_child_of_a_callback_is_refused(tmp_path):
    """The model is being trained, as far as the child knows, but by threads that it does not have."""
    assert run("""
class Forks:
    def on_epoch_end(self, model):
        child = os.fork()
        if child == 0:
            answers = []
            for call in (lambda: model.train(epochs=1), lambda: model.build_vocab(SENTENCES)):
                try:
                    call()
                except RuntimeError as error:
                    answers.append("spawn" in str(error))
            model.stop()
            os._exit(6 if answers == [True, True] else 5)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
train(epochs=2, callbacks=[Forks()])
""", tmp_path) == "6\n6\n"


@pytest.mark.parametrize("act, code", [("return", 6), ("raise ZeroDivisionError", 7), ("sys.exit(4)", 4)])
def test_a_child_of_a_callback_that_goes_on_does_not_hang(tmp_path, act, code):
    assert run(f"""
here, children = os.getpid(), []
class Forks:
    def on_epoch_end(self, model):
        if os.getpid() == here and not children:
            children.append(os.fork())
            if children[0] == 0:
                {act}
try:
    train(epochs=2, callbacks=[Forks()])
except RuntimeError:
    sys.exit(6)
except ZeroDivisionError:
    sys.exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(children[0], 0)[1]))
""", tmp_path) == f"{code}\n"


def test_a_forked_child_ends_by_itself(tmp_path):
    assert run("""
train_in_thread(True)
child = os.fork()
if child == 0:
    sys.exit(4)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
""", tmp_path) == "4\n"


SENTENCES = [["a", "b", "c", "d"], ["b", "c", "d", "a"]] * 50


def small(**given):
    options = {"sg": 1, "vector_size": 6, "min_count": 1, "workers": 1, "epochs": 2, "sample": 0, "progress": False}
    return hogvec.Word2Vec(SENTENCES, **{**options, **given})


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_model_goes_through_a_pickle(protocol):
    model = small(window=3)
    copied = pickle.loads(pickle.dumps(model, protocol))
    assert copied.wv.index_to_key == model.wv.index_to_key and copied.window == 3
    assert numpy.array_equal(copied.wv.vectors, model.wv.vectors)
    assert numpy.array_equal(copied.syn1neg, model.syn1neg)
    assert copied.losses == model.losses and copied.summary == model.summary
    assert copied.wv.get_vecattr("a", "count") == 100
    for one in (copied, model):
        one.train(SENTENCES, epochs=1)
    assert numpy.array_equal(copied.wv.vectors, model.wv.vectors)


def test_a_model_without_a_text_and_an_empty_one_go_through_a_pickle():
    built = hogvec.Word2Vec(sg=1, vector_size=6, min_count=1, workers=1, progress=print)
    empty = pickle.loads(pickle.dumps(built))
    assert len(empty.wv) == 0 and empty.vector_size == 6
    built.build_vocab(SENTENCES)
    copied = pickle.loads(pickle.dumps(built))
    with pytest.raises(TypeError, match="kept no text"):
        copied.train(epochs=1)
    copied.train(SENTENCES, epochs=1)


def test_a_deep_copy_is_a_model_of_its_own():
    model = small()
    copied, before = copy.deepcopy(model), model.wv.vectors.copy()
    copied.train(SENTENCES, epochs=1)
    assert numpy.array_equal(model.wv.vectors, before)
    assert not numpy.array_equal(copied.wv.vectors, before)


def test_a_lock_that_is_held_does_not_go_along():
    model = small()
    copied = model._alone(False, lambda _: pickle.loads(pickle.dumps(model)))
    copied.train(SENTENCES, epochs=1)
