#!/usr/bin/env python3
"""Every text that the programs read, with and without a byte-order mark -> the same answers.

usage: byte_order_marks_test.py HOGVEC HOGVEC_QUERY HOGVEC_EVAL
"""
import os
import subprocess
import sys
import tempfile
import unittest

HOGVEC, QUERY, EVAL = (os.path.abspath(program) for program in sys.argv[1:4])
del sys.argv[1:4]
MARK = b"\xef\xbb\xbf"
TEXT = b"the king and the queen eat bread and cake\n" * 30
VECTORS = b"5 2\nking 1 2\nqueen 1 3\nbread 5 1\ncake 4 1\nthe 1 1\n"
TRAIN = [HOGVEC, "train", "--dim", "2", "-q", "--deterministic", "-o", "out.txt"]

# A command, the text that it is given as `file`, and what it writes besides its output.
CASES = {
    "corpus": ([*TRAIN, "file"], TEXT, "out.txt"),
    "standard input": ([*TRAIN, "-"], TEXT, "out.txt"),
    "vocab": ([HOGVEC, "vocab", "file", "-o", "out"], TEXT, "out"),
    "phrases": ([HOGVEC, "phrases", "file", "-o", "out", "-q"], TEXT, "out"),
    "--validation": ([*TRAIN, "text", "--validation", "file", "--summary", "/dev/null"], TEXT,
                     "out.txt"),
    "--stopwords": ([HOGVEC, "vocab", "text", "-o", "out", "--stopwords", "file"], b"the\nand\n",
                    "out"),
    "--read-vocab": ([*TRAIN, "text", "--sample", "0", "--read-vocab", "file"], b"the 9\nking 8\n", "out.txt"),
    "--config": ([*TRAIN, "text", "--config", "file"], b"seed = 7\nwindow = 2\n", "out.txt"),
    "@LIST": ([*TRAIN, "@file"], b"text\n", "out.txt"),
    "--words": ([HOGVEC, "export", "vectors", "-o", "out.txt", "--words", "file"],
                b"king\nqueen\n", "out.txt"),
    "text vectors": ([HOGVEC, "export", "file", "-o", "out.bin"], VECTORS, "out.bin"),
    "GloVe's vectors": ([HOGVEC, "export", "file", "-o", "out.bin"], VECTORS.split(b"\n", 1)[1],
                        "out.bin"),
    "--init-vectors": ([*TRAIN, "text", "--init-vectors", "file"], VECTORS, "out.txt"),
    "word list": ([HOGVEC, "export", "v.npy", "-o", "out.txt"], b"word\tcount\nking\t3\nqueen\t2\n",
                  "out.txt"),
    "word list without counts": ([HOGVEC, "export", "v.npy", "-o", "out.txt"], b"king\nqueen\n",
                                 "out.txt"),
    "--restrict": ([QUERY, "nn", "vectors", "bread", "--restrict", "file"], b"king\nqueen\n", None),
    "@FILE": ([QUERY, "between", "vectors", "@file"], b"king\nqueen\n", None),
    "@FILE of values": ([QUERY, "vector", "vectors", "@file"], b"1\n2\n", None),
    "questions on standard input": ([QUERY, "nn", "vectors", "-k", "1"], b"king\nqueen\n", None),
    "vectors that are asked": ([QUERY, "nn", "file", "king"], VECTORS, None),
    "pairs": ([EVAL, "similarity", "vectors", "file"],
              b"king\tqueen\t9\nking\tthe\t8\nbread\tking\t1\nbread\tcake\t5\n", None),
    "questions": ([EVAL, "analogies", "vectors", "file"], b": s\nking queen bread cake\n", None),
}


class ByteOrderMarks(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = temporary.name
        self.write("text", TEXT)
        self.write("vectors", VECTORS)
        self.write("two.txt", b"2 2\nking 1 2\nqueen 1 3\n")
        self.run_program([HOGVEC, "export", "two.txt", "-o", "v.npy"])

    def write(self, name, data):
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(data)

    def run_program(self, command, data=b""):
        run = subprocess.run(command, cwd=self.folder, input=data, capture_output=True, check=False)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run

    def answer(self, command, data, output):
        """What a command answers or writes, given `data` in whatever way it takes it."""
        self.write("v.vocab.tsv" if "v.npy" in command else "file", data)
        run = self.run_program(command, data)
        self.assertNotIn(MARK, run.stdout + run.stderr)
        if output is None:
            return run.stdout
        with open(os.path.join(self.folder, output), "rb") as file:
            return file.read()

    def test_are_passed_over_in_every_text(self):
        for name, (command, text, output) in CASES.items():
            with self.subTest(name):
                plain = self.answer(command, text, output)
                self.assertTrue(plain)
                self.assertEqual(self.answer(command, MARK + text, output), plain)

    def test_are_shown_in_messages(self):
        run = subprocess.run([QUERY, "nn", "vectors", MARK + b"kin"], cwd=self.folder,
                             capture_output=True, check=False)
        self.assertEqual(run.returncode, 1)
        self.assertIn(rb"'\xef\xbb\xbfkin'", run.stderr)


if __name__ == "__main__":
    unittest.main()
