"""Reads the .vec that fastText writes, and has fastText read ours.

Usage: fasttext_test.py CONVERT_FOR_TEST. Exit code 77 means skipped: fasttext is not there.
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


def some_text():
    choose = random.Random(1).choice
    words = [f"wört{i}" for i in range(50)]
    return "\n".join(" ".join(choose(words) for _ in range(12)) for _ in range(200)) + "\n"


def rows_of(path):
    """The rows below the header of a text file, as {word: [values]}."""
    with open(path, encoding="utf-8") as lines:
        next(lines)
        fields = [line.split() for line in lines]
    return {row[0]: [float(value) for value in row[1:]] for row in fields}


class FasttextTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        with open(self.path("text"), "w", encoding="utf-8") as text:
            text.write(some_text())
        self.fasttext("theirs", "-epoch", "1")
        subprocess.run([CONVERT, self.path("theirs.vec"), self.path("ours.vec"), "text"], check=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def fasttext(self, output, *options):
        """Trains word vectors alone, without n-grams, so that a .vec holds the rows themselves."""
        command = ["fasttext", "skipgram", "-input", self.path("text"), "-output", self.path(output)]
        command += ["-dim", "8", "-maxn", "0", "-minCount", "1", "-thread", "1", "-verbose", "0"]
        subprocess.run(command + list(options), check=True, capture_output=True)

    def test_theirs_is_read_by_us(self):
        rows = rows_of(self.path("theirs.vec"))
        self.assertEqual(len(rows), 51)  # the words and </s>
        self.assertEqual(rows_of(self.path("ours.vec")), rows)

    def test_ours_is_read_by_them(self):
        self.fasttext("again", "-epoch", "0", "-pretrainedVectors", self.path("ours.vec"))
        self.assertEqual(rows_of(self.path("again.vec")), rows_of(self.path("theirs.vec")))


if __name__ == "__main__":
    unittest.main()
