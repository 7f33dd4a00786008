"""What replicas on several machines send each other, computed from counts of words alone: the
schedule of merges that hogvec follows, meeting by meeting."""

import math
import re
from dataclasses import dataclass

import numpy

import runs

BYTES_PER_NUMBER = 2  # bfloat16, to a row's owner and back
TRIPS = 4  # one-way delays of a meeting: sizes and rows, to the owners and back
BIN = 0.005  # rows whose terms differ by less, of 1, go together

SOURCES = {  # the constant, where it stands and how
    "most": ("src/model/merge.h", r"double most = ([0-9.]+);"),
    "at_first": ("src/model/merge.h", r"double at_first = ([0-9.]+);"),
    "growth": ("src/model/merge.h", r"double growth = ([0-9.]+);"),
    "least_of_all": ("src/run/merge_plan.cc", r"kLeastOfAll = ([0-9.]+);"),
    "first_interval": ("src/run/merge_plan.cc", r"kFirstIntervalPerThread = ([0-9']+);"),
    "last_interval": ("src/run/merge_plan.cc", r"kLastInterval = ([0-9']+);"),
    "interval_growth": ("src/training/intervals.h", r"double growth = ([0-9.]+);"),
}


@dataclass
class Plan:
    """When rows are merged; intervals in tokens of one replica, the first for each thread."""

    most: float
    at_first: float
    growth: float
    least_of_all: float  # of all replicas together
    first_interval: float
    last_interval: float
    interval_growth: float


@dataclass
class Machine:
    """One of equal machines, and its link."""

    words_per_second: float  # alone
    threads: int
    seconds_per_row: float  # of a processor's time, for each merged row
    bytes_per_second: float  # of the link, each way
    delay: float = 0  # seconds, one way
    overlap: float = 1  # share of a merge's time on the link that training goes on in


@dataclass
class Traffic:
    """Meeting by meeting, of one replica."""

    tokens: numpy.ndarray  # trained since the meeting before
    rows: numpy.ndarray  # merged, of both tables
    resting: numpy.ndarray  # whether training waits for it: all rows were, or intervals still grow

    def rows_per_token(self):
        return self.rows.sum() / self.tokens.sum()


def plan_constant(name):
    """As the source of this repository has it."""
    path, pattern = SOURCES[name]
    found = re.search(pattern, (runs.REPOSITORY / path).read_text())
    if not found:
        raise runs.BenchError(f"{path} has no {pattern!r} any more: "
                              f"give --{name.replace('_', '-')}")
    return float(found[1].replace("'", ""))


def read_counts(path):
    """Of a file of lines 'word count'."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        return numpy.array([float(line.rsplit(maxsplit=1)[1]) for line in lines if line])
    except (IndexError, ValueError):
        raise runs.BenchError(f"{path}: not lines of 'word count'") from None


def zipf_mandelbrot(words, exponent=1.05, shift=2.7):
    """Counts in proportion: those of a natural language, by rank."""
    return 1 / (numpy.arange(1, words + 1) + shift) ** exponent


def terms_per_token(counts, sample=1e-3, window=5, negatives=5, exponent=0.75):
    """Terms of the loss per token of text that move each row, input rows first (TermsOf)."""
    shares = counts / counts.sum()
    ratio = sample / shares
    kept = shares * numpy.minimum(1, numpy.sqrt(ratio) + ratio)
    weights = counts ** exponent
    pairs = window + 1
    inputs = pairs * (1 + negatives) * kept
    outputs = pairs * (kept + negatives * kept.sum() * weights / weights.sum())
    return numpy.concatenate([inputs, outputs])


def binned(terms):
    """Rows of about equal terms as one: their mean, and how many they are."""
    bins = numpy.round(numpy.log(terms) / BIN).astype(numpy.int64)
    _, where, count = numpy.unique(bins, return_inverse=True, return_counts=True)
    return numpy.bincount(where, terms) / count, count


def longest_interval(plan, threads):
    return max(plan.last_interval, 20 * plan.first_interval * threads)


def intervals_of_epoch(plan, begin, length, threads):
    """Tokens of one replica from meeting to meeting; a last one of less than half goes with the
    one before."""
    first, last = plan.first_interval * threads, longest_interval(plan, threads)
    ends, done = [], 0.0
    while True:
        interval = min(max(plan.interval_growth * (begin + done), first), last)
        done += interval
        if done + interval / 2 >= length:
            break
        ends.append(done)
    return numpy.diff([0, *ends, length])


def due_at(plan, terms, merged, settled, replicas):
    """The learning rate summed over tokens at which rows are due that were merged at `merged`."""
    grown = merged / (1 - plan.growth) if plan.growth < 1 else math.inf
    most = plan.most if settled else plan.at_first
    least = plan.least_of_all / replicas
    return numpy.minimum(merged + most / terms, numpy.maximum(merged + least / terms, grown))


def rate_for(replicas, rate=0.05):
    return rate * max(1, replicas / 2) ** (1 / 3)


def simulate(plan, terms, replicas, tokens, epochs=5, threads=2):
    """The meetings of a run over `tokens` of text, with rows by terms_per_token()."""
    mean, count = binned(terms[terms > 0])
    alpha, length = rate_for(replicas), tokens / replicas
    merged = numpy.zeros(len(mean))
    travelled, done = 0.0, 0.0
    steps, rows, resting = [], [], []
    for epoch in range(epochs):
        pieces = intervals_of_epoch(plan, epoch * length, length, threads)
        for at, piece in enumerate(pieces, 1):
            short = plan.interval_growth * done < longest_interval(plan, threads)
            travelled += piece * alpha * (1 - (done + piece / 2) / (epochs * length))
            done += piece
            at_end = at == len(pieces)
            if at_end:  # of an epoch before the last nobody reads the model
                now = numpy.arange(len(mean) if epoch + 1 == epochs else 0)
            else:
                now = numpy.flatnonzero(due_at(plan, mean, merged, not short, replicas) <= travelled)
            merged[now] = travelled
            steps.append(piece)
            rows.append(count[now].sum())
            resting.append(at_end or short)
    return Traffic(numpy.array(steps), numpy.array(rows, float), numpy.array(resting))


def bytes_per_row(dim, replicas):
    """That one replica sends: its gain to the owner, and what it owns to all others."""
    return 2 * BYTES_PER_NUMBER * dim * (replicas - 1) / replicas


def efficiency(traffic, machine, dim, replicas):
    """Of each machine's own speed, how much is left: (training) / (training + what delays it)."""
    alone = traffic.tokens / machine.words_per_second
    merging = traffic.rows * machine.seconds_per_row / machine.threads
    sent = traffic.rows * bytes_per_row(dim, replicas) / machine.bytes_per_second
    sent += TRIPS * machine.delay
    hidden = numpy.where(traffic.resting, 0, machine.overlap * sent)
    # A merge goes on while the next interval is trained.
    meanwhile = numpy.append((alone + merging)[1:], 0)
    waiting = sent - hidden + numpy.maximum(0, hidden - meanwhile)
    return alone.sum() / (alone + merging + waiting).sum()


def merge_share(traffic, machine):
    """Processor time of merging, of that of training."""
    training = machine.threads / machine.words_per_second
    return traffic.rows_per_token() * machine.seconds_per_row / training
