"""A text classifier of one embedding layer and one linear layer, trained with NumPy alone.

The rows of hogvec.Embedding are looked up by an array of word ids, and the gradient goes back to just
the rows that were used. They begin as vectors that were trained on text without labels, so that the
classifier also knows words that no labelled sentence has. At the end the layer is handed to torch.
"""
from __future__ import annotations

import numpy as np

import hogvec

KITCHEN = "bread cheese soup rice fish cake porridge salad spoon kettle oven plate".split()
HARBOUR = "ship ferry canoe raft yacht barge sailor anchor rope mast deck wave".split()
FILLERS = "the a old new small and with near".split()
LENGTH = 6  # words of a sentence


def sentences(rng: np.random.Generator, count: int,
              kinds: tuple[list[str], ...]) -> tuple[list[list[str]], np.ndarray]:
    """Sentences of half topic words and half fillers, and the number of the topic of each."""
    labels = rng.integers(len(kinds), size=count)
    texts = [[*rng.choice(kinds[label], LENGTH // 2), *rng.choice(FILLERS, LENGTH - LENGTH // 2)] for label in labels]
    return [[str(word) for word in rng.permutation(text)] for text in texts], labels


class Classifier:
    """Class scores from the mean of the rows of a sentence's words."""

    def __init__(self, embedding: hogvec.Embedding, classes: int) -> None:
        self.embedding = embedding
        self.weight = np.zeros((embedding.weight.shape[1], classes), dtype=np.float32)
        self.bias = np.zeros(classes, dtype=np.float32)

    def probabilities(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of each class, (sentences, classes); and the means of the rows, (sentences, dim)."""
        means = self.embedding(ids).mean(axis=1)
        scores = means @ self.weight + self.bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True), means

    def loss(self, ids: np.ndarray, labels: np.ndarray) -> float:
        """Mean cross entropy, in nats per sentence."""
        probabilities, _ = self.probabilities(ids)
        return float(-np.log(probabilities[np.arange(len(labels)), labels]).mean())

    def gradients(self, ids: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of the loss: by the rows that were looked up (sentences, words, dim), the weight, the bias."""
        errors, means = self.probabilities(ids)
        errors[np.arange(len(labels)), labels] -= 1
        errors /= len(labels)
        by_mean = errors @ self.weight.T
        by_rows = np.broadcast_to(by_mean[:, None, :] / ids.shape[1], (*ids.shape, by_mean.shape[1]))
        return by_rows, means.T @ errors, errors.sum(axis=0)

    def step(self, ids: np.ndarray, labels: np.ndarray, rate: float) -> None:
        """One step of gradient descent; a row that occurs twice gets both of its gradients."""
        by_rows, by_weight, by_bias = self.gradients(ids, labels)
        self.embedding.add_(ids, by_rows, scale=-rate)
        self.weight -= rate * by_weight
        self.bias -= rate * by_bias

    def accuracy(self, ids: np.ndarray, labels: np.ndarray) -> float:
        return float((self.probabilities(ids)[0].argmax(axis=1) == labels).mean())


def train(embedding: hogvec.Embedding, ids: np.ndarray, labels: np.ndarray) -> Classifier:
    classifier = Classifier(embedding, classes=2)
    for _ in range(60):
        for first in range(0, len(ids), 20):
            classifier.step(ids[first:first + 20], labels[first:first + 20], rate=0.5)
    return classifier


def as_torch(embedding: hogvec.Embedding):  # type: ignore[no-untyped-def]
    """A torch.nn.Embedding on the same memory: what torch learns, the hogvec.Embedding has."""
    import torch

    return torch.nn.Embedding.from_pretrained(torch.from_dlpack(embedding.weight), freeze=False)


def main() -> None:
    rng = np.random.default_rng(1)
    text, _ = sentences(rng, 4000, (KITCHEN, HARBOUR))
    vectors = hogvec.Word2Vec(text, vector_size=16, min_count=1, sample=0, workers=1, seed=1).wv

    def ids(texts: list[list[str]]) -> np.ndarray:
        return np.array([[vectors.key_to_index[word] for word in text] for text in texts])

    known = (KITCHEN[:6], HARBOUR[:6])  # labelled sentences have these words, the test has the others
    labelled, labels = sentences(rng, 100, known)
    test, answers = sentences(rng, 500, (KITCHEN[6:], HARBOUR[6:]))
    for about, embedding in (("random rows", hogvec.Embedding(len(vectors), 16, seed=1)),
                             ("trained rows", hogvec.Embedding.from_vectors(vectors))):
        classifier = train(embedding, ids(labelled), labels)
        print(f"{about}: {classifier.accuracy(ids(labelled), labels):.0%} of labelled sentences, "
              f"{classifier.accuracy(ids(test), answers):.0%} of sentences of words without a label")

    try:
        layer = as_torch(embedding)
    except ImportError:
        print("torch is not installed; as_torch() shows the hand-over")
    else:
        print("torch:", layer)


if __name__ == "__main__":
    main()
