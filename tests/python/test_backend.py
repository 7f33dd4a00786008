"""The backend that pip calls: what it puts into a wheel and a source archive, and what it says if it can't.

CMake is a stand-in here, which notes its arguments and installs two files; test_package.py builds.
"""
from __future__ import annotations

import ast
import base64
import csv
import hashlib
import importlib.util
import stat
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "python"
CMAKE = """#!{python}
import os, pathlib, sys
arguments = sys.argv[1:]
with open({log!r}, "a") as log:
    print(*arguments, file=log)
if {trouble!r} and arguments[0] == "-S":
    sys.exit({trouble!r})
if arguments[0] == "--install":
    prefix = pathlib.Path(arguments[arguments.index("--prefix") + 1])
    for name in ("hogvec/__init__.py", "hogvec/_hogvec.so", "hogvec-0.dist-info/INSTALLER", "share/doc/copyright"):
        (prefix / name).parent.mkdir(parents=True, exist_ok=True)
        (prefix / name).write_text("content of " + name)
"""


def load(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("backend", folder / "backend.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def backend() -> ModuleType:
    return load(SOURCE)


@pytest.fixture
def cmake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in that succeeds; the file with its arguments."""
    return stand_in(tmp_path, monkeypatch, "")


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str) -> Path:
    log, program = tmp_path / "log", tmp_path / "bin" / "cmake"
    program.parent.mkdir()
    program.write_text(CMAKE.format(python=sys.executable, log=str(log), trouble=trouble), "ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    return log


def test_wheel_has_the_package_and_its_metadata_alone(backend: ModuleType, cmake: Path, tmp_path: Path) -> None:
    name = backend.build_wheel(str(tmp_path))
    info = f"hogvec-{backend.version()}.dist-info"
    with zipfile.ZipFile(tmp_path / name) as wheel:
        assert set(wheel.namelist()) == {"hogvec/__init__.py", "hogvec/_hogvec.so", f"{info}/METADATA",
                                         f"{info}/WHEEL", f"{info}/LICENSE", f"{info}/RECORD"}
        assert f"Tag: {name.split('-', 2)[2][:-4]}\n" in wheel.read(f"{info}/WHEEL").decode()
        metadata = wheel.read(f"{info}/METADATA").decode()
        assert stat.S_IMODE(wheel.getinfo("hogvec/_hogvec.so").external_attr >> 16) == 0o755
    assert "Name: hogvec\n" in metadata and "Requires-Dist: numpy\n" in metadata
    assert (SOURCE / "README.md").read_text("utf-8") in metadata


def test_record_has_the_checksum_of_every_file(backend: ModuleType, cmake: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / backend.build_wheel(str(tmp_path))) as wheel:
        record = next(name for name in wheel.namelist() if name.endswith("/RECORD"))
        rows = list(csv.reader(wheel.read(record).decode().splitlines()))
        assert {row[0] for row in rows} == set(wheel.namelist())
        for name, digest, size in rows:
            content = wheel.read(name)
            encoded = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
            assert [digest, size] == (["", ""] if name == record else [f"sha256={encoded}", str(len(content))])


def test_same_files_give_the_same_bytes(backend: ModuleType, cmake: Path, tmp_path: Path) -> None:
    first = (tmp_path / backend.build_wheel(str(tmp_path))).read_bytes()
    assert (tmp_path / backend.build_wheel(str(tmp_path))).read_bytes() == first


def test_builds_for_the_python_that_runs_it(backend: ModuleType, cmake: Path, tmp_path: Path) -> None:
    backend.build_wheel(str(tmp_path))
    configured, built, installed = cmake.read_text().splitlines()
    assert f"-DHOGVEC_PYTHON={sys.executable}" in configured and "-DHOGVEC_BUILD_TESTS=OFF" in configured
    assert "-DHOGVEC_WITH_UNICODE=ON -DHOGVEC_WITH_SQLITE=ON" in configured  # a kept folder may have them off
    assert "--target hogvec_python" in built and "--component python" in installed


def test_parts_are_left_out(backend: ModuleType, cmake: Path, tmp_path: Path) -> None:
    backend.build_wheel(str(tmp_path), {"without": "icu,sqlite", "build-dir": str(tmp_path / "kept")})
    configured = cmake.read_text().splitlines()[0]
    assert "-DHOGVEC_WITH_UNICODE=OFF -DHOGVEC_WITH_SQLITE=OFF" in configured
    assert f"-B {tmp_path / 'kept'} " in configured


@pytest.mark.parametrize("given", [{"without": "icu,kitchen"}, {"kitchen": "1"}])
def test_unknown_settings_are_refused(backend: ModuleType, cmake: Path, tmp_path: Path, given: dict[str, str]) -> None:
    with pytest.raises(SystemExit, match="what is kitchen.*without=icu,sqlite"):
        backend.build_wheel(str(tmp_path), given)
    assert not cmake.exists()


def test_missing_cmake(backend: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="there is no cmake.*install_packages.sh"):
        backend.build_wheel(str(tmp_path))


def test_missing_pybind11(backend: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                          capfd: pytest.CaptureFixture[str]) -> None:
    stand_in(tmp_path, monkeypatch, "Could not find a package configuration file provided by pybind11")
    with pytest.raises(SystemExit, match="pybind11 is missing.*install_packages.sh"):
        backend.build_wheel(str(tmp_path))
    assert "provided by pybind11" in capfd.readouterr().err
    assert not list(tmp_path.glob("*.whl"))


def test_source_archive_builds_from_its_top(backend: ModuleType, tmp_path: Path) -> None:
    name = backend.build_sdist(str(tmp_path))
    with tarfile.open(tmp_path / name) as archive:
        assert not [member for member in archive.getnames() if "__pycache__" in member]
        archive.extractall(tmp_path)
    top = tmp_path / name[:-len(".tar.gz")]
    assert 'backend-path = ["src/python"]' in (top / "pyproject.toml").read_text()
    assert (top / "PKG-INFO").read_text("utf-8") == backend.metadata()
    unpacked = load(top / "src" / "python")
    assert unpacked.ROOT == top and unpacked.version() == backend.version()
    for needed in ("CMakeLists.txt", "cmake", "include/hogvec/train.h", "src/python/hogvec"):
        assert (top / needed).exists()


def test_is_written_for_the_oldest_python_that_it_names(backend: ModuleType) -> None:
    assert "Requires-Python: >=3.9\n" in backend.metadata()
    for source in SOURCE.rglob("*.py"):
        ast.parse(source.read_text("ascii"), str(source), feature_version=(3, 9))
