#!/usr/bin/env python3
"""The library neither prints nor exits: no object of the archive refers to what does.

usage: library_rules_test.py ARCHIVE        exit 77, which stands for skipped, if there is no nm
"""
import shutil
import subprocess
import sys

# As nm -C spells what is undefined in an object. The two streams of C stand for every function that
# writes to them; the compiler turns some calls of printf into the others.
FORBIDDEN = {"std::cout", "std::cerr", "std::clog", "stdout", "stderr", "printf", "vprintf", "puts",
             "putchar", "perror", "__printf_chk", "__vprintf_chk", "exit", "_exit", "quick_exit",
             "abort", "__assert_fail"}

# What a header of another project holds and this one never reaches: hnswlib warns on std::cerr of more
# than 10,000 links per word, and an index with more than 512 is refused before it is asked.
UNREACHED = {("graph.cc.o", "std::cerr")}


def main():
    if not shutil.which("nm"):
        print("skipped: nm is not installed (Debian package binutils)")
        return 77
    listing = subprocess.run(["nm", "-C", "--undefined-only", sys.argv[1]], check=True,
                             capture_output=True, text=True).stdout
    found, member, members = [], "", 0
    for line in listing.splitlines():
        symbol = line.strip().partition(" ")[2]
        if line.endswith(".o:"):
            member = line[:-1]
            members += 1
        elif symbol in FORBIDDEN and (member, symbol) not in UNREACHED:
            found.append(f"{member}: refers to {symbol}")
    if members == 0:  # such as an archive of link-time code, of which nm sees nothing
        found.append(f"{sys.argv[1]}: nm finds no objects in it")
    print("\n".join(found) if found else "the library neither prints nor exits")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
