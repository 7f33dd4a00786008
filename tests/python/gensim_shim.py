#!/usr/bin/env python3
"""Runs gensim's own tests of KeyedVectors and Word2Vec against hogvec.

usage: gensim_shim.py [--gensim FOLDER] [--data FOLDER] [--verbose]

FOLDER of --gensim is that of an installed gensim with its tests (the one that has `models` and `test`);
without it, the one that Python imports. --data is a folder with the files of gensim/test/test_data; by
default gensim-test-data in the folder `peers` of $HOGVEC_SHARED. Nothing of gensim is copied: its test
files are imported after the classes that they name have been replaced.

A test passes, or it is in OTHERS below, with the reason, and ends as that reason says. Exit code 1 if a
test does neither, and 77 (skipped) without gensim, its tests or the data.
"""
from __future__ import annotations

import argparse
import bz2
import contextlib
import functools
import importlib
import importlib.util
import logging
import os
import re
import shutil
import sys
import tempfile
import types
import unittest
from pathlib import Path
from typing import Any, Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("HOGVEC_SHARED", ROOT.parent / "shared"))
FILES = ("test_keyedvectors", "test_word2vec")
SKIPPED = 77

# Why a test does not pass, and how it must end instead: the exception, as a regular expression.
HS = ("hierarchical softmax is not trained", r"ValueError: .*\bhs\b")
TRIM = ("trim_rule is refused, with what to do instead", r"ValueError: .*trim_rule")
PICKLE = ("pickles of gensim are not read, and these are not among the data",
          r"(FileNotFoundError|FormatError)")
COUNTS = ("no counts are invented for a file that has none", r"KeyError: .*count")
STEPS = ("scan_vocab and prepare_vocab, the halves of build_vocab, are not offered", r"AttributeError: .*scan_vocab")
OWN = ("tests code of gensim that hogvec does not replace", None)

OTHERS: dict[str, tuple[str, str | None]] = {
    "Gensim320Test.test": PICKLE,
    "TestKeyedVectors.test_vectors_for_all_with_copy_vecattrs": COUNTS,
    "TestKeyedVectors.test_vectors_for_all_without_copy_vecattrs": COUNTS,
    "LoadWord2VecFormatTest.test_load_word2vec_format_space_stripping":
        ("words that begin with line feeds are not what any program writes", r"\w+"),
    "TestWord2VecScripts.test_word2vec_stand_alone_script": OWN,
    "TestWord2VecSentenceIterators.test_cython_line_sentence_works_with_filename": OWN,
    **{f"TestWord2VecModel.test_{name}": reason for reason, names in {
        HS: "build_vocab_from_freq prune_vocab online_learning online_learning_from_file sg_hs_online vocab "
            "training training_from_file scoring sg_hs sg_hs_fromfile sg_fixedwindowsize_fromfile cosmul similar_by "
            "train_with_explicit_param compute_training_loss cbow_hs_online cbow_hs cbow_hs_fromfile "
            "cbow_fixedwindowsize training_cbow locking",
        TRIM: "persistence_with_constructor_rule rule_with_min_count rule lambda_rule",
        PICKLE: "load_old_model load_old_model_separates load_old_models_1_x load_old_models_2_x "
                "load_old_models_3_x",
        STEPS: "total_word_count max_final_vocab",
        ("rows in memory are float32, whatever datatype says", "AssertionError"): "persistence_word2vec_format",
        ("a str where a list of words is due is refused, not warned about", "TypeError: .*str"):
            "build_vocab_warning",
        ("a model is also loaded from vectors alone, with a warning",
         "AssertionError: AttributeError not raised by load"):
            "persistence_word2vec_format_combination_with_standard_persistence",
        ("predict_output_word is not offered", "AttributeError: .*predict_output_word"): "predict_output_word",
        ("reset_from is not offered", "AttributeError: .*reset_from"): "reset_from",
        ("a second train() is logged once, not with gensim's words", "AssertionError"): "train_warning",
    }.items() for name in names.split()},
}

# Arguments that a test is run with besides its own.
GIVEN: dict[str, dict[str, Any]] = {
    # Their learning rate was chosen for gensim's update; hogvec's own takes a higher one.
    "TestWord2VecModel.test_cbow_neg": {"cbow_update": "word2vec"},
    "TestWord2VecModel.test_cbow_neg_fromfile": {"cbow_update": "word2vec"},
    # It is about threads, and with CBOW fails now and then in gensim, too.
    "TestWord2VecModel.test_parallel": {"sg": 1},
}


def capture_of_logs() -> Any:
    """What the tests take of the package testfixtures: @log_capture()."""
    class Records(logging.Handler):
        def __init__(self) -> None:
            super().__init__()
            self.lines: list[str] = []

        def emit(self, record: logging.LogRecord) -> None:
            self.lines.append(record.getMessage())

        def __str__(self) -> str:
            return "\n".join(self.lines)

    def log_capture() -> Callable[[Any], Any]:
        def decorated(test: Any) -> Any:
            def run(self: Any) -> None:
                records = Records()
                logging.getLogger().addHandler(records)
                try:
                    test(self, records)
                finally:
                    logging.getLogger().removeHandler(records)
            return run
        return decorated

    module = types.ModuleType("testfixtures")
    module.log_capture = log_capture  # type: ignore[attr-defined]
    return module


