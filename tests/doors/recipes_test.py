#!/usr/bin/env python3
"""The Python recipes of the guide to hogvec, run unchanged, on words that split lines badly.

usage: recipes_test.py HOGVEC

Exit code 77 means skipped: NumPy or gensim is not there.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

try:
    import gensim  # noqa: F401
    import numpy
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

HOGVEC = os.path.abspath(sys.argv.pop(1))
GUIDE = pathlib.Path(__file__).resolve().parents[2] / "tools/main/README.md"
RECIPES = re.findall(r"^```python\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
# What str.splitlines() takes for the end of a line, and other white space of Unicode.
ODD = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\u00a0\u3000"
WORDS = ["cat", *(f"x{odd}y" for odd in ODD), "\u00a0", "dog"]


class RecipesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.values = numpy.arange(2 * len(WORDS), dtype=numpy.float32).reshape(-1, 2)

    def path(self, name):
        return os.path.join(self.folder, name)

    def recipe(self, holding):
        found = [text for text in RECIPES if holding in text]
        self.assertEqual(len(found), 1, f"the guide has {len(found)} recipes with {holding}")
        names = {}
        before = os.getcwd()
        os.chdir(self.folder)
        self.addCleanup(os.chdir, before)
        exec(found[0], names)  # pylint: disable=exec-used
        return names

    def export_numpy(self, counts):
        numpy.save(self.path("from.npy"), self.values)
        with open(self.path("from.vocab.tsv"), "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{word}\t{9 - i % 3}\n" if counts else f"{word}\n" for i, word in enumerate(WORDS))
        subprocess.run([HOGVEC, "export", self.path("from.npy"), "-o", self.path("vectors.npy")], check=True,
                       capture_output=True)

    def test_every_recipe_is_run_here(self):
        self.assertEqual(len(RECIPES), 3)

    def test_numpy(self):
        for counts in (False, True):
            self.export_numpy(counts)
            names = self.recipe("array = numpy.load(")
            self.assertEqual(names["words"], WORDS)
            numpy.testing.assert_array_equal(names["array"], self.values)

    def test_embedding_atlas(self):
        for counts in (False, True):
            self.export_numpy(counts)
            self.recipe("vectors.jsonl")
            with open(self.path("vectors.jsonl"), encoding="utf-8", newline="\n") as file:
                rows = [json.loads(line) for line in file]
            self.assertEqual([row["word"] for row in rows], WORDS)
            self.assertEqual([row["vector"] for row in rows], self.values.tolist())

    def test_gensim(self):
        with open(self.path("v.txt"), "w", encoding="utf-8") as file:
            file.write("2 2\ncat 1 2\ndog 3 4\n")
        subprocess.run([HOGVEC, "export", self.path("v.txt"), "-o", self.path("vectors.bin")], check=True,
                       capture_output=True)
        self.assertEqual(self.recipe("KeyedVectors")["vectors"].index_to_key, ["cat", "dog"])


if __name__ == "__main__":
    unittest.main()
