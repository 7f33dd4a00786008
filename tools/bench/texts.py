"""Texts for scaling to train on: the beginning of a corpus, and synthetic ones of many words."""

import pathlib
import shutil
import subprocess
import sys

import runs

CHUNK = 1 << 20
LONGEST_LINE = 1 << 16
BYTES_PER_ZIPF_TOKEN = 8  # enough for the largest vocabulary of a sweep


def head(corpus, size, path):
    """Copies about the first `size` bytes, up to the end of a line."""
    with corpus.open("rb") as source, path.open("wb") as out:
        left = size
        while left > 0 and (chunk := source.read(min(left, CHUNK))):
            out.write(chunk)
            left -= len(chunk)
        out.write(whole_words(source.readline(LONGEST_LINE)))
    return path


def whole_words(line):
    """Some corpora, such as text8, are one line of 100 MB: these are cut between words."""
    if line.endswith(b"\n"):
        return line
    return line.rpartition(b" ")[0] + b"\n"


def zipf(path, words, tokens):
    """Writes synthetic text, unless it exists from an earlier point of the sweep."""
    if not path.exists():
        need_disk(path.parent, tokens * BYTES_PER_ZIPF_TOKEN)
        script = pathlib.Path(__file__).with_name("zipf_text.py")
        runs.measure([sys.executable, script, "-o", path, "--words", str(words),
                      "--tokens", str(tokens)])
    return path


def count_words(corpus, scratch):
    """The number of distinct words in a corpus."""
    counted = scratch / "words.txt"
    finished = subprocess.run(
        [runs.HOGVEC, "vocab", corpus, "-o", counted, "--min-count", "1", "--quiet"],
        stderr=subprocess.PIPE, text=True)
    if finished.returncode != 0:
        raise runs.BenchError(finished.stderr.strip())
    with counted.open("rb") as lines:
        words = sum(1 for _ in lines)
    counted.unlink()
    return words


def need_disk(folder, size):
    free = shutil.disk_usage(folder).free
    if free < size:
        raise runs.BenchError(f"{folder} needs {size / 1e9:.1f} GB free, but has "
                              f"{free / 1e9:.1f} GB: give another folder with -o")


def part(corpus, every, folder):
    """Copies a corpus without the middle line of every `every` lines, and those lines to another file;
    returns both paths."""
    need_disk(folder, corpus.stat().st_size)
    kept, held_out = folder / "train.txt", folder / "held-out.txt"
    with corpus.open("rb") as lines, kept.open("wb") as out, held_out.open("wb") as apart:
        for number, line in enumerate(lines, 1):
            (apart if number % every == every // 2 else out).write(line)
    if held_out.stat().st_size == 0:
        raise runs.BenchError(f"{corpus} has too few lines to keep one in {every}: give --held-out "
                              "less, or break its lines")
    return kept, held_out
