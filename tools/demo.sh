#!/usr/bin/env bash
# From nothing to answers: installs the packages, builds hogvec, makes a corpus about a small world
# of facts, trains on it, and asks the vectors a few questions. May be repeated.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh
mkdir -p build
echo "building (a minute or two) ..." >&2
if ! { cmake --preset release -DHOGVEC_BUILD_TESTS=OFF &&
       cmake --build --preset release --target programs; } >build/demo.log 2>&1; then
  tail -n 30 build/demo.log >&2
  exit 1
fi
rm -f build/demo.log

show() { echo; echo "\$ $*"; "$@"; }
PATH=$PWD/build/release/tools/main:$PWD/build/release/tools/query:$PWD/build/release/tools/atlas:$PATH
mkdir -p build/demo
cd build/demo

show hogvec-atlas --words 2M --seed 1 -o atlas.txt --questions questions.txt --pairs pairs.tsv
show hogvec train atlas.txt -o atlas.bin
for word in paris king bread faster; do show hogvec-query nn atlas.bin "$word" -k 5; done
show hogvec-query analogy atlas.bin paris france rome -k 1
show hogvec-query analogy atlas.bin man king woman -k 1
show hogvec-query analogy atlas.bin big bigger cold -k 1
show hogvec-query analogy atlas.bin dog puppy cat -k 1
show hogvec-query analogy atlas.bin baker rollingpin farmer -k 1
cat <<'EOF'

Now with a text of your own, one sentence per line:
  build/release/tools/main/hogvec train your-text.txt -o vectors.bin
  build/release/tools/query/hogvec-query nn vectors.bin some words
EOF
