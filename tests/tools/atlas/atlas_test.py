#!/usr/bin/env python3
"""Command lines of `hogvec-atlas` -> exit code, files and message.

usage: atlas_test.py HOGVEC_ATLAS
"""
import bz2
import gzip
import lzma
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "support"))
from programs import Table  # noqa: E402

UNPACK = {".gz": gzip.decompress, ".bz2": bz2.decompress, ".xz": lzma.decompress}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="hogvec-test-") as folder:
        table = Table(os.path.abspath(sys.argv[1]), folder)

        def read(name):
            with open(os.path.join(folder, name), "rb") as file:
                return file.read()

        table.row("--words 2000 -o c --questions q --pairs p", 0, 0, 0)
        table.expect(read("c").count(b" ") > 1000 and b"\t" in read("p"), "no corpus or pairs")
        for end, unpack in UNPACK.items():
            table.row(f"--words 2000 -o c{end} --questions q{end} --pairs p{end}", 0, 0, 0)
            for name in ("c", "q", "p"):
                table.expect(unpack(read(name + end)) == read(name), f"{name}{end} is another text")
        table.row("--words 0 -o c", 2, 0, 1, r"--words must be 1 or more")
        table.row("", 2, 0, 1, r"nothing to write")
        return table.finish()


if __name__ == "__main__":
    sys.exit(main())
