#!/usr/bin/env python3
"""Runs tests of the Python package by pytest. Exit code 77 (skipped), with the reason, if something is missing.

usage: run.py TEST...
"""
from __future__ import annotations

import importlib.util
import subprocess
import sys

NEEDED = ("numpy", "pytest")
SKIPPED = 77


def main() -> int:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print(f"skipped: this Python has no {', '.join(missing)}")
        return SKIPPED
    pytest = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", *sys.argv[1:]]
    return subprocess.run(pytest).returncode


if __name__ == "__main__":
    sys.exit(main())
