"""The results of quality: a row per training, and means over the seeds of rows with equal settings."""

import math
import statistics
from dataclasses import dataclass

import tables

SCORES = {"loss": "held-out loss", "cbow_loss": "CBOW's loss", "wordsim": "WordSim-353",
          "simlex": "SimLex-999", "semantic": "semantic", "syntactic": "syntactic",
          "analogies": "analogies"}
UNSAID = {"model": "skipgram"}  # what settings leave out


@dataclass(frozen=True)
class Trial:
    """One training and its scores: the loss of skip-gram in nats per pair, all others times 100."""

    trainer: str
    settings: str  # "alpha=0.05 dim=100 ...", all that affect quality, defaults included
    seed: int
    threads: int
    seconds: float  # wall time of the whole process
    cpu_seconds: float  # of all its threads
    wordsim: float
    simlex: float
    semantic: float
    syntactic: float
    analogies: float
    loss: float = None  # if the trainer saves the output rows

    @property
    def options(self):
        return {**UNSAID, **dict(setting.split("=") for setting in self.settings.split())}


@dataclass(frozen=True)
class CbowTrial(Trial):
    """With the loss as CBOW defines it: of each window's mean, in nats per window."""

    cbow_loss: float = None


def settings_text(options):
    return " ".join(f"{name}={options[name]}" for name in sorted(options)
                    if UNSAID.get(name) != options[name])


@dataclass(frozen=True)
class Mean:
    """Over some seeds, with its standard error if there is more than one."""

    value: float
    error: float = None

    @staticmethod
    def of(values):
        error = statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else None
        return Mean(statistics.mean(values), error)

    def text(self, digits):
        error = "" if self.error is None else f" ± {self.error:.{digits}f}"
        return f"{self.value:.{digits}f}{error}"


def mean(group, column):
    """None if a row has no such score."""
    values = [getattr(row, column) for row in group]
    return None if None in values else Mean.of(values)


def groups(trials):
    """{(trainer, settings): rows}, in their original order."""
    grouped = {}
    for row in trials:
        grouped.setdefault((row.trainer, row.settings), []).append(row)
    return grouped


def varied(trials):
    """The options in which rows that have them differ, those with most values last."""
    values = {}
    for row in trials:
        for name, value in row.options.items():
            values.setdefault(name, set()).add(value)
    return sorted((name for name in values if len(values[name]) > 1), key=lambda n: len(values[n]))


def scores_of(trials):
    """The scores that such rows can have, and their headings."""
    return {column: name for column, name in SCORES.items() if hasattr(trials[0], column)}


def table(trials):
    """Lines of Markdown that also read well on a terminal."""
    names, scores = varied(trials), scores_of(trials)
    cells = [["", *names, "seeds", *scores.values(), "seconds", "of all cores"]]
    for (trainer, _), group in groups(trials).items():
        options = group[0].options
        cells.append([trainer, *(options.get(name, "") for name in names), str(len(group)),
                      *(score_text(group, column) for column in scores),
                      mean(group, "seconds").text(1), mean(group, "cpu_seconds").text(1)])
    return tables.aligned(cells)


def score_text(group, column):
    found = mean(group, column)
    return "none" if found is None else found.text(4 if column.endswith("loss") else 1)
