#!/usr/bin/env bash
# Makes the packages and holds them to what a user wants: lintian has no errors; in a fresh system they
# install, train, answer, show their manual, let others build with the library, and are gone when
# removed. Takes minutes and the network; skipped (77) without root, mmdebstrap or lintian.
# usage: packages_test.sh BUILD_FOLDER
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: packages_test.sh BUILD_FOLDER" >&2; exit 2; }
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
[ "$(id -u)" -eq 0 ] || { echo "skipped: not root"; exit 77; }
for tool in mmdebstrap lintian help2man; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$build" && cpack -B "$work/packages" >/dev/null)
rm -rf "$work"/packages/_CPack_Packages
lintian --allow-root --fail-on error "$work"/packages/*.deb

cp "$here/main.cc" "$work/packages/"
cp "$here/core/main.cc" "$work/packages/core.cc"
cat >"$work/packages/try.sh" <<'INSIDE'
set -euo pipefail
cd /packages
export DEBIAN_FRONTEND=noninteractive
dpkg-query -W -f '${Package}\n' | sort >/before
find /usr /etc -xdev | sort >/files-before
apt-get install -y --no-install-recommends ./hogvec_*.deb ./hogvec-doc_*.deb >/log 2>&1 || { tail /log; exit 1; }
hogvec-atlas --words 200K -o atlas.txt
hogvec train atlas.txt -o atlas.safetensors -q
hogvec export atlas.safetensors -o atlas.sqlite
hogvec-query nn atlas.sqlite paris -k 3
test -s /usr/share/bash-completion/completions/hogvec
zcat /usr/share/man/man1/hogvec-train.1.gz | grep -- 'checkpoint' >/dev/null
apt-get install -y --no-install-recommends ./python3-hogvec_*.deb >/log 2>&1 || { tail /log; exit 1; }
cd /  # nothing of the build is near
python3 -c 'import hogvec, importlib.metadata
print("hogvec for Python", importlib.metadata.version("hogvec"))
model = hogvec.Word2Vec([["a", "b"]] * 100, min_count=1, vector_size=8, sample=0, progress=False)
print(model.wv.most_similar("a", topn=1))'
test -d /usr/lib/python3/dist-packages/hogvec/__pycache__
cd /packages
apt-get install -y --no-install-recommends ./hogvec-mpi_*.deb >/log 2>&1 || { tail /log; exit 1; }
zcat /usr/share/man/man1/hogvec-mpi.1.gz | grep mpirun >/dev/null
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
mpirun -n 2 hogvec-mpi train atlas.txt -o atlas.bin --threads 1 -q
hogvec-query nn atlas.bin paris -k 3
if ldd "$(command -v hogvec)" | grep libmpi; then exit 1; fi
apt-get install -y --no-install-recommends ./hogvec-explore_*.deb >/log 2>&1 || { tail /log; exit 1; }
test -s /usr/share/bash-completion/completions/hogvec-explore
zcat /usr/share/man/man1/hogvec-explore.1.gz | grep 'no.*cache' >/dev/null
hogvec-explore atlas.bin --top 300 -o map.html
grep -q '<html' map.html
hogvec-explore atlas.bin >/address &
explorer=$!
for _ in $(seq 100); do [ -s /address ] && break; sleep 0.1; done
grep -q '^open http://127.0.0.1:' /address
kill "$explorer"
wait "$explorer" || true
apt-get install -y --no-install-recommends g++ libc6-dev ./libhogvec-dev_*.deb >/log 2>&1 || { tail /log; exit 1; }
g++ -std=c++20 main.cc $(pkg-config --cflags --libs hogvec) -o example
./example
g++ -std=c++20 core.cc $(pkg-config --cflags --libs hogvec-core) -o core
./core
if ldd core | grep -E 'libicu|libsqlite3'; then exit 1; fi
apt-get purge -y hogvec hogvec-doc hogvec-explore libhogvec-dev python3-hogvec hogvec-mpi >/log 2>&1 || { tail /log; exit 1; }
apt-get autoremove -y --purge >>/log 2>&1
find / -xdev -not -path '/proc/*' -not -path '/packages*' -not -path '/var/*' -name '*hogvec*' | sort >/left
if [ -s /left ]; then echo "left behind:"; cat /left; exit 1; fi
echo "the packages install, work and go"
INSIDE

sources=/etc/apt/sources.list
[ -e $sources ] || sources=/etc/apt/sources.list.d/debian.sources
mmdebstrap --quiet --variant=apt --format=null \
  --customize-hook='cp -r '"$work"'/packages "$1"/packages' \
  --customize-hook='chroot "$1" bash /packages/try.sh' \
  bookworm /dev/null "$sources" >"$work/log" 2>&1 || { tail -n 40 "$work/log" >&2; exit 1; }
tail -n 1 "$work/log"
