#!/usr/bin/env bash
# Downloads a well-known corpus, checks it, and unpacks it.
# usage: fetch-corpus.sh text8|enwik9|1b [FOLDER]
set -euo pipefail

fail() { echo "fetch-corpus.sh: $*" >&2; exit 1; }
need() { command -v "$1" >/dev/null || fail "needs $1 (Debian package $1)"; }

# Carries on where an earlier try broke off.
fetch() {
  need curl
  curl --fail --location --continue-at - --output "$2" "$1" ||
    fail "could not download $1; is there a network?"
}

require_size() {
  local size
  size=$(stat -c %s "$1")
  [ "$size" -eq "$2" ] || fail "$1 has $size bytes, expected $2; remove it and try again"
}

name=${1:-}
folder=${2:-.}
case $name in
  text8 | enwik9)
    size=100000000
    [ "$name" = enwik9 ] && size=1000000000
    need unzip
    mkdir -p "$folder"
    fetch "http://mattmahoney.net/dc/$name.zip" "$folder/$name.zip"
    unzip -o -q "$folder/$name.zip" -d "$folder"
    require_size "$folder/$name" "$size"
    sha256sum "$folder/$name"
    ;;
  1b)
    archive=1-billion-word-language-modeling-benchmark-r13output.tar.gz
    mkdir -p "$folder"
    fetch "http://www.statmt.org/lm-benchmark/$archive" "$folder/$archive"
    require_size "$folder/$archive" 1792209805
    tar -xzf "$folder/$archive" -C "$folder"
    cat "$folder"/1-billion-word-*/training-monolingual.tokenized.shuffled/* >"$folder/1b.txt"
    sha256sum "$folder/1b.txt"
    ;;
  *) fail "usage: fetch-corpus.sh text8|enwik9|1b [FOLDER]" ;;
esac
