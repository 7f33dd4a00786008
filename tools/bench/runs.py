"""Runs a trainer once and measures it; shared by compare, scaling and quality."""

import contextlib
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BUILD = REPOSITORY / "build" / "release"
HOGVEC = BUILD / "tools" / "main" / "hogvec"


@dataclass
class Run:
    """One training, from text to saved vectors."""

    words_per_second: float  # in-vocabulary words before subsampling, while training
    total_seconds: float  # of the whole process
    cpu_seconds: float  # that all its threads computed
    peak_bytes: int  # resident memory of the process
    summary: dict  # what the trainer itself reported


class BenchError(Exception):
    """A problem that the user can fix."""


class Printed:
    """What a program printed, and when."""

    def __init__(self):
        self.text = ""
        self._ends = []  # (length of the text, seconds since the start)

    def add(self, chunk, seconds):
        self.text += chunk.decode(errors="replace")
        self._ends.append((len(self.text), seconds))

    def seconds_at(self, words):
        """When these words were first printed."""
        at = self.text.find(words)
        if at < 0:
            raise BenchError(f"never printed {words!r}:\n{self.text}")
        return next(seconds for end, seconds in self._ends if end >= at + len(words))


@dataclass
class Measured:
    """A command that succeeded."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    printed: Printed


def measure(command):
    """Runs a command until it ends."""
    printed = Printed()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    while chunk := os.read(process.stdout.fileno(), 1 << 16):
        printed.add(chunk, time.perf_counter() - start)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.stdout.close()
    if status != 0:
        raise BenchError(f"failed: {' '.join(map(str, command))}\n{printed.text}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, printed)


def train_hogvec(corpora, output, options, program=HOGVEC):
    """Trains on some texts; options are those of the command line, as {"dim": 100, ...}."""
    report = output.with_suffix(".json")
    command = [program, "train", *corpora, "-o", output, "--quiet", "--summary", report]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    run = measure(command)
    summary = json.loads(report.read_text())
    report.unlink()
    return Run(summary["words_per_second"], run.seconds, run.cpu_seconds, run.peak_bytes, summary)


def stop_children():
    """An interrupted measure() leaves its trainer running, on a text that will be removed."""
    listed = pathlib.Path(f"/proc/self/task/{os.getpid()}/children")
    for pid in listed.read_text().split() if listed.exists() else []:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(int(pid), signal.SIGKILL)
            os.waitpid(int(pid), 0)


@contextlib.contextmanager
def scratch_folder(beside):
    """Next to the results rather than in /tmp, which may be in memory."""
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tmp-", dir=beside) as folder:
        try:
            yield pathlib.Path(folder)
        finally:
            stop_children()


def cpu_name():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return os.uname().machine


def say(line):
    print(line, file=sys.stderr, flush=True)


def reason(error):
    """One line; for a program that failed, the last line it printed."""
    return str(error).strip().splitlines()[-1]


def spread(values, form="{:.2f}"):
    """The median, minimum and maximum of some values."""
    median = form.format(statistics.median(values))
    if len(values) == 1:
        return median
    return f"{median} ({form.format(min(values))}-{form.format(max(values))})"


def install_packages():
    """Installs the Debian packages that the benchmarks need."""
    subprocess.run([REPOSITORY / "tools" / "install_packages.sh", "--bench"], check=True)


def build_hogvec():
    """Builds the trainer as a user would, in the folder that the other scripts use."""
    log = REPOSITORY / "build" / "bench-build.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w") as out:
        for command in (["cmake", "--preset", "release"],
                        ["cmake", "--build", "--preset", "release", "--target", "programs"]):
            if subprocess.run(command, cwd=REPOSITORY, stdout=out, stderr=out).returncode != 0:
                raise BenchError(f"the build failed; {log} says why")
    log.unlink()
