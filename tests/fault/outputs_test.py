#!/usr/bin/env python3
"""Full disks, blocked outputs, closed streams and tight limits -> one line, a code, and the old file.

usage: outputs_test.py HOGVEC HOGVEC_QUERY
"""
import contextlib
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

import scenes

SKIPPED = 77
TRAIN = ["train", "c.txt", *scenes.SMALL]
WIDE = ["train", "c.txt", "--dim", "5000", "--min-count", "1", "-q"]


class Desk:
    """A folder with a text and an old file, and what was found wrong."""

    def __init__(self, hogvec, query, folder):
        self.hogvec, self.query, self.folder, self.found, self.runs = hogvec, query, folder, [], 0
        with open(self.path("c.txt"), "w", encoding="ascii") as text:
            text.write("a b c d e f g h i j k l\n" * 200)
        self.run(0, [*TRAIN, "-o", "v.bin"])
        shutil.copy(self.path("v.bin"), self.path("good.bin"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, codes, arguments, program=None, **how):
        """Runs a command that must end with one of `codes`, and with one line if that is no 0."""
        codes = codes if isinstance(codes, tuple) else (codes,)
        how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": self.folder, **how}
        run = subprocess.run([program or self.hogvec, *arguments], check=False, timeout=120, **how)
        said = (run.stderr or b"").decode(errors="replace")
        self.runs += 1
        if run.returncode not in codes:
            self.fail(arguments, f"exit {run.returncode}, not {codes}: {said.strip()}")
        elif run.returncode != 0 and run.stderr is not None and said.count("\n") != 1:
            self.fail(arguments, f"{said.count(chr(10))} lines: {said.strip()}")
        return run

    def fail(self, arguments, why):
        self.found.append(f"{' '.join(arguments)}\n    {why}")

    def unchanged(self, arguments):
        if scenes.content(self.path("v.bin")) != scenes.content(self.path("good.bin")):
            self.fail(arguments, "the old file is not as it was")
            shutil.copy(self.path("good.bin"), self.path("v.bin"))
        if scenes.leftovers(self.folder):
            self.fail(arguments, f"left over: {scenes.leftovers(self.folder)}")


def blocked_outputs(desk):
    os.mkdir(desk.path("folder"))
    for option in ("-o", "--save-vocab", "--summary"):
        for target, code in (("/dev/full", 74), ("folder", 73), ("absent/v.bin", 73),
                             ("c.txt/v.bin", 73), ("/proc/v.bin", 73)):
            arguments = [*TRAIN, "--format", "binary", option, target]
            desk.run(code, arguments + ([] if option == "-o" else ["-o", "v.bin"]))
    shutil.copy(desk.path("good.bin"), desk.path("v.bin"))
    # What is known to fail is known before a text is read.
    for target in ("folder", "absent/v.bin"):
        arguments = ["train", "/dev/zero", "--format", "binary", "-o", target]
        desk.run(73, arguments)


def streams(desk):
    with open("/dev/full", "wb") as full:
        desk.run(74, ["inspect", "v.bin"], stdout=full)
        desk.run(74, ["--help"], stdout=full)
        desk.run(74, ["nn", "v.bin", "a"], program=desk.query, stdout=full)
        desk.run(0, ["train", "c.txt", "-o", "w.bin", "--min-count", "1"], stderr=full)
    for closed in (0, 1, 2):
        code = 0 if closed != 1 else (0, 74)
        arguments = [*TRAIN, "-o", "w.bin"]
        desk.run(code, arguments, stdout=None, stderr=None, stdin=None,
                 preexec_fn=lambda closed=closed: os.close(closed))
    pipe = subprocess.run(f"'{desk.query}' nn v.bin a b c d e f g h | head -1; "
                          "echo ${PIPESTATUS[0]}", shell=True, executable="/bin/bash", check=False,
                          cwd=desk.folder, capture_output=True, text=True)
    if pipe.stderr or pipe.stdout.count("\n") != 2:
        desk.fail(["nn | head -1"], pipe.stdout + pipe.stderr)


def limited(kind, value):
    return lambda: resource.setrlimit(kind, (value, value))


def small_files(desk):
    for bytes_allowed in (0, 1, 100, 400):
        arguments = [*TRAIN, "-o", "v.bin"]
        desk.run(74, arguments, preexec_fn=limited(resource.RLIMIT_FSIZE, bytes_allowed))
        desk.unchanged(arguments)


def few_descriptors(desk):
    for count in range(3, 12):
        arguments = [*TRAIN, "-o", "v.bin"]
        desk.run((0, 66, 71, 73, 74, 127), arguments,
                 preexec_fn=limited(resource.RLIMIT_NOFILE, count))
        desk.unchanged(arguments)


def little_memory(desk):
    """A limit on addresses: from too little for the loader (127) over refusals to success."""
    codes = set()
    for mebibytes in [16, 24, *range(32, 200, 8), 256, 512, 1024]:
        arguments = ["train", "c.txt", "-o", "w.bin", "--min-count", "1", "--threads", "2", "-q"]
        run = desk.run((0, 71, 127), arguments,
                       preexec_fn=limited(resource.RLIMIT_AS, mebibytes << 20))
        codes.add(run.returncode)
    if 0 not in codes:
        desk.found.append("training needs more than 1 GiB of addresses")
    for arguments in ([*WIDE, "-o", "v.bin", "--memory-limit", "1M"],
                      ["export", "huge.txt", "-o", "w.bin"]):
        with open(desk.path("huge.txt"), "w", encoding="ascii") as text:
            text.write("999999999 1000\na " + "1 " * 1000 + "\n")
        desk.run((65, 71), arguments)


def many_threads(desk):
    """More threads than there are addresses for are refused, and nothing is written."""
    few = limited(resource.RLIMIT_AS, 1 << 30)
    for program, command in ((desk.hogvec, ["train", "c.txt", "-o", "v.bin"]),
                             (desk.hogvec, ["vocab", "c.txt", "-o", "v.bin"]),
                             (desk.hogvec, ["phrases", "c.txt", "-o", "v.bin"]),
                             (desk.query, ["index", "v.bin", "-o", "v.index"])):
        arguments = [*command, "--threads", "1000"]
        refused = desk.run(71, arguments, program=program, preexec_fn=few).stderr.decode()
        if not re.search(r"of 1000 threads could be started", refused):
            desk.fail(arguments, f"does not say what there is too little of: {refused}")
        desk.unchanged(arguments)


def needs_beforehand(desk):
    """--dry-run says what a run needs and leaves everything as it is."""
    arguments = ["train", "c.txt", "--min-count", "1", "-o", "v.bin", "--dry-run", "--checkpoint", "dry"]
    run = desk.run(0, arguments)
    said = (run.stdout + run.stderr).decode()
    for need in ("memory", "disk"):
        if not re.search(rf"^{need} +\d+ MB", said, re.MULTILINE):
            desk.fail(arguments, f"no estimate of {need} in: {said}")
    desk.unchanged(arguments)
    if os.path.exists(desk.path("dry")):
        desk.fail(arguments, "a folder of checkpoints was made")
    arguments = [*WIDE, "-o", "v.bin", "--memory-limit", "1M"]
    refused = desk.run(71, arguments).stderr.decode()
    if not re.search(r"needs \d+ MB.*\b1 MB", refused):
        desk.fail(arguments, f"does not say what is needed and what there is: {refused}")
    desk.unchanged(arguments)


@contextlib.contextmanager
def small_disk(desk, size):
    """A file system of `size` bytes at `disk`, where this may be mounted."""
    folder = desk.path("disk")
    os.makedirs(folder, exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder],
                             check=False, capture_output=True).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)


