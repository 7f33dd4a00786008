#!/usr/bin/env python3
"""Sends SIGINT, SIGTERM, SIGHUP or SIGUSR1 at every call of a training run that reads, writes or allocates.

usage: signal_points.py HOGVEC

Whether it reads, trains or writes just then: the run ends with 0 or dies by the signal, leaves no
temporary file, and every file under a final name is the old one or the whole new one. A run with
checkpoints goes on to the bytes of one that no signal met.
"""
import collections
import concurrent.futures
import itertools
import signal
import sys

import scenes
import tracing

CALLS = ["openat", "read", "write", "pwrite64", "pread64", "fsync", "rename", "close", "unlink", "mmap",
         "clone3"]
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1]


def disturb(stage, call, k, number):
    with stage.folder() as folder:
        run = tracing.Injected(stage, folder, f"{call}:signal={number.name[3:]}:when={k}")
        found = list(troubles(stage, folder, run, number))
        return run.code, [f"{stage.scene.name}: {number.name} at {call}, the {k}th: {what}"
                          for what in found]


def troubles(stage, folder, run, number):
    if run.code not in (0, -number):
        yield f"exit {run.code}: {run.said.strip()}"
    if len(run.said.splitlines()) > 1:
        yield f"several lines: {run.said.strip()}"
    yield from scenes.output_troubles(stage, folder, done=run.code == 0)
    if scenes.leftovers(folder):
        yield f"left over: {scenes.leftovers(folder)}"
    if run.code != 0:
        yield from scenes.resume_troubles(stage, folder)


def points_of(stage):
    before, after = tracing.calls_of(stage, CALLS, stage.marker())
    numbers = itertools.cycle(SIGNALS)
    for call in CALLS:
        for k in range(before[call] + 1, before[call] + after[call] + 1):
            yield call, k, next(numbers)


def main():
    [hogvec] = scenes.paths(__doc__, 1)
    tracing.require_strace()
    for number in SIGNALS:  # which whoever runs this test in the background may ignore
        signal.signal(number, signal.SIG_DFL)
    ends, found = collections.Counter(), []
    for scene in scenes.SCENES:
        if scene.arguments[0] != "train":
            continue  # nothing else takes hours
        stage = scenes.Stage(hogvec, scene)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for code, wrong in pool.map(lambda point: disturb(stage, *point), list(points_of(stage))):
                ends["done" if code == 0 else "ended by it"] += 1
                found += wrong
        stage.close()
    print("\n".join(found) if found else
          f"{ends.total()} signals, and nothing was lost: {dict(sorted(ends.items()))}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
