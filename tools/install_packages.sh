#!/usr/bin/env bash
# Installs the Debian packages that hogvec is built from, as far as they are missing.
# usage: install_packages.sh [--python] [--mpi] [--tests] [--bench] [--fuzz] [--coverage] [--browser] [--page] [--tidy]
#   --python: what the module for Python needs; --mpi: what training on several machines needs;
#   --tests: also what the tests need; --bench: the benchmarks; --fuzz: fuzzing; --coverage: its report;
#   --browser: a browser, for the tests that look at a report and at a map in one (some 100 MB);
#   --page: what checks the scripts of hogvec-explore's page: Node.js and TypeScript;
#   --tidy: clang-format and clang-tidy
set -euo pipefail

packages=(
  cmake ninja-build g++
  libboost-program-options-dev libfmt-dev libhnswlib-dev libhwy-dev libpcg-cpp-dev libtbb-dev
  libbz2-dev libedit-dev libeigen3-dev libicu-dev libkissfft-dev liblzma-dev libsqlite3-dev libxxhash-dev libzstd-dev
  zlib1g-dev
  nlohmann-json3-dev pkg-config robin-map-dev
)
for purpose in "$@"; do
  case $purpose in
    --tests)
      packages+=(libgmock-dev libgtest-dev librapidcheck-dev binutils fiu-utils help2man man-db strace
                 mypy pybind11-dev python3 python3-dev python3-gensim python3-numpy python3-pip
                 python3-pyte python3-pytest python3-regex python3-tqdm python3-venv
                 fasttext libopenmpi-dev openmpi-bin postgresql zstd)
      ;;
    --mpi) packages+=(libopenmpi-dev openmpi-bin) ;;
    --python) packages+=(pybind11-dev python3-dev python3-numpy python3-tqdm) ;;
    --bench)
      packages+=(libbenchmark-dev libopenblas0-pthread python3 python3-gensim python3-matplotlib fasttext)
      ;;
    --browser) packages+=(chromium) ;;
    --page) packages+=(node-typescript nodejs) ;;
    --tidy) packages+=(clang-format clang-tidy) ;;
    --coverage) packages+=(gcovr) ;;
    --fuzz) packages+=(libgmock-dev libgtest-dev librapidcheck-dev clang libclang-rt-14-dev) ;;
    *) echo "usage: install_packages.sh [--python] [--mpi] [--tests] [--bench] [--fuzz] [--coverage] [--browser] [--page] [--tidy]" >&2; exit 2 ;;
  esac
done

missing=()
for package in "${packages[@]}"; do
  if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
    missing+=("$package")
  fi
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "run this as root, or install sudo" >&2; exit 1; }
  as_root=(sudo)
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "installing: ${missing[*]}" >&2
if ! { "${as_root[@]}" apt-get update &&
       "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
         apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "the packages could not be installed; the lines above say why" >&2
  exit 1
fi
