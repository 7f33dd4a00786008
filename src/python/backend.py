"""Builds the wheel and the source archive (PEP 517), with the standard library and CMake alone.

`pip install ./src/python --config-settings KEY=VALUE` takes:
  without=icu,sqlite    what to leave out; README.md says what then is missing
  build-dir=FOLDER      where to build, and to keep it, so that the next build is quick
CMake's own variables (CXX, CXXFLAGS, CMAKE_GENERATOR) work as ever.
By hand, `python3 backend.py FOLDER` writes the metadata for a package of a distribution.
"""
from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any, Dict, NoReturn, Optional

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PARTS = {"icu": "HOGVEC_WITH_UNICODE", "sqlite": "HOGVEC_WITH_SQLITE"}
SOURCES = ("CMakeLists.txt", "LICENSE", "README.md", "cmake", "include", "src", "tools")
NEEDED = "it takes CMake 3.25, a C++20 compiler, pybind11 2.10 and what tools/install_packages.sh names"
Settings = Optional[Dict[str, Any]]


def fail(message: str) -> NoReturn:
    sys.exit(f"hogvec: {message}")


def version() -> str:
    found = re.search(r"project\(hogvec VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text("utf-8"))
    return found[1] if found else fail("CMakeLists.txt names no version")


def metadata() -> str:
    return f"""Metadata-Version: 2.1
Name: hogvec
Version: {version()}
Summary: Trains word embeddings from text, fast, and answers questions about them
License: Apache-2.0
Requires-Python: >=3.9
Requires-Dist: numpy
Provides-Extra: progress
Requires-Dist: tqdm; extra == 'progress'
Description-Content-Type: text/markdown

{(HERE / "README.md").read_text("utf-8")}"""


def settings_of(given: Settings, name: str) -> str:
    """The setting as one string; pip gives a list where it was said twice."""
    value = (given or {}).get(name, "")
    return value if isinstance(value, str) else " ".join(value)


def definitions(given: Settings) -> list[str]:
    unknown = set(given or {}) - {"without", "build-dir"}
    left_out = settings_of(given, "without").replace(",", " ").split()
    if unknown or not set(left_out) <= set(PARTS):
        fail(f"what is {', '.join(sorted(unknown or set(left_out) - set(PARTS)))}? "
             f"The settings are without={','.join(PARTS)} and build-dir=")
    return ["-DCMAKE_BUILD_TYPE=Release", "-DHOGVEC_BUILD_PYTHON=ON", "-DHOGVEC_BUILD_TESTS=OFF",
            "-DHOGVEC_BUILD_PROGRAMS=OFF",
            f"-DHOGVEC_PYTHON={sys.executable}", "-DHOGVEC_PYTHON_DIR=.",
            *(f"-D{option}={'OFF' if part in left_out else 'ON'}" for part, option in PARTS.items())]


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def install(stage: Path, build: Path, given: Settings) -> None:
    """Puts the package, as CMake installs it, into a folder."""
    installed = ("--component", "python", "--strip", "--prefix", stage)
    cmake = shutil.which("cmake") or fail(f"there is no cmake; {NEEDED}")
    configured = subprocess.run([cmake, "-S", ROOT, "-B", build, *definitions(given)],
                                stderr=subprocess.PIPE, text=True)
    sys.stderr.write(configured.stderr)
    if configured.returncode:
        missing = "pybind11 is missing" if "pybind11" in configured.stderr else "something is missing"
        fail(f"{missing}, as CMake says above; {NEEDED}")
    if subprocess.run([cmake, "--build", build, "--target", "hogvec_python", "--parallel", str(cores())]).returncode:
        fail("the module was not built; the compiler's messages are above")
    if subprocess.run([cmake, "--install", build, *installed]).returncode:
        fail("the module was not installed")


def write_dist_info(folder: Path) -> str:
    name = f"hogvec-{version()}.dist-info"
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "METADATA").write_text(metadata(), "utf-8")
    (folder / name / "WHEEL").write_text(
        f"Wheel-Version: 1.0\nGenerator: hogvec\nRoot-Is-Purelib: false\nTag: {wheel_tag()}\n", "utf-8")
    shutil.copy(ROOT / "LICENSE", folder / name)
    return name


def wheel_tag() -> str:
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    platform = re.sub("[-.]", "_", sysconfig.get_platform())
    return f"{python}-{python}{sys.abiflags}-{platform}"


def zipped(stage: Path, record: str, target: Path) -> None:
    """The files of a folder, with their checksums; the same bytes for the same files."""
    lines = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        def add(name: str, content: bytes, mode: int) -> None:
            entry = zipfile.ZipInfo(name)
            entry.external_attr, entry.compress_type = (0o100000 | mode) << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)

        for path in sorted(path for path in stage.rglob("*") if path.is_file()):
            name, content = path.relative_to(stage).as_posix(), path.read_bytes()
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            lines.append(f"{name},sha256={digest},{len(content)}\n")
            add(name, content, 0o755 if path.suffix == ".so" else 0o644)
        add(record, ("".join(lines) + f"{record},,\n").encode(), 0o644)


def build_wheel(folder: str, given: Settings = None, metadata_folder: str | None = None) -> str:
    with tempfile.TemporaryDirectory(prefix="hogvec-wheel-") as temporary:
        stage = Path(temporary, "stage")
        install(stage, Path(settings_of(given, "build-dir") or Path(temporary, "build")), given)
        name = f"hogvec-{version()}-{wheel_tag()}.whl"
        for other in set(stage.iterdir()) - {stage / "hogvec"}:  # what only a distribution's package has
            shutil.rmtree(other)
        zipped(stage, write_dist_info(stage) + "/RECORD", Path(folder, name))
    return name


def build_sdist(folder: str, given: Settings = None) -> str:
    """CMake's tree, with pyproject.toml and PKG-INFO at its top, where tools look for them."""
    top = f"hogvec-{version()}"

    def kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        return None if "__pycache__" in member.name or member.name.endswith(".pyc") else member

    with tarfile.open(Path(folder, f"{top}.tar.gz"), "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for source in SOURCES:
            archive.add(ROOT / source, f"{top}/{source}", filter=kept)
        project = (HERE / "pyproject.toml").read_text("utf-8").replace('["."]', '["src/python"]')
        for name, text in (("pyproject.toml", project), ("PKG-INFO", metadata())):
            entry = tarfile.TarInfo(f"{top}/{name}")
            content = text.encode()
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return f"{top}.tar.gz"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    Path(sys.argv[1], "METADATA").write_text(metadata(), "utf-8")
