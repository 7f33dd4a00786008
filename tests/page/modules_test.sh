#!/usr/bin/env bash
# The modules of hogvec-explore's page that need no document do what their tests say, by Node.js, and the
# types in all comments hold, by TypeScript. Skipped (77) where either is missing.
# usage: modules_test.sh
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
page=$here/../../src/page
for tool in node tsc; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
[ "$(node --version | sed 's/^v\([0-9]*\).*/\1/')" -ge 18 ] || { echo "skipped: Node.js before 18"; exit 77; }
node --test "$here"/*.test.mjs
tsc --allowJs --checkJs --strict --noEmit --target es2022 --lib es2022,dom,dom.iterable \
  --moduleResolution node --module es2022 "$page"/*.js
echo "the modules of the page do what their tests say"
