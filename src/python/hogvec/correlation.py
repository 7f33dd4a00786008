"""Correlations of two lists of numbers, and how likely chance makes them."""
from __future__ import annotations

import math
from typing import NamedTuple

import numpy


class Correlation(NamedTuple):
    """A coefficient of correlation, and the probability of one as far from 0 by chance (two-sided)."""

    statistic: float
    pvalue: float


def pearson(x: numpy.ndarray, y: numpy.ndarray) -> Correlation:
    """Of values; nan if one of the lists is constant. ValueError for fewer than two."""
    if len(x) < 2:
        raise ValueError(f"a correlation takes two pairs or more, not {len(x)}")
    a, b = (numpy.asarray(values, numpy.float64) - numpy.mean(values, dtype=numpy.float64) for values in (x, y))
    lengths = math.sqrt(float(numpy.dot(a, a)) * float(numpy.dot(b, b)))  # exact for ranks without ties
    if lengths == 0:
        return Correlation(math.nan, math.nan)
    r = max(-1.0, min(1.0, float(numpy.dot(a, b)) / lengths))
    return Correlation(r, chance_of(r, len(x)))


def spearman(x: numpy.ndarray, y: numpy.ndarray) -> Correlation:
    """Of ranks; equal values share the mean of theirs."""
    return pearson(ranks(x), ranks(y))


def ranks(values: numpy.ndarray) -> numpy.ndarray:
    """From 1, in ascending order."""
    _, places, counts = numpy.unique(numpy.asarray(values), return_inverse=True, return_counts=True)
    last = numpy.cumsum(counts)
    return (last - (counts - 1) / 2)[places]


def chance_of(r: float, count: int) -> float:
    """The probability that two lists of `count` unrelated normal numbers correlate by |r| or more. By
    Student's t with count - 2 degrees of freedom; 1 for two pairs, which always lie on a line."""
    if count == 2:
        return 1.0
    return incomplete_beta((1 - r) * (1 + r), (count - 2) / 2, 0.5)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function, I_x(a, b)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):  # where the fraction converges slowly
        return 1 - incomplete_beta(1 - x, b, a)
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(scale + a * math.log(x) + b * math.log1p(-x)) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, from the front (Lentz's method)."""
    tiny = 1e-300
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or tiny)
    value = d
    for m in range(1, 10000):
        for step in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                     -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 / (1 + step * d or tiny)
            c = 1 + step / c or tiny
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value
