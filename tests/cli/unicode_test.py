#!/usr/bin/env python3
"""Words beyond ASCII, from a text to an answer: composed and decomposed letters, emoji, other encodings.

usage: unicode_test.py HOGVEC HOGVEC_QUERY HOGVEC_EVAL
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
import unicodedata

HOGVEC, QUERY, EVAL = (os.path.abspath(program) for program in sys.argv[1:4])
del sys.argv[1:4]
CAFE = "caf\u00e9"
DECOMPOSED = unicodedata.normalize("NFD", CAFE)
GRIN, ANGRY = "\U0001f600", "\U0001f621"
TRAIN = [HOGVEC, "train", "--dim", "4", "--sample", "0", "--deterministic"]


class Unicode(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = temporary.name
        self.write("composed", f"{CAFE} milk sugar\n" * 50)
        self.write("decomposed", f"{DECOMPOSED} milk sugar\n" * 50)
        self.write("v.txt", f"3 2\n{CAFE} 1 0\nmilk 1 1\nsugar 0 1\n")
        self.write("latin1", "caf\u00e9 milk th\u00e9 cat\n".encode("latin-1") * 50)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read().decode(errors="replace")

    def run_program(self, *command, given="", code=0):
        run = subprocess.run(command, cwd=self.folder, input=given.encode(), capture_output=True,
                             check=False)
        self.assertEqual(run.returncode, code, run.stderr)
        return run.stdout.decode(errors="replace"), run.stderr.decode(errors="replace")

    def test_nfc_makes_one_word_of_what_looks_the_same(self):
        self.run_program(HOGVEC, "vocab", "composed", "decomposed", "-o", "words", "-q")
        self.assertEqual(self.read("words").count("caf"), 2)
        self.run_program(HOGVEC, "vocab", "composed", "decomposed", "-o", "words", "-q", "--nfc")
        self.assertIn(f"{CAFE} 100\n", self.read("words"))
        self.run_program(HOGVEC, "phrases", "decomposed", "-o", "out", "-q", "--nfc", "--threshold", "1e9")
        self.assertEqual(self.read("out"), self.read("composed"))
        for text in ("composed", "decomposed"):
            self.run_program(*TRAIN, text, "-o", text + ".txt", "-q", "--nfc")
        self.assertEqual(self.read("composed.txt"), self.read("decomposed.txt"))

    def test_nfc_is_an_option_of_the_model(self):
        self.run_program(*TRAIN, "decomposed", "-o", "m.safetensors", "-q", "--nfc", "--summary", "s")
        self.assertRegex(self.run_program(HOGVEC, "inspect", "m.safetensors")[0], r"--nfc +true")
        self.assertIs(json.loads(self.read("s"))["options"]["nfc"], True)
        self.assertIn("nfc = true\n", self.run_program(*TRAIN, "x", "-o", "y.bin", "--nfc",
                                                       "--print-config")[0])
        self.run_program(*TRAIN, "decomposed", "-o", "/dev/full", "--format", "text", "-q", "--nfc",
                         "--checkpoint", "kept", code=74)
        _, said = self.run_program(HOGVEC, "train", "--resume", "kept", "-o", "r.txt", "-q")
        self.assertIn(f"\n{CAFE} ", self.read("r.txt"))
        self.assertEqual(said, "")

    def test_questions_find_a_word_in_either_form(self):
        plain = self.run_program(QUERY, "nn", "v.txt", CAFE)[0]
        for more in ([], ["--fuzzy"]):
            answer, said = self.run_program(QUERY, "nn", "v.txt", DECOMPOSED, *more)
            self.assertEqual((answer.replace(DECOMPOSED, CAFE), said), (plain, ""))
        self.assertIn("milk", self.run_program(QUERY, "nn", "v.txt", given=DECOMPOSED + "\n")[0])
        self.assertIn("0.707107", self.run_program(QUERY, "similarity", "v.txt", DECOMPOSED, "milk")[0])
        self.run_program(QUERY, "analogy", "v.txt", DECOMPOSED, "milk", "sugar")
        self.run_program(QUERY, "arith", "v.txt", f"milk - {DECOMPOSED}")
        _, said = self.run_program(QUERY, "nn", "v.txt", unicodedata.normalize("NFD", "caff\u00e9"),
                                   "--fuzzy")
        self.assertIn(f"using '{CAFE}'", said)

    def test_lists_and_test_sets_find_a_word_in_either_form(self):
        self.write("list", DECOMPOSED + "\nsugar\n")
        self.assertIn(CAFE, self.run_program(QUERY, "nn", "v.txt", "milk", "--restrict", "list")[0])
        self.run_program(HOGVEC, "export", "v.txt", "-o", "some.txt", "--words", "list")
        self.assertEqual(self.read("some.txt"), f"2 2\n{CAFE} 1 0\nsugar 0 1\n")
        self.write("pairs", f"{DECOMPOSED} milk 9\nmilk sugar 8\n{DECOMPOSED} sugar 1\n")
        score = json.loads(self.run_program(EVAL, "similarity", "v.txt", "pairs", "--json")[0])
        self.assertEqual(score["similarity"][0]["covered"], 3)
        self.write("questions", f": s\n{DECOMPOSED} milk sugar milk\n")
        self.assertRegex(self.run_program(EVAL, "analogies", "v.txt", "questions")[0], r"of +1 +0\n")

    def test_emoji_are_words_and_what_is_none_is_counted(self):
        self.write("text", f"good {GRIN} day {ANGRY} #tag c++\n" * 50)
        _, said = self.run_program(HOGVEC, "vocab", "text", "-o", "words", "--split", "unicode")
        self.assertEqual(sorted(self.read("words").split("\n")[:-1]),
                         sorted(f"{word} 50" for word in ("good", GRIN, "day", ANGRY, "tag", "c")))
        self.assertIn("          150 punctuation marks and other signs, left out (--split)\n", said)
        self.run_program(*TRAIN, "text", "-o", "v.bin", "-q", "--split", "unicode", "--summary", "s")
        self.assertEqual(json.loads(self.read("s"))["unusual"]["signs"], 150)
        _, said = self.run_program(HOGVEC, "vocab", "text", "-o", "words")
        self.assertNotIn("signs", said)

    def test_words_that_are_not_utf8_are_said_with_what_to_do(self):
        advice = r"gensim and others can't read these; convert .* \(iconv -f LATIN1 -t UTF-8\)\n" \
                 r" +or give --invalid-utf8 replace\n"
        count = r" +100 that are not UTF-8, kept as they are, of 2 words\n +"
        for command in ([*TRAIN, "-o", "v.bin", "--summary", "s"], [HOGVEC, "vocab", "-o", "words"]):
            _, said = self.run_program(*command, "latin1")
            self.assertRegex(said, count + advice)
            _, said = self.run_program(*command, "latin1", "--invalid-utf8", "replace")
            self.assertNotIn("UTF-8", said)
        _, said = self.run_program(HOGVEC, "phrases", "latin1", "-o", "out")
        self.assertRegex(said, r" +2 different are not UTF-8, kept as they are\n +" + advice)
        self.run_program(*TRAIN, "latin1", "-o", "v.bin", "-q", "--summary", "s")
        unusual = json.loads(self.read("s"))["unusual"]
        self.assertEqual((unusual["not_utf8_words"], unusual["not_utf8_tokens"]), (2, 100))
        _, said = self.run_program(HOGVEC, "export", "v.bin", "-o", "w.txt")
        self.assertRegex(said, r"^w\.txt: warning: 2 of its words are not UTF-8, which gensim")
        _, said = self.run_program(HOGVEC, "export", "v.txt", "-o", "w.txt")
        self.assertNotIn("warning", said)


if __name__ == "__main__":
    unittest.main()
