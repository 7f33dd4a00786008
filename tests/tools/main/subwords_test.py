#!/usr/bin/env python3
"""`hogvec subwords`: known words keep their vectors, n-grams come with them, mistakes cost nothing.

usage: subwords_test.py HOGVEC
"""
import json
import os
import random
import struct
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "support"))
from programs import Table, paths  # noqa: E402

USAGE, MALFORMED, NO_INPUT, CANNOT_CREATE = 2, 65, 66, 73


def write_files(table):
    draw = random.Random(1)
    stems = ["".join(draw.choice("abcdefgh") for _ in range(4)) for _ in range(40)]
    words = [stem + ending for stem in stems for ending in ("", "s", "ed", "ing", "er")]
    vectors = [[draw.gauss(0, 1) for _ in range(5)] for _ in range(200)]
    lines = [" ".join([word, *("%.3f" % value for value in vectors[i // 5])]) + "\n"
             for i, word in enumerate(dict.fromkeys(words))]
    table.write("v.txt", "%d 5\n" % len(lines) + "".join(lines))
    table.write("short.txt", "2 2\na 1 2\n</s> 3 4\n")
    table.write("bad.txt", "3 2\nparis 3 4\nrome 0 1\n")
    table.write("odd.txt", "3 2\nparis nan 4\nparis 0 1\nrome 1 0\n")


def header(table, name):
    """The head of a safetensors file."""
    with open(os.path.join(table.folder, name), "rb") as file:
        length, = struct.unpack("<Q", file.read(8))
        return json.loads(file.read(length))


def content(table, name):
    with open(os.path.join(table.folder, name), "rb") as file:
        return file.read()


def fits(table):
    text = table.row("subwords v.txt -o m.safetensors", 0, 0, 4,
                     r"n-grams +[\d,]+ of 3 to 6 characters, fitted to 200 words: [\d.]+ % of their")
    table.expect("held out  10 words: mean cosine with their own vector 0." in text, text)
    table.expect("vectors   200 x 5: m.safetensors\n" in text, text)
    head = header(table, "m.safetensors")
    table.expect("subword.weight" in head, f"no n-grams in {head}")
    said = head["__metadata__"]
    table.expect([said[f"hogvec.{name}"] for name in ("minn", "maxn", "buckets")] ==
                 ["3", "6", "2000000"], f"metadata: {said}")
    table.row("export m.safetensors -o back.txt", 0, 0, 1)
    table.row("export v.txt -o plain.txt", 0, 0, 1)
    table.expect(content(table, "back.txt") == content(table, "plain.txt"), "known words have other vectors")


def takes_options(table):
    table.row("subwords v.txt -o one.safetensors -q --threads 1 --held-out 0", 0, 0, 0)
    table.row("subwords v.txt -o two.safetensors -q --threads 2 --held-out 0", 0, 0, 0)
    table.expect(content(table, "one.safetensors") == content(table, "two.safetensors"),
                 "the number of threads matters")
    table.row("subwords v.txt -o n.safetensors --minn 2 -maxn 4 --bucket 500 --held-out 0", 0, 0, 2,
              r"of 2 to 4 characters")
    said = header(table, "n.safetensors")["__metadata__"]
    table.expect(said["hogvec.minn"] == "2" and said["hogvec.buckets"] == "500", f"metadata: {said}")
    table.row("subwords n.safetensors -o again.safetensors --held-out 0", 0, 0, 3,
              r"n\.safetensors: warning: its n-gram vectors are replaced")
    table.row("subwords odd.txt -o l.safetensors --lenient", 0, 0, None, r"warning: 1 rows")
    table.row("subwords v.txt -o - --format safetensors -q --held-out 0", 0, None, 0, r"subword\.weight")


def refuses(table):
    table.row("subwords", USAGE, 0, 1, r"expected one file of vectors")
    table.row("subwords v.txt", USAGE, 0, 1, r"no output given")
    table.row("subwords v.txt short.txt -o m.safetensors", USAGE, 0, 1, r"expected one file")
    table.row("subwords v.txt -o m.txt", USAGE, 0, 1, r"text can't hold n-gram vectors; give --format ")
    table.row("subwords v.txt -o m --format npy", USAGE, 0, 1, r"npy can't hold n-gram vectors")
    table.row("subwords v.txt -o m", USAGE, 0, 1, r"can't tell the format")
    for option, complaint in (("--minn 7", "--minn is 7, more than (--)?maxn, which is 6"),
                              ("--minn 0", "--minn must be from 1 to 255"),
                              ("--maxn 256", "--maxn must be from 1 to 255"),
                              ("--buckets 0", "--buckets must be from 1 to 2147483648"),
                              ("--buckets 99999999999", "--buckets must be from 1 to 2147483648"),
                              ("--lambda 0", "--lambda must be above 0"),
                              ("--full-count -1", "--full-count must be 0 or more"),
                              ("--held-out 0.9", "--held-out must be from 0 to 0.5"),
                              ("--minn many", "--minn"), ("--subwords", "unknown option")):
        table.row(f"subwords v.txt -o x.safetensors {option}", USAGE, 0, 1, complaint)
    table.row("subwords absent -o x.safetensors", NO_INPUT, 0, 1, r"absent")
    table.row("subwords bad.txt -o x.safetensors", MALFORMED, 0, 1, r"bad\.txt")
    table.row("subwords odd.txt -o x.safetensors", MALFORMED, 0, 1, r"odd\.txt:2: .*--lenient")
    table.row("subwords short.txt -o x.safetensors --minn 5", USAGE, 0, 1,
              r"short\.txt: none of its words has n-grams of 5 to 6 characters")
    table.row("subwords v.txt -o none/x.safetensors", CANNOT_CREATE, 0, 1, r"none")
    table.row("subwords m.safetensors -o ./m.safetensors", USAGE, 0, 1, r"it is an input")
    table.expect(not os.path.exists(os.path.join(table.folder, "x.safetensors")), "x.safetensors")


def main():
    program, = paths(__doc__, 1)
    with tempfile.TemporaryDirectory(prefix="hogvec-test-") as folder:
        table = Table(program, folder)
        write_files(table)
        for part in (fits, takes_options, refuses):
            part(table)
        return table.finish()


if __name__ == "__main__":
    sys.exit(main())
