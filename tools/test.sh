#!/usr/bin/env bash
# Installs what the tests need, builds everything with warnings as errors, and runs every test but
# those that take minutes. May be repeated.
# usage: test.sh [--all]    --all: the long ones too
set -euo pipefail
cd "$(dirname "$0")/.."

which=(--label-exclude long)
case ${1-} in
  "") ;;
  --all) which=() ;;
  *) echo "usage: tools/test.sh [--all]" >&2; exit 2 ;;
esac

tools/install_packages.sh --tests
cmake --preset release -DHOGVEC_BUILD_TESTS=ON -DHOGVEC_BUILD_PYTHON=ON -DHOGVEC_BUILD_MPI=ON
cmake --build --preset release
ctest --preset release --parallel 2 "${which[@]}"
