#!/usr/bin/env bash
# Fetches axe-core, which checks hogvec-explore's page for readers without sight or mouse, by npm into
# build/page_packages. Only the test of the page runs it; without it that part of the test is skipped.
# usage: page_packages.sh
set -euo pipefail
cd "$(dirname "$0")/.."

axe=axe-core@4.10.3
folder=build/page_packages

command -v npm >/dev/null || { echo "npm is not installed: the page is tested without axe-core" >&2; exit 0; }
[ "$(cat $folder/version 2>/dev/null)" != "$axe" ] || exit 0
mkdir -p $folder
if ! npm install --prefix $folder --no-save --no-audit --no-fund --ignore-scripts --silent $axe; then
  echo "axe-core could not be fetched: the page is tested without it" >&2
  exit 0
fi
echo $axe >$folder/version
