#!/usr/bin/env python3
"""The bars of `hogvec phrases`, `hogvec subwords`, `hogvec layout` and `hogvec-query index`: on a
terminal, redrawn in place and gone at the end; nothing elsewhere; and gone when Ctrl-C ends the run, which
leaves no file.

usage: progress_test.py HOGVEC HOGVEC_QUERY
"""
import os
import pty
import random
import re
import signal
import subprocess
import sys
import tempfile

ERASE = b"\r\x1b[K"


def write_files(folder):
    draw = random.Random(1)
    with open(os.path.join(folder, "c.txt"), "w", encoding="ascii") as text:
        for _ in range(3000):
            text.write("new york " + " ".join(f"w{draw.randrange(99)}" for _ in range(9)) + "\n")
    with open(os.path.join(folder, "v.txt"), "w", encoding="ascii") as vectors:
        for row in range(30_000):
            values = " ".join(f"{draw.gauss(0, 1):.3f}" for _ in range(20))
            vectors.write(f"w{row} {values}\n")
    os.mkdir(os.path.join(folder, "tmp"))


def start(folder, command, **streams):
    return subprocess.Popen(command, cwd=folder, env={"TERM": "xterm", "COLUMNS": "80"}, **streams)


def on_terminal(folder, command, stop_at=None, text=None):
    """The exit code, and what the terminal got; a bar like `stop_at` is answered by Ctrl-C."""
    ours, theirs = pty.openpty()
    run = start(folder, command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    if text is not None:
        run.stdin.write(text)
        run.stdin.flush()
    shown, stopped = b"", False
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end was closed
            break
        shown += piece
        if stop_at is not None and not stopped and re.search(stop_at, shown):
            stopped = True
            run.send_signal(signal.SIGINT)
    os.close(ours)
    run.stdin.close()
    run.stdout.read()
    return run.wait(60), shown


def bars(shown):
    return [part for part in shown.split(ERASE) if b"[" in part]


def check(failures, holds, what, shown):
    if not holds:
        failures.append(f"{what}: {shown[-400:]!r}")


def command_shows(failures, folder, command, first, last):
    code, shown = on_terminal(folder, command)
    drawn = bars(shown)
    check(failures, code == 0 and drawn, f"{command} showed no bar", shown)
    check(failures, drawn and re.search(first, drawn[0]), f"{command}: no {first} at first", shown)
    check(failures, drawn and re.search(last, drawn[-1]), f"{command}: no {last} at last", shown)
    check(failures, all(len(bar) < 80 for bar in drawn), f"{command}: a bar of two lines", shown)
    tail = shown[shown.rfind(ERASE) + len(ERASE):]
    check(failures, b"[" not in tail, f"{command}: the bar stays", shown)
    piped = start(folder, command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                  stderr=subprocess.PIPE).communicate(timeout=60)[1]
    check(failures, b"\x1b" not in piped and not re.search(rb"\d%", piped), f"{command}: a bar in a pipe", piped)


def interrupted(failures, folder, command, stop_at, text, output):
    code, shown = on_terminal(folder, command, stop_at, text)
    check(failures, code == -signal.SIGINT, f"{command}: exit {code}", shown)
    tail = shown[shown.rfind(ERASE) + len(ERASE):]
    check(failures, b"[" not in tail, f"{command}: the bar stays", shown)
    left = [name for name in os.listdir(folder) if name == output or name.startswith(".")]
    check(failures, not left + os.listdir(os.path.join(folder, "tmp")), f"{command} left {left}", b"")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    hogvec, query = map(os.path.abspath, sys.argv[1:])
    failures = []
    with tempfile.TemporaryDirectory(prefix="hogvec-test-") as folder:
        write_files(folder)
        find = [hogvec, "phrases", "c.txt", "-o", "p.txt", "--threshold", "2"]
        command_shows(failures, folder, find + ["--save-phrases", "list"], rb"reading 1/3: counting words",
                      rb"100% \[#+\] reading 3/3: joining, \d+ of \d+ MB$")
        command_shows(failures, folder, [hogvec, "phrases", "c.txt", "-o", "p.txt", "--apply", "list"],
                      rb"reading 1/1: joining", rb"100% \[#+\] reading 1/1: joining")
        code, shown = on_terminal(folder, find + ["-q"])
        check(failures, code == 0 and not shown, "--quiet shows a bar", shown)
        index = [query, "index", "v.txt", "-o", "v.index", "--build-breadth"]
        command_shows(failures, folder, index + ["20"], rb"linking, [\d,]+ of 30,000 words",
                      rb"100% \[#+\] running test queries")
        os.remove(os.path.join(folder, "v.index"))
        interrupted(failures, folder, index + ["9000"], rb"linking, ", None, "v.index")
        fit = [hogvec, "subwords", "v.txt", "-o", "m.safetensors", "--held-out"]
        command_shows(failures, folder, fit + ["0.1"], rb"listing n-grams", rb"100% \[#+\] comparing the words")
        os.remove(os.path.join(folder, "m.safetensors"))
        interrupted(failures, folder, fit + ["0.1"], rb"listing n-grams", None, "m.safetensors")
        layout = [hogvec, "layout", "v.txt", "-o", "xy.tsv", "--top"]
        command_shows(failures, folder, layout + ["2000", "--iterations", "100"], rb"%",
                      rb"100% \[#+\]")
        os.remove(os.path.join(folder, "xy.tsv"))
        interrupted(failures, folder, layout + ["30000"], rb"finding neighbours", None, "xy.tsv")
        interrupted(failures, folder, [hogvec, "phrases", "-", "-o", "q.txt", "--tmp-dir", "tmp"],
                    rb"copying the pipe", b"new york " * 9, "q.txt")
    print("\n".join(failures) if failures else "bars are drawn where somebody sees them")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
