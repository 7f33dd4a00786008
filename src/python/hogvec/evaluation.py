"""How well vectors answer test sets: analogies, and pairs of words that people rated."""
from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from typing import Any

import numpy

from hogvec.arguments import whole
from hogvec.correlation import Correlation, pearson, spearman
from hogvec.lookup import Lookup
from hogvec.streams import Path, reading

logger = logging.getLogger("hogvec")

Section = dict[str, Any]
_AT_A_TIME = 1024  # questions


def _lines(path: Path, encoding: str) -> Iterator[tuple[int, str]]:
    with reading(path) as file:
        for number, line in enumerate(file, 1):
            yield number, line.decode(encoding)


def _log_share(section: Section) -> float:
    right, wrong = len(section["correct"]), len(section["incorrect"])
    if not right + wrong:
        return 0.0
    share = right / (right + wrong)
    logger.info("%s: %.1f%% (%d of %d)", section["section"], 100 * share, right, right + wrong)
    return share


class _Analogies:
    """Questions of one file, which are answered many at a time."""

    def __init__(self, vectors: Evaluation, rows: dict[str, int], limit: int, fold: bool) -> None:
        self._vectors = vectors
        self._rows = rows  # by word, folded
        self._limit = limit
        self._fold = fold
        self._waiting: list[tuple[Section, tuple[str, ...], list[int]]] = []
        self.asked = self.unknown = 0

    def add(self, section: Section, words: tuple[str, ...], count_unknown: bool) -> None:
        self.asked += 1
        rows = [self._rows.get(word, -1) for word in words]
        unknown = min(rows) < 0
        self.unknown += unknown
        if not unknown or count_unknown:
            self._waiting.append((section, words, [] if unknown else rows[:3]))
        if len(self._waiting) == _AT_A_TIME:
            self.answer()

    def answer(self) -> None:
        """Sorts the questions that wait into right and wrong ones."""
        waiting, self._waiting = self._waiting, []
        known = [rows for _, _, rows in waiting if rows]
        found = iter(self._nearest(numpy.array(known))) if known else iter(())
        for section, words, rows in waiting:
            right = bool(rows) and self._predicted(next(found), words) == words[3]
            section["correct" if right else "incorrect"].append(words)

    def _nearest(self, rows: numpy.ndarray) -> list[list[tuple[str, float]]]:
        core = self._vectors._core
        units = numpy.asarray(core.rows())[rows]
        lengths = numpy.linalg.norm(units, axis=2, keepdims=True)
        units /= numpy.where(lengths > 0, lengths, numpy.float32(1))
        queries = units[:, 1] + units[:, 2] - units[:, 0]
        return core.nearest_many(queries, rows.tolist(), 5, 0, self._limit)

    def _predicted(self, near: list[tuple[str, float]], words: tuple[str, ...]) -> str | None:
        """The first that is no other spelling of a word in the question."""
        predicted = None
        for word, _ in near:
            predicted = word.upper() if self._fold else word
            if predicted in self._rows and predicted not in words[:3]:
                break
        return predicted


