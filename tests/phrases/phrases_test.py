#!/usr/bin/env python3
"""Holds `hogvec phrases` against a plain implementation, on random texts.

usage: phrases_test.py HOGVEC
"""
import collections
import itertools
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


def run(program, folder, lines, options, more):
    source, target = os.path.join(folder, "c.txt"), os.path.join(folder, "joined.txt")
    with open(source, "w", encoding="ascii") as text:
        text.write("".join(" ".join(line) + "\n" for line in lines))
    subprocess.run([program, "phrases", source, "-o", target, "-q", *options, *more], check=True)
    with open(target, encoding="ascii") as text:
        return [line.split() for line in text.read().splitlines()]


def cases(rng):
    for score, threshold in (("discount", 1.5), ("discount", 4.0), ("npmi", 0.3)):
        for lines, longest in ((300, 20), (1, 60_000)):  # one line is many blocks
            for passes in (1, 3):
                yield random_lines(rng, lines, longest), score, threshold, passes


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
            # Little memory takes several readings; both must agree.
            for more in (["--threads", "1"], ["--threads", "4"], ["--memory-limit", "100K"]):
                done += 1
                if run(program, folder, lines, options, more) != expected:
                    failures += 1
                    print("differs:", len(lines), "lines,", *options, *more)
    print(f"{done - failures} of {done} runs are as the plain implementation has it")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
