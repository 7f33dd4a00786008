#!/usr/bin/env python3
"""Every read and write does half of what it is asked for -> the same files.

usage: short_io_test.py HOGVEC SHORT_IO_SO
"""
import os
import subprocess
import sys

import scenes
import tracing


def troubles(stage, preload):
    with stage.folder() as folder:
        run = subprocess.run([stage.program, *stage.scene.arguments], cwd=folder, check=False,
                             env={**os.environ, "LD_PRELOAD": preload}, capture_output=True,
                             text=True)
        if run.returncode != 0:
            yield f"exit {run.returncode}: {run.stderr.strip()}"
        yield from scenes.output_troubles(stage, folder, done=True)


def main():
    hogvec, short_io = scenes.paths(__doc__, 2)
    tracing.require_strace()
    found = []
    for scene in scenes.SCENES:
        stage = scenes.Stage(hogvec, scene)
        found += [f"{scene.name}: {what}" for what in troubles(stage, short_io)]
        stage.close()
    print("\n".join(found) if found else f"{len(scenes.SCENES)} runs are the same by halves")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
