"""Compares what we make of fastText's .bin and .ftz, and what it makes of ours.

Usage: fasttext_bin_test.py CONVERT_FOR_TEST. Exit code 77 means skipped: fasttext is not there.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

if not shutil.which("fasttext"):
    print("skipped: no program fasttext")
    sys.exit(77)

CONVERT = sys.argv.pop(1)
WORDS = [f"wört{i}" for i in range(60)] + ["banana", "日本語", "ï", "a", "Daniël", "x" * 40, "ab"]
# Known words, and unseen ones: with n-grams of the others, without any, beyond ASCII, repeating.
QUESTIONS = WORDS + ["</s>", "wört999", "unseen", "é", "b", "bananas", "日本", "ö", "banananana"]
PRINTED = 1.1e-4  # fasttext prints five digits, so two numbers of it differ by one in the last
KINDS = {
    "3-6": ["skipgram", "-minn", "3", "-maxn", "6"],
    "2-5": ["skipgram", "-minn", "2", "-maxn", "5"],
    "5-5": ["skipgram", "-minn", "5", "-maxn", "5"],
    "without n-grams": ["skipgram", "-maxn", "0"],
    "cbow": ["cbow"],
    "hierarchical softmax": ["skipgram", "-loss", "hs"],
    "1000 buckets": ["skipgram", "-bucket", "1000"],
    "ten threads": ["skipgram", "-thread", "10"],
    "supervised": ["supervised", "-minn", "3", "-maxn", "6"],
    "supervised, words alone": ["supervised"],
    "supervised, n-grams of words": ["supervised", "-wordNgrams", "2"],
}
QUANTISED = {
    "plainly": [],
    "with norms": ["-qnorm"],
    "with its output": ["-qout"],
    "pruned": ["-cutoff", "500"],
    "pruned, with norms, trained again": ["-cutoff", "500", "-qnorm", "-retrain"],
}


def vectors_of(lines):
    rows = (line.split() for line in lines.splitlines())
    return {row[0]: [float(value) for value in row[1:]] for row in rows}


class FasttextBinTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        choose = random.Random(1).choice
        lines = [" ".join(choose(WORDS) for _ in range(12)) + "\n" for _ in range(300)]
        cls.write("plain", lines)
        # More labels than codes, so that outputs can be quantised too.
        cls.write("labelled", [f"__label__{i} {line}" for i, line in enumerate(lines)])

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder.name, name)

    @classmethod
    def write(cls, name, lines):
        with open(cls.path(name), "w", encoding="utf-8") as file:
            file.writelines(lines)

    def run_with(self, *command):
        questions = "\n".join(QUESTIONS) + "\n"
        return subprocess.run(command, check=True, capture_output=True, text=True, input=questions).stdout

    def train(self, output, kind, *options):
        text = "labelled" if kind == "supervised" else "plain"
        self.run_with("fasttext", kind, "-input", self.path(text), "-output", self.path(output), "-dim",
                      "10", "-minCount", "1", "-epoch", "1", "-bucket", "20000", "-verbose", "0",
                      *options)
        return self.path(output + ".bin")

    def theirs(self, model):
        return vectors_of(self.run_with("fasttext", "print-word-vectors", model))

    def ours(self, model):
        return vectors_of(self.run_with(CONVERT, model))

    def expect_same(self, one, other):
        self.assertEqual(one.keys(), set(QUESTIONS))
        self.assertEqual(one.keys(), other.keys())
        for word, values in one.items():
            for a, b in zip(values, other[word], strict=True):
                self.assertLessEqual(abs(a - b), PRINTED * abs(a) + 2e-8, word)

    def test_both_ways(self):
        for name, options in KINDS.items():
            with self.subTest(name):
                model = self.train("theirs", *options)
                theirs = self.theirs(model)
                self.expect_same(theirs, self.ours(model))
                self.run_with(CONVERT, model, self.path("ours.bin"), "fasttext")
                self.expect_same(theirs, self.theirs(self.path("ours.bin")))

    def test_quantised(self):
        for kind in ("supervised", "supervised, n-grams of words"):
            for name, options in QUANTISED.items():
                with self.subTest(name, kind=kind):
                    self.train("q", *KINDS[kind])
                    self.run_with("fasttext", "quantize", "-input", self.path("labelled"), "-output",
                                  self.path("q"), "-dsub", "3", "-verbose", "0", *options)
                    self.expect_same(self.theirs(self.path("q.ftz")), self.ours(self.path("q.ftz")))

    def test_their_dump_of_ours(self):
        """The header, the words and the matrices, as fasttext sees them."""
        model = self.train("theirs", *KINDS["3-6"])
        ours = self.path("ours.bin")
        self.run_with(CONVERT, model, ours, "fasttext")
        for part in ("args", "dict", "output"):
            with self.subTest(part):
                self.assertEqual(self.run_with("fasttext", "dump", ours, part),
                                 self.run_with("fasttext", "dump", model, part))

    def test_their_neighbours_in_ours(self):
        model = self.train("theirs", *KINDS["3-6"])
        self.run_with(CONVERT, model, self.path("ours.bin"), "fasttext")
        neighbours = [[line.split()[:-1] for line in self.run_with("fasttext", "nn", path, "5").splitlines()]
                      for path in (self.path("ours.bin"), model)]
        self.assertGreater(len(neighbours[0]), len(QUESTIONS))
        self.assertEqual(*neighbours)

    def test_unseen_words_of_ours(self):
        """Rows of n-grams that nobody trained stay out of ours, as they are out of theirs."""
        model = self.train("theirs", *KINDS["3-6"])
        self.run_with(CONVERT, model, self.path("once.bin"), "fasttext")
        self.run_with(CONVERT, self.path("once.bin"), self.path("twice.bin"), "fasttext")
        self.expect_same(self.theirs(model), self.theirs(self.path("twice.bin")))


if __name__ == "__main__":
    unittest.main()
