"""Reads and writes vectors and maps, with NumPy alone.

    layout_vectors.py OUTPUT.bin WORDS DIM     # writes made-up ones, in clusters
"""

import pathlib
import sys

import numpy

import runs

CONSONANTS = [b"%c" % letter for letter in b"bdfgklmnprstvz"]
VOWELS = [b"%c" % letter for letter in b"aeiou"]


def read_binary(path, most=None):
    """The words (bytes) and rows of word2vec's binary format; the first `most` of them."""
    data = path.read_bytes()
    heading, _, _ = data[:100].partition(b"\n")
    try:
        count, dim = map(int, heading.split())
    except ValueError:
        raise runs.BenchError(f"{path} doesn't start like word2vec's binary format") from None
    words, rows = [], numpy.empty((min(count, most or count), dim), numpy.float32)
    at = len(heading) + 1
    for row in rows:
        end = data.index(b" ", at)
        words.append(data[at:end].lstrip(b"\n"))
        row[:] = numpy.frombuffer(data, "<f4", dim, end + 1)
        at = end + 1 + 4 * dim
    return words, rows


def write_binary(path, rows, name):
    """Words are named by a function of their number; returns them."""
    words = [name(number) for number in range(len(rows))]
    with path.open("wb") as out:
        out.write(b"%d %d\n" % rows.shape)
        for word, row in zip(words, rows.astype("<f4", copy=False)):
            out.write(word + b" " + row.tobytes())
    return words


def spell(number):
    """A word for a number, of syllables; the first letters vary most."""
    word = b""
    while number or not word:
        number, rest = divmod(number, len(CONSONANTS) * len(VOWELS))
        word += CONSONANTS[rest % len(CONSONANTS)] + VOWELS[rest // len(CONSONANTS)]
    return word


def units(rows):
    """Rows of length 1; those of zeros stay."""
    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-12)


def random_mixture(count, dim, seed, clusters=1000, noise=0.6):
    """Words around centres, some of which have many words and most few, as topics do."""
    draw = numpy.random.default_rng(seed)
    centres = draw.standard_normal((clusters, dim), dtype=numpy.float32)
    chances = 1 / numpy.arange(1, clusters + 1)
    rows = draw.standard_normal((count, dim), dtype=numpy.float32)
    rows *= noise
    step = 1 << 16
    for first in range(0, count, step):
        part = rows[first:first + step]
        part += centres[draw.choice(clusters, len(part), p=chances / chances.sum())]
    return rows


def read_map(path, words):
    """The points of a file with a heading and then a line for each word, with its x and y."""
    lines = path.read_bytes().split(b"\n")[1:-1]
    if len(lines) != len(words):
        raise runs.BenchError(f"{path} has {len(lines)} words, not {len(words)}")
    points = numpy.empty((len(words), 2))
    for number, (line, word) in enumerate(zip(lines, words), start=2):
        written, *place = line.split(b"\t")
        if written != word or len(place) != 2:
            raise runs.BenchError(f"{path}, line {number}, isn't the word {word!r}, its x and y")
        points[number - 2] = [float(figure) for figure in place]
    return points


def main():
    output, count, dim = sys.argv[1:]
    write_binary(pathlib.Path(output), random_mixture(int(count), int(dim), seed=1), spell)


if __name__ == "__main__":
    main()
