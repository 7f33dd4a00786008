"""The types that the package declares are those that it has, and importing it needs NumPy alone."""
from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hogvec

PACKAGE = Path(hogvec.__file__).resolve().parent
FOREIGN = ("tqdm", "pandas", "torch", "scipy", "gensim", "IPython")
OF_PYBIND11 = re.compile(r"metaclass differs$|__init__ is inconsistent, stub does not have \*args argument \"args\"$")
needs_mypy = pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")


def run(*command: str, **more: Any) -> str:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, timeout=200, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def environment(folder: Path) -> dict[str, str]:
    """mypy looks for the package where Python has found it, as an installed one, and keeps its cache out
    of the tree."""
    return {**os.environ, "PYTHONPATH": str(Path(hogvec.__file__).parents[1]), "MYPY_CACHE_DIR": str(folder)}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mypy")


@needs_mypy
def test_stub_agrees_with_the_module(cache: Path) -> None:
    """But for what pybind11 does to each of its classes."""
    done = subprocess.run([sys.executable, "-m", "mypy.stubtest", "--concise", "hogvec._hogvec"], cwd=cache,
                          env=environment(cache), capture_output=True, text=True, timeout=200)
    told = [line for line in done.stdout.splitlines() if not OF_PYBIND11.search(line)]
    assert not told, "\n".join(told)
    assert "metaclass" in done.stdout, done.stdout + done.stderr  # it has looked at them


@needs_mypy
def test_the_package_is_typed(cache: Path) -> None:
    run("-m", "mypy", "--disallow-untyped-defs", "--check-untyped-defs", "--no-error-summary", "-p", "hogvec",
        cwd=cache, env=environment(cache))


@needs_mypy
def test_a_user_gets_types(cache: Path) -> None:
    source = cache / "user.py"
    source.write_text("from hogvec.models import Word2Vec\nreveal_type(Word2Vec([]).wv.most_similar('a'))\n", "ascii")
    told = run("-m", "mypy", "--strict", "--no-error-summary", str(source), cwd=cache,
               env=environment(cache))
    assert "Tuple[builtins.str, builtins.float]" in told, told


def test_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists() and (PACKAGE / "_hogvec.pyi").exists()


def test_imports_numpy_alone() -> None:
    loaded = run("-c", "import sys, hogvec, hogvec.models.callbacks; print(*sys.modules)").split()
    assert "numpy" in loaded
    assert not set(FOREIGN) & set(loaded)


def test_trains_and_answers_without_any_other_package() -> None:
    hide = f"import sys; sys.modules.update(dict.fromkeys({FOREIGN!r}))"
    told = run("-c", f"""{hide}
import hogvec
model = hogvec.Word2Vec([["a", "b"]] * 50, vector_size=4, min_count=1, sample=0, progress=True)
print(*(word for word, _ in model.wv.most_similar("a")))""")
    assert told.split() == ["b"]
