"""Calls of the constructor as programs for gensim write them: spellings, positions, values. All must run.

The kinds of arguments are those that are counted in public programs: sentences by position or by name, numbers of
gensim 3 and 4, computed ones, and those that have no effect.
"""
from __future__ import annotations

import multiprocessing
import warnings

import numpy
import pytest

import hogvec
from hogvec.models import Word2Vec
from hogvec.models.callbacks import CallbackAny2Vec
from hogvec.models.word2vec import LineSentence, PathLineSentences, Text8Corpus

SENTENCES = [["human", "interface", "computer"], ["survey", "user", "computer", "system", "response", "time"],
             ["eps", "user", "interface", "system"], ["system", "human", "system", "eps"],
             ["user", "response", "time"], ["trees"], ["graph", "trees"], ["graph", "minors", "trees"],
             ["graph", "minors", "survey"]] * 10
WALKS = [[str(node) for node in (at, at + 1, at + 2, at)] for at in range(20)] * 3


class EpochLogger(CallbackAny2Vec):
    def __init__(self):
        self.epoch = 0

    def on_epoch_end(self, model):
        self.epoch += 1
        model.get_latest_training_loss()


CALLS = {
    "nothing else": lambda: Word2Vec(SENTENCES),
    "by name": lambda: Word2Vec(sentences=SENTENCES),
    "size": lambda: Word2Vec(SENTENCES, size=10),
    "vector_size": lambda: Word2Vec(SENTENCES, vector_size=10),
    "size, window, min_count, workers": lambda: Word2Vec(SENTENCES, size=10, window=5, min_count=1, workers=4),
    "by name, gensim 4": lambda: Word2Vec(sentences=SENTENCES, vector_size=10, window=5, min_count=1, workers=4),
    "min_count=0": lambda: Word2Vec(SENTENCES, min_count=0, vector_size=10),
    "min_count=0, sg": lambda: Word2Vec(WALKS, vector_size=16, window=3, min_count=0, sg=1, workers=2, epochs=2),
    "node2vec": lambda: Word2Vec(WALKS, size=16, window=10, min_count=0, sg=1, workers=8, iter=1),
    "deepwalk": lambda: Word2Vec(WALKS, size=16, window=5, min_count=0, sg=1, hs=0, workers=1),
    "hs=0 with negative": lambda: Word2Vec(WALKS, size=16, window=5, min_count=0, sg=1, hs=0, negative=10),
    "computed hs": lambda: Word2Vec(SENTENCES, sg=1, hs=int(len(SENTENCES) < 3), min_count=1),
    "iter": lambda: Word2Vec(SENTENCES, size=10, iter=3),
    "epochs": lambda: Word2Vec(SENTENCES, vector_size=10, epochs=3),
    "workers from the machine": lambda: Word2Vec(SENTENCES, workers=multiprocessing.cpu_count(), min_count=1),
    "more workers than cores": lambda: Word2Vec(SENTENCES, workers=32, min_count=1),
    "sample": lambda: Word2Vec(SENTENCES, sample=6e-5, min_count=1),
    "sample as a whole number": lambda: Word2Vec(SENTENCES, sample=0, min_count=1),
    "seed": lambda: Word2Vec(SENTENCES, seed=42, min_count=1, workers=1),
    "alpha and min_alpha of the tutorial": lambda: Word2Vec(
        min_count=20, window=2, size=300, sample=6e-5, alpha=0.03, min_alpha=0.0007, negative=20, workers=3),
    "alpha alone": lambda: Word2Vec(SENTENCES, alpha=0.025, min_count=1),
    "min_alpha as alpha": lambda: Word2Vec(SENTENCES, alpha=0.025, min_alpha=0.025, min_count=1),
    "negative": lambda: Word2Vec(SENTENCES, sg=1, negative=15, min_count=1),
    "sg from a string": lambda: Word2Vec(SENTENCES, sg=int("1"), min_count=1),
    "sg as a truth value": lambda: Word2Vec(SENTENCES, sg=True, min_count=1),
    "compute_loss": lambda: Word2Vec(SENTENCES, compute_loss=True, min_count=1),
    "callbacks": lambda: Word2Vec(SENTENCES, min_count=1, compute_loss=True, callbacks=[EpochLogger()]),
    "max_final_vocab": lambda: Word2Vec(SENTENCES, max_final_vocab=5, min_count=1),
    "cbow_mean": lambda: Word2Vec(SENTENCES, cbow_mean=0, min_count=1),
    "sorted_vocab, batch_words": lambda: Word2Vec(SENTENCES, sorted_vocab=1, batch_words=10000, min_count=1),
    "max_vocab_size": lambda: Word2Vec(SENTENCES, max_vocab_size=None, min_count=1),
    "null_word, hashfxn": lambda: Word2Vec(SENTENCES, null_word=0, hashfxn=hash, min_count=1),
    "trim_rule=None": lambda: Word2Vec(SENTENCES, trim_rule=None, min_count=1),
    "all by position": lambda: Word2Vec(SENTENCES, None, 10, 0.025, 5, 1, None, 1e-3, 1, 3, 1e-4, 1, 0, 5),
    "numbers of numpy": lambda: Word2Vec(SENTENCES, vector_size=numpy.int64(10), window=numpy.int32(3), min_count=1),
    "a window of a float": lambda: Word2Vec(SENTENCES, window=5.0, min_count=1),
    "a dict of options": lambda: Word2Vec(SENTENCES, **{"size": 10, "window": 3, "min_count": 1, "workers": 1}),
    "no sentences": lambda: Word2Vec(size=10, min_count=1),
    "no sentences, gensim 4": lambda: Word2Vec(vector_size=10, window=2, min_count=1, workers=4, sg=1),
    "a tuple of tuples": lambda: Word2Vec(tuple(map(tuple, SENTENCES)), min_count=1),
    "a generator": lambda: Word2Vec((s for s in SENTENCES), min_count=1),
    "strings that were split": lambda: Word2Vec([line.split() for line in ["a b c", "b c d"]], min_count=1, size=5),
    "characters": lambda: Word2Vec([list(word) for s in SENTENCES for word in s], min_count=1, size=5),
}


