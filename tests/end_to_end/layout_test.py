#!/usr/bin/env python3
"""`hogvec layout`: files of places, what it says of them, odd vectors, mistakes, and Ctrl-C.

usage: layout_test.py HOGVEC
"""
import json
import math
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from programs import Table, paths  # noqa: E402

USAGE, MALFORMED, NO_INPUT, CANNOT_CREATE = 2, 65, 66, 73
GROUPS, OF_EACH = 6, 40
LONGEST_STOP = 10.0  # seconds from signal to end, on machines that are busy


def vectors(rows):
    lines = [f"{word} " + " ".join(f"{value:.4f}" for value in row) + "\n" for word, row in rows]
    return f"{len(lines)} {len(rows[0][1])}\n" + "".join(lines)


def write_files(table):
    draw = random.Random(1)
    centres = [[draw.gauss(0, 1) for _ in range(10)] for _ in range(GROUPS)]
    rows = [(f"w{i}", [c + draw.gauss(0, 0.2) for c in centres[i % GROUPS]])
            for i in range(GROUPS * OF_EACH)]
    table.write("v.txt", vectors(rows))
    table.write("one.txt", "1 3\nalone 1 2 3\n")
    table.write("two.txt", "2 3\na 1 2 3\nb 3 2 1\n")
    table.write("equal.txt", vectors([(f"e{i}", [1, 2, 3]) for i in range(100)]))
    table.write("zeros.txt", vectors([(f"z{i}", [0, 0, 0]) for i in range(50)]))
    table.write("half.txt", vectors([(f"h{i}", [0, 0, i % 2 and i]) for i in range(50)]))
    table.write("nan.txt", "4 2\na nan 1\nb 1 2\nc 2 1\nd 1 1\n")
    table.write("bad.txt", "3 2\nparis 3 4\nrome 0 1\n")
    table.write("none.txt", "")
    table.write("many.txt", vectors([(f"m{i}", [draw.gauss(0, 1) for _ in range(8)])
                                     for i in range(30_000)]))


def content(table, name):
    with open(os.path.join(table.folder, name), "rb") as file:
        return file.read()


def places(text):
    """The words of a file and their places."""
    heading, *lines = text.decode().splitlines()
    assert heading == "word\tx\ty", heading
    return {word: (float(x), float(y)) for word, x, y in (line.split("\t") for line in lines)}


def expect_map(table, name, words):
    found = places(content(table, name))
    table.expect(list(found) == words, f"{name}: other words or another order")
    table.expect(all(math.isfinite(v) and -1 <= v <= 1 for xy in found.values() for v in xy),
                 f"{name}: places beyond the square")
    return found


def writes_places(table):
    table.row("layout v.txt -o xy.tsv", 0, 0, 3,
              r"quality   recall 0\.\d+ of the 10 nearest, trustworthiness [01]\.\d+, triplets 0\.\d+\n"
              r"seconds   .* layout, .* in all\nmap       240 words: xy\.tsv\n$")
    found = expect_map(table, "xy.tsv", [f"w{i}" for i in range(GROUPS * OF_EACH)])

    def nearest(word):
        return min((other for other in found if other != word),
                   key=lambda other: math.dist(found[other], found[word]))
    same = sum(int(word[1:]) % GROUPS == int(nearest(word)[1:]) % GROUPS for word in found)
    table.expect(same > 0.95 * len(found), f"only {same} words lie beside one of their group")
    table.row("layout v.txt -o top.tsv --top 30 -q", 0, 0, 0)
    expect_map(table, "top.tsv", [f"w{i}" for i in range(30)])
    out = table.row("layout v.txt -o - -q --threads 1", 0, 241, 0, r"^word\tx\ty\nw0\t")
    table.row("layout v.txt -o same.tsv -q --threads 1", 0, 0, 0)
    table.expect(content(table, "same.tsv").decode() == out, "one thread, two maps")
    table.row("layout v.txt -o other.tsv -q --threads 1 --seed 2", 0, 0, 0)
    table.expect(content(table, "other.tsv").decode() != out, "the seed does not matter")
    table.row("layout v.txt -o xy.tsv.gz -q --iterations 10", 0, 0, 0)
    table.expect(content(table, "xy.tsv.gz")[:2] == b"\x1f\x8b", "xy.tsv.gz is not compressed")


def says_json(table):
    said = json.loads(table.row("layout v.txt -o xy.tsv --json", 0, 1, 0))
    table.expect(list(said) == ["v", "words", "dim", "seconds", "recall", "trustworthiness", "triplets"],
                 f"keys: {list(said)}")
    table.expect((said["v"], said["words"], said["dim"]) == (1, 240, 10), f"{said}")
    table.expect(list(said["seconds"]) == ["reading", "layout", "writing"], f"{said}")
    table.expect(all(0 < said[name] <= 1 for name in ("recall", "trustworthiness", "triplets")), f"{said}")


