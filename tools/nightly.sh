#!/usr/bin/env bash
# Everything once, also what takes too long for the gate: all tests, among them those of minutes (2 GB
# lines, mutations, packages, the Dockerfile), the sanitizers' whole suites, fuzzers for longer, a
# build in two folders. Goes on after a failure; ends with a table of what passed, failed or was
# skipped, and how long it took, which is kept with the logs. Takes hours.
# usage: nightly.sh [FUZZ_SECONDS]    for each fuzzer [120]
set -uo pipefail
cd "$(dirname "$0")/.."

fuzz_seconds=${1:-120}
logs=build/nightly
rm -rf "$logs"
mkdir -p "$logs"
table=$logs/table.txt
failed=0

# usage: check NAME COMMAND...; exit code 77 stands for skipped
check() {
  local name=$1 began=$SECONDS result=passed log
  log=$logs/${name//[^A-Za-z0-9_-]/_}.log
  shift
  echo "== $name" >&2
  "$@" >"$log" 2>&1
  case $? in
    0) ;;
    77) result=skipped ;;
    *) result=FAILED failed=1 ;;
  esac
  printf '%-34s %-8s %6d s\n' "$name" $result $((SECONDS - began)) | tee -a "$table"
}

long_tests() { ctest --preset release -N -L long | sed -n 's/^ *Test *#[0-9]*: //p'; }
one_test() {
  ctest --preset release --no-tests=error -R "^$1\$" | tee "$logs/one.txt"
  [ "${PIPESTATUS[0]}" -eq 0 ] || return 1
  ! grep -q 'Skipped' "$logs/one.txt" || return 77
}

printf '%s, commit %s, %s cores\n' "$(date -u '+%Y-%m-%d %H:%M UTC')" \
  "$(git describe --always --dirty)" "$(nproc)" | tee "$table"
check "demo" tools/demo.sh
check "test.sh" tools/test.sh
for test in $(long_tests); do check "$test" one_test "$test"; done
check "bench smoke" tools/bench/smoke.sh
check "asan-ubsan" tools/sanitize.sh asan-ubsan
check "tsan" tools/sanitize.sh tsan
check "clang's asan-ubsan, unit tests" tools/sanitize.sh --units fuzz
check "fuzzers, $fuzz_seconds s each" tests/fuzz/run.sh "$fuzz_seconds"
check "coverage" tools/coverage.sh
check "asan-ubsan, the module for Python" tools/sanitize_python.sh
check "clang-tidy" tools/tidy.sh
check "reproducible build" tools/reproducible.sh
echo
cat "$table"
echo "logs: $PWD/$logs"
exit $failed
