"""Analogies and rated pairs of words."""
from __future__ import annotations

import gzip
import logging
import math
from pathlib import Path

import numpy as np
import pytest

from hogvec import KeyedVectors
from hogvec.correlation import chance_of, incomplete_beta, pearson, ranks, spearman


@pytest.fixture
def family() -> KeyedVectors:
    """Sex is one axis, age another; words have something of their own too."""
    kv = KeyedVectors(8)
    axes = {"man": (1, 0, 0), "woman": (-1, 0, 0), "king": (1, 1, 0), "queen": (-1, 1, 0), "boy": (1, 0, 1),
            "girl": (-1, 0, 1)}
    for place, (word, (sex, rank, age)) in enumerate(axes.items()):
        own = [0.05 if place % 5 == each else 0 for each in range(5)]
        kv.add_vector(word, [sex, 2 * rank, 2 * age, *own])
    return kv


QUESTIONS = """: royal
man king woman queen
Woman Queen Man King
man king woman girl
man king woman nobody

: young
man boy woman girl
boy man girl woman extra
"""


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.txt"
    path.write_text(QUESTIONS)
    return path


def test_analogies(family: KeyedVectors, questions: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "hogvec")
    share, sections = family.evaluate_word_analogies(questions)
    assert share == 3 / 4 and [each["section"] for each in sections] == ["royal", "young", "Total accuracy"]
    assert sections[0]["correct"] == [("MAN", "KING", "WOMAN", "QUEEN"), ("WOMAN", "QUEEN", "MAN", "KING")]
    assert sections[0]["incorrect"] == [("MAN", "KING", "WOMAN", "GIRL")]
    assert len(sections[2]["correct"]) == 3 and len(sections[2]["incorrect"]) == 1
    assert "royal: 66.7% (2 of 3)" in caplog.text and "unknown words: 20.0%" in caplog.text


def test_unknown_words_may_count_as_wrong(family: KeyedVectors, questions: Path) -> None:
    share, sections = family.evaluate_word_analogies(questions, dummy4unknown=True)
    assert share == 3 / 5 and sections[0]["incorrect"][1] == ("MAN", "KING", "WOMAN", "NOBODY")


def test_case_may_matter(family: KeyedVectors, questions: Path) -> None:
    _, sections = family.evaluate_word_analogies(questions, case_insensitive=False)
    assert sections[0]["correct"] == [("man", "king", "woman", "queen")]
    _, sections = family.evaluate_word_analogies(questions, restrict_vocab=4)
    assert sections[1]["correct"] == [] and sections[1]["incorrect"] == []


def test_many_questions(family: KeyedVectors, tmp_path: Path) -> None:
    path = tmp_path / "many.gz"
    with gzip.open(path, "wt") as file:
        file.write(": all\n" + "man king woman queen\nman king woman nobody\n" * 3000)
    share, sections = family.evaluate_word_analogies(path)
    assert share == 1 and len(sections[-1]["correct"]) == 3000


@pytest.mark.parametrize("text", ["", ": empty\n", "man king woman queen\n"])
def test_files_without_questions(family: KeyedVectors, tmp_path: Path, text: str) -> None:
    (tmp_path / "q").write_text(text)
    with pytest.raises(ValueError, match="q"):
        family.evaluate_word_analogies(tmp_path / "q")


def test_pairs(family: KeyedVectors, tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("# a comment\nMan\tking\t5\nman\twoman\t1\nking\tqueen\t3\n"
                    "boy\tman\t5.5\nboy\tnobody\t9\nbroken line\n")
    (r, p), (rho, q), unknown = family.evaluate_word_pairs(path)
    pairs = (("man", "king"), ("man", "woman"), ("king", "queen"), ("boy", "man"))
    cosines = [family.similarity(*pair) for pair in pairs]
    assert r == pytest.approx(np.corrcoef([5, 1, 3, 5.5], cosines)[0, 1]) and unknown == 20
    assert 0 < p < 1 and 0 < q <= 1 and -1 <= rho <= 1
    result = family.evaluate_word_pairs(path, dummy4unknown=True)
    assert result[2] == 20 and result[0].statistic != r
    assert family.evaluate_word_pairs(path, case_insensitive=False)[2] == pytest.approx(40)


@pytest.mark.parametrize("text", ["", "a\tb\t1\n", "man\tking\t1\n", "man king 1\n"])
def test_files_without_two_pairs(family: KeyedVectors, tmp_path: Path, text: str) -> None:
    (tmp_path / "p").write_text(text)
    with pytest.raises(ValueError):
        family.evaluate_word_pairs(tmp_path / "p")


def test_ranks_share_their_mean() -> None:
    assert ranks(np.array([3, 1, 3, 2, 3])).tolist() == [4, 1, 4, 2, 4]


def test_known_values_of_chance() -> None:
    """t = 2.228 has 5 % outside it at 10 degrees of freedom, t = 3.169 has 1 %."""
    for t, p in ((2.2281388519, 0.05), (3.1692726726, 0.01)):
        assert chance_of(t / math.sqrt(10 + t * t), 12) == pytest.approx(p, rel=1e-8)
    assert incomplete_beta(0.5, 3, 3) == pytest.approx(0.5) and incomplete_beta(0.25, 1, 1) == pytest.approx(0.25)
    assert chance_of(1.0, 10) == 0 and chance_of(0.0, 10) == pytest.approx(1) and chance_of(1.0, 2) == 1
    assert math.isnan(pearson(np.ones(4), np.arange(4)).statistic)


@pytest.mark.parametrize("count", [3, 4, 5, 30, 353, 999, 100000])
@pytest.mark.parametrize("noise", [0.01, 1.0, 30.0])
def test_agrees_with_scipy(count: int, noise: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    random = np.random.default_rng(count)
    x = random.standard_normal(count).round(1)
    y = x + noise * random.standard_normal(count)
    for ours, theirs in ((pearson(x, y), stats.pearsonr(x, y)), (spearman(x, y), stats.spearmanr(x, y))):
        assert ours.statistic == pytest.approx(theirs[0], rel=1e-9, abs=1e-12)
        if abs(ours.statistic) < 1 - 1e-9:  # nearer to 1 its own rounding decides
            assert ours.pvalue == pytest.approx(theirs[1], rel=1e-6, abs=1e-290)
        else:
            assert ours.pvalue < 1e-4