def full_disk(desk):
    with small_disk(desk, "64k") as folder:
        if not folder:
            print("no right to mount: the full disk is left out")
            return
        with open(os.path.join(folder, "v.bin"), "wb") as file:
            file.write(scenes.OLD)
        desk.run(0, [*WIDE, "-o", "wide.bin"])
        for arguments in ([*WIDE, "-o", "disk/v.bin"],
                          ["export", "wide.bin", "-o", "disk/v.bin"],
                          [*WIDE, "-o", "w.bin", "--checkpoint", "disk/kept"]):
            desk.run(74, arguments)
            if scenes.content(os.path.join(folder, "v.bin")) != scenes.OLD:
                desk.fail(arguments, "the old file is not as it was")
            if scenes.leftovers(folder):
                desk.fail(arguments, f"left over: {scenes.leftovers(folder)}")


def main():
    hogvec, query = scenes.paths(__doc__, 2)
    with tempfile.TemporaryDirectory(prefix="hogvec-test-") as folder:
        desk = Desk(hogvec, query, folder)
        for test in (blocked_outputs, streams, small_files, few_descriptors, little_memory,
                     many_threads, needs_beforehand, full_disk):
            test(desk)
    print("\n".join(desk.found) if desk.found else f"{desk.runs} runs ended as promised")
    return 1 if desk.found else 0


if __name__ == "__main__":
    sys.exit(main())
