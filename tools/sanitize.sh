#!/usr/bin/env bash
# Builds with a sanitizer and runs the tests under it. Left out are: the atlas corpus from end to end
# (minutes there), the tests of faults (sanitizers make system calls and allocations of their own),
# what the packages hold, and with tsan what takes ten minutes there (tests/CMakeLists.txt).
# usage: sanitize.sh [--quick] asan-ubsan|tsan
#   --quick  only what reads files, checkpoints, and the seeds of the fuzzers
set -euo pipefail
cd "$(dirname "$0")/.."

quick=false
if [ "${1-}" = --quick ]; then
  quick=true
  shift
fi
case ${1-} in
  asan-ubsan | tsan) ;;
  *) echo "usage: tools/sanitize.sh [--quick] asan-ubsan|tsan" >&2; exit 2 ;;
esac

tools/install_packages.sh --tests
cmake --preset "$1" -DHOGVEC_BUILD_TESTS=ON >/dev/null
if ! $quick; then
  cmake --build --preset "$1"
  ctest --preset "$1" --parallel 2
  exit
fi

tests=(base_test io_test vocabulary_test ingest_test vectors_test training_test checkpoint_test run_test)
mapfile -t seeds < <(ls tests/fuzz/seeds)  # a folder for each fuzzer
cmake --build --preset "$1" --target "${tests[@]}" "${seeds[@]/%/_fuzz_replay}"
for test in "${tests[@]}"; do
  "build/$1/tests/$test" --gtest_brief=1
done
ctest --preset "$1" --parallel 2 -R '_fuzz.replay'
