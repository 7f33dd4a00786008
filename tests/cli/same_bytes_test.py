#!/usr/bin/env python3
"""The same text and seed -> the same bytes, however the text comes and whatever happens on the way.

usage: same_bytes_test.py HOGVEC

Twice; with one worker or --deterministic, whatever number of threads reads; with ids in memory or
spilled; from a file, compressed, through a pipe; with checkpoints, and killed and resumed.
"""
import bz2
import gzip
import hashlib
import lzma
import os
import random
import subprocess
import sys
import tempfile
import time

OPTIONS = ["--dim", "20", "--epochs", "4", "--min-count", "2", "--block-size", "20000", "-q"]
ONE = ["--threads", "1"]


def text():
    """Some 300 KB in lines of all lengths: many blocks, none of which ends where a read does."""
    rng = random.Random(3)
    return "".join(" ".join("w%d" % rng.paretovariate(0.7) for _ in range(rng.randrange(40))) + "\n"
                   for _ in range(4000)).encode()


class Runs:
    def __init__(self, program, folder):
        self.program, self.folder, self.sums, self.failures = program, folder, {}, []
        self.text = text()
        for name, data in {"c.txt": self.text, "c.gz": gzip.compress(self.text),
                           "c.bz2": bz2.compress(self.text), "c.xz": lzma.compress(self.text)}.items():
            with open(self.path(name), "wb") as file:
                file.write(data)

    def path(self, name):
        return os.path.join(self.folder, name)

    def command(self, corpus, *more):
        return [self.program, "train", corpus, "-o", "v.bin", *OPTIONS, *more]

    def add(self, what, *arguments, text=None):
        """A run that must end with the bytes of all others."""
        run = subprocess.run(self.command(*arguments), cwd=self.folder, input=text, check=False,
                             capture_output=True)
        self.keep(what, run.returncode, run.stderr)

    def keep(self, what, code, said):
        if code != 0:
            self.failures.append(f"{what}: exit {code}: {said.decode(errors='replace').strip()}")
            return
        with open(self.path("v.bin"), "rb") as file:
            self.sums[what] = hashlib.sha256(file.read()).hexdigest()
        os.remove(self.path("v.bin"))

    def differing(self):
        first = next(iter(self.sums.values()))
        return [f"{what}: other bytes" for what, digest in self.sums.items() if digest != first]


def whatever_reads(runs):
    for name in ("once", "twice"):
        runs.add(name, "c.txt", *ONE)
    for threads in ("1", "2", "3", "7"):
        runs.add(f"--deterministic, {threads} threads read", "c.txt", "--deterministic", "--threads",
                 threads)
        runs.add(f"{threads} threads read and spill", "c.txt", "--deterministic", "--threads",
                 threads, "--token-memory", "1")


def however_it_comes(runs):
    for name in ("c.gz", "c.bz2", "c.xz"):
        runs.add(name, name, *ONE)
    runs.add("standard input", "-", *ONE, text=runs.text)
    runs.add("standard input, compressed", "-", *ONE, text=gzip.compress(runs.text))
    through_a_slow_pipe(runs)


def through_a_slow_pipe(runs):
    """The text in pieces that end anywhere."""
    run = subprocess.Popen(runs.command("-", *ONE), cwd=runs.folder, stdin=subprocess.PIPE,
                           stderr=subprocess.PIPE)
    for at in range(0, len(runs.text), 7001):
        run.stdin.write(runs.text[at:at + 7001])
        run.stdin.flush()
    said = run.communicate(timeout=120)[1]
    runs.keep("a slow pipe", run.returncode, said)


def with_checkpoints(runs):
    runs.add("with checkpoints", "c.txt", *ONE, "--checkpoint", "kept", "--checkpoint-every", "0s")
    kills = killed_and_resumed(runs)
    runs.failures += [] if kills else ["no run was killed while it had a checkpoint"]


def killed_and_resumed(runs):
    """Kills a run whenever there is a checkpoint more, until it is through; how often that was."""
    arguments, kills, seen = runs.command("c.txt", *ONE, "--checkpoint", "kept",
                                          "--checkpoint-every", "0s"), 0, set()
    while True:
        run = subprocess.Popen(arguments, cwd=runs.folder, stderr=subprocess.PIPE)
        while run.poll() is None and kills < 5 and not checkpoints(runs) - seen:
            time.sleep(0.0005)
        if run.poll() is None and kills < 5:
            run.kill()
        said = run.communicate(timeout=120)[1]
        if run.returncode != -9:
            runs.keep("killed and resumed", run.returncode, said)
            return kills
        kills += 1
        seen = checkpoints(runs)
        arguments = [runs.program, "train", "--resume", "kept"]


def checkpoints(runs):
    kept = runs.path("kept")
    names = os.listdir(kept) if os.path.isdir(kept) else []
    return {name for name in names if name.startswith("checkpoint-")}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="hogvec-test-") as folder:
        runs = Runs(os.path.abspath(sys.argv[1]), folder)
        for test in (whatever_reads, however_it_comes, with_checkpoints):
            test(runs)
        found = runs.failures + runs.differing()
    print("\n".join(found) if found else f"{len(runs.sums)} runs wrote the same bytes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
