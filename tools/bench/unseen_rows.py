"""The results of unseen: a row per model, and means over the seeds."""

from dataclasses import dataclass

import tables
import trials


@dataclass(frozen=True)
class Row:
    """One model; those without n-grams have no loss here."""

    program: str
    ngrams: str  # "3-6"
    buckets: int
    seed: int
    cosine: float
    near: float  # percent
    constant_cosine: float = None
    constant_near: float = None
    loss: float = None
    constant_loss: float = None
    wordsim353: float = None
    simlex999: float = None


COLUMNS = {"loss": 4, "constant_loss": 4, "cosine": 3, "constant_cosine": 3, "near": 1,
           "constant_near": 1, "wordsim353": 1, "simlex999": 1}  # and their digits


def table(measured, about):
    """Lines of Markdown that also read well on a terminal."""
    counts = about["pairs"]
    cells = [["", "n-grams", "buckets", "seeds", "loss", "constant", "cosine", "constant",
              "% near", "constant", f"WordSim, {counts['wordsim353']} pairs",
              f"SimLex, {counts['simlex999']} pairs"]]
    groups = {}
    for row in measured:
        groups.setdefault((row.program, row.ngrams, row.buckets), []).append(row)
    for (program, ngrams, buckets), group in groups.items():
        cells.append([program, ngrams, f"{buckets:,}" if buckets else "", str(len(group)),
                      *(cell(group, column, digits) for column, digits in COLUMNS.items())])
    return tables.aligned(cells)


def cell(group, column, digits):
    found = trials.mean(group, column)
    return "" if found is None else found.text(digits)
