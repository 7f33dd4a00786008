#!/usr/bin/env bash
# What clang-tidy finds in the library and the programs, by .clang-tidy; any finding is a failure.
# usage: tidy.sh [FILE...]    all of src/ and tools/ if none is named
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh --tidy
[ -f build/release/compile_commands.json ] || cmake --preset release >/dev/null
files=("$@")
[ $# -gt 0 ] || mapfile -t files < <(git ls-files 'src/*.cc' 'tools/*.cc' ':!tools/bench')
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A warning of g++'s own is switched off by a name that clang does not know.
if ! printf '%s\n' "${files[@]}" |
     xargs -P "$(nproc)" -n 4 clang-tidy -p build/release --quiet \
       --extra-arg=-Wno-unknown-warning-option >"$log" 2>/dev/null; then
  grep -E '(warning|error):' "$log" | sort -u
  exit 1
fi
echo "${#files[@]} files, and clang-tidy finds nothing"
