#!/usr/bin/env bash
# Runs every benchmark briefly, to check that it still works; the figures mean nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."

tools/install_packages.sh --bench
cmake --preset release -DHOGVEC_BUILD_BENCHMARKS=ON
cmake --build --preset release --target programs hogvec-bench-micro
build/release/tools/bench/micro/hogvec-bench-micro \
  --benchmark_filter=-large --benchmark_min_time=0.001
tools/bench/compare --smoke
tools/bench/scaling --smoke
tools/bench/quality --smoke
tools/bench/compare --subwords --smoke
tools/bench/quality --subwords --smoke
tools/bench/compare --model cbow --smoke
tools/bench/quality --model cbow skipgram --smoke
tools/bench/unseen --smoke
tools/bench/layout --smoke
tools/bench/explore --smoke
if ls build/release/src/python/hogvec/_hogvec*.so >/dev/null 2>&1; then tools/bench/module --smoke; fi
if [ -x build/release/tools/cluster/hogvec-mpi ]; then tools/bench/scale-out --smoke; fi
