#!/usr/bin/env python3
"""Fails every system call of a run once, with every errno that it may give, and looks what is left.

usage: sweep.py HOGVEC [--sample N] [SCENE...]
  --sample N  only every N-th call of a kind

A run either ends with 0 and whole files, or with a code of the table, one line that says why, and
every file under a final name as it was or whole. An interrupted call (EINTR) never fails a run, and
no fsync is repeated after it failed.
"""
import argparse
import collections
import concurrent.futures
import re
import sys

import scenes
import tracing

ERRORS = {
    "openat": ["EINTR", "EACCES", "EMFILE", "EROFS", "ENOSPC"],
    "read": ["EINTR", "EIO"],
    "pread64": ["EINTR", "EIO"],
    "write": ["EINTR", "EIO", "ENOSPC", "EDQUOT", "EFBIG"],
    "pwrite64": ["EINTR", "EIO", "ENOSPC"],
    "ftruncate": ["EINTR", "EIO", "ENOSPC", "EFBIG"],
    "fsync": ["EIO", "ENOSPC", "EDQUOT"],
    "rename": ["EACCES", "EROFS", "ENOSPC", "EIO"],
    "close": ["EIO", "ENOSPC"],
    "fchmod": ["EPERM", "EROFS"],
    "newfstatat": ["EACCES", "EIO"],
    "flock": ["ENOLCK", "EAGAIN"],
    "getdents64": ["EIO"],
    "mkdir": ["EACCES", "ENOSPC"],
    "unlink": ["EACCES", "EBUSY"],
    "mmap": ["ENOMEM"],
    # Not brk, whose failure shows by its result and never by an errno, which is all strace can give.
    "clone3": ["EAGAIN"],
    "munmap": ["EINVAL"],
    "madvise": ["EINVAL"],
}
# Calls on the way to removing a file: when they fail, it may stay.
MAY_LEAVE = {"unlink", "getdents64"}
READS = {"read", "pread64"}
# Calls without which nobody knows that an output is on disk.
MUST_TELL = {"write", "pwrite64", "ftruncate", "fsync", "rename"}


def troubles(stage, folder, run, call, error):
    """What a run broke of the promises, one text each."""
    said = run.said.strip().splitlines()
    if run.code == 0:
        yield from scenes.output_troubles(stage, folder, done=True)
        if call in MUST_TELL and error != "EINTR" and not was_message(run.log):
            yield "a file that may not be on disk was taken for success"
    elif error == "EINTR":
        yield f"an interrupted call ended the run: {run.said.strip()}"
    elif run.code not in scenes.TABLE:
        yield f"exit {run.code}: {run.said.strip()}"
    elif len(said) != 1 or not said[0].startswith("hogvec"):
        yield f"exit {run.code} with {len(said)} lines: {run.said.strip()}"
    elif call in READS and error == "EIO" and "at byte" not in run.said:
        yield f"does not say where: {run.said.strip()}"
    yield from scenes.output_troubles(stage, folder, done=False)
    if scenes.leftovers(folder) and call not in MAY_LEAVE:
        yield f"left over: {scenes.leftovers(folder)}"
    if run.code != 0:
        yield from scenes.resume_troubles(stage, folder)
    if call == "fsync" and fsync_repeated(run.log):
        yield "fsync was repeated after it had failed"


def was_message(log):
    """Whether the call that failed wrote to stderr, which may be lost."""
    return re.search(r"write\(2, .*INJECTED", log) is not None


def fsync_repeated(log):
    failed = re.search(r"fsync\((\d+)\).*INJECTED.*\n((?:.*\n)*)", log)
    return bool(failed and re.search(rf"fsync\({failed[1]}\)", failed[2]))


def inject(stage, call, error, k):
    with stage.folder() as folder:
        run = tracing.Injected(stage, folder, f"{call}:error={error}:when={k}")
        if not run.hit:
            return None, []
        return run.code, list(troubles(stage, folder, run, call, error))


def faults_of(stage, step):
    """The (call, error, k) to try; of a sample, each kind starts elsewhere."""
    before, after = tracing.calls_of(stage, list(ERRORS), stage.marker())
    for number, (call, errors) in enumerate(ERRORS.items()):
        first = before[call] + 1
        for shift, error in enumerate(errors):
            for k in range(first + (number + shift) % step, first + after[call], step):
                yield call, error, k


def sweep(program, scene, step, outcomes):
    stage, found = scenes.Stage(program, scene), []
    faults = list(faults_of(stage, step))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for fault, (code, wrong) in zip(faults, pool.map(lambda f: inject(stage, *f), faults)):
            if code is not None:
                outcomes[fault[0]]["done" if code == 0 else f"exit {code}"] += 1
            found += [f"{scene.name}: {fault[0]} {fault[1]}, the {fault[2]}th: {what}"
                      for what in wrong]
    stage.close()
    return found


def show(outcomes):
    total = sum(sum(ends.values()) for ends in outcomes.values())
    for call, ends in outcomes.items():
        print(f"  {call:<11}" + ", ".join(f"{end}: {n}" for end, n in sorted(ends.items())))
    print(f"{total} faults")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("scenes", nargs="*")
    parser.add_argument("--sample", type=int, default=1)
    options = parser.parse_args()
    tracing.require_strace()
    outcomes, found = collections.defaultdict(collections.Counter), []
    for scene in scenes.SCENES:
        if not options.scenes or scene.name in options.scenes:
            found += sweep(options.program, scene, options.sample, outcomes)
    show(outcomes)
    print("\n".join(found) if found else "every fault ended as promised")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
