"""What tests of whole programs share: their arguments, and a table of command lines and outcomes.

A row says the arguments, the exit code, how many lines stdout and stderr get (None for any number),
and a pattern that one of the two must match. Files of the rows stand in a folder of their own.
"""
import os
import re
import resource
import subprocess
import sys

# Beyond what any of these commands may take, in seconds of processor time: mistakes must be found
# before work starts, and clocks on the wall depend on who else uses the machine.
LONGEST = 1.0


def paths(usage, count):
    """The files that a test was given, absolute; ends it with the usage unless there are `count`."""
    if len(sys.argv) != 1 + count:
        sys.exit(usage)
    return [os.path.abspath(path) for path in sys.argv[1:]]


class Table:
    def __init__(self, program, folder):
        self.program, self.folder, self.failures, self.rows = program, folder, [], 0
        self.codes = set()  # that rows ended with

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def run(self, arguments, **streams):
        """The finished run and the processor time it took."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE,
                   "stderr": subprocess.PIPE, **streams}
        if "input" in streams:
            del streams["stdin"]
        run = subprocess.run([self.program, *arguments], cwd=self.folder, timeout=60,
                             check=False, **streams)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return run, (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)

    def row(self, line, code, out, err, pattern="", **streams):
        """One row; `line` is a text to be split at blanks or a list."""
        arguments = line.split() if isinstance(line, str) else line
        run, seconds = self.run(arguments, **streams)
        said = {"exit code": run.returncode, "lines on stdout": lines(run.stdout),
                "lines on stderr": lines(run.stderr)}
        wanted = {"exit code": code, "lines on stdout": out, "lines on stderr": err}
        text = ((run.stdout or b"") + (run.stderr or b"")).decode(errors="replace")
        self.rows += 1
        self.codes.add(run.returncode)
        for what, value in wanted.items():
            if value is not None and said[what] != value:
                self.fail(arguments, f"{what} {said[what]}, not {value}", text)
        if not re.search(pattern, text):
            self.fail(arguments, f"nothing like {pattern!r}", text)
        if code != 0 and seconds > LONGEST:
            self.fail(arguments, f"took {seconds:.1f} s of processor time", text)
        return text

    def fail(self, arguments, why, text=""):
        self.failures.append(f"{' '.join(arguments)}\n    {why}\n" +
                             "".join(f"    | {line}\n" for line in text.splitlines()[:8]))

    def expect(self, condition, what):
        if not condition:
            self.failures.append(what + "\n")

    def finish(self):
        print("".join(self.failures) + f"{self.rows} command lines, {len(self.failures)} failures")
        return 1 if self.failures else 0


def lines(output):
    return (output or b"").count(b"\n")