@pytest.fixture(autouse=True)
def _no_old_names():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_it_runs(call):
    model = call()
    assert model.vector_size == (model.wv.vector_size if len(model.wv) else model.vector_size)
    if len(model.wv):
        assert model.wv.vectors.shape == (len(model.wv), model.vector_size)
        assert numpy.isfinite(model.wv.vectors).all()
    else:
        model.build_vocab(SENTENCES * 3)
        model.train(SENTENCES * 3, total_examples=model.corpus_count, epochs=2)
        assert len(model.wv) and len(model.losses) == 2


@pytest.fixture(name="text")
def _text(tmp_path):
    path = tmp_path / "texts" / "text.txt"
    path.parent.mkdir()
    path.write_text("".join(" ".join(s) + "\n" for s in SENTENCES))
    return path


@pytest.mark.parametrize("call", [
    lambda path: Word2Vec(LineSentence(path), size=10),
    lambda path: Word2Vec(LineSentence(str(path)), vector_size=10, window=5, min_count=5, workers=4),
    lambda path: Word2Vec(corpus_file=str(path), vector_size=10, sg=1),
    lambda path: Word2Vec(None, str(path), 10),
    lambda path: Word2Vec(Text8Corpus(str(path)), size=10),
    lambda path: Word2Vec(PathLineSentences(str(path.parent)), size=10)])
def test_files_run(call, text):
    assert "system" in call(text).wv


def test_an_open_file_runs(text):
    with open(text, encoding="utf-8") as file:
        assert "system" in Word2Vec(LineSentence(file), min_count=1, workers=1).wv


def test_two_steps_as_tutorials_write_them(text, tmp_path):
    model = Word2Vec(min_count=2, window=2, vector_size=20, sample=6e-5, alpha=0.03, min_alpha=0.0007, negative=20,
                     workers=1)
    model.build_vocab(SENTENCES, progress_per=10000)
    model.train(SENTENCES, total_examples=model.corpus_count, epochs=30, report_delay=1)
    model.init_sims(replace=True)
    assert numpy.allclose(numpy.linalg.norm(model.wv.vectors, axis=1), 1, atol=1e-6)
    model.save(str(tmp_path / "w2v.model"))
    model.wv.save_word2vec_format(str(tmp_path / "w2v.bin"), binary=True)
    assert Word2Vec.load(str(tmp_path / "w2v.model")).wv.most_similar("system")
    assert len(hogvec.KeyedVectors.load_word2vec_format(str(tmp_path / "w2v.bin"), binary=True)) == len(model.wv)


def test_training_in_a_loop_of_the_callers():
    model = Word2Vec(vector_size=10, min_count=1, alpha=0.025, min_alpha=0.025, sg=1, workers=1)
    model.build_vocab(SENTENCES)
    for _ in range(3):
        model.train(SENTENCES, total_examples=model.corpus_count, epochs=1)
        model.alpha -= 0.002
        model.min_alpha = model.alpha
    assert numpy.isfinite(model.wv.vectors).all()
