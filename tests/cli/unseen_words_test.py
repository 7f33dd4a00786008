#!/usr/bin/env python3
"""What the programs do with words that a model has no vector of, but vectors of n-grams -> answers,
streams and exit codes. The model is written here, by the specification of the format.

usage: unseen_words_test.py HOGVEC HOGVEC_QUERY HOGVEC_EVAL
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import ngram_model  # noqa: E402
from programs import paths  # noqa: E402

HOGVEC, QUERY, EVAL = paths(__doc__.splitlines()[-1], 3)
del sys.argv[1:]

WORDS = {"paris": [1, 0, 0], "france": [0.8, 0.6, 0], "rome": [0, 0, 1], "italy": [0, 0.6, 0.8]}
UNSEEN = {"lutetia": [2, 0, 0], "gaul": [0.8, 0.6, 0]}
NOTE = "'lutetia' was not in the training text; its vector is made from its n-grams\n"


class UnseenWordsTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        ngram_model.write(self.path("m.safetensors"), WORDS, UNSEEN)
        ngram_model.write(self.path("lower.safetensors"), WORDS, UNSEEN, options={"lowercase": "true"})

    def path(self, name):
        return os.path.join(self.temporary.name, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def run_program(self, program, *arguments, code=0, lines=""):
        run = subprocess.run([program, *arguments], cwd=self.temporary.name, check=False, input=lines,
                             capture_output=True, text=True)
        self.assertEqual(run.returncode, code, run.stderr)
        return run

    def test_questions_take_them(self):
        for arguments, answer in [
                (["nn", "lutetia", "-k", "1"], "lutetia\tparis\t1.000000\n"),
                (["analogy", "lutetia", "france", "rome", "-k", "1"], "lutetia\tfrance\trome\titaly\t"),
                (["similarity", "lutetia", "france"], "lutetia\tfrance\t0.800000\n"),
                (["between", "lutetia", "rome", "-k", "1"], "lutetia\trome\t"),
                (["odd-one-out", "lutetia", "rome", "italy"], "lutetia\trome\titaly\tlutetia\n"),
                (["arith", "lutetia - paris + rome", "-k", "1"], "lutetia\t-\tparis\t+\trome\t")]:
            run = self.run_program(QUERY, arguments[0], "m.safetensors", *arguments[1:])
            self.assertTrue(run.stdout.startswith(answer), run.stdout)
            self.assertEqual(run.stderr, NOTE)

    def test_json_names_them(self):
        run = self.run_program(QUERY, "nn", "m.safetensors", "lutetia", "paris", "--json", "-k", "1")
        unseen, known = (json.loads(line) for line in run.stdout.splitlines())
        self.assertEqual(list(unseen), ["v", "query", "unseen", "answers"])
        self.assertEqual(unseen["unseen"], ["lutetia"])
        self.assertNotIn("unseen", known)
        self.assertEqual(run.stderr, "")

    def test_only_known_words_if_wanted(self):
        run = self.run_program(QUERY, "nn", "m.safetensors", "lutetia", "--known-only", code=1)
        self.assertEqual(run.stderr, "hogvec-query: unknown word 'lutetia'\n")
        run = self.run_program(QUERY, "nn", "m.safetensors", "pariss", code=1)
        self.assertIn("similar spellings: paris", run.stderr)
        self.assertEqual(run.stdout, "")

    def test_batches_answer_them_among_others(self):
        run = self.run_program(QUERY, "nn", "m.safetensors", "-k", "1", code=1,
                               lines="paris\nlutetia\nxyzzy\nrome\n")
        self.assertEqual([line.split("\t")[0] for line in run.stdout.splitlines()],
                         ["paris", "lutetia", "rome"])
        self.assertIn("line 3: unknown word 'xyzzy'", run.stderr)

    def test_words_are_spelled_as_in_the_training(self):
        run = self.run_program(QUERY, "similarity", "lower.safetensors", "Lutetia", "PARIS")
        self.assertEqual(run.stdout, "Lutetia\tPARIS\t1.000000\n")
        self.assertIn("'PARIS' is unknown; using 'paris'", run.stderr)
        self.assertIn("'Lutetia' was not in the training text", run.stderr)

    def test_scores_count_them(self):
        self.write("pairs", "paris lutetia 9\nparis rome 1\nparis france 7\nparis xyzzy 5\n")
        self.write("questions", ": places\nlutetia france rome italy\nrome italy paris gaul\n")
        run = self.run_program(EVAL, "similarity", "m.safetensors", "pairs", "--json")
        score = json.loads(run.stdout)["similarity"][0]
        self.assertEqual((score["covered"], score["skipped"], score["unseen"]), (3, 1, 1))
        self.assertIn("pairs: 1 of 3 pairs have a word that was not in the training text", run.stderr)
        run = self.run_program(EVAL, "analogies", "m.safetensors", "questions", "--json")
        total = json.loads(run.stdout)["total"]
        self.assertEqual((total["right"], total["covered"], total["skipped"], total["unseen"]),
                         (1, 1, 1, 1))
        run = self.run_program(EVAL, "similarity", "m.safetensors", "pairs", "--json", "--known-only")
        score = json.loads(run.stdout)["similarity"][0]
        self.assertEqual((score["covered"], score["skipped"]), (2, 2))
        self.assertNotIn("unseen", score)
        self.assertEqual(run.stderr, "")

    def test_export_writes_listed_words(self):
        self.write("list", "gaul\nrome\nxyzzy\nlutetia\n")
        run = self.run_program(HOGVEC, "export", "m.safetensors", "-o", "v.txt", "--words", "list")
        rows = [line.split(" ") for line in self.read("v.txt").splitlines()]
        self.assertEqual([row[0] for row in rows[1:]], ["gaul", "rome", "lutetia"])
        for value, expected in zip(rows[1][1:], UNSEEN["gaul"]):
            self.assertAlmostEqual(float(value), expected, places=6)
        self.assertIn("list: warning: 1 of its words have no vector: 'xyzzy'\n", run.stderr)
        self.assertIn("list: 2 of its words were not in the training text", run.stderr)
        run = self.run_program(HOGVEC, "export", "m.safetensors", "-o", "v.txt", "--words", "list",
                               "--known-only")
        self.assertEqual(self.read("v.txt"), "1 3\nrome 0 0 1\n")
        self.assertIn("warning: 3 of its words have no vector: 'gaul', 'xyzzy', 'lutetia'", run.stderr)
        self.write("list", "xyzzy\n")
        run = self.run_program(HOGVEC, "export", "m.safetensors", "-o", "n.txt", "--words", "list", code=1)
        self.assertFalse(os.path.exists(self.path("n.txt")))

    def test_export_keeps_ngrams_where_they_fit(self):
        self.run_program(HOGVEC, "export", "m.safetensors", "-o", "same.safetensors", "--top", "2")
        run = self.run_program(QUERY, "similarity", "same.safetensors", "lutetia", "gaul")
        self.assertEqual(run.stdout, "lutetia\tgaul\t0.800000\n")
        for change in (["--normalize"], ["--center"]):
            run = self.run_program(HOGVEC, "export", "m.safetensors", "-o", "c.safetensors", *change)
            self.assertIn("c.safetensors: warning: the vectors of n-grams are left out", run.stderr)
            self.run_program(QUERY, "nn", "c.safetensors", "lutetia", code=1)
            run = self.run_program(HOGVEC, "export", "m.safetensors", "-o", "c.txt", *change)
            self.assertNotIn("n-grams", run.stderr)

    def test_export_to_bin_is_fasttexts_where_there_are_ngrams(self):
        formats = {"m.bin": ([], "fasttext"), "n.bin": (["--normalize"], "binary"),
                   "w.bin": (["--format", "binary"], "binary"), "m.txt": ([], "text")}
        for name, (more, expected) in formats.items():
            self.run_program(HOGVEC, "export", "m.safetensors", "-o", name, *more)
            found = json.loads(self.run_program(HOGVEC, "inspect", name, "--json").stdout)
            self.assertEqual(found["format"], expected)
            self.assertEqual("subwords" in found, expected == "fasttext")
        run = self.run_program(QUERY, "similarity", "m.bin", "lutetia", "gaul")
        self.assertEqual(run.stdout, "lutetia\tgaul\t0.800000\n")
        self.run_program(HOGVEC, "export", "m.bin", "-o", "back.safetensors")
        run = self.run_program(QUERY, "nn", "back.safetensors", "lutetia", "-k", "1")
        self.assertEqual(run.stdout, "lutetia\tparis\t1.000000\n")

    def test_inspect_describes_ngrams(self):
        text = self.run_program(HOGVEC, "inspect", "m.safetensors").stdout
        self.assertRegex(text, r"\nn-grams +3 to 6 characters\n")
        self.assertRegex(text, r"\nn-gram buckets +\d+ of 2,000,000 have a vector \(0\.0 %\)\n")
        self.assertRegex(text, r"\nn-gram rows +2, 0\.0 % of zeros; 0\.0 MB of memory\n")
        found = json.loads(self.run_program(HOGVEC, "inspect", "m.safetensors", "--json").stdout)
        self.assertEqual((found["subwords"]["minn"], found["subwords"]["maxn"],
                          found["subwords"]["rows"]), (3, 6, 2))
        self.run_program(HOGVEC, "export", "m.safetensors", "-o", "v.txt")
        self.assertNotIn("n-gram", self.run_program(HOGVEC, "inspect", "v.txt").stdout)


if __name__ == "__main__":
    unittest.main()
