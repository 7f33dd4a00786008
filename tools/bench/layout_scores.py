"""Scores maps: layout_scores.py VECTORS.bin MAP [WORDS]. Prints JSON.

By exact ranks of cosines in the full space, in blocks of NumPy, with none of hogvec's code. MAP has
lines of word, x and y, or is an array of NumPy; only its first WORDS words are scored, as if there were
no others. The same words are drawn for each map.
"""

import json
import pathlib
import sys

import numpy

import layout_vectors
import runs

SAMPLED = 2_000  # words
NEAREST = 10  # for recall
TRUSTED = 15  # for trustworthiness, as in scikit-learn
TRIPLETS = 20  # of each sampled word
SEED = 20
ENTRIES_AT_ONCE = 1 << 24  # of a block of similarities


def score(rows, points, sampled=SAMPLED, seed=SEED):
    """Recall, trustworthiness (Venna and Kaski 2001) and the share of ordered triplets, each from 0
    to 1."""
    check(rows, points)
    units = layout_vectors.units(rows)
    draw = numpy.random.default_rng(seed)
    ids = numpy.sort(draw.choice(len(units), min(sampled, len(units)), replace=False))
    others = other_words(draw, ids, len(units))
    step = max(1, ENTRIES_AT_ONCE // len(units))
    parts = [score_block(units, points, ids[first:first + step], others[first:first + step])
             for first in range(0, len(ids), step)]
    found, beyond, ordered = (numpy.concatenate(part) for part in zip(*parts))
    worst = TRUSTED * (2 * len(units) - 3 * TRUSTED - 1) / 2
    return {"recall": float(found.mean()),
            "trustworthiness": float(1 - beyond.mean() / worst),
            "triplets": float(ordered.mean())}


def check(rows, points):
    if points.shape != (len(rows), 2):
        raise runs.BenchError(f"the map has {points.shape} figures, not 2 for each of {len(rows)} words")
    if len(rows) < 2 * TRUSTED:
        raise runs.BenchError(f"{len(rows)} words are too few to score: at least {2 * TRUSTED}")
    if not numpy.isfinite(points).all():
        raise runs.BenchError("the map has coordinates that are not finite")


def other_words(draw, ids, count):
    """Two different words for each triplet, neither of them the sampled one."""
    shape = (len(ids), TRIPLETS)
    first = draw.integers(1, count, shape)
    second = draw.integers(1, count - 1, shape)
    second += second >= first
    return (ids[:, None, None] + numpy.stack([first, second], axis=2)) % count


def score_block(units, points, ids, others):
    """For each word: its recall, the ranks beyond TRUSTED of its neighbours on the map, and its share
    of ordered triplets."""
    similar = units[ids] @ units.T
    apart = distances(points, ids)
    each = numpy.arange(len(ids))
    similar[each, ids] = -numpy.inf
    apart[each, ids] = numpy.inf
    near = numpy.argpartition(similar, -NEAREST, axis=1)[:, -NEAREST:]
    shown = nearest_first(apart, TRUSTED)
    found = [len(numpy.intersect1d(a, b)) / NEAREST for a, b in zip(near, shown[:, :NEAREST])]
    beyond = [ranks_beyond(row, neighbours) for row, neighbours in zip(similar, shown)]
    return numpy.array(found), numpy.array(beyond), ordered_share(similar, apart, others)


def distances(points, ids):
    """Squared ones, in double precision."""
    x, y = points.astype(numpy.float64).T
    return (x[ids, None] - x) ** 2 + (y[ids, None] - y) ** 2


def nearest_first(apart, count):
    """The columns with the least distances of each row."""
    chosen = numpy.argpartition(apart, count, axis=1)[:, :count]
    order = numpy.argsort(numpy.take_along_axis(apart, chosen, axis=1), axis=1, kind="stable")
    return numpy.take_along_axis(chosen, order, axis=1)


def ranks_beyond(similar, neighbours):
    ranks = [1 + numpy.count_nonzero(similar > similar[neighbour]) for neighbour in neighbours]
    return sum(max(0, rank - TRUSTED) for rank in ranks)


def ordered_share(similar, apart, others):
    """Of triplets whose nearer word is nearer on the map too."""
    each = numpy.arange(len(others))[:, None]
    a, b = others[..., 0], others[..., 1]
    nearer = similar[each, a] > similar[each, b]
    return numpy.mean(nearer == (apart[each, a] < apart[each, b]), axis=1)


def main():
    vectors, drawn = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    most = int(sys.argv[3]) if len(sys.argv) > 3 else None
    words, rows = layout_vectors.read_binary(vectors, most)
    points = (numpy.load(drawn)[:most] if drawn.suffix == ".npy" else
              layout_vectors.read_map(drawn, words))
    print(json.dumps(score(rows, points)))


if __name__ == "__main__":
    try:
        main()
    except (runs.BenchError, OSError, IndexError, ValueError) as error:
        sys.exit(f"layout_scores: {runs.reason(error)}")
