"""`pip install ./src/python` in a virtual environment, without a network: builds everything, for minutes.

HOGVEC_WHEEL_BUILD may name a folder to build in, which is kept and makes the next run quick.
"""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "python"
SESSION = """
import importlib.metadata, os, tempfile
import hogvec
from hogvec.models import KeyedVectors, Word2Vec

model = Word2Vec([["tea", "cup"], ["ship", "sea"]] * 200, vector_size=16, min_count=1, sample=0, workers=1)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "vectors.safetensors")
    model.wv.save(path)
    print(KeyedVectors.load(path).most_similar("tea", topn=1)[0][0])
print(hogvec.__file__)
print(importlib.metadata.version("hogvec"))
"""


def run(*command: str | Path, **more: object) -> str:
    # Neither this checkout's package nor a setting of the user's pip.
    environment = {name: value for name, value in os.environ.items()
                   if name != "PYTHONPATH" and not name.startswith("PIP_")}
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=environment, **more)  # type: ignore[call-overload]
    if "pybind11 is missing" in done.stdout:
        pytest.skip("pybind11 is not installed")
    assert done.returncode == 0, done.stdout[-5000:]
    return str(done.stdout)


def files_of(folder: Path) -> set[str]:
    return {str(path) for path in folder.rglob("*") if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> str:
    return os.environ.get("HOGVEC_WHEEL_BUILD") or str(tmp_path_factory.mktemp("build"))


@pytest.fixture
def python(tmp_path: Path) -> Path:
    if shutil.which("cmake") is None:
        pytest.skip("cmake is not installed")
    run(sys.executable, "-m", "venv", "--system-site-packages", tmp_path / "venv")
    return tmp_path / "venv" / "bin" / "python"


def install(python: Path, build: str, *settings: str) -> None:
    chosen = [f"--config-settings={setting}" for setting in (f"build-dir={build}", *settings)]
    run(python, "-m", "pip", "install", "--no-index", "--no-deps", "--force-reinstall", *chosen, SOURCE)


def test_installs_works_and_goes(python: Path, build: str, tmp_path: Path) -> None:
    before = files_of(SOURCE)
    install(python, build)
    assert files_of(SOURCE) == before
    near, where, version = run(python, "-c", SESSION, cwd=tmp_path).splitlines()[-3:]
    assert near == "cup"
    assert Path(where).is_relative_to(tmp_path / "venv")
    assert f"VERSION {version} " in (SOURCE.parents[1] / "CMakeLists.txt").read_text("utf-8")
    run(python, "-m", "pip", "uninstall", "--yes", "hogvec")
    assert not [path for path in (tmp_path / "venv" / "lib").rglob("*hogvec*")]


def test_without_icu_and_sqlite(python: Path, build: str, tmp_path: Path) -> None:
    install(python, build, "without=icu,sqlite")
    module = next((tmp_path / "venv" / "lib").rglob("_hogvec*.so"))
    needed = run("ldd", module)
    assert "libicu" not in needed and "libsqlite3" not in needed and "libedit" not in needed
    assert run(python, "-c", SESSION, cwd=tmp_path).splitlines()[-3] == "cup"
    (tmp_path / "corpus.txt").write_text("a b\n" * 100, "ascii")
    refused = run(python, "-c", """
import hogvec
try:
    hogvec.Word2Vec(corpus_file="corpus.txt", min_count=1, split="unicode")
except ValueError as error:
    print("ValueError:", error)""", cwd=tmp_path)
    assert "ValueError: splitting text at Unicode's word boundaries needs Unicode support" in refused


def test_source_archive_has_all_that_cmake_asks_for(python: Path, build: str, tmp_path: Path) -> None:
    run(sys.executable, "-B", "-c", f"import backend; backend.build_sdist({str(tmp_path)!r})", cwd=SOURCE)
    archive = next(tmp_path.glob("*.tar.gz"))
    names = run("tar", "-tzf", archive)
    assert "/pyproject.toml" in names
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    run("tar", "-xzf", archive, "-C", unpacked)
    top = next(unpacked.iterdir())
    configured = run("cmake", "-S", top, "-B", tmp_path / "configured", "-DHOGVEC_BUILD_PYTHON=ON",
                     "-DHOGVEC_BUILD_TESTS=OFF", "-DHOGVEC_BUILD_PROGRAMS=OFF", f"-DHOGVEC_PYTHON={sys.executable}")
    assert "Generating done" in configured
