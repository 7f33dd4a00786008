#!/usr/bin/env bash
# Builds with a sanitizer and runs the tests under it. Left out are: the atlas corpus from end to end
# (minutes there), the tests of faults (sanitizers make system calls and allocations of their own),
# what the packages hold, and with tsan what takes ten minutes there (tests/CMakeLists.txt).
# usage: sanitize.sh [--quick | --units] asan-ubsan|tsan|fuzz
#   --quick  only what reads files, checkpoints, and the seeds of the fuzzers
#   --units  only the unit tests; with tsan, of the stages that have threads
#   fuzz     asan-ubsan as clang has it, which the fuzzers are built with
set -euo pipefail
cd "$(dirname "$0")/.."

which=all
case ${1-} in
  --quick | --units)
    which=${1#--}
    shift
    ;;
esac
case ${1-} in
  asan-ubsan | tsan) packages=(--tests) ;;
  fuzz) packages=(--tests --fuzz) ;;
  *) echo "usage: tools/sanitize.sh [--quick | --units] asan-ubsan|tsan|fuzz" >&2; exit 2 ;;
esac

tools/install_packages.sh "${packages[@]}"
cmake --preset "$1" -DHOGVEC_BUILD_TESTS=ON >/dev/null
export ASAN_OPTIONS=quarantine_size_mb=32  # some tests look at the memory of their process
case $which-$1 in
  all-*)
    cmake --build --preset "$1"
    ctest --preset "$1" --parallel 2
    ;;
  quick-*)
    tests=(base io vocabulary ingest vectors training checkpoint run)
    mapfile -t seeds < <(ls tests/fuzz/seeds)  # a folder for each fuzzer
    cmake --build --preset "$1" --target "${tests[@]/%/_run}" "${seeds[@]/%/_fuzz}"
    ctest --preset "$1" --no-tests=error --parallel 2 -R '_fuzz\.seeds$'
    ;;
  units-tsan)
    threaded=(base io tokens ingest phrases query training validation run)
    cmake --build --preset "$1" --target "${threaded[@]/%/_run}"
    ;;
  units-*) cmake --build --preset "$1" --target unit_tests ;;
esac
