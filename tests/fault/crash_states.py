#!/usr/bin/env python3
"""Cuts the power after every operation of a recorded run, and looks what a strict disk kept.

usage: crash_states.py HOGVEC

At each point: everything, only what was synced, and random mixtures with torn writes. Every file under
a final name must be the old one or the whole new one, a checkpoint that was finished must be there, and
a run must go on from it. After the end, all outputs must have been synced.
"""
import os
import random
import shutil
import subprocess
import sys

import disk_model
import scenes
import tracing

CALLS = "openat,write,pwrite64,ftruncate,fsync,rename,unlink,mkdir,rmdir"
MIXTURES = 3


def record(stage):
    """The operations of a run in its folder, and the files of before."""
    with stage.folder() as folder:
        before = files_in(folder)
        log = os.path.join(stage.root, "log")
        subprocess.run(["strace", "-f", "-qq", "-y", "-xx", "-s", "100000000", "-e", "status=successful",
                        "-e", "trace=" + CALLS, "-o", log, stage.program, *stage.scene.arguments],
                       cwd=folder, check=True)
        with open(log, encoding="ascii") as lines:
            ops = [disk_model.parse(line, folder) for line in lines]
    return before, [op for op in ops if op and not (op.path or "").startswith("..")]


def files_in(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            whole = os.path.join(path, name)
            found[os.path.relpath(whole, folder)] = scenes.content(whole)
    return found


def write_files(files, folder):
    shutil.rmtree(folder)
    for name, data in files.items():
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)


def state_troubles(stage, files, finished):
    with stage.folder() as folder:
        write_files(files, folder)
        yield from scenes.output_troubles(stage, folder, done=False)
        checkpoints = [name for name in files if name.startswith("kept/checkpoint-")]
        if finished and not checkpoints:
            yield "a finished checkpoint is gone"
        yield from scenes.resume_troubles(stage, folder)


def states_of(disk, rng):
    yield disk.as_now()
    yield disk.after_cut()
    for _ in range(MIXTURES):
        yield disk.after_cut(rng)


def checkpoint_stands(op, stands):
    """Whether a checkpoint has been finished and none removed for good, as of this operation."""
    if op.kind == "fsync" and op.path == "kept":
        return True
    return stands and not (op.kind == "unlink" and op.path.startswith("kept/") and not op.path.endswith(
        ".tmp"))


def troubles(stage, before, ops):
    disk, rng = disk_model.Disk(before), random.Random(1)
    # Names that were there before lie in folders that were.
    for name in before:
        if os.path.dirname(name):
            disk.now[os.path.dirname(name)] = disk.synced[os.path.dirname(name)] = "folder"
    stands, states, found = False, 0, []
    for number, op in enumerate(ops):
        disk.apply(op, number)
        stands = checkpoint_stands(op, stands)
        for files in states_of(disk, rng):
            states += 1
            found += [f"{stage.scene.name}: after {op.kind} {op.path}: {what}"
                      for what in state_troubles(stage, files, stands)]
    synced = disk.after_cut()
    for name in stage.scene.outputs:
        if not scenes.is_whole(stage, name, synced.get(name, b"")):
            found.append(f"{stage.scene.name}: {name} was not on disk when the run ended")
    return states, found


def self_test(stage, before, ops):
    """Without the fsyncs of files, or those of folders, the model must object."""
    files = {op.path for op in ops if op.kind == "create"}
    for kind, kept in (("files", [op for op in ops if op.kind != "fsync" or op.path not in files]),
                       ("folders", [op for op in ops if op.kind != "fsync" or op.path in files])):
        if not troubles(stage, before, kept)[1]:
            yield f"the model does not notice that the fsyncs of {kind} are missing"


def main():
    [hogvec] = scenes.paths(__doc__, 1)
    tracing.require_strace()
    total, found = 0, []
    for scene in scenes.SCENES:
        stage = scenes.Stage(hogvec, scene)
        before, ops = record(stage)
        states, wrong = troubles(stage, before, ops)
        total, found = total + states, found + wrong
        if scene.name == "train":
            found += self_test(stage, before, ops)
        stage.close()
    print("\n".join(found) if found else f"{total} states after a power cut, and nothing was lost")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