def writes_maps(table):
    table.row("layout v.txt -o v.txt.map -q --threads 1", 0, 0, 0)
    table.row("layout v.txt -o again.map -q --threads 1", 0, 0, 0)
    table.expect(content(table, "v.txt.map") == content(table, "again.map"), "one thread, two .map files")
    table.expect(b"word\tx\ty" not in content(table, "v.txt.map"), "v.txt.map is a table")
    table.row("layout v.txt -o v.map.gz", 0, 0, 3)  # a table, compressed


def takes_odd_vectors(table):
    for name, words in (("one", ["alone"]), ("two", ["a", "b"]), ("equal", [f"e{i}" for i in range(100)]),
                        ("zeros", [f"z{i}" for i in range(50)]), ("half", [f"h{i}" for i in range(50)])):
        table.row(f"layout {name}.txt -o {name}.tsv", 0, 0, 3)
        expect_map(table, f"{name}.tsv", words)
    table.row("layout nan.txt -o nan.tsv", MALFORMED, 0, 1, r"nan\.txt:2: .*--lenient")
    table.row("layout nan.txt -o nan.tsv --lenient -q", 0, 0, 1, r"nan\.txt: warning: 1 rows")
    expect_map(table, "nan.tsv", ["b", "c", "d"])


def refuses_words_that_are_no_field(table):
    # word2vec's binary rows end by their length, so that a word may hold a tab
    rows = b"".join(word + b" \0\0\0\0\0\0\x80\x3f\n" for word in (b"a", b"b\tc", b"d"))
    table.write("tab.bin", b"3 2\n" + rows)
    table.row("layout tab.bin -o tab.tsv", MALFORMED, 0, 1, r"tab\.tsv: the word 'b.*c' can't be written: it "
              r"holds a tab or the end of a line; --lenient leaves such words out")
    table.row("layout tab.bin -o tab.tsv -q --lenient", 0, 0, 1, r"tab\.tsv: warning: 1 words with a tab")
    expect_map(table, "tab.tsv", ["a", "d"])
    table.row("layout tab.bin -o tab.map -q", 0, 0, 0)


def refuses(table):
    table.row("layout", USAGE, 0, 1, r"expected one file of vectors")
    table.row("layout v.txt", USAGE, 0, 1, r"no output given")
    table.row("layout v.txt one.txt -o x.tsv", USAGE, 0, 1, r"expected one file")
    for option, complaint in (("--neighbours 0", "--neighbours must be "), ("--neighbours 201", "--neighbours"),
                              ("--landmarks 999", "--landmarks must be "), ("--clusters 65536", "--clusters"),
                              ("--seed x", "--seed"), ("--top 0", "--top"), ("--frob", "unknown option")):
        table.row(f"layout v.txt -o x.tsv {option}", USAGE, 0, 1, complaint)
    table.row("layout absent -o x.tsv", NO_INPUT, 0, 1, r"absent")
    table.row("layout bad.txt -o x.tsv", MALFORMED, 0, 1, r"bad\.txt")
    table.row("layout none.txt -o x.tsv", MALFORMED, 0, 1, r"none\.txt")
    table.row("layout v.txt -o none/x.tsv", CANNOT_CREATE, 0, 1, r"none")
    table.row("layout v.txt -o ./v.txt", USAGE, 0, 1, r"it is an input")
    table.expect(not os.path.exists(os.path.join(table.folder, "x.tsv")), "x.tsv")


def is_ended_by_signals(table):
    before = sorted(os.listdir(table.folder))
    for number, after in ((signal.SIGINT, 0.3), (signal.SIGTERM, 0.8)):
        run = subprocess.Popen([table.program, "layout", "many.txt", "-o", "many.tsv"], cwd=table.folder,
                               stderr=subprocess.PIPE)
        time.sleep(after)
        sent = time.monotonic()
        run.send_signal(number)
        run.communicate(timeout=60)
        table.expect(run.returncode == -number, f"signal {number}: exit {run.returncode}")
        table.expect(time.monotonic() - sent < LONGEST_STOP, f"signal {number}: a slow end")
        table.expect(sorted(os.listdir(table.folder)) == before, f"signal {number}: files are left")


def main():
    program, = paths(__doc__, 1)
    with tempfile.TemporaryDirectory(prefix="hogvec-test-") as folder:
        table = Table(program, folder)
        write_files(table)
        for part in (writes_places, says_json, writes_maps, takes_odd_vectors,
                     refuses_words_that_are_no_field, refuses, is_ended_by_signals):
            part(table)
        return table.finish()


if __name__ == "__main__":
    sys.exit(main())
