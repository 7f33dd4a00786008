#!/usr/bin/env python3
"""tokenizer.json of a Hugging Face folder makes the words that training made, whatever its options.

usage: tokenizer_test.py HOGVEC

The steps of the file are done here as the library `tokenizers` documents them; what comes out must be the
very words and counts of `hogvec vocab` for the same text. Exit code 77 means skipped: the module `regex`,
which knows the properties of Unicode's characters, is not there.
"""
import collections
import functools
import itertools
import json
import os
import subprocess
import sys
import tempfile
import unittest

try:
    import regex
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

HOGVEC = os.path.abspath(sys.argv.pop(1))
TEXT = """The king, the queen. "Bread" and cheese!
Don't e.g. U.S. 3.5 1,000 a:b foo_bar __x it\u2019s rock'n'roll a.b,c 12:30 1.5kg x2 l\u00b7l 'quoted' _ __
\u0401\u043b\u043a\u0430 \u0438 \u0434\u043e\u043c. Na\u00efve caf\u00e9 cafe\u0301's Stra\u00dfe \u039f\u0394\u039f\u03a3 \u03bf\u03b4\u03cc\u03c2 \u03a3 \u0130stanbul
\u05e9\u05dc\u05d5\u05dd \u05e6\u05d4"\u05dc \u05d2'\u05d9\u05e8\u05e4\u05d4 \u0645\u0631\u062d\u0628\u0627 \u0939\u093f\u0928\u094d\u0926\u0940 \ud55c\uad6d\uc5b4 0\ubcf4\ub2e4 \u30ab\u30bf\u30ab\u30ca
so\u00adft zero\u200bwidth no\u00a0break wide\u3000space user@example.com #tag C++ 5\u20ac 3pm 4x4
"""


def pattern(of_file):
    """Its regular expression, which means the same here as to the library's Oniguruma."""
    return regex.escape(of_file["String"]) if "String" in of_file else of_file["Regex"]


def normalized(text, step):
    if step is None:
        return text
    if step["type"] == "Sequence":
        return functools.reduce(normalized, step["normalizers"], text)
    if step["type"] == "Replace":
        return regex.sub(pattern(step["pattern"]), step["content"], text)
    assert step["type"] == "Lowercase", step
    return "".join(letter.lower() for letter in text)


def parted(text, step):
    if step["type"] == "WhitespaceSplit":
        return regex.findall(r"\P{White_Space}+", text)
    assert (step["type"], step["behavior"]) == ("Split", "Removed"), step
    found = regex.finditer(pattern(step["pattern"]), text)
    if step["invert"]:
        return [match.group() for match in found]
    ends = [0, *itertools.chain.from_iterable(match.span() for match in found), len(text)]
    return [text[begin:end] for begin, end in zip(ends[::2], ends[1::2]) if begin < end]


class TokenizerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def trained_words(self, text, options):
        """Words and their counts, and what the run that wrote the folder said."""
        with open(self.path("c.txt"), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        subprocess.run([HOGVEC, "vocab", self.path("c.txt"), "-o", self.path("words"), "--min-count", "1",
                        "-q", *options], check=True)
        said = subprocess.run([HOGVEC, "train", self.path("c.txt"), "-o", self.path("hf"), "--format",
                               "huggingface", "--dim", "2", "--epochs", "1", "--min-count", "1", "--sample",
                               "0", "-q", *options], check=True, capture_output=True, text=True).stderr
        with open(self.path("words"), encoding="utf-8", newline="\n") as file:
            return {word: int(count) for word, count in (line.rsplit(" ", 1) for line in file)}, said

    def tokenizer(self):
        with open(self.path("hf/tokenizer.json"), encoding="utf-8") as file:
            return json.load(file)

    def tokenized(self, text):
        steps = self.tokenizer()
        return collections.Counter(parted(normalized(text, steps["normalizer"]), steps["pre_tokenizer"]))

    def test_every_way_to_make_words(self):
        for split, digits, lowercase in itertools.product(
                ("whitespace", "unicode", "ascii"), ("keep", "zero", "spell"), ([], ["--lowercase"])):
            with self.subTest(split=split, digits=digits, lowercase=lowercase):
                options = ["--split", split, "--digits", digits, *lowercase]
                words, said = self.trained_words(TEXT, options)
                self.assertEqual(self.tokenized(TEXT), words)
                self.assertEqual(said, "")

    def test_plain_text_needs_no_pattern(self):
        self.trained_words("a plain text\n", [])
        self.assertIsNone(self.tokenizer()["normalizer"])
        self.assertEqual(self.tokenizer()["pre_tokenizer"], {"type": "WhitespaceSplit"})

    def test_what_it_cannot_do_is_said(self):
        said = self.trained_words("\u6211\u559c\u6b22 \u4f60\u597d\n", ["--split", "unicode"])[1]
        self.assertRegex(said, r"^hogvec train: warning: .*hf: Words of Chinese.*\n$")
        with open(self.path("hf/README.md"), encoding="utf-8") as card:
            self.assertIn("Words of Chinese", card.read())
        said = subprocess.run([HOGVEC, "export", self.path("hf"), "-o", self.path("v.bin")], check=True,
                              capture_output=True, text=True).stderr
        self.assertNotIn("warning", said)

    def test_a_word_that_stands_for_unknown_ones_elsewhere(self):
        words, _ = self.trained_words("[UNK] cat [UNK2]\n", [])
        model = self.tokenizer()["model"]
        self.assertEqual(model["unk_token"], "[UNK3]")
        self.assertEqual(set(model["vocab"]), {*words, "[UNK3]"})
        subprocess.run([HOGVEC, "export", self.path("hf"), "-o", self.path("v.txt")], check=True,
                       capture_output=True)
        with open(self.path("v.txt"), encoding="utf-8") as vectors:
            self.assertEqual({line.split()[0] for line in vectors.readlines()[1:]}, set(words))


if __name__ == "__main__":
    unittest.main()
