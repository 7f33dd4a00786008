#!/usr/bin/env bash
# Installs what the tests need, builds everything with warnings as errors, and runs every test.
# May be repeated.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh --tests
cmake --preset release -DHOGVEC_BUILD_TESTS=ON
cmake --build --preset release
ctest --preset release --parallel 2
