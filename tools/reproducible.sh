#!/usr/bin/env bash
# Builds the last commit in two folders and compares what comes out, byte for byte: the programs and
# the library. So anybody who has the sources can check that a program was made from them.
# usage: reproducible.sh
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
made=(src/libhogvec.a tools/main/hogvec tools/query/hogvec-query tools/eval/hogvec-eval
      tools/atlas/hogvec-atlas tools/explore/hogvec-explore)

# Paths of different lengths, and no cache, which would hand the second what the first has made.
for folder in one the-other/and-deeper; do
  mkdir -p "$work/$folder"
  git archive HEAD | tar -x -C "$work/$folder"
  (cd "$work/$folder"
   cmake --preset release -DHOGVEC_BUILD_TESTS=OFF -DCMAKE_CXX_FLAGS="-ffile-prefix-map=$PWD=."
   CCACHE_DISABLE=1 cmake --build --preset release --target programs) >"$work/log" 2>&1 ||
    { tail -n 30 "$work/log" >&2; exit 1; }
  (cd "$work/$folder/build/release" && sha256sum "${made[@]}") >"$work/$(basename "$folder").sums"
done
diff "$work/one.sums" "$work/and-deeper.sums" && cat "$work/one.sums"
