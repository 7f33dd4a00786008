#!/usr/bin/env python3
"""Holds the tree to its rules: who may include whom, a test for every header, small ASCII files.

Run by ctest, or by hand from anywhere. Prints one line per violation; exit 1 if there is any.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
STAGES = ["corpus", "vocabulary", "tokens", "sampling", "kernel", "model", "training", "vectors",
          "query", "evaluation"]

# The arrows of the picture in src/README.md, beyond base/ and the public headers.
ALLOWED = {
    "base": set(),
    "query": {"kernel"},
    "training": {"corpus", "vocabulary", "tokens", "sampling", "kernel", "model"},
}

# Headers without a test of their own, and what tests them.
TESTED_ELSEWHERE = {
    "src/base/aligned_floats.h": "kernel_test, through StepScratch",
    "src/base/memory.h": "the summary's peak memory in the command-line tests",
    "src/kernel/plain_kernel.h": "kernel_test, as two of AvailableKernels()",
    "src/kernel/simd_kernel.h": "kernel_test, as the first of AvailableKernels()",
    "src/kernel/simd_step-inl.h": "kernel_test, in every vector kernel",
    "src/kernel/simd_vectors-inl.h": "kernel_test, in every vector kernel",
    "src/training/worker.h": "epochs_test, which trains through it",
    "tools/atlas/number_shapes.h": "atlas_test, through the generator",
    "tools/atlas/random.h": "atlas_test, through the generator",
    "tools/atlas/world.h": "atlas_test, through the generator",
    "src/vectors/binary_writer.h": "write_vectors_test and round_trip_test",
    "src/vectors/header.h": "open_vectors_test",
    "src/vectors/known_files.h": "open_vectors_test",
    "src/vectors/quoted.h": "open_vectors_test and text_reader_test, in messages",
    "src/vectors/text_row.h": "text_reader_test",
    "src/vectors/text_writer.h": "write_vectors_test and round_trip_test",
    "src/evaluation/fields.h": "evaluation_test, through both readers",
    "src/cli/run_main.h": "the command-line tests, in every exit code",
    "src/cli/commands.h": "the command-line tests",
    "src/cli/checks.h": "the command-line tests",
}
LONGEST_FILE = 300  # lines

INCLUDE = re.compile(r'^\s*#include "([^"]+)"', re.M)


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".cc", ".h"}:
                yield path


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def includes(path):
    return INCLUDE.findall(path.read_text())


def may_include(path, included):
    """Whether a source may include a header of the project."""
    public = included.startswith("hogvec/")
    target = included.split("/")[0]
    place = name_of(path).split("/")
    if place[0] == "include":
        return public
    if public or target == "base":
        return True
    if place[0] == "src" and place[1] != "cli":
        return target == place[1] or target in ALLOWED.get(place[1], set())
    own = place[1]  # cli, or a tool's folder
    return target in {own, "cli"}


def check_includes(path):
    for included in includes(path):
        if not may_include(path, included):
            yield f"{name_of(path)}: may not include {included}"


def check_guard(path):
    if path.suffix != ".h":
        return
    text = path.read_text()
    place = name_of(path)
    place = re.sub(r"^(include/hogvec|src|tools|tests)/", "", place)
    expected = "HOGVEC_" + re.sub(r"[^A-Za-z0-9]", "_", place).upper() + "_"
    if f"#define {expected}\n" not in text:
        yield f"{name_of(path)}: include guard should be {expected}"


def check_text(path):
    data = path.read_bytes()
    lines = data.count(b"\n")
    if lines > LONGEST_FILE:
        yield f"{name_of(path)}: {lines} lines; split it by idea ({LONGEST_FILE} at most)"
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.isascii():
            yield f"{name_of(path)}:{number}: not ASCII"
        if re.match(rb"\s*using namespace ", line):
            yield f"{name_of(path)}:{number}: using namespace"


def check_tested(tests):
    """Every header has a test of its name, or is included by one, or stands above."""
    for path in sources("include", "src", "tools"):
        name = name_of(path)
        short = re.sub(r"^(include|src|tools)/", "", name)
        own_test = ROOT / "tests" / short.replace(".h", "_test.cc")
        if path.suffix != ".h" or name in TESTED_ELSEWHERE or own_test.exists():
            continue
        if f'"{short}"' not in tests:
            yield f"{name}: no test includes it"


def violations():
    for path in sources("include", "src", "tools"):
        yield from check_includes(path)
    for path in sources("include", "src", "tools", "tests"):
        yield from check_guard(path)
        yield from check_text(path)
    tests = "\n".join(path.read_text() for path in sources("tests"))
    yield from check_tested(tests)


def main():
    found = list(violations())
    print("\n".join(found) if found else "the layers hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
