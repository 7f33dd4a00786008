#!/usr/bin/env bash
# Builds with a sanitizer and runs the tests under it, but for those that take minutes there.
# usage: sanitize.sh asan-ubsan|tsan
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1-} in
  asan-ubsan | tsan) ;;
  *) echo "usage: tools/sanitize.sh asan-ubsan|tsan" >&2; exit 2 ;;
esac
tools/install_packages.sh --tests
cmake --preset "$1" -DHOGVEC_BUILD_TESTS=ON >/dev/null
cmake --build --preset "$1"
ctest --preset "$1" --parallel 2
