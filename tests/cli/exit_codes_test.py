#!/usr/bin/env python3
"""Every exit code that src/RELIABILITY.md lists, from a command that must end with it.

usage: exit_codes_test.py HOGVEC HOGVEC_QUERY
"""
import array
import fcntl
import glob
import json
import math
import os
import re
import struct
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from programs import Table  # noqa: E402

PAGE = os.path.join(os.path.dirname(__file__), "..", "..", "src", "RELIABILITY.md")
TRAIN = "train c.txt -o v.bin --dim 4 --min-count 1 --threads 2 -q "
WILD = "--alpha 1e30 --epochs 9 --block-size 1000 "


def write_files(*tables):
    for table in tables:
        table.write("c.txt", "a b c d e f g h\n" * 500)
        table.write("good.txt", "2 2\nparis 3 4\nrome 0 1\n")
        table.write("bad.txt", "2 2\nparis 3 4\n")
        os.mkdir(os.path.join(table.folder, "kept"))


def most_codes(hogvec, query):
    hogvec.row(TRAIN, 0, 0, 0)
    query.row("similarity good.txt paris prais", 1, None, 1, r"unknown word 'prais'")
    hogvec.row("train", 2, 0, 1, r"no corpus given")
    hogvec.row("export bad.txt -o w.bin", 65, 0, 1, r"bad.txt")
    hogvec.row("export none.txt -o w.bin", 66, 0, 1, r"none.txt: can't be opened: No such file")
    hogvec.row(TRAIN + "--memory-limit 1K", 71, 0, 1, r"memory")
    hogvec.row("export good.txt -o kept", 73, 0, 1, r"kept")
    hogvec.row("export good.txt -o /dev/full --format binary", 74, 0, 1, r"No space left")


def diverged(hogvec):
    """One line from all threads, which names the word; no file, and no NaN in a checkpoint."""
    os.remove(os.path.join(hogvec.folder, "v.bin"))
    kept = "--checkpoint wild --checkpoint-every 0s "
    for more in ("", kept):
        hogvec.row(TRAIN + WILD + more, 70, 0, 1,
                   r"training diverged: .*'[a-h]' is no longer finite at alpha")
    hogvec.expect(not os.path.exists(os.path.join(hogvec.folder, "v.bin")), "vectors were written")
    for name in glob.glob(os.path.join(hogvec.folder, "wild", "checkpoint-*")):
        hogvec.expect(all(map(math.isfinite, weights(name))), f"{name} holds NaN or infinity")


def weights(checkpoint):
    """All numbers of both matrices, read without hogvec."""
    with open(checkpoint, "rb") as file:
        data = file.read()
    size = struct.unpack_from("<Q", data)[0]
    header = json.loads(data[8:8 + size])
    for name in ("input", "output"):
        begin, end = header[name]["data_offsets"]
        yield from array.array("f", data[8 + size + begin:8 + size + end])


def busy(hogvec):
    folder = os.open(os.path.join(hogvec.folder, "kept"), os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    hogvec.row(TRAIN + "--checkpoint kept", 75, 0, 1, r"kept: another run keeps its checkpoints here")
    os.close(folder)


def listed():
    with open(PAGE, encoding="utf-8") as page:
        return {int(code) for code in re.findall(r"^\| (\d+) \|", page.read(), re.M)}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="hogvec-test-") as one, \
            tempfile.TemporaryDirectory(prefix="hogvec-test-") as other:
        hogvec, query = (Table(os.path.abspath(program), folder)
                         for program, folder in zip(sys.argv[1:], (one, other)))
        write_files(hogvec, query)
        most_codes(hogvec, query)
        diverged(hogvec)
        busy(hogvec)
    missing = listed() - hogvec.codes - query.codes
    hogvec.expect(not missing, f"nothing ended with {sorted(missing)}")
    return query.finish() or hogvec.finish()


if __name__ == "__main__":
    sys.exit(main())
