"""Hides some words of a text from training, and holds out some of its lines, where they remain."""

import dataclasses
import pathlib
import random
import re

import runs
import texts


@dataclasses.dataclass(frozen=True)
class Hidden:
    """What a program may train on, and what it is asked about afterwards; words are bytes."""

    train: pathlib.Path
    held_out: list  # lines of words, the hidden ones included
    words: list  # that the training text lacks, sorted
    counts: dict  # of the training text's words


def hide(corpus, percent, every, seed, program, folder):
    """Draws the words, each as likely as any other, and one line in `every`. The lines are shuffled, in
    memory; the same seed gives the same text."""
    texts.need_disk(folder, corpus.stat().st_size)
    words = list(vocabulary(program, corpus, folder))
    draw = random.Random(seed)
    hidden = set(draw.sample(words, len(words) * percent // 100))
    lines = corpus.read_bytes().split(b"\n")
    draw.shuffle(lines)
    kept = len(lines) * (every - 1) // every
    train = folder / "train.txt"
    with train.open("wb") as out:
        for line in lines[:kept]:
            out.write(b" ".join(word for word in line.split() if word not in hidden) + b"\n")
    held_out = [line.split() for line in lines[kept:]]
    if not any(word in hidden for line in held_out for word in line):
        raise runs.BenchError(f"{corpus} has too few words or lines to hide {percent} % and hold out "
                              f"one in {every}: give a larger --hide, or a smaller --held-out")
    return Hidden(train, held_out, sorted(hidden), vocabulary(program, train, folder))


def vocabulary(program, corpus, folder):
    """{word: count} at the least count that all programs train with, the most frequent first."""
    counted = folder / "vocabulary.txt"
    runs.measure([program, "vocab", corpus, "-o", counted, "--quiet"])
    lines = re.findall(rb"(\S+)\s(\d+)\n", counted.read_bytes())
    counted.unlink()
    return {word: int(count) for word, count in lines}
