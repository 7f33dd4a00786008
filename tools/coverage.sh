#!/usr/bin/env bash
# Runs unit tests in a build that counts, and says which lines and branches they take of the code that
# files and checkpoints go through. Fails below 95 % of lines and 85 % of branches there; those that
# only the compiler's own clean-up after exceptions takes are left out. What only the tests of whole
# programs take is not counted.
# usage: coverage.sh
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh --tests --coverage
cmake --preset coverage -DHOGVEC_BUILD_TESTS=ON >/dev/null
find build/coverage -name '*.gcda' -delete
tests=(base io corpus tokens ingest training validation checkpoint run vectors vocabulary)  # whose unit tests take that code
cmake --build --preset coverage --target "${tests[@]/%/_run}"
gcovr --root . --object-directory build/coverage \
  --filter 'src/(base|io|vectors|tokens)/' --filter 'src/checkpoint/' \
  --exclude-throw-branches --exclude-unreachable-branches \
  --branches --txt build/coverage/branches.txt \
  --html-details build/coverage/report.html --print-summary \
  --fail-under-line 95 --fail-under-branch 85
echo "file by file: build/coverage/report.html"
