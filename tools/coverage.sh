#!/usr/bin/env bash
# Runs the tests in a build that counts, and says which lines and branches they take of the code that
# files and checkpoints go through. Fails below 95 % of lines and 85 % of branches there; those that
# only the compiler's own clean-up after exceptions takes are left out.
# usage: coverage.sh
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh --tests --coverage
cmake --preset coverage -DHOGVEC_BUILD_TESTS=ON >/dev/null
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
# Tests of faults and signals end programs before they can write what they counted; the atlas is a tool,
# and what trains a lot by the programs takes long without optimisation and counts nothing new.
ctest --test-dir build/coverage --parallel 2 --label-exclude 'long|slow|fault' --exclude-regex 'Atlas|interrupt|same_bytes|readme_commands|report_page|doors|eval$' \
  --output-on-failure >build/coverage/tests.log || { tail -n 60 build/coverage/tests.log >&2; exit 1; }
gcovr --root . --object-directory build/coverage \
  --filter 'src/(base|vectors|tokens)/' --filter 'src/training/(checkpoint|keeper)' \
  --exclude-throw-branches --exclude-unreachable-branches \
  --branches --txt build/coverage/branches.txt \
  --html-details build/coverage/report.html --print-summary \
  --fail-under-line 95 --fail-under-branch 85
echo "file by file: build/coverage/report.html"
