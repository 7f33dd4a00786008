#!/usr/bin/env python3
"""Signals to `hogvec train` in every phase, and to others -> how it ends, what it says, what it leaves.

usage: interrupt_test.py HOGVEC
"""
import glob
import hashlib
import itertools
import os
import random
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time

EPOCHS = 6
OPTIONS = ["--deterministic", "--epochs", str(EPOCHS), "--dim", "60", "--min-count", "1"]
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1]
LONGEST_STOP = 10.0  # seconds from signal to end: five times the promise, for machines that are busy


class Runs:
    def __init__(self, program, folder):
        self.program, self.folder, self.failures = program, folder, []
        rng = random.Random(1)
        words = ["w%d" % int(rng.paretovariate(0.6)) for _ in range(600_000)]
        with open(self.path("c.txt"), "w", encoding="ascii") as text:
            for at in range(0, len(words), 15):
                text.write(" ".join(words[at:at + 15]) + "\n")

    def path(self, name):
        return os.path.join(self.folder, name)

    def expect(self, fine, what):
        if not fine:
            self.failures.append(what)

    def start(self, *arguments):
        return subprocess.Popen([self.program, "train", *arguments], cwd=self.folder,
                                stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def finish(self, *arguments):
        run = self.start(*arguments)
        said = run.communicate(timeout=120)[1]
        self.expect(run.returncode == 0, f"{arguments}: exit {run.returncode}: {said}")

    def sum_of(self, name):
        with open(self.path(name), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def leftovers(self):
        return glob.glob(self.path("**/.*.tmp"), recursive=True)


def stop(runs, arguments, number, after):
    """Starts a run, sends it a signal after a while (or, with `after` below 0, as soon as there is a
    checkpoint), and returns how it ended and what it said."""
    run = runs.start(*arguments)
    while after < 0 and run.poll() is None and not checkpoints(runs):
        time.sleep(0.001)
    time.sleep(max(0, after))
    sent = time.monotonic()
    run.send_signal(number)
    said = run.communicate(timeout=60)[1]
    if run.returncode != 0:
        runs.expect(run.returncode == -number, f"signal {number} after {after:.2f} s: exit "
                                               f"{run.returncode}: {said}")
        runs.expect(time.monotonic() - sent < LONGEST_STOP, f"signal {number} after {after:.2f} s: "
                    f"took {time.monotonic() - sent:.1f} s to end")
        if "words " in said:  # it had begun, and was not through
            runs.expect("stopped" in said or "trained" in said, f"did not say how it ended: {said}")
    runs.expect(not runs.leftovers(), f"left over: {runs.leftovers()}")
    return run.returncode, said


def uninterrupted(runs):
    began = time.monotonic()
    runs.finish("c.txt", "-o", "whole.bin", *OPTIONS)
    return time.monotonic() - began


def checkpoints(runs):
    return glob.glob(runs.path("kept/checkpoint-*"))


def with_checkpoints(runs, length):
    """Whenever the signal comes, the run goes on to the bytes of one that was never stopped."""
    rng = random.Random(2)
    whole, stopped = runs.sum_of("whole.bin"), 0
    times = [-1] * len(SIGNALS) + [rng.uniform(0.05, 0.9) * length for _ in range(2 * len(SIGNALS))]
    for number, after in zip(SIGNALS * 3, times):
        arguments = ["c.txt", "-o", "v.bin", "--checkpoint", "kept", "--checkpoint-every", "20ms",
                     *OPTIONS]
        code, said = stop(runs, arguments, number, after)
        if code != 0 and checkpoints(runs):
            stopped += 1
            runs.expect("'hogvec train --resume kept' goes on" in said, f"no way on: {said}")
            runs.finish("--resume", "kept", "-q")
        elif not os.path.exists(runs.path("v.bin")):  # stopped before it trained
            runs.finish(*arguments)
        runs.expect(runs.sum_of("v.bin") == whole, f"signal {number}: other vectors after resuming")
        runs.expect(not os.path.exists(runs.path("kept")), "checkpoints outlive the run")
        os.remove(runs.path("v.bin"))
    runs.expect(stopped > 0, "no run was stopped while it trained")


def without_checkpoints(runs, length):
    old = b"the old file"
    with open(runs.path("old.bin"), "wb") as file:
        file.write(old)
    code, said = stop(runs, ["c.txt", "-o", "old.bin", *OPTIONS], signal.SIGTERM, 0.4 * length)
    runs.expect(code == 0 or "nothing is kept" in said or "text was read" in said, said)
    with open(runs.path("old.bin"), "rb") as file:
        runs.expect(code == 0 or file.read() == old, "the old file is gone")


def second_signal(runs, length):
    """A second signal ends the run at once, and the checkpoint of before stays whole."""
    arguments = ["c.txt", "-o", "v.bin", "--checkpoint", "kept", "--checkpoint-every", "20ms",
                 *OPTIONS]
    run = runs.start(*arguments)
    time.sleep(0.5 * length)
    for _ in range(2):
        run.send_signal(signal.SIGTERM)
        time.sleep(0.001)
    run.communicate(timeout=60)
    runs.expect(run.returncode in (0, -signal.SIGTERM), f"two signals: exit {run.returncode}")
    if run.returncode != 0 and checkpoints(runs):
        runs.finish("--resume", "kept", "-q")
        runs.expect(runs.sum_of("v.bin") == runs.sum_of("whole.bin"), "other vectors after two")


def ignored(runs, length):
    """What nohup ignores stays ignored."""
    run = subprocess.Popen([runs.program, "train", "c.txt", "-o", "n.bin", "-q", *OPTIONS],
                           cwd=runs.folder, stderr=subprocess.PIPE,
                           preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    time.sleep(0.3 * length)
    run.send_signal(signal.SIGHUP)
    run.communicate(timeout=60)
    runs.expect(run.returncode == 0, f"under nohup: exit {run.returncode}")


def while_reading(runs):
    """A run that waits for text, before the first byte or in the middle, has nothing to lose."""
    for number, corpus in itertools.product(SIGNALS, (b"", b"a few words\n" * 50_000)):
        run = subprocess.Popen([runs.program, "train", "-", "-o", "r.bin", *OPTIONS],
                               cwd=runs.folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        run.stdin.write(corpus)
        run.stdin.flush()
        wait_until(lambda run=run: is_watching(run.pid))
        run.send_signal(number)
        said = run.stderr.read().decode()  # the pipe of the text stays open meanwhile
        runs.expect(run.wait(60) == -number and "stopped while" in said,
                    f"{number.name} while reading: exit {run.returncode}: {said}")
        run.stdin.close()
        runs.expect(not os.path.exists(runs.path("r.bin")) and not runs.leftovers(), "a file is left")


def while_writing(runs):
    """One signal waits until the vectors are written; two end the run at once."""
    for count in (1, 2):
        os.mkfifo(runs.path("pipe"))
        run = runs.start("c.txt", "-o", "pipe", "--format", "binary", "-q", *OPTIONS)
        with open(runs.path("pipe"), "rb") as pipe:
            written = pipe.read(1)
            for _ in range(count):
                run.send_signal(signal.SIGTERM)
                wait_until(lambda: not is_pending(run.pid, signal.SIGTERM))
            if count == 2:
                run.wait(60)
            written += pipe.read()
        said = run.communicate(timeout=60)[1]
        runs.expect(run.returncode == -signal.SIGTERM, f"{count} while writing: {run.returncode}: {said}")
        if count == 1:
            with open(runs.path("whole.bin"), "rb") as file:
                runs.expect(written == file.read(), "the pipe did not get all vectors")
        os.remove(runs.path("pipe"))


def wait_until(holds):
    for _ in range(60_000):
        if holds():
            return
        time.sleep(0.001)
    raise TimeoutError(holds)


def mask(pid, name):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(rf"^{name}:\s+(\w+)", file.read(), re.M)[1], 16)


def is_watching(pid):
    """Whether the main thread has left its signals to the watch."""
    return mask(pid, "SigBlk") >> (signal.SIGTERM - 1) & 1


def is_pending(pid, number):
    return os.path.exists(f"/proc/{pid}") and mask(pid, "ShdPnd") >> (number - 1) & 1


def others(runs):
    """What is made meanwhile goes when a signal ends `hogvec export` and `hogvec phrases`."""
    with open(runs.path("many.bin"), "wb") as file:
        file.write(b"30000 100\n")
        for row in range(30_000):
            file.write(b"w%d " % row + struct.pack("<100f", *(row / (i + 1) for i in range(100))))
    os.mkdir(runs.path("tmp"))
    for arguments, sent in ((["export", "many.bin", "-o", "many.txt.gz"], b""),
                            (["phrases", "-", "-o", "joined.txt", "--tmp-dir", "tmp"], b"new york " * 99)):
        run = subprocess.Popen([runs.program, *arguments], cwd=runs.folder, stdin=subprocess.PIPE,
                               stderr=subprocess.PIPE)
        run.stdin.write(sent)
        run.stdin.flush()  # and then it waits for more

        def made():
            return runs.leftovers() + os.listdir(runs.path("tmp"))
        wait_until(lambda run=run: made() or run.poll() is not None)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=60)
        runs.expect(run.returncode == -signal.SIGINT, f"{arguments}: exit {run.returncode}")
        runs.expect(not made(), f"{arguments} left {made()}")
        runs.expect(not os.path.exists(runs.path(arguments[3])), f"{arguments} wrote half a file")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for number in SIGNALS:  # which whoever runs this test in the background may ignore
        signal.signal(number, signal.SIG_DFL)
    with tempfile.TemporaryDirectory(prefix="hogvec-test-") as folder:
        runs = Runs(os.path.abspath(sys.argv[1]), folder)
        length = uninterrupted(runs)
        with_checkpoints(runs, length)
        without_checkpoints(runs, length)
        second_signal(runs, length)
        ignored(runs, length)
        while_reading(runs)
        while_writing(runs)
        others(runs)
    print("\n".join(runs.failures) if runs.failures else "every signal ended as promised")
    return 1 if runs.failures else 0


if __name__ == "__main__":
    sys.exit(main())
