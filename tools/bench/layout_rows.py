"""The results of layout: a row per map, and their medians beside hogvec's."""

import statistics
from dataclasses import dataclass

import runs
import tables


@dataclass(frozen=True)
class Row:
    """One map of the `words` most frequent words."""

    program: str
    words: int
    round: int
    seconds: float  # from vectors in memory to a map
    total_seconds: float  # of the whole process
    cpu_seconds: float  # of the whole process
    peak_bytes: int  # resident memory of the process
    vector_bytes: int  # the rows alone
    recall: float
    trustworthiness: float
    triplets: float


HEADING = ["words", "", "seconds", "times longer", "seconds in all", "times longer", "CPU s", "MB",
           "MB beyond vectors", "recall", "of hogvec's", "trustworthiness", "triplets"]
SCORES = ["trustworthiness", "triplets"]


def table(measured):
    """Lines of Markdown that also read well on a terminal."""
    groups = {}
    for row in measured:
        groups.setdefault((row.words, row.program), []).append(row)
    return tables.aligned([HEADING, *(line(group, measured) for group in groups.values())])


def line(group, measured):
    words, program = group[0].words, group[0].program
    beyond = [(row.peak_bytes - row.vector_bytes) / 1e6 for row in group]
    return [f"{words:,}", program,
            runs.spread(values(group, "seconds"), "{:.1f}"),
            ratio(group, measured, "seconds", "{:.1f}"),
            runs.spread(values(group, "total_seconds"), "{:.1f}"),
            ratio(group, measured, "total_seconds", "{:.1f}"),
            f"{statistics.median(values(group, 'cpu_seconds')):.1f}",
            f"{statistics.median(values(group, 'peak_bytes')) / 1e6:.0f}",
            f"{statistics.median(beyond):.0f}",
            runs.spread(values(group, "recall"), "{:.3f}"),
            ratio(group, measured, "recall", "{:.2f}"),
            *(runs.spread(values(group, name), "{:.3f}") for name in SCORES)]


def values(group, column):
    return [getattr(row, column) for row in group]


def ratio(group, measured, column, form):
    """Of each row to hogvec's of the same round."""
    own = {row.round: row for row in measured
           if row.program == "hogvec" and row.words == group[0].words}
    ratios = [getattr(row, column) / getattr(own[row.round], column)
              for row in group if row.round in own]
    return runs.spread(ratios, form) if ratios else "-"
