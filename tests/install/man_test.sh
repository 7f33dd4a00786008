#!/usr/bin/env bash
# Every man page is taken by man without a warning. Skipped (77) without help2man or man.
# usage: man_test.sh HOGVEC PROGRAM...
set -euo pipefail

[ $# -ge 1 ] || { echo "usage: man_test.sh HOGVEC PROGRAM..." >&2; exit 2; }
for tool in help2man man; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
"$(dirname "$0")/../../tools/man_pages.sh" "$pages" "$@"
for page in "$pages"/*.1; do
  warnings=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
  [ -z "$warnings" ] || { echo "$page: $warnings"; exit 1; }
  grep -q '^\.SH OPTIONS\|^\.SS ' "$page" || [ "$(basename "$page")" = hogvec.1 ] ||
    { echo "$page: has no options"; exit 1; }
done
echo "$(ls "$pages" | wc -l) pages without a warning"
