#!/usr/bin/env python3
"""Kills a run (SIGKILL) at every call that changes files, and looks what is left.

usage: crash_points.py HOGVEC

Every file under a final name is the old one or the whole new one, and a run with checkpoints goes on
to the bytes of one that was never killed. A temporary file may be left over.
"""
import concurrent.futures
import sys

import scenes
import tracing

CALLS = ["write", "pwrite64", "fsync", "rename", "close", "unlink", "fchmod", "mkdir"]


def kill(stage, call, k):
    with stage.folder() as folder:
        run = tracing.Injected(stage, folder, f"{call}:signal=KILL:when={k}")
        found = [] if run.hit else [f"was not killed: exit {run.code}"]
        found += scenes.output_troubles(stage, folder, done=False)
        found += scenes.resume_troubles(stage, folder)
        return [f"{stage.scene.name}: {call}, the {k}th: {what}" for what in found]


def points_of(stage):
    before, after = tracing.calls_of(stage, CALLS, stage.marker())
    for call in CALLS:
        for k in range(before[call] + 1, before[call] + after[call] + 1):
            yield call, k


def main():
    [hogvec] = scenes.paths(__doc__, 1)
    tracing.require_strace()
    killed, found = 0, []
    for scene in scenes.SCENES:
        stage = scenes.Stage(hogvec, scene)
        points = list(points_of(stage))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for troubles in pool.map(lambda point: kill(stage, *point), points):
                found += troubles
        killed += len(points)
        stage.close()
    print("\n".join(found) if found else f"{killed} kills, and nothing was lost")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
