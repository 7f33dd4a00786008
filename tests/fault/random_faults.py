#!/usr/bin/env python3
"""Input and output fail at random, any number of times in a run: sweep.py's complement.

usage: random_faults.py HOGVEC ROUNDS

Each round runs every scene with 2 % of its calls for input and output failing (fiu-run). It ends as
sweep.py demands: with 0 and whole files, or a code of the table and files that are old or whole.
"""
import collections
import os
import shutil
import subprocess
import sys

import scenes
import tracing

CHANCE = 0.02


def command(stage):
    return ["fiu-run", "-x", "-c", f"enable_random name=posix/io/*,probability={CHANCE}",
            stage.program, *stage.scene.arguments]


def troubles(stage, folder, run):
    if run.returncode != 0 and run.returncode not in scenes.TABLE:
        yield f"exit {run.returncode}: {run.stderr.strip()}"
    yield from scenes.output_troubles(stage, folder, done=run.returncode == 0)
    if run.returncode != 0:
        yield from scenes.resume_troubles(stage, folder)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    tracing.require_strace()  # which prepares the scenes
    if shutil.which("fiu-run") is None:
        print("skipped: fiu-run is not installed (Debian: fiu-utils)")
        sys.exit(77)
    found, ends = [], collections.Counter()
    for scene in scenes.SCENES:
        stage = scenes.Stage(sys.argv[1], scene)
        for number in range(int(sys.argv[2])):
            with stage.folder() as folder:
                run = subprocess.run(command(stage), cwd=folder, check=False,
                                     env={**os.environ, "TMPDIR": stage.root},
                                     capture_output=True, text=True)
                ends[run.returncode] += 1
                found += [f"{scene.name}, round {number}: {what}"
                          for what in troubles(stage, folder, run)]
        stage.close()
    print("".join(f"{line}\n" for line in found), end="")
    print("runs by exit code:", dict(sorted(ends.items())))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
