#!/usr/bin/env python3
"""A line of 2 GB is trained in whole, and a word of 2 GB is dropped and counted, in little memory.

usage: long_line_test.py HOGVEC
"""
import json
import os
import subprocess
import sys
import tempfile

import scenes

SIZE = 2 << 30
WORDS = b"the quick brown fox jumps over the lazy dog "
MOST_MEMORY = 1 << 30  # bytes; half of the text


def write_line(path):
    piece = WORDS * ((1 << 20) // len(WORDS))
    with open(path, "wb") as text:
        for _ in range(SIZE // len(piece) + 1):
            text.write(piece)
        return text.tell() // len(WORDS) * len(WORDS.split())


def write_word(path):
    with open(path, "wb") as text:
        text.write(b"a few words before ")
        for _ in range(SIZE >> 20):
            text.write(b"x" * (1 << 20))
        text.write(b" and after a few words more")


def train(program, folder, text):
    summary = os.path.join(folder, "s.json")
    subprocess.run([program, "train", text, "-o", os.path.join(folder, "v.bin"), "-q", "--dim", "4",
                    "--window", "1", "--negative", "1", "--epochs", "1", "--min-count", "1",
                    "--sample", "1e-6", "--token-memory", "64M", "--summary", summary], check=True)
    with open(summary, encoding="utf-8") as file:
        return json.load(file)


def troubles(program, folder):
    text = os.path.join(folder, "c.txt")
    tokens = write_line(text)
    line = train(program, folder, text)
    if line["tokens"] != tokens:
        yield f"{line['tokens']} tokens of {tokens} were found in the line"
    write_word(text)
    word = train(program, folder, text)
    if word["unusual"]["long_tokens"] != 1:
        yield f"{word['unusual']['long_tokens']} long words instead of 1"
    for name, summary in (("line", line), ("word", word)):
        if summary["peak_rss_bytes"] > MOST_MEMORY:
            yield f"the {name} took {summary['peak_rss_bytes']:,} bytes of memory"


def main():
    [hogvec] = scenes.paths(__doc__, 1)
    with tempfile.TemporaryDirectory() as folder:
        found = list(troubles(hogvec, folder))
    print("\n".join(found) if found else "2 GB on a line and 2 GB in a word do no harm")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
