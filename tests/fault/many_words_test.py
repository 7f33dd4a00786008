#!/usr/bin/env python3
"""More than 2^32 words through a pipe are counted, every one.

usage: many_words_test.py HOGVEC
"""
import os
import subprocess
import sys
import tempfile

import scenes

PIECE = b"a b a a\n" * (1 << 21)  # 16 MB
PIECES = (1 << 32) // (3 << 21) + 1  # so that there are more than 2^32 of a alone
COUNTS = {"a": 3 * PIECES << 21, "b": PIECES << 21}


def main():
    [hogvec] = scenes.paths(__doc__, 1)
    with tempfile.TemporaryDirectory() as folder:
        words = os.path.join(folder, "w.txt")
        run = subprocess.Popen([hogvec, "vocab", "-", "-o", words, "-q"],
                               stdin=subprocess.PIPE)
        for _ in range(PIECES):
            run.stdin.write(PIECE)
        run.stdin.close()
        code = run.wait()
        with open(words, encoding="ascii") as file:
            found = {word: int(count) for word, count in map(str.split, file)}
    fine = code == 0 and found == COUNTS and COUNTS["a"] > 1 << 32
    print(f"{sum(COUNTS.values()):,} words were counted" if fine else f"exit {code}: {found}, not {COUNTS}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
