#!/usr/bin/env bash
# What clang-tidy finds in the library and the programs, by .clang-tidy; any finding is a failure.
# usage: tidy.sh [--recent | FILE...]    all of src/ and tools/ if none is named
#   --recent: those that the last 12 commits changed
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh --tidy
[ -f build/release/compile_commands.json ] || cmake --preset release >/dev/null
ours=('src/*.cc' 'tools/*.cc' ':!tools/bench')
if [ "${1-}" = --recent ]; then
  git rev-parse --quiet --verify HEAD~12 >/dev/null ||
    { echo "skipped: the history is not here, so what has changed is not known"; exit 0; }
  mapfile -t files < <(git diff --name-only --diff-filter=d HEAD~12 -- "${ours[@]}")
elif [ $# -eq 0 ]; then
  mapfile -t files < <(git ls-files "${ours[@]}")
else
  files=("$@")
fi
[ ${#files[@]} -gt 0 ] || { echo "no source has changed"; exit 0; }
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
