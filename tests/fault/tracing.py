"""strace: which calls a program makes, and runs in which one of them fails."""
import os
import re
import shutil
import subprocess
import sys

SKIPPED = 77


def require_strace():
    """Ends the test as skipped where strace is missing or may not trace."""
    works = shutil.which("strace") and subprocess.run(
        ["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode == 0
    if not works:
        print("skipped: strace is missing or may not trace here")
        sys.exit(SKIPPED)


def calls_of(stage, names, marker):
    """For each system call: how often the main thread makes it before and after `marker` opens.

    What comes before is the loader's and the C++ library's, which are not ours to test. strace
    counts the calls of each thread for itself, and the main thread makes nearly all.
    """
    with stage.folder() as folder:
        log = os.path.join(folder, "log")
        subprocess.run(["strace", "-f", "-qq", "-o", log, "-e", "trace=" + ",".join({*names, "openat"}),
                        stage.program, *stage.scene.arguments], cwd=folder, check=True)
        with open(log, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    main = lines[0].split()[0]
    before, after = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    counts = before
    for line in lines:
        found = re.match(rf"{main}\s+(\w+)\(", line)
        if counts is before and marker in line:
            counts = after
        if found and found[1] in counts:
            counts[found[1]] += 1
    return before, after


class Injected:
    """What became of a run in which one call failed."""

    def __init__(self, stage, folder, inject):
        log = os.path.join(folder, "log")
        run = subprocess.run(["strace", "-f", "-qq", "-o", log, "-e", "trace=" + inject.split(":")[0],
                              "-e", "inject=" + inject, stage.program, *stage.scene.arguments],
                             cwd=folder, check=False, capture_output=True, timeout=120)
        if not os.path.exists(log):
            raise RuntimeError(f"strace: {inject}: {run.stderr.decode(errors='replace')}")
        self.code = run.returncode
        self.said = run.stderr.decode(errors="replace")
        with open(log, encoding="utf-8", errors="replace") as file:
            self.log = file.read()
        os.remove(log)
        self.hit = "(INJECTED)" in self.log or "killed by SIGKILL" in self.log
