"""Scores the vectors that a model has for words hidden from its training, beside a constant vector: the
mean of the model's own."""

from dataclasses import dataclass

import numpy

import runs
import scores

WINDOW, NEGATIVES, SAMPLE, EXPONENT = 5, 5, 1e-3, 0.75
NEAREST = 10
AT_ONCE = 4096  # pairs, or words, in one product
TEST_SETS = ["wordsim353", "simlex999"]
LEAST_PAIRS = 100  # of a test set: the standard error of a correlation is then 10 points


@dataclass(frozen=True)
class Draws:
    """Held-out pairs of a hidden and a known word, and negatives for each: the same for every model."""

    inputs: numpy.ndarray  # [pairs], of the hidden words
    outputs: numpy.ndarray  # [pairs, 1 + negatives], of the known words; the context word first


class Scorer:
    """Scores models that were trained on the same text."""

    def __init__(self, hidden, truth, folder, seed):
        self.hidden = hidden
        self.known = list(hidden.counts)
        self.draws = draw_pairs(hidden, seed)
        own = [word for word in hidden.words if word in truth.ids]
        self.truth = units(truth.vectors)
        self.own_rows = numpy.array(truth.rows(own))
        self.own = [hidden.words.index(word) for word in own]
        self.common = [word for word in self.known if word in truth.ids]
        self.common_rows = truth.rows(self.common)
        self.pairs = {name: hidden_pairs(folder / f"{name}.txt", self.known, hidden.words)
                      for name in TEST_SETS}

    def score(self, model):
        """The scores of an unseen.Row."""
        self.need_all(model)
        vectors = model.compose(self.hidden.words)
        constant = numpy.tile(model.vectors.mean(axis=0), (len(vectors), 1))
        outputs = model.outputs[model.rows(self.known)]
        found = {"loss": loss(vectors, outputs, self.draws),
                 "constant_loss": loss(constant, outputs, self.draws)}
        found["cosine"], found["near"] = self.recognized(model, vectors)
        found["constant_cosine"], found["constant_near"] = self.recognized(model, constant)
        rows = units(numpy.concatenate([model.vectors[model.rows(self.known)], vectors]))
        for name, pairs in self.pairs.items():
            if len(pairs) >= LEAST_PAIRS:
                found[name] = scores.pairs_score(pairs, rows)
        return found

    def score_seen(self, model):
        """Of a model that was trained on the hidden words as well: what could be reached."""
        vectors = model.vectors[model.rows(self.hidden.words)]
        cosine, near = self.recognized(model, vectors)
        return {"cosine": cosine, "near": near}

    def need_all(self, model):
        missing = sum(word not in model.ids for word in self.known)
        seen = sum(word in model.ids for word in self.hidden.words)
        if missing or seen:
            raise runs.BenchError(f"the model lacks {missing} words of the training text and knows "
                                  f"{seen} hidden ones: it was trained on another text")

    def recognized(self, model, vectors):
        """Turns the model's space onto that of the truth by the words in both; returns the mean cosine
        of hidden words with their own vectors, and the percentage that have it among the nearest."""
        rotation = procrustes(units(model.vectors[model.rows(self.common)]),
                              self.truth[self.common_rows])
        turned = units(vectors[self.own]) @ rotation
        cosines = numpy.sum(turned * self.truth[self.own_rows], axis=1)
        near = 0
        for begin in range(0, len(turned), AT_ONCE // 8):
            part = slice(begin, begin + AT_ONCE // 8)
            nearer = turned[part] @ self.truth.T > cosines[part, None] + 1e-6
            near += int(numpy.sum(nearer.sum(axis=1) < NEAREST))
        return float(cosines.mean()), 100 * near / len(turned)


def units(rows):
    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


def procrustes(rows, onto):
    """The orthogonal matrix that brings rows nearest to others (Schoenemann 1966)."""
    left, _, right = numpy.linalg.svd(rows.T @ onto)
    return left @ right


def loss(vectors, outputs, draws):
    """Nats per pair."""
    total = 0.0
    for begin in range(0, len(draws.inputs), AT_ONCE):
        rows = outputs[draws.outputs[begin:begin + AT_ONCE]]
        dots = numpy.einsum("pd,pnd->pn", vectors[draws.inputs[begin:begin + AT_ONCE]], rows)
        dots[:, 0] *= -1  # log(1 + exp(-x)) for the context word, log(1 + exp(x)) for negatives
        total += numpy.logaddexp(0, dots.astype(numpy.float64)).sum()
    return total / len(draws.inputs)


def draw_pairs(hidden, seed):
    """Hidden words with known ones near them; subsamples those and draws the widths of windows as
    training does, or its odds would be too high."""
    draw = numpy.random.default_rng(seed)
    counts = numpy.array(list(hidden.counts.values()), numpy.float64)
    ratio = SAMPLE * counts.sum() / counts
    kept = numpy.sqrt(ratio) + ratio
    known = {word: row for row, word in enumerate(hidden.counts)}
    unseen = {word: row for row, word in enumerate(hidden.words)}
    pairs = numpy.array([pair for line in hidden.held_out
                         for pair in pairs_of(line, known, unseen, kept, draw)])
    chances = counts ** EXPONENT / (counts ** EXPONENT).sum()
    negatives = draw.choice(len(counts), (len(pairs), NEGATIVES), p=chances)
    return Draws(pairs[:, 0], numpy.column_stack([pairs[:, 1], negatives]))


def pairs_of(line, known, unseen, kept, draw):
    """(hidden word, known word) of one line; words neither known nor hidden take up no place."""
    chances = draw.random(len(line))
    words = [word for word, chance in zip(line, chances)
             if word in unseen or word in known and chance < kept[known[word]]]
    for at, word in enumerate(words):
        if word in unseen:
            width = draw.integers(1, WINDOW + 1)
            around = words[max(0, at - width):at] + words[at + 1:at + 1 + width]
            yield from ((unseen[word], known[other]) for other in around if other in known)


def hidden_pairs(path, known, hidden):
    """Pairs of a test set with a hidden word or two; rows count on from the known words."""
    ids = {word.decode(errors="replace"): row for row, word in enumerate(known + hidden)}
    return [pair for pair in scores.known_pairs(path, ids) if max(pair[:2]) >= len(known)]
