#!/usr/bin/env python3
"""Trains from every kind of input to every kind of output and finds the same vectors in each.

usage: formats_matrix_test.py HOGVEC [--all]

One text goes in as a plain file, compressed, as folder, list, standard input and pipe, and several of
these at once; vectors come out in every format, straight from training and by export. What comes out is
read back by hogvec and must be the same number for number, also as what another training starts from.

Reading does not know what is written later, so by default each input and each output is taken once, and
some pairs more; with --all every pair is.
"""
import bz2
import contextlib
import gzip
import itertools
import json
import lzma
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading

OPTIONS = ["--deterministic", "--dim", "8", "--epochs", "2", "--min-count", "1", "-q"]
OUTPUTS = ["v.txt", "v.vec", "v.txt.gz", "v.txt.zst", "v.bin", "v.bin.zst", "v.glove", "v.safetensors",
           "v.npy", "v.tsv", "v.hf/", "v.pgcopy", "v.sqlite", "v.fvecs", "v.fasttext"]
LINES = [f"the {a} saw a {b} by the café\n" for a in ("cat", "dog", "naïve") for b in ("door", "sea")]
# A text in two files is read in other blocks than in one, and twice is more than once.
GROUPS = {"texts": "halves", "@list": "halves", "file and -": "halves", "pipe and @list": "halves",
          "twice": "twice", "twice, packed": "twice"}
TEXT = "".join(LINES * 7).encode()
MORE_PAIRS = 20


class Inputs:
    """The text at every door: a name, the arguments for it, and what is sent to standard input."""

    def __init__(self, folder):
        self.folder = folder
        self.half = half = TEXT.index(b"\n", len(TEXT) // 2) + 1
        self.write("c.txt", TEXT)
        self.write("c.gz", gzip.compress(TEXT[:half]) + gzip.compress(TEXT[half:]))
        self.write("c.bz2", bz2.compress(TEXT[:half]) + bz2.compress(TEXT[half:]))
        self.write("c.xz", lzma.compress(TEXT[:half]) + lzma.compress(TEXT[half:]))
        os.makedirs(self.path("texts/more"))
        self.write("texts/a", TEXT[:half])
        self.write("texts/more/b.gz", gzip.compress(TEXT[half:]))
        self.write("list", f"{self.path('texts/a')}\n{self.path('texts/more')}\n".encode())
        self.write("rest", f"{self.path('texts/more')}\n".encode())
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
            yield name, [self.path(name)], b""
        yield "@list", ["@" + self.path("list")], b""
        yield "-", ["-"], TEXT
        yield "- (gzip)", ["-"], gzip.compress(TEXT)
        yield "pipe", [self.path("pipe")], b""
        yield "file and -", [self.path("texts/a"), "-"], lzma.compress(TEXT[self.half:])
        yield "pipe and @list", [self.path("pipe"), "@" + self.path("rest")], b""
        yield "twice", [self.path("c.txt"), self.path("c.txt")], b""
        yield "twice, packed", [self.path("c.bz2"), self.path("c.gz")], b""

    def feed_pipe(self, whole):
        with open(self.path("pipe"), "wb") as pipe:
            pipe.write(TEXT if whole else TEXT[:self.half])

    @contextlib.contextmanager
    def ready(self, name):
        """Somebody writes to the pipe meanwhile, if it is read."""
        if not name.startswith("pipe"):
            yield
            return
        feeder = threading.Thread(target=self.feed_pipe, args=(name == "pipe",), daemon=True)
        feeder.start()
        yield
        feeder.join()


def run(*arguments, **more):
    done = subprocess.run(arguments, check=False, capture_output=True, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.decode().strip()}")
    return done.stdout


def as_text(program, folder, vectors):
    path = os.path.join(folder, "read.txt")
    run(program, "export", vectors, "-o", path)
    with open(path, "rb") as file:
        return file.read()


def format_for(output):
    return ["--format", "huggingface"] if output.endswith("/") else []


def pairs_of(firsts, seconds, every):
    """All pairs; or each of either side in one at least, and some more, always the same."""
    everything = list(itertools.product(firsts, seconds))
    if every:
        return everything
    count = max(len(firsts), len(seconds))
    chosen = [(firsts[i % len(firsts)], seconds[i % len(seconds)]) for i in range(count)]
    left = [pair for pair in everything if pair not in chosen]
    return chosen + random.Random(1).sample(left, min(MORE_PAIRS, len(left)))


def train_troubles(program, inputs, every, trained):
    """Fills `trained` with what was written last to each output."""
    expected = {}
    for (name, corpus, sent), output in pairs_of(list(inputs.kinds()), OUTPUTS, every):
        path = inputs.path("out/" + output)
        try:
            with inputs.ready(name):
                run(program, "train", *corpus, "-o", path, *OPTIONS, *format_for(output), input=sent)
            found = as_text(program, inputs.folder, path)
        except RuntimeError as error:
            yield f"{name} to {output}: {error}"
            continue
        trained[output] = found
        if found != expected.setdefault(GROUPS.get(name, "whole"), found):
            yield f"{name} to {output}: other vectors"


def vocab_troubles(program, inputs):
    expected = {}
    for name, corpus, sent in inputs.kinds():
        with inputs.ready(name):
            run(program, "vocab", *corpus, "-o", inputs.path("words"), "--min-count", "1", "-q", input=sent)
        with open(inputs.path("words"), "rb") as file:
            found = file.read()
        if found != expected.setdefault(name.startswith("twice"), found):
            yield f"{name}: other words"


def export_troubles(program, folder, every, trained):
    os.mkdir(os.path.join(folder, "again"))
    for first, second in pairs_of(OUTPUTS, OUTPUTS[1:] + OUTPUTS[:1], every):
        target = os.path.join(folder, "again", second)
        run(program, "export", os.path.join(folder, "out", first), "-o", target, *format_for(second))
        if as_text(program, folder, target) != trained[first]:
            yield f"{first} to {second}: other vectors"


def start_troubles(program, inputs, trained):
    """Every format as what a training starts from: its rows are found, and stay if they are to."""
    for name in OUTPUTS:
        source, target = inputs.path("out/" + name), inputs.path("started.bin")
        run(program, "train", inputs.path("c.txt"), "-o", target, *OPTIONS, "--init-vectors", source,
            "--freeze-init", "--summary", inputs.path("summary"))
        if as_text(program, inputs.folder, target) != trained[name]:
            yield f"started from {name}: other vectors"
        with open(inputs.path("summary"), encoding="utf-8") as file:
            started = json.load(file)["started_words"]
        report = json.loads(run(program, "inspect", source, "--json"))
        if (report["rows"], report["dim"]) != (started, 8):
            yield f"{name}: {started} words were started from, inspect says {report}"


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--all"]):
        sys.exit(__doc__)
    program, every = os.path.abspath(sys.argv[1]), len(sys.argv) == 3
    trained = {}
    with tempfile.TemporaryDirectory() as folder:
        inputs = Inputs(folder)
        ways = len(pairs_of(list(inputs.kinds()), OUTPUTS, every))
        exports = len(pairs_of(OUTPUTS, OUTPUTS, every))
        os.mkdir(inputs.path("out"))
        found = [*vocab_troubles(program, inputs), *train_troubles(program, inputs, every, trained)]
        if not found:
            found = [*export_troubles(program, folder, every, trained),
                     *start_troubles(program, inputs, trained)]
    print("\n".join(found) if found else "every way in and out gives the same vectors: "
          f"{ways} trained, {exports} exported, {len(OUTPUTS)} started from")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
