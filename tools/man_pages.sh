#!/usr/bin/env bash
# Makes a man page of the help of each program and command, with help2man.
# usage: man_pages.sh OUT_FOLDER HOGVEC PROGRAM...
set -euo pipefail

[ $# -ge 2 ] || { echo "usage: tools/man_pages.sh OUT_FOLDER HOGVEC PROGRAM..." >&2; exit 2; }
out=$1 hogvec=$2
shift 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$out"
version=$("$hogvec" --version | sed -n 1p)

# help2man runs a program by its name alone, so each command gets a program of its own.
page() {
  local name=$1
  shift
  printf '#!/bin/sh\nexec %s "$@"\n' "$(printf '%q ' "$@")" >"$scratch/$name"
  chmod +x "$scratch/$name"
  local purpose
  purpose=$("$scratch/$name" --help | sed -n '1s/^[^:]*: //p')
  help2man --no-info --version-string "$version" --name "$purpose" --locale C.UTF-8 \
    "$scratch/$name" --output "$scratch/$name.1"
  tidy "$name" <"$scratch/$name.1" >"$out/$name.1"
}

# A command's own name instead of the program's; a program's first line not twice; and what the help
# indents, examples and tables, line by line.
tidy() {
  awk -v name="$1" '
    /^\.TH / { sub(/^\.TH [^ ]+/, ".TH " toupper(name)) }
    section == "NAME" && !named { sub(/^.* \\- /, name " \\- "); named = 1 }
    section == "DESCRIPTION" && !described { described = 1; next }
    /^\.SH / { section = $2 }
    /^\.(PP|SH|SS|TP|br)/ && verbatim { print ".fi"; verbatim = 0 }
    { print }
    /^\.IP$/ { print ".nf"; verbatim = 1 }
    END { if (verbatim) print ".fi" }'
}

page hogvec "$hogvec"
for command in $("$hogvec" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
  page "hogvec-$command" "$hogvec" "$command"
done
for program in "$@"; do page "$(basename "$program")" "$program"; done