class Evaluation(Lookup):
    """Test sets."""

    __slots__ = ()

    def _usable(self, restrict_vocab: int | None, fold: bool) -> tuple[dict[str, int], int]:
        """The first words, in upper case to `fold`, with their rows; of words that become one, the first."""
        core = self._core
        most = None if restrict_vocab is None else whole("restrict_vocab", restrict_vocab, None)
        limit = len(range(core.size)[:most])
        words = core.words() if limit == core.size else [core.word(row) for row in range(limit)]
        rows: dict[str, int] = {}
        for row, word in enumerate(words):
            rows.setdefault(word.upper() if fold else word, row)
        return rows, limit

    def evaluate_word_analogies(self, analogies: Path, restrict_vocab: int | None = 300000,
                                case_insensitive: bool = True, dummy4unknown: bool = False,
                                similarity_function: str = "most_similar") -> tuple[float, list[Section]]:
        """The share of analogies "a b c d" whose d is the answer to a : b = c : ?, and the sections.

        analogies: a file of UTF-8, four words per line, in sections that begin with ": name". Each section
        is {"section": name, "correct": [(a, b, c, d), ...], "incorrect": [...]}; the last, "Total
        accuracy", has all. restrict_vocab: only the first words are known, and may be answers.
        case_insensitive: words are compared, and listed, in upper case; of those that become one, the first
        counts. dummy4unknown: questions with unknown words are wrong, instead of left out.
        similarity_function has no effect, as in gensim. Also in the log.

        Errors: ValueError for a file without questions (gensim: ZeroDivisionError), or with one before the
        first section.
        """
        rows, limit = self._usable(restrict_vocab, case_insensitive)
        questions = _Analogies(self, rows, limit, case_insensitive)
        sections: list[Section] = []
        for number, line in _lines(analogies, "utf-8"):
            if line.startswith(": "):
                sections.append({"section": line.lstrip(": ").strip(), "correct": [], "incorrect": []})
                continue
            if not sections:
                raise ValueError(f"{os.fsdecode(analogies)}:{number}: a section must begin before, as ': name'")
            words = tuple((line.upper() if case_insensitive else line).split())
            if len(words) == 4:
                questions.add(sections[-1], words, dummy4unknown)
            elif words:
                logger.info("%s:%d: skipped: four words are due", os.fsdecode(analogies), number)
        questions.answer()
        if not questions.asked:
            raise ValueError(f"{os.fsdecode(analogies)}: there are no questions in it")
        return _total(sections, questions)

    def evaluate_word_pairs(self, pairs: Path, delimiter: str = "\t", encoding: str = "utf8",
                            restrict_vocab: int | None = 300000, case_insensitive: bool = True,
                            dummy4unknown: bool = False) -> tuple[Correlation, Correlation, float]:
        """How well cosines agree with the ratings of people: (Pearson's r and its p-value, Spearman's rho
        and its p-value, percentage of pairs with unknown words).

        pairs: a file of lines "word, word, number", separated by `delimiter`; lines that begin with # are
        comments. restrict_vocab, case_insensitive: as for analogies. dummy4unknown: pairs with unknown words
        count with a cosine of 0, instead of being left out. p-values are two-sided, by Student's t. Also
        in the log. ValueError if fewer than two pairs are left.
        """
        rows, _ = self._usable(restrict_vocab, case_insensitive)
        ratings, cosines, unknown = [], [], 0
        for a, b, rating in _read_pairs(pairs, delimiter, encoding, case_insensitive):
            known = a in rows and b in rows
            unknown += not known
            if known or dummy4unknown:
                ratings.append(rating)
                cosines.append(self._core.similarity(rows[a], rows[b]) if known else 0.0)
        if not ratings:
            raise ValueError(f"{os.fsdecode(pairs)}: no pair of known words, or not of this form")
        total = len(ratings) if dummy4unknown else len(ratings) + unknown
        share = 100 * unknown / total
        x, y = numpy.array(ratings), numpy.array(cosines, numpy.float32)
        results = pearson(x, y), spearman(x, y), share
        logger.info("%s: Pearson %.4f, Spearman %.4f, %.1f%% of pairs with unknown words", os.fsdecode(pairs),
                    results[0].statistic, results[1].statistic, share)
        return results


def _total(sections: list[Section], questions: _Analogies) -> tuple[float, list[Section]]:
    for section in sections:
        _log_share(section)
    total: Section = {"section": "Total accuracy"}
    for kind in ("correct", "incorrect"):
        total[kind] = [words for section in sections for words in section[kind]]
    logger.info("questions with unknown words: %.1f%%", 100 * questions.unknown / questions.asked)
    return _log_share(total), sections + [total]


def _read_pairs(path: Path, delimiter: str, encoding: str, fold: bool) -> Iterator[tuple[str, str, float]]:
    for number, line in _lines(path, encoding):
        if line.startswith("#"):
            continue
        try:
            a, b, rating = (line.upper() if fold else line).split(delimiter)
            pair = a, b, float(rating)
        except ValueError:
            logger.info("%s:%d: skipped: two words and a number are due", os.fsdecode(path), number)
        else:
            yield pair
