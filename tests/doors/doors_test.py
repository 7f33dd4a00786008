#!/usr/bin/env python3
"""Trains from every kind of input to every kind of output and finds the same vectors behind each.

usage: doors_test.py HOGVEC

One text goes in as a plain file, compressed, as folder, list, standard input and pipe; vectors come
out in every format, straight from training and by export. What comes out is read back by hogvec and
must be the same number for number.
"""
import bz2
import gzip
import lzma
import os
import shutil
import subprocess
import sys
import tempfile
import threading

OPTIONS = ["--deterministic", "--dim", "8", "--epochs", "1", "--min-count", "1", "-q"]
OUTPUTS = ["v.txt", "v.vec", "v.txt.gz", "v.txt.zst", "v.bin", "v.bin.zst", "v.glove", "v.safetensors",
           "v.npy", "v.tsv", "v.hf/", "v.pgcopy", "v.sqlite", "v.fvecs"]
LINES = [f"the {a} saw a {b} by the café\n" for a in ("cat", "dog", "naïve") for b in ("door", "sea")]
TWO_FILES = ("texts", "@list")
TEXT = "".join(LINES * 7).encode()


class Inputs:
    """The text at every door: a name, the arguments for it, and what to do meanwhile."""

    def __init__(self, folder):
        self.folder = folder
        half = TEXT.index(b"\n", len(TEXT) // 2) + 1
        self.write("c.txt", TEXT)
        self.write("c.gz", gzip.compress(TEXT[:half]) + gzip.compress(TEXT[half:]))
        self.write("c.bz2", bz2.compress(TEXT[:half]) + bz2.compress(TEXT[half:]))
        self.write("c.xz", lzma.compress(TEXT[:half]) + lzma.compress(TEXT[half:]))
        os.makedirs(self.path("texts/more"))
        self.write("texts/a", TEXT[:half])
        self.write("texts/more/b.gz", gzip.compress(TEXT[half:]))
        self.write("list", f"{self.path('texts/a')}\n{self.path('texts/more')}\n".encode())
        os.mkfifo(self.path("pipe"))
        if shutil.which("zstd"):
            subprocess.run(["zstd", "-q", self.path("c.txt"), "-o", self.path("c.zst")], check=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)

    def kinds(self):
        plain = ["c.txt", "c.gz", "c.bz2", "c.xz", "texts"]
        if os.path.exists(self.path("c.zst")):
            plain.append("c.zst")
        for name in plain:
            yield name, self.path(name), {}
        yield "@list", "@" + self.path("list"), {}
        yield "-", "-", {"input": TEXT}
        yield "- (gzip)", "-", {"input": gzip.compress(TEXT)}
        yield "pipe", self.path("pipe"), {}

    def feed_pipe(self):
        with open(self.path("pipe"), "wb") as pipe:
            pipe.write(TEXT)


def run(*arguments, **more):
    done = subprocess.run(arguments, check=False, capture_output=True, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.decode().strip()}")


def as_text(program, folder, vectors):
    path = os.path.join(folder, "read.txt")
    run(program, "export", vectors, "-o", path)
    with open(path, "rb") as file:
        return file.read()


def train(program, inputs, name, corpus, output, more):
    feeder = threading.Thread(target=inputs.feed_pipe) if name == "pipe" else None
    if feeder:
        feeder.start()
    run(program, "train", corpus, "-o", output, *OPTIONS, *more.pop("options", []), **more)
    if feeder:
        feeder.join()


def troubles(program, inputs):
    folder = inputs.folder
    os.mkdir(os.path.join(folder, "out"))
    expected = {}  # a text in two files is read in other blocks than in one
    for name, corpus, more in inputs.kinds():
        for output in OUTPUTS:
            path = os.path.join(folder, "out", output)
            options = ["--format", "huggingface"] if output.endswith("/") else []
            try:
                train(program, inputs, name, corpus, path, {**more, "options": options})
                found = as_text(program, folder, path)
            except RuntimeError as error:
                yield f"{name} to {output}: {error}"
                continue
            if found != expected.setdefault(name in TWO_FILES, found):
                yield f"{name} to {output}: other vectors"


def export_troubles(program, folder):
    """Every format to every format."""
    source = os.path.join(folder, "out")
    expected = as_text(program, folder, os.path.join(source, "v.txt"))
    os.mkdir(os.path.join(folder, "again"))
    for first in OUTPUTS:
        for second in OUTPUTS:
            target = os.path.join(folder, "again", second)
            options = ["--format", "huggingface"] if second.endswith("/") else []
            run(program, "export", os.path.join(source, first), "-o", target, *options)
            if as_text(program, folder, target) != expected:
                yield f"{first} to {second}: other vectors"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        inputs = Inputs(folder)
        ways = len(list(inputs.kinds())) * len(OUTPUTS)
        found = list(troubles(program, inputs))
        found += list(export_troubles(program, folder))
    print("\n".join(found) if found else "every way in and out gives the same vectors: "
          f"{ways} trained, {len(OUTPUTS) ** 2} exported")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
