#!/usr/bin/env bash
# Downloads a well-known corpus, checks it, and unpacks it.
# usage: fetch-corpus.sh text8|enwik9|1b [FOLDER]
set -euo pipefail

fail() { echo "fetch-corpus.sh: $*" >&2; exit 1; }
need() { command -v "$1" >/dev/null || fail "needs $1 (Debian package $1)"; }

# Carries on where an earlier try broke off.
fetch() {
  local show=--silent
  if [ -t 2 ]; then show=--progress-bar; fi
  if command -v curl >/dev/null; then
    curl --fail --location "$show" --connect-timeout 30 --continue-at - --output "$2" "$1"
  elif command -v wget >/dev/null; then
    wget --quiet --tries 3 --timeout 30 --continue --output-document "$2" "$1"
  else
    fail "needs curl or wget (Debian packages of these names)"
  fi || fail "could not download $1; is there a network? Try again to go on; remove $2 to start anew"
}

has_size() { [ -f "$1" ] && [ "$(stat -c %s "$1")" -eq "$2" ]; }

require_size() {
  has_size "$1" "$2" ||
    fail "$1 has $(stat -c %s "$1") bytes, expected $2; remove it and try again"
}

# usage: require_sum PROGRAM SUM FILE WHAT-TO-REMOVE
require_sum() {
  [ "$("$1" <"$3" | cut -d " " -f 1)" = "$2" ] ||
    fail "$3 is not the file that was published ($1 differs); remove $4 and try again"
}

name=${1:-}
folder=${2:-.}
case $name in
  text8 | enwik9)
    # The sums of the unpacked texts, as published beside them.
    size=100000000 md5=3bea1919949baf155f99411df5fada7e
    if [ "$name" = enwik9 ]; then
      size=1000000000 md5=e206c3450ac99950df65bf70ef61a12d
    fi
    need unzip
    mkdir -p "$folder"
    if ! has_size "$folder/$name" "$size"; then
      # Asking a server for bytes past the end of a whole file is an error to curl.
      unzip -tqq "$folder/$name.zip" >/dev/null 2>&1 ||
        fetch "http://mattmahoney.net/dc/$name.zip" "$folder/$name.zip"
      unzip -o -q "$folder/$name.zip" -d "$folder" ||
        fail "$folder/$name.zip is damaged; remove it and try again"
      require_size "$folder/$name" "$size"
    fi
    require_sum md5sum "$md5" "$folder/$name" "it and $folder/$name.zip"
    sha256sum "$folder/$name"
    ;;
  1b)
    archive=1-billion-word-language-modeling-benchmark-r13output.tar.gz
    mkdir -p "$folder"
    if ! has_size "$folder/$archive" 1792209805; then
      fetch "http://www.statmt.org/lm-benchmark/$archive" "$folder/$archive"
      require_size "$folder/$archive" 1792209805
    fi
    # Not published beside the archive; the sum that several projects check it by.
    sha256=01ba60381110baf7f189dfd2b8374de371e8c9a340835793f190bdae9e90a34e
    require_sum sha256sum "$sha256" "$folder/$archive" it
    tar -xzf "$folder/$archive" -C "$folder"
    cat "$folder"/1-billion-word-*/training-monolingual.tokenized.shuffled/* >"$folder/1b.txt"
    sha256sum "$folder/1b.txt"
    ;;
  *) fail "usage: fetch-corpus.sh text8|enwik9|1b [FOLDER]" ;;
esac
