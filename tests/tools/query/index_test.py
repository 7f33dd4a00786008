#!/usr/bin/env python3
"""`hogvec-query index` and --index -> files, answers, messages and what is left after a kill.

usage: index_test.py HOGVEC_QUERY
"""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "support"))
from programs import Table  # noqa: E402

USAGE, MALFORMED, NO_INPUT, CANNOT_CREATE = 2, 65, 66, 73


def write_files(table):
    draw = random.Random(1)
    centres = [[draw.gauss(0, 1) for _ in range(10)] for _ in range(20)]

    def vectors(count):
        rows = []
        for i in range(count):
            values = [c + draw.gauss(0, 0.4) for c in centres[i % 20]]
            rows.append(f"w{i} " + " ".join(f"{value:.4f}" for value in values))
        return f"{count} 10\n" + "\n".join(rows) + "\n"

    table.write("v.txt", vectors(2000))
    table.write("other.txt", vectors(500))
    table.write("notes", "what nobody wants to lose\n")


def command_lines(table):
    table.row("index v.txt", USAGE, 0, 1, r"index requires -o INDEX")
    table.row("index v.txt --index i", USAGE, 0, 1, r"index requires -o INDEX")
    table.row("index v.txt -o no/such/folder", CANNOT_CREATE, 0, 1)
    table.row("index absent -o i", NO_INPUT, 0, 1, r"absent")
    table.row("index v.txt word -o i", USAGE, 0, 1, r"index takes no words")
    table.row("index v.txt -o i --links 1", USAGE, 0, 1, r"2 to 512 links")
    table.row("index v.txt -o i --build-breadth 0", USAGE, 0, 1, r"candidates")
    table.row("index v.txt -o i.gz", USAGE, 0, 1, r"'i.gz' is not written by gzip; leave out .gz")
    table.row("nn v.txt w1 --index absent", NO_INPUT, 0, 1, r"absent")
    table.row("nn v.txt w1 --index notes", MALFORMED, 0, 1, r"notes")
    table.expect(read(table, "notes") == b"what nobody wants to lose\n", "notes were written over")
    table.expect(not os.path.exists(os.path.join(table.folder, "i")), "an index of nothing")


def read(table, name):
    with open(os.path.join(table.folder, name), "rb") as file:
        return file.read()


def questions(table):
    table.row("index v.txt -o v.index", 0, 5, 0, r"words +2,000 x 10\nlinks +16 per word")
    said = json.loads(table.row("index v.txt --index v.index --check-recall --json", 0, 1, 0))
    table.expect(said["v"] == 1 and said["asked"] == 1000, f"recall: {said}")
    table.expect(said["recall"] >= 0.95, f"recall: {said}")
    table.expect(said["breadth"] >= 50, f"recall: {said}")
    table.row("index v.txt -o v.index --check-recall", 0, 7, 0,
              r"search +\d+ candidates\nrecall +\d\.\d+ of the 10 nearest.*\nexact +.* ms per query, .* ms with the index\n$")
    for line in ("nn v.txt w7 w8", "analogy v.txt w1 w2 w3", "between v.txt w1 w21",
                 "arith v.txt w1+w2", "nn v.txt w5 --top 100", "nn v.txt w5 --threshold 0.9"):
        line = line.replace("+", " + ")
        exact = table.row(line, 0, None, 0)
        found = table.row(line + " --index v.index --breadth 2000", 0, None, 0)
        table.expect(exact == found, f"{line}: {exact} and by the index {found}")


def damage(table):
    whole = read(table, "v.index")
    answer = table.row("nn v.txt w7 --breadth 2000", 0, 10, 0)
    middle = len(whole) // 2
    for what, content in (("checksum", whole[:middle] + bytes([whole[middle] ^ 1]) +
                           whole[middle + 1:]), ("expected", whole[:middle])):
        table.write("v.index", content)
        said = table.row("nn v.txt w7 --index v.index --breadth 2000", 0, 10, 1,
                         rf"v\.index: .*{what}.*; rebuilding it")
        table.expect(said.startswith(answer), f"after {what}: {said}")
        table.row("nn v.txt w7 --index v.index", 0, 10, 0)
    table.row("nn other.txt w7 --index v.index", 0, 10, 1, r"is an index of other vectors; rebuilding")
    table.row("nn other.txt w7 --index v.index", 0, 10, 0)
    table.row("index v.txt --index v.index --check-recall", MALFORMED, 0, 1, r"other vectors")


# Building takes seconds here; what is killed meanwhile must leave neither an index nor a part of one.
def interruption(table):
    table.write("many.txt", "60000 4\n" + "".join(
        f"w{i} {i % 7} {i % 11} {i % 13} {i % 17}.5\n" for i in range(60000)))
    before = sorted(os.listdir(table.folder))
    for number in (signal.SIGINT, signal.SIGTERM):
        process = subprocess.Popen(
            [table.program, "index", "many.txt", "-o", "many.index", "--build-breadth", "5000"],
            cwd=table.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        process.send_signal(number)
        table.expect(process.wait() == -number, f"ended with {process.returncode}")
        left = sorted(os.listdir(table.folder))
        table.expect(left == before, f"left behind: {set(left) - set(before)}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        table = Table(sys.argv[1], folder)
        for check in (write_files, command_lines, questions, damage, interruption):
            check(table)
        sys.stdout.write("".join(table.failures) or f"{table.rows} command lines as expected\n")
        return 1 if table.failures else 0


if __name__ == "__main__":
    sys.exit(main())
