#!/usr/bin/env python3
"""hogvec-eval loss reads a text by the rules that its model was trained with, and scores it as the kind of
model that it is, unless told otherwise.

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


class KindTest(unittest.TestCase):
    """One text, a skip-gram, and CBOW of means and of sums."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = cls.temporary.name
        with open(os.path.join(cls.folder, "text"), "w", encoding="utf-8") as file:
            file.write("the king eats bread\nthe queen drinks wine in the hall\n" * 200)
        for name, options in (("skipgram", ()), ("cbow", ("--model", "cbow")),
                              ("sum", ("-cbow", "1", "--cbow_mean", "0"))):
            subprocess.run([HOGVEC, "train", "text", "-o", f"{name}.safetensors", "--dim", "8", "--sample", "0",
                            "--validation", "text", "--summary", f"{name}.json", "--deterministic", "-q",
                            *options], cwd=cls.folder, check=True)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def run_loss(self, model, *options):
        return subprocess.run([EVAL, "loss", f"{model}.safetensors", "text", "--sample", "0", *options],
                              cwd=self.folder, check=False, capture_output=True, text=True)

    def loss(self, model, *options):
        run = self.run_loss(model, "--json", *options)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def test_is_the_models_own(self):
        skipgram, cbow = self.loss("skipgram"), self.loss("cbow")
        self.assertEqual((skipgram["model"], skipgram["per"]), ("skipgram", "pair"))
        self.assertEqual((cbow["model"], cbow["per"]), ("cbow", "window"))
        self.assertEqual(cbow["pairs"], 11 * 200)  # every word of the text has others around it
        self.assertGreater(skipgram["pairs"], cbow["pairs"])
        self.assertEqual(self.loss("cbow", "--model", "cbow"), cbow)
        self.assertEqual(self.loss("skipgram", "--model", "skipgram"), skipgram)

    def test_may_be_the_others(self):
        as_cbow, as_skipgram = self.loss("skipgram", "--model", "cbow"), self.loss("cbow", "--model", "skipgram")
        self.assertEqual((as_cbow["model"], as_cbow["per"], as_cbow["pairs"]), ("cbow", "window", 2200))
        self.assertEqual((as_skipgram["model"], as_skipgram["per"]), ("skipgram", "pair"))
        self.assertEqual(as_skipgram["pairs"], self.loss("skipgram")["pairs"])
        self.assertNotEqual(as_cbow["loss"], self.loss("skipgram")["loss"])

    def test_is_what_training_said_of_the_same_text(self):
        for model in ("skipgram", "cbow", "sum"):
            with open(os.path.join(self.folder, f"{model}.json"), encoding="utf-8") as file:
                said = json.load(file)["validation"][-1]
            found = self.loss(model)
            self.assertEqual(found["pairs"], said["pairs"], model)
            self.assertAlmostEqual(found["loss"], said["loss"], places=6, msg=model)

    def test_is_named_in_the_table(self):
        self.assertRegex(self.run_loss("cbow").stdout,
                         r"^[\d.]+ per window \(CBOW\), over 2,200 windows of 2,200 tokens\n")
        self.assertRegex(self.run_loss("skipgram").stdout, r"^[\d.]+ per pair \(skip-gram\), over [\d,]+ pairs of ")
        self.assertRegex(self.run_loss("cbow").stdout, r"\nwords by frequency +loss +windows\n")

    def test_is_one_of_two(self):
        run = self.run_loss("cbow", "--model", "glove")
        self.assertEqual(run.returncode, 2)
        self.assertIn("--model takes 'skipgram' or 'cbow', not 'glove'", run.stderr)


if __name__ == "__main__":
    unittest.main()
