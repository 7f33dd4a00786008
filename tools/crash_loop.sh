#!/usr/bin/env bash
# Kills training runs with SIGKILL at random times and lets them go on, N rounds of it.
# usage: crash_loop.sh N [--seed N]; needs what tools/test.sh has built
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -ge 1 ] || { echo "usage: tools/crash_loop.sh N [--seed N]" >&2; exit 2; }
build=build/release
exec /usr/bin/python3 tests/fault/crash_loop.py \
  "$build/tools/main/hogvec" "$build/tools/atlas/hogvec-atlas" "$build/tools/query/hogvec-query" "$@"
