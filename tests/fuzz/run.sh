#!/usr/bin/env bash
# Searches with libFuzzer, N targets at a time (2 if not said), and says what came of it.
# usage: run.sh [--jobs N] SECONDS [TARGET...]; what is found lies in build/fuzz/findings
set -euo pipefail
cd "$(dirname "$0")/../.."

jobs=2
if [ "${1-}" = --jobs ] && [ $# -ge 2 ]; then
  jobs=$2
  shift 2
fi
[ $# -ge 1 ] && [ "$jobs" -ge 1 ] ||
  { echo "usage: tests/fuzz/run.sh [--jobs N] SECONDS [TARGET...]" >&2; exit 2; }
seconds=$1
shift
targets=("$@")
[ $# -gt 0 ] || mapfile -t targets < <(ls tests/fuzz/seeds)  # a folder for each

tools/install_packages.sh --fuzz
cmake --preset fuzz -DHOGVEC_BUILD_TESTS=ON >/dev/null
mkdir -p build/fuzz
cmake --build --preset fuzz --target "${targets[@]/%/_fuzz}" >build/fuzz/build.log 2>&1 ||
  { grep -A 5 'error:' build/fuzz/build.log | head -n 40 >&2; exit 1; }

build=$PWD/build/fuzz
mkdir -p "$build/findings" "$build/logs"
cores=$(nproc)
timeout=$((5 * ((jobs + cores - 1) / cores)))  # seconds for one input, on a core shared with others

search() {
  local target=$1 corpus=$build/corpus/$1
  mkdir -p "$corpus"
  "$build/tests/fuzz/${target}_fuzz" -max_total_time="$seconds" -max_len=65536 -timeout="$timeout" \
    -rss_limit_mb=1024 -malloc_limit_mb=256 -print_final_stats=1 \
    -artifact_prefix="$build/findings/$target-" \
    "$corpus" "tests/fuzz/seeds/$target" >"$build/logs/$target" 2>&1
}

status=0
for ((first = 0; first < ${#targets[@]}; first += jobs)); do
  pids=()
  for target in "${targets[@]:first:jobs}"; do
    search "$target" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || status=1; done
done

printf '%-12s %12s %8s %8s\n' target executions per-s inputs
for target in "${targets[@]}"; do
  figure() { grep -oP "stat::$1:\s+\K\d+" "$build/logs/$target" || echo '?'; }
  printf '%-12s %12s %8s %8s\n' "$target" "$(figure number_of_executed_units)" \
    "$(figure average_exec_per_sec)" "$(ls "$build/corpus/$target" | wc -l)"
done
ls "$build/findings" | sed "s|^|FOUND: build/fuzz/findings/|"
exit $status
