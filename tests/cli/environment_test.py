#!/usr/bin/env python3
"""The same run under other locales, time zones, terminals and folders -> the same bytes.

usage: environment_test.py HOGVEC HOGVEC_QUERY
"""
import os
import subprocess
import sys
import tempfile

ENVIRONMENTS = [
    {},
    {"LC_ALL": "C"},
    {"LC_ALL": "C.UTF-8"},
    {"LC_ALL": "de_DE.UTF-8", "LANG": "fr_FR.UTF-8"},
    {"LC_ALL": "no_SUCH"},
    {"TZ": "Pacific/Kiritimati", "COLUMNS": "1", "NO_COLOR": "1", "TERM": "dumb"},
    {"TMPDIR": "/nowhere", "HOME": "/nowhere"},
]


def outputs(programs, folder, environment):
    """What a run leaves and answers, with nothing in its environment but what is given."""
    hogvec, query = programs
    options = ["--dim", "7", "--min-count", "1", "--threads", "1", "--alpha", "0.025", "--sample", "1e-2"]

    def run(*command):
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        return done.returncode, done.stdout
    result = [run(hogvec, "train", "c.txt", "-o", name, *options, "-q") for name in ("v.bin", "v.txt")]
    result.append(run(query, "nn", "v.txt", "a", "\u00e9t\u00e9"))
    result.append(run(query, "nn", "v.txt", "a", "--json"))
    result.append(run(hogvec, "inspect", "v.txt"))
    for name in ("v.bin", "v.txt"):
        with open(os.path.join(folder, name), "rb") as file:
            result.append(file.read())
    return result


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    programs = [os.path.abspath(path) for path in sys.argv[1:]]
    failures, expected = [], None
    for environment in ENVIRONMENTS:
        with tempfile.TemporaryDirectory(prefix="hogvec-test-") as folder:
            with open(os.path.join(folder, "c.txt"), "wb") as text:
                text.write("a b c d \u00e9t\u00e9 \u00df b\u00a0c \n".encode() * 300)
            found = outputs(programs, folder, environment)
        expected = expected or found
        if found != expected:
            failures.append(f"{environment}: other results: {found[:5]}")
    if any(item[0] != 0 for item in expected[:5]):
        failures.append(f"a run fails: {expected[:5]}")
    print("\n".join(failures) if failures else "the environment changes nothing")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
