"""What the pages show is true: every block of Python runs, in the order of the page.

A line `expression  # -> value` must have this value. A block that imports what is not installed here
(pandas, torch) is skipped.
"""
from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

import hogvec

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "src/python/README.md", "src/python/coming_from_gensim.md",
         "src/python/coming_from_fasttext.md")
BLOCK = re.compile(r"^```python\n(.*?)^```", re.S | re.M)
SHOWN = re.compile(r"^(\S.*?)\s+# -> (.*)$")
OPTIONAL = ("pandas", "torch")
LINES = ("king man rules the land with a crown\nqueen woman rules the land with a crown\n"
         "the cat drinks milk at home\nthe dog eats meat at home\na ship sails the wide sea\n")


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def run_block(block: str, names: dict[str, Any]) -> None:
    """Statement by statement, so that a shown value is compared at its place."""
    lines = block.splitlines()
    for statement in ast.parse(block).body:
        code = "\n".join(lines[statement.lineno - 1:statement.end_lineno])
        shown = SHOWN.match(code)
        if shown:
            assert repr(eval(shown[1], names)) == shown[2], shown[1]
        else:
            exec(compile(code, "<page>", "exec"), names)


@pytest.mark.parametrize("page", PAGES)
def test_blocks_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus.txt").write_text(LINES * 200, "ascii")
    names: dict[str, Any] = {"__name__": "page"}
    blocks = BLOCK.findall(text_of(page))
    assert blocks or page == "README.md"
    for block in blocks:
        try:
            run_block(block, names)
        except ModuleNotFoundError as error:
            if error.name not in OPTIONAL:
                raise


def test_shown_values_are_compared() -> None:
    run_block("a = 1\na + 1    # -> 2\n", {})
    with pytest.raises(AssertionError):
        run_block("a = 1\na + 1    # -> 3\n", {})


def test_names_of_gensim_are_there() -> None:
    """Those in the tables "The same" and "New here"."""
    same = text_of("src/python/coming_from_gensim.md").split("## The same")[1].split("## What you no longer")[0]
    table = "\n".join(line for line in same.splitlines() if line.startswith("|"))
    named = set(re.findall(r"`(?:wv\.)?([a-z]\w+)`", table)) - {"in", "len"}
    model = hogvec.Word2Vec([["a", "b"]] * 20, vector_size=4, min_count=1, sample=0)
    assert len(named) > 40
    for name in named:
        assert hasattr(model, name) or hasattr(model.wv, name) or hasattr(hogvec, name), name
    new = text_of("src/python/coming_from_gensim.md").split("## New here")[1]
    for name in re.findall(r"`([a-z]\w+)(?:\(\))?`", new.split("|")[0]):
        assert hasattr(model, name) or hasattr(model.wv, name) or name == "Word2Vec", name
    arguments = inspect.signature(hogvec.Word2Vec.__init__).parameters
    for name in re.findall(r"`([a-z_]+)=?[^`]*`", "\n".join(re.findall(r"^\| (.*?) \|", new, re.M))):
        assert name in arguments, name


def test_defaults_beside_those_of_fasttext() -> None:
    page = text_of("src/python/coming_from_fasttext.md")
    rows = re.findall(r"^\| [^|]* \| [^|]* \| ([^|]*) \| ([\d., ]+) \|$", page, re.M)
    options = vars(hogvec.Word2Vec([["a", "b"]] * 20, sg=1, vector_size=4, min_count=1, sample=0))
    arguments = inspect.signature(hogvec.Word2Vec.__init__).parameters
    checked = 0
    for names, values in rows:
        for name, value in zip(re.findall(r"`(\w+)`", names), values.split(", ")):
            default = arguments[name].default
            assert float(value) == float(options.get(name) if default is None else default), name
            checked += 1
    assert checked >= 10


def test_errors_are_what_the_table_says() -> None:
    rows = re.findall(r"`hogvec\.(\w+)`[^|]*\| ([^|]*) \|$", text_of("src/python/README.md"), re.M)
    assert len(rows) == 7
    for name, bases in rows:
        for base in re.findall(r"`(\w+)`", bases):
            expected = getattr(hogvec, base, None) or getattr(__import__("builtins"), base)
            assert issubclass(getattr(hogvec, name), expected), name
