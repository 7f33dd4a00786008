#!/usr/bin/env python3
"""The page of hogvec-explore in Chromium, on small models with hostile words.

usage: page_test.py HOGVEC HOGVEC_ATLAS HOGVEC_QUERY HOGVEC_EXPLORE [PART...]
PART is a part of the names of checks to run instead of all. With HOGVEC_PAGE_PICTURES=FOLDER the page
is drawn in many forms into that folder, to be looked at. Skipped where there is no Chromium.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(__file__))
import access_checks  # noqa: E402
import ask_checks  # noqa: E402
import browser  # noqa: E402
import fault_checks  # noqa: E402
import file_checks  # noqa: E402
import map_checks  # noqa: E402
import picture_checks  # noqa: E402
import safety_checks  # noqa: E402
import speed_checks  # noqa: E402
import words_checks  # noqa: E402
from bench import Bench  # noqa: E402

PARTS = (safety_checks, words_checks, map_checks, ask_checks, access_checks, fault_checks, file_checks,
         speed_checks, picture_checks)


def run(bench, name, check, allowed):
    """One check, and what the pages said meanwhile."""
    start, known = time.monotonic(), len(bench.failures)
    try:
        check(bench)
    except (browser.BrowserError, subprocess.SubprocessError, LookupError, TypeError,
            ValueError) as error:
        bench.failures.append(f"{type(error).__name__}: {error}")
    bench.close(allowed)
    print(f"{time.monotonic() - start:6.1f} s  {name}", *bench.failures[known:], sep="\n         ", flush=True)


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    if not browser.program():
        print("skipped: no Chromium here")
        return 77
    wanted = sys.argv[5:] or [""]
    with tempfile.TemporaryDirectory() as name:
        with Bench(pathlib.Path(name), *map(os.path.abspath, sys.argv[1:5])) as bench:
            for part in PARTS:
                for title, (check, allowed) in part.CHECKS.items():
                    if any(text in title for text in wanted):
                        run(bench, title, check, allowed)
    print(f"{bench.checks} expectations, {len(bench.failures)} failures")
    return 1 if bench.failures else 0


if __name__ == "__main__":
    sys.exit(main())
