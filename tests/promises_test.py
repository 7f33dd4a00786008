#!/usr/bin/env python3
"""src/RELIABILITY.md says what is so: every promise names tests that are there and run, those marked *
are the ones that only `tools/test.sh --all` runs, and the exit codes are those of the library.

Run by ctest, or by hand from anywhere. Prints one line per mistake; exit 1 if there is any.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = (ROOT / "src/RELIABILITY.md").read_text(encoding="utf-8")
PROMISE = re.compile(r"^\| (.+?) \| (.+?) \|$", re.M)
CTEST = "\n".join(path.read_text(encoding="ascii")
                  for path in sorted((ROOT / "tests").glob("**/CMakeLists.txt")))


def promises():
    """(promise, the tests that hold it) of every row of the tables of promises."""
    for section in PAGE.split("\n## "):
        if "| Promise | Held by |" in section:
            yield from (row for row in PROMISE.findall(section) if row[0] != "Promise")


def check_tests(promise, held_by):
    for name in re.sub(r" \([^)]*\)", "", held_by).split(", "):
        path = name.rstrip("*")
        if not (ROOT / "tests" / path).exists():
            yield f"{promise[:40]}...: there is no tests/{path}"
        elif not path.endswith("/"):
            yield from check_label(path, name.endswith("*"))


def check_label(path, marked):
    """Whether ctest runs it, and leaves it for `long` if and only if it is marked so."""
    name = re.escape(pathlib.Path(path).name)
    lines = [line for line in plainly(CTEST).splitlines() if re.search(rf"\b{name}\b", line)]
    if not lines:
        yield f"{path} is no test of ctest"
    elif marked != all("LABELS long" in line for line in lines):
        yield f"{path}: {'is not' if marked else 'is only'} among the long ones"


def plainly(cmake):
    """CMake's calls, each on one line, those of a loop once for each value."""
    def unroll(loop):
        return "".join(loop[3].replace(f"${{{loop[1]}}}", value) for value in loop[2].split())
    calls = re.sub(r"foreach\((\w+) ([^)]*)\)\n(.*?)endforeach\(\)", unroll, cmake, flags=re.S)
    return re.sub(r"\n    +", " ", calls)


def check_tools():
    for path in re.findall(r"`((?:tools|tests)/[\w./-]+)", PAGE):
        if not (ROOT / path).exists():
            yield f"there is no {path}"


def check_codes():
    header = (ROOT / "src/cli/errors.h").read_text(encoding="ascii")
    codes = {int(code) for code in re.findall(r"return (\d+);", header)}
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.M)}
    for code in codes - table:
        yield f"exit code {code} of cli/errors.h is not in the table"
    if not codes:
        yield "cli/errors.h has no codes"


def main():
    rows = list(promises())
    found = [] if len(rows) > 10 else [f"{len(rows)} promises only"]
    for row in rows:
        found += check_tests(*row)
    found += [*check_tools(), *check_codes()]
    print("\n".join(found) if found else f"{len(rows)} promises name tests that run")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
