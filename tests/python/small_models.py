"""Tiny models for the tests, and what they must agree in."""
from __future__ import annotations

import numpy

import hogvec

SENTENCES = [["red", "green", "blue", "red"], ["green", "blue", "black", "red"], ["blue", "black"]] * 40
NEW = [["red", "white", "green"], ["white", "blue", "red"]] * 30


def model_of(sentences=None, **given):
    options = {"sg": 1, "vector_size": 6, "min_count": 1, "workers": 1, "epochs": 2, "sample": 0, "progress": False}
    return hogvec.Word2Vec(sentences, **{**options, **given})


def built(**given):
    model = model_of(**given)
    model.build_vocab(SENTENCES)
    return model


def assert_same(one, other):
    assert one.wv.index_to_key == other.wv.index_to_key
    assert numpy.array_equal(one.wv.vectors, other.wv.vectors)
    assert numpy.array_equal(one.syn1neg, other.syn1neg)


def counts(model):
    return {word: int(model.wv.get_vecattr(word, "count")) for word in model.wv.index_to_key}
