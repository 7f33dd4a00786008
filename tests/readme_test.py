#!/usr/bin/env python3
"""README.md and the guide to hogvec are true: the example is the one that the install test builds, and
the defaults in the table of options are those of the program.

usage: readme_test.py HOGVEC     (the program's path)
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
GUIDE = "tools/main/README.md"
ROW = re.compile(r"^\| `--([a-z-]+)` \| ([^|]*)\|", re.M)


def check_example(readme):
    shown = re.search(r"```cpp\n(.*?)```", readme, re.S).group(1)
    if shown != (ROOT / "tests/install/main.cc").read_text():
        yield "the example is not tests/install/main.cc"


def same(shown, default):
    try:
        return float(shown) == float(default)
    except ValueError:
        return shown == default


def check_defaults(guide, help_text):
    rows = ROW.findall(guide)
    if len(rows) < 10:
        yield f"the table of options has only {len(rows)} rows"
    for name, shown in rows:
        entry = re.search(rf"--{name}\b(.*?)(?=\n +(?:-\w, )?--|\n\n|\Z)", help_text, re.S)
        if not entry:
            yield f"--{name} is not an option"
            continue
        default = re.search(r"\[([^\]]*)\]", entry.group(1))
        if default and not same(shown.strip(), " ".join(default.group(1).split())):
            yield f"--{name}: {GUIDE} says '{shown.strip()}', the program '{default.group(1)}'"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    readme = (ROOT / "README.md").read_text()
    help_text = subprocess.run([sys.argv[1], "train", "--help"], check=True, capture_output=True,
                               text=True).stdout
    found = [*check_example(readme), *check_defaults((ROOT / GUIDE).read_text(), help_text)]
    print("\n".join(found) if found else f"README.md and {GUIDE} agree with the program")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
