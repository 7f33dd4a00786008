#!/usr/bin/env python3
"""The library neither prints nor exits: no object of the archive refers to what does.

usage: library_rules_test.py ARCHIVE
"""
import subprocess
import sys

# As nm -C spells what is undefined in an object.
FORBIDDEN = {"std::cout", "std::cerr", "std::clog", "exit", "_exit", "quick_exit", "abort", "printf",
             "puts", "putchar", "perror"}


def main():
    listing = subprocess.run(["nm", "-C", "--undefined-only", sys.argv[1]], check=True,
                             capture_output=True, text=True).stdout
    found, member = [], ""
    for line in listing.splitlines():
        if line.endswith(".o:"):
            member = line[:-1]
        elif line.split(" U ")[-1].strip() in FORBIDDEN:
            found.append(f"{member}: refers to {line.split()[-1]}")
    print("\n".join(found) if found else "the library neither prints nor exits")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