def data_paths(data: Path, work: Path) -> Callable[[str], str]:
    """What gensim.test.utils.datapath does, for the data where they are."""
    packed = data / "head500.noblanks.cor.bz2"
    if packed.exists():
        (work / "head500.noblanks.cor").write_bytes(bz2.decompress(packed.read_bytes()))

    def datapath(name: str) -> str:
        found = (folder / name for folder in (work, data, SHARED / "eval"))
        return str(next((path for path in found if path.exists()), data / name))

    return datapath


def replace(datapath: Callable[[str], str]) -> None:
    """hogvec's classes instead of gensim's, wherever the tests look for them."""
    import gensim.models
    import gensim.test.utils
    from gensim.models import keyedvectors, word2vec
    import hogvec

    for module in (gensim.models, keyedvectors, word2vec):
        for name in ("KeyedVectors", "Word2Vec", "LineSentence", "PathLineSentences", "Text8Corpus"):
            if hasattr(module, name):
                setattr(module, name, getattr(hogvec, name))

    def load(cls: Any, fname: str, binary_chunk_size: int = 0, **others: Any) -> Any:
        return cls.load_word2vec_format(fname, **others)

    keyedvectors._load_word2vec_format = load
    gensim.test.utils.datapath = datapath


@contextlib.contextmanager
def trained_with(arguments: dict[str, Any]) -> Iterator[None]:
    """Gives them to each Word2Vec while a test runs."""
    from gensim.models import word2vec
    import hogvec

    if arguments:
        word2vec.Word2Vec = functools.partial(hogvec.Word2Vec, **arguments)
    try:
        yield
    finally:
        word2vec.Word2Vec = hogvec.Word2Vec


def each_test(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from each_test(part)
        else:
            yield part


def outcome(test: unittest.TestCase) -> tuple[str, str]:
    """How a test ended: "passed", "skipped" or "failed"; and with what."""
    result = unittest.TestResult()
    test.run(result)
    if result.skipped:
        return "skipped", result.skipped[0][1]
    trouble = [text for _, text in result.errors + result.failures]
    return ("failed", trouble[0]) if trouble else ("passed", "")


def exception_of(trace: str) -> str:
    """From the line of the exception on, which is the last that is not indented and names one."""
    lines = trace.strip().splitlines()
    starts = [at for at, line in enumerate(lines) if re.match(r"[\w.]+(Error|Exception)\b", line)]
    return " ".join(lines[starts[-1]:]) if starts else lines[-1]


def verdict(name: str, test: unittest.TestCase, verbose: bool) -> tuple[str, str]:
    """A heading of the report, and the line below it."""
    reason, ending = OTHERS.get(name, ("", None))
    if reason and ending is None:
        return "not run", f"{name}: {reason}"
    with trained_with(GIVEN.get(name, {})):
        how, text = outcome(test)
    if how != "failed":
        return (how, f"{name}: {text}" if text else name)
    end = exception_of(text)
    if reason and re.match(rf"([\w.]+\.)?(?:{ending})", end, re.S):
        return "fails on purpose", f"{name}: {reason}\n      {end[:150]}"
    return "FAILED", f"{name}: {text if verbose else end}"


def report(found: dict[str, list[str]]) -> int:
    for heading in ("passed", "skipped", "not run", "fails on purpose", "FAILED"):
        lines = found.get(heading, [])
        print(f"{heading}: {len(lines)}")
        for line in sorted(lines):
            print(f"    {line}")
    struck = [name for name in found.get("passed", []) if name in OTHERS]
    if struck:
        print(f"passed, though OTHERS has a reason why not: {', '.join(struck)}")
    return 1 if "FAILED" in found or struck else 0


def run(data: Path, verbose: bool) -> int:
    work = Path(tempfile.mkdtemp(prefix="hogvec-gensim-"))
    tempfile.tempdir = str(work)  # the tests leave their files there
    try:
        replace(data_paths(data, work))
        found: dict[str, list[str]] = {}
        for file in FILES:
            module = importlib.import_module(f"gensim.test.{file}")
            for test in each_test(unittest.defaultTestLoader.loadTestsFromModule(module)):
                name = f"{type(test).__name__}.{test._testMethodName}"
                heading, line = verdict(name, test, verbose)
                found.setdefault(heading, []).append(line)
        return report(found)
    finally:
        tempfile.tempdir = None
        shutil.rmtree(work, ignore_errors=True)


def missing(data: Path) -> str:
    """Why it can't be run here; empty if it can."""
    if importlib.util.find_spec("gensim") is None:
        return "gensim is not installed"
    if any(importlib.util.find_spec(f"gensim.test.{file}") is None for file in FILES):
        return "gensim is installed without its tests"
    if not (data / "euclidean_vectors.bin").exists():
        return f"{data} has no data of gensim's tests"
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gensim", type=Path, help="the folder of an installed gensim")
    parser.add_argument("--data", type=Path, default=SHARED / "peers" / "gensim-test-data")
    parser.add_argument("--verbose", action="store_true", help="whole tracebacks")
    options = parser.parse_args()
    if options.gensim:
        sys.path.insert(0, str(options.gensim.resolve().parent))
    lacking = missing(options.data)
    if lacking:
        print(f"skipped: {lacking}")
        return SKIPPED
    if importlib.util.find_spec("testfixtures") is None:
        sys.modules["testfixtures"] = capture_of_logs()
    return run(options.data, options.verbose)


if __name__ == "__main__":
    sys.exit(main())
