"""What the tests of `hogvec-mpi` share: runs of mpirun in a folder with a text, with a time limit.

A test is started as: x_test.py MPIRUN HOGVEC_MPI HOGVEC [TEST...]
"""
import glob
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest

LONGEST = 45  # seconds that any run may take on a machine with much else to do
# As ctest sets it, for runs by hand: also as root, and with more ranks than cores.
ENVIRONMENT = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
               "OMPI_MCA_rmaps_base_oversubscribe": "1",
               "OMPI_MCA_hwloc_base_binding_policy": "none",
               "OMPI_MCA_btl_vader_single_copy_mechanism": "none"}
PROGRAMS = {}  # "mpirun", "hogvec-mpi" and "hogvec": where they are
# mpirun waits that many seconds before it kills the other ranks when one has failed.
AT_ONCE = ("--mca", "odls_base_sigkill_timeout", "0")
SMALL = ("--dim", "16", "--threads", "1")
NOTICE = re.compile(r"^-{40,}\n.*?^-{40,}\n", re.M | re.S)  # mpirun's own, in a frame
SHORT_NOTICE = re.compile(r"^\[[\w.-]+:\d+\] .*\n", re.M)


def main(usage):
    """Takes the programs from the arguments and runs the tests of the file that was started."""
    if len(sys.argv) < 4:
        sys.exit(usage)
    for name in ("mpirun", "hogvec-mpi", "hogvec"):
        PROGRAMS[name] = os.path.abspath(sys.argv.pop(1))
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1):
        signal.signal(number, signal.SIG_DFL)  # which may be ignored in the background
    unittest.main()


class Run:
    """How a run ended, and what it said apart from mpirun's notices."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err
        self.said = SHORT_NOTICE.sub("", NOTICE.sub("", err))

    def __str__(self):
        return f"exit {self.code}:\n{self.out}{self.err}"


class Started:
    """mpirun on its way."""

    def __init__(self, folder, command, **streams):
        self.process = subprocess.Popen(
            command, cwd=folder, text=True, start_new_session=True,
            **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
               **streams})

    def finish(self, sent=None):
        try:
            out, err = self.process.communicate(sent, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            self.kill()
            out, err = self.process.communicate()
            raise AssertionError(f"not over after {LONGEST} s: {out}{err}") from None
        return Run(self.process.returncode, out or "", err or "")

    def end(self):
        """What a test that failed has left."""
        if self.process.poll() is None:
            self.kill()
            self.process.communicate()

    def kill(self):
        """Ends mpirun and its ranks, which have groups of their own."""
        for pid in [*self.ranks(), self.process.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def ranks(self):
        """The processes of hogvec-mpi, by rank."""
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children",
                  encoding="ascii") as file:
            ranks = {int(pid): rank_of(pid) for pid in file.read().split()}
        return sorted((pid for pid in ranks if ranks[pid] is not None), key=ranks.get)


def rank_of(pid):
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            found = re.search(rb"(?:^|\0)OMPI_COMM_WORLD_RANK=(\d+)", file.read())
    except OSError:
        return None
    return int(found[1]) if found else None


def is_alive(pid):
    return os.path.exists(f"/proc/{pid}")


def sleeps(pid):
    """Whether SIGSTOP has reached all threads of a process."""
    states = set()
    for status in glob.glob(f"/proc/{pid}/task/*/stat"):
        try:
            with open(status, encoding="ascii") as file:
                states.add(file.read().rpartition(")")[2].split()[0])
        except OSError:  # a thread that has just ended
            pass
    return states == {"T"}


def is_pending(pid, number):
    """Whether a signal waits for a process that sleeps."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        waiting = re.search(r"^ShdPnd:\s+(\w+)", file.read(), re.M)[1]
    return int(waiting, 16) >> (number - 1) & 1 != 0


def words(count, seed):
    """Words of which a few are frequent and many rare."""
    rng = random.Random(seed)
    return ["w%d" % min(int(rng.paretovariate(0.6)), 10**9) for _ in range(count)]


def text_of(count, seed=1):
    """So many words in lines of 15."""
    drawn = words(count, seed)
    return "".join(" ".join(drawn[at:at + 15]) + "\n" for at in range(0, count, 15))


class ClusterTest(unittest.TestCase):
    """In a folder with a text of 60,000 words, c.txt."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hogvec-test-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.write("c.txt", text_of(60_000))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def json(self, name):
        return json.loads(self.read(name))

    def sum_of(self, name):
        return hashlib.sha256(self.read(name)).hexdigest()

    def there(self, name):
        return os.path.exists(self.path(name))

    def start(self, ranks, *arguments, **how):
        """Ranks that are all given the same."""
        return self.start_each([arguments], copies=ranks, **how)

    def start_each(self, arguments_of, copies=1, flags=(), **streams):
        """A rank, or `copies` of it, for each of several command lines."""
        command = [PROGRAMS["mpirun"], *flags]
        for arguments in arguments_of:
            command += ["-n", str(copies), PROGRAMS["hogvec-mpi"], *arguments, ":"]
        started = Started(self.folder, command[:-1], **streams)
        self.addCleanup(started.end)
        return started

    def mpirun(self, ranks, *arguments, code=0, flags=AT_ONCE, sent=None, **streams):
        """A run that must end with `code`."""
        if sent is not None:
            streams["stdin"] = subprocess.PIPE
        run = self.start(ranks, *arguments, flags=flags, **streams).finish(sent)
        self.assertEqual(run.code, code, run)
        return run

    def mpirun_each(self, *arguments_of, code=0):
        run = self.start_each(arguments_of, flags=AT_ONCE).finish()
        self.assertEqual(run.code, code, run)
        return run

    def train(self, ranks, *arguments, **how):
        return self.mpirun(ranks, "train", *arguments, *SMALL, **how)

    def hogvec(self, *arguments, code=0):
        """A run of the program without MPI; `code` None is any."""
        run = Started(self.folder, [PROGRAMS["hogvec"], *arguments]).finish()
        if code is not None:
            self.assertEqual(run.code, code, run)
        return run

    def assert_one_line(self, run, pattern):
        """Whoever reads stderr finds one line, of all ranks together."""
        self.assertEqual(run.said.count("\n"), 1, run)
        self.assertRegex(run.said, pattern)

    def wait_until(self, holds, started=None):
        """Polls; a run that has ended meanwhile is too short for its test."""
        end = time.monotonic() + LONGEST
        while not holds():
            if started is not None and started.process.poll() is not None:
                self.fail(f"over too soon: {started.finish()}")
            if time.monotonic() > end:
                self.fail("waited in vain")
            time.sleep(0.005)
