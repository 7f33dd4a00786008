#!/usr/bin/env python3
"""Removes one precaution after the other from a copy of the sources: the tests must notice.

usage: mutations.py SOURCE BUILD [NAME...]
       mutations.py SOURCE --check
  SOURCE  the repository; BUILD  a folder for the copy and its build, kept for the next time
  --check  only whether every precaution stands where the list has it
"""
import os
import shutil
import subprocess
import sys

PROGRAMS = ["hogvec-program", "hogvec-query", "hogvec-atlas", "short_io"]

# name: file, what stands there exactly once, what stands there instead, the tests that must fail.
MUTATIONS = {
    "no fsync of a file": (
        "src/io/atomic_file.cc", "  file_.Sync();\n", "", "fault_crash_states"),
    "no fsync of the folder": (
        "src/io/atomic_file.cc", "  temporary_.clear();\n  SyncFolder(FolderOf(target_));",
        "  temporary_.clear();", "fault_crash_states"),
    "no fsync above a new folder": (
        "src/io/atomic_file.cc", "    SyncFolder(FolderOf(folder));\n    return;", "    return;",
        "fault_crash_states"),
    "no rename": (
        "src/io/atomic_file.cc", "if (::rename(temporary_.c_str(), target_.c_str()) != 0) {",
        "if (false) {", "AtomicFile"),
    "a failed fsync ignored": (
        "src/io/file.cc", "if (::fsync(descriptor_) != 0) {", "if (::fsync(descriptor_) > 0) {",
        "fault_sweep"),
    "a failed close ignored": (
        "src/io/file.cc", "if (::close(descriptor) != 0 && errno != EINTR) {",
        "if (::close(descriptor) > 0) {", "FileTest"),
    "a short write taken for a whole one": (
        "src/io/file.cc",
        "    bytes.remove_prefix(static_cast<std::size_t>(put));\n  }\n}\n\nvoid File::WriteAt",
        "    bytes = {};\n  }\n}\n\nvoid File::WriteAt", "fault_short_io"),
    "an interrupted call given up": (
        "src/io/file.cc", "while (result < 0 && errno == EINTR) result = call();", "",
        "fault_sweep"),
    "a header believed": (
        "src/vectors/formats/word2vec.cc", "if (!lenient) CheckSize(file, *header, format);", "",
        "Header.OfAnyNumbersTakesNoMemory|OpenVectors"),
    "half a number taken for one": (
        "src/base/number.cc",
        "  if (end != text.data() + text.size()) return std::nullopt;\n  if (error == std::errc()) ",
        "  if (error == std::errc()) ", "Parse"),
    "a wrong checksum accepted": (
        "src/io/tensor_file.cc", "if (XXH3_64bits_digest(&state) != stored[0]) {", "if (false) {",
        "TensorFile"),
    "rows that are not finite written": (
        "src/training/trainer.cc", "      RequireFiniteRows(now.diverged);\n", "", "Keeping|Training"),
    "another corpus accepted": (
        "src/checkpoint/checkpoint_store.cc", "  RequireSameCorpus(file.path(), checkpoint.corpus, read);\n", "",
        "Keeping"),
    "the folder of checkpoints not locked": (
        "src/checkpoint/checkpoint_folder.cc",
        "if (::flock(lock_.descriptor(), LOCK_EX | LOCK_NB) == 0) return;", "return;",
        "CheckpointFolder"),
}


def run(*command, **how):
    return subprocess.run(command, check=False, capture_output=True, text=True, **how)


def copy(source, tree):
    names = run("git", "ls-files", cwd=source).stdout.split("\n")
    for name in filter(None, names):
        target = os.path.join(tree, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        old = open(target, "rb").read() if os.path.exists(target) else None
        new = open(os.path.join(source, name), "rb").read()
        if old != new:
            shutil.copyfile(os.path.join(source, name), target)


def build(tree):
    made = run("cmake", "--build", os.path.join(tree, "build"), "--target", *PROGRAMS, "base_test", "io_test",
               "vectors_test", "training_test", "checkpoint_test", "run_test")
    if made.returncode != 0:
        sys.exit(f"does not build:\n{made.stdout[-3000:]}")


def tests_fail(tree, pattern):
    """Whether one of these tests fails; there must be some, and they must have been built."""
    # What hangs fails as well: a run that diverges unnoticed trains for ever.
    tests = run("ctest", "-R", pattern, "--timeout", "300", cwd=os.path.join(tree, "build"))
    if "No tests were found" in tests.stdout:
        sys.exit(f"no test is called {pattern}")
    return tests.returncode != 0


def source_of(tree, name):
    """The path and content of the file that a mutation changes, in one place."""
    path, before = os.path.join(tree, MUTATIONS[name][0]), MUTATIONS[name][1]
    with open(path, encoding="ascii") as file:
        source = file.read()
    if source.count(before) != 1:
        sys.exit(f"{name}: stands {source.count(before)} times in {path}: {before}")
    return path, source


def mutate(tree, name):
    _, before, after, pattern = MUTATIONS[name]
    path, source = source_of(tree, name)
    try:
        with open(path, "w", encoding="ascii") as file:
            file.write(source.replace(before, after))
        build(tree)
        return tests_fail(tree, pattern)
    finally:
        with open(path, "w", encoding="ascii") as file:
            file.write(source)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for name in MUTATIONS:
        source_of(sys.argv[1], name)
    if sys.argv[2] == "--check":
        print(f"{len(MUTATIONS)} precautions stand where they stood")
        return 0
    tree = os.path.join(os.path.abspath(sys.argv[2]), "tree")
    copy(sys.argv[1], tree)
    run("cmake", "-S", tree, "-B", os.path.join(tree, "build"), "-G", "Ninja",
        "-DCMAKE_BUILD_TYPE=Release")
    build(tree)
    names = sys.argv[3:] or list(MUTATIONS)
    if any(tests_fail(tree, MUTATIONS[name][3]) for name in names):
        sys.exit("a test fails without any mutation")
    green = 0
    for name in names:
        red = mutate(tree, name)
        green += not red
        print(f"{'red  ' if red else 'GREEN'} {name}", flush=True)
    return 1 if green else 0


if __name__ == "__main__":
    sys.exit(main())
