#!/usr/bin/env python3
"""hogvec-eval loss reads a text by the rules that its model was trained with, unless told otherwise.

usage: loss_text_test.py HOGVEC HOGVEC_EVAL
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

HOGVEC, EVAL = (os.path.abspath(program) for program in sys.argv[1:3])
del sys.argv[1:3]


class LossTextTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = cls.temporary.name
        cls.write("plain.txt", "the king eats bread\n" * 100)
        cls.write("styled.txt", "The King; eats-Bread! of\n" * 100)
        cls.write("stop", "of\n")
        for name, options in (("plain", ()), ("styled", ("--lowercase", "--split", "ascii",
                                                         "--stopwords", "stop"))):
            subprocess.run([HOGVEC, "train", f"{name}.txt", "-o", f"{name}.safetensors", "--dim", "8",
                            "--seed", "1", "--deterministic", "--sample", "0", "-q", *options],
                           cwd=cls.folder, check=True)
        os.remove(os.path.join(cls.folder, "stop"))

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def write(cls, name, text):
        with open(os.path.join(cls.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def run_loss(self, model, text, *options):
        return subprocess.run([EVAL, "loss", model, text, "--sample", "0", "--json", *options],
                              cwd=self.folder, check=False, capture_output=True, text=True)

    def loss(self, *arguments):
        run = self.run_loss(*arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def test_the_rules_of_the_model_hold(self):
        styled = self.loss("styled.safetensors", "styled.txt")
        self.assertEqual(styled["tokens"], 400)
        # The same words by the same rules, and the same rows: seeds and corpora agree.
        self.assertEqual(styled, self.loss("plain.safetensors", "plain.txt"))

    def test_options_win_over_the_model(self):
        run = self.run_loss("styled.safetensors", "styled.txt", "--lowercase=false")
        self.assertEqual(run.returncode, 1, run.stderr)  # no pairs: only "eats" is in lower case
        self.assertEqual(json.loads(run.stdout)["tokens"], 100)
        self.assertEqual(
            self.loss("plain.safetensors", "styled.txt", "--lowercase", "--split", "ascii")["tokens"],
            400)


if __name__ == "__main__":
    unittest.main()
