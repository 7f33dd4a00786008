#!/usr/bin/env python3
"""Holds `hogvec phrases` against a plain implementation, on random texts.

usage: phrases_test.py HOGVEC
"""
import collections
import gzip
import itertools
import lzma
import math
import os
import random
import subprocess
import sys
import tempfile


def plain_pass(lines, min_count, threshold, score):
    """word2phrase as it is written down: count, judge each two neighbours, join from the left."""
    words = collections.Counter(word for line in lines for word in line)
    pairs = collections.Counter(pair for line in lines for pair in itertools.pairwise(line))
    total = sum(words.values())

    def joins(first, second):
        a, b, ab = words[first], words[second], pairs[first, second]
        if a < min_count or b < min_count:
            return False
        if score == "discount":
            return (ab - min_count) / a / b * total > threshold
        return ab >= min_count and math.log(ab * total / (a * b)) / math.log(total / ab) > threshold

    joined = []
    for line in lines:
        out, last = [], None
        for word in line:
            if last is not None and joins(last, word):
                out[-1] += "_" + word
                last = None
            else:
                out.append(word)
                last = word
        joined.append(out)
    return joined


def random_lines(rng, lines, longest):
    """Words by a heavy tail, some of which come in twos and threes, and runs of one word."""
    text = []
    for _ in range(lines):
        line = []
        while len(line) < rng.randrange(longest):
            word = f"w{int(rng.paretovariate(0.7)) % 40}"
            line += {0: ["new", "york"], 1: ["new", "york", "times"], 2: ["la"] * rng.randrange(5)}.get(
                rng.randrange(8), [word])
        text.append(line)
    return text


def doors(folder, text):
    """What a text is handed over as: the arguments for it and what goes through the pipe."""
    paths = {name: os.path.join(folder, name) for name in ("c.txt", "c.gz", "c.xz")}
    for name, data in zip(paths, (text, gzip.compress(text), lzma.compress(text))):
        with open(paths[name], "wb") as file:
            file.write(data)
    return {"file": (paths["c.txt"], b""), "gzip": (paths["c.gz"], b""), "xz": (paths["c.xz"], b""),
            "stdin": ("-", text), "gzip through stdin": ("-", gzip.compress(text))}


def run(program, folder, door, options, more):
    source, through_pipe = door
    target = os.path.join(folder, "joined.txt.gz")
    subprocess.run([program, "phrases", source, "-o", target, "-q", *options, *more], check=True,
                   input=through_pipe)
    with gzip.open(target, "rt", encoding="ascii") as text:
        return [line.split() for line in text.read().splitlines()]


def chains(rng):
    """A line on which any two words are a phrase: it matters which the first is."""
    return [[rng.choice(("a", "bb", "ccc")) for _ in range(150_000)], ["new", "york"] * 9]


def cases(rng):
    for score, threshold in (("discount", 1.5), ("discount", 4.0), ("npmi", 0.3)):
        for lines, longest in ((300, 20), (1, 60_000)):  # one line is many blocks
            for passes in (1, 3):
                yield random_lines(rng, lines, longest), score, threshold, passes
    yield chains(rng), "discount", 0.5, 1


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program, failures, done = os.path.abspath(sys.argv[1]), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for lines, score, threshold, passes in cases(random.Random(1)):
            expected = lines
            for _ in range(passes):
                expected = plain_pass(expected, 3, threshold, score)
            assert any("new_york" in word for line in expected for word in line)
            options = ["--score", score, "--threshold", str(threshold), "--passes", str(passes),
                       "--min-count", "3"]
            text = "".join(" ".join(line) + "\n" for line in lines).encode()
            ways = doors(folder, text)
            # Little memory takes several readings; all must agree.
            tries = [("file", ["--threads", "1"]), ("file", ["--threads", "4"]),
                     ("file", ["--memory-limit", "100K"]),
                     *((way, ["--threads", "2"]) for way in ways)]
            for way, more in tries:
                done += 1
                if run(program, folder, ways[way], options, more) != expected:
                    failures += 1
                    print("differs:", way, len(lines), "lines,", *options, *more)
    print(f"{done - failures} of {done} runs are as the plain implementation has it")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
