#!/usr/bin/env bash
# Builds the module for Python with clang's address and undefined-behaviour sanitizers, in the build of
# the fuzzers, and runs tests of it under them. Python gets its memory from malloc here, so that reading
# beyond the end of its objects is found, too. Left out are leaks, since Python itself has some, and a
# test that measures the memory of a process, to which the sanitizers add.
# usage: sanitize_python.sh [TEST...]
#   TEST  "views" stands for tests/python/test_views.py; without any, those that are nearest to the C++
set -euo pipefail
cd "$(dirname "$0")/.."

python=/usr/bin/python3
[ $# -gt 0 ] || set -- views words alignment threads embedding iterators callbacks keyed_vectors
tests=("${@/#/tests/python/test_}")

tools/install_packages.sh --tests --fuzz
cmake --preset fuzz -DHOGVEC_BUILD_TESTS=ON -DHOGVEC_BUILD_PYTHON=ON >/dev/null
cmake --build --preset fuzz --target hogvec_python

LD_PRELOAD=$(clang -print-file-name=libclang_rt.asan-$(uname -m).so)  # Python is not linked to it
export LD_PRELOAD
export ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=32 UBSAN_OPTIONS=print_stacktrace=1
export PYTHONMALLOC=malloc PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$PWD/build/fuzz/src/python
# Standard error is not captured: the sanitizers say there why they end the process.
exec $python tests/python/run.py --capture=sys -k "not has_little_of_a_mapped_model" "${tests[@]/%/.py}"
