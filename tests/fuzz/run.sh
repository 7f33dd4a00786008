#!/usr/bin/env bash
# Searches with libFuzzer, two targets at a time, and says what came of it.
# usage: run.sh SECONDS [TARGET...]; what is found lies in build/fuzz/findings
set -euo pipefail
cd "$(dirname "$0")/../.."

[ $# -ge 1 ] || { echo "usage: tests/fuzz/run.sh SECONDS [TARGET...]" >&2; exit 2; }
seconds=$1
shift
targets=("$@")
[ $# -gt 0 ] || targets=(argv checkpoint configuration kernels numbers questions sources tokenizer vectors vocabulary)

tools/install_packages.sh --fuzz
cmake --preset fuzz -DHOGVEC_BUILD_TESTS=ON >/dev/null
mkdir -p build/fuzz
cmake --build --preset fuzz --target "${targets[@]/%/_fuzz}" >build/fuzz/build.log 2>&1 ||
  { grep -A 5 'error:' build/fuzz/build.log | head -n 40 >&2; exit 1; }

build=$PWD/build/fuzz
mkdir -p "$build/findings" "$build/logs"

search() {
  local target=$1 corpus=$build/corpus/$1
  mkdir -p "$corpus"
  "$build/tests/fuzz/${target}_fuzz" -max_total_time="$seconds" -max_len=65536 -timeout=5 \
    -rss_limit_mb=1024 -malloc_limit_mb=256 -print_final_stats=1 \
    -artifact_prefix="$build/findings/$target-" \
    "$corpus" "tests/fuzz/seeds/$target" >"$build/logs/$target" 2>&1
}

status=0
for ((first = 0; first < ${#targets[@]}; first += 2)); do
  pids=()
  for target in "${targets[@]:first:2}"; do
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
