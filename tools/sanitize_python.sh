#!/usr/bin/env bash
# Builds the module for Python with gcc's address and undefined-behaviour sanitizers, and runs tests of it
# under them. Python gets its memory from malloc here, so that reading beyond the end of its objects is
# found, too. Left out are leaks, since Python itself has some, and a test that measures the memory of a
# process, to which the sanitizers add.
# usage: sanitize_python.sh [TEST...]
#   TEST  "views" stands for tests/python/test_views.py; without any, those that are nearest to the C++
set -euo pipefail
cd "$(dirname "$0")/.."

python=/usr/bin/python3
build=$PWD/build/asan-python
[ $# -gt 0 ] || set -- views words threads embedding iterators callbacks keyed_vectors
tests=("${@/#/tests/python/test_}")

tools/install_packages.sh --tests
echo "== the module, in $build"
cmake --preset asan-ubsan -B "$build" -DHOGVEC_PYTHON=$python \
  -DHOGVEC_BUILD_PYTHON=ON -DHOGVEC_BUILD_TESTS=OFF -DHOGVEC_BUILD_PROGRAMS=OFF >/dev/null
cmake --build "$build" --target hogvec_python

# Python is not linked to the sanitizers, and they must know the function that throws from the beginning.
preload=()
for library in libasan.so libubsan.so libstdc++.so; do
  preload+=("$("${CXX:-c++}" -print-file-name=$library)")
done
echo "== its tests: $*"
export LD_PRELOAD="${preload[*]}"
export ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=32 UBSAN_OPTIONS=print_stacktrace=1
export PYTHONMALLOC=malloc PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$build/src/python
# Standard error is not captured: the sanitizers say there why they end the process.
exec $python tests/python/run.py --capture=sys -k "not has_little_of_a_mapped_model" "${tests[@]/%/.py}"
