"""Compares our files of vectors with gensim's: what either writes, the other reads, bit for bit.

Usage: gensim_test.py CONVERT_FOR_TEST. Exit code 77 means skipped: gensim is not there.
"""

import os
import subprocess
import sys
import tempfile
import unittest

try:
    import numpy
    from gensim.models import KeyedVectors
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

CONVERT = sys.argv.pop(1)
FORMATS = ("text", "binary")


def some_vectors(rows=500, dim=24):
    """Vectors of ordinary size with the edges of float32 among them."""
    values = numpy.random.default_rng(1).normal(0, 0.3, (rows, dim)).astype(numpy.float32)
    edges = [0.0, -0.0, 1e-45, -1e-40, 1.1754944e-38, 3.4028235e38, 16777217.0, 0.1]
    values[7, : len(edges)] = edges
    vectors = KeyedVectors(dim)
    vectors.add_vectors([f"été{i}" for i in range(rows)], values)
    for row, word in enumerate(vectors.index_to_key):
        vectors.set_vecattr(word, "count", rows - row)  # gensim writes by falling count
    return vectors


class GensimTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.theirs = os.path.join(folder.name, "theirs")
        self.ours = os.path.join(folder.name, "ours")
        self.vectors = some_vectors()

    def convert(self, target_format):
        subprocess.run([CONVERT, self.theirs, self.ours, target_format], check=True)

    def load_ours(self, file_format):
        return KeyedVectors.load_word2vec_format(self.ours, binary=file_format == "binary")

    def expect_same(self, loaded):
        self.assertEqual(loaded.index_to_key, self.vectors.index_to_key)
        bits, expected = (v.vectors.view(numpy.uint32) for v in (loaded, self.vectors))
        numpy.testing.assert_array_equal(bits, expected)

    def test_all_ways_between_gensim_and_us(self):
        for source in FORMATS:
            self.vectors.save_word2vec_format(self.theirs, binary=source == "binary")
            for target in FORMATS:
                with self.subTest(source=source, target=target):
                    self.convert(target)
                    self.expect_same(self.load_ours(target))

    def test_gensim_text_without_a_header(self):
        self.vectors.save_word2vec_format(self.theirs, write_header=False)
        self.convert("binary")
        self.expect_same(self.load_ours("binary"))

    def test_neighbours_agree(self):
        self.vectors.vectors[7] = 1  # the edges of float32 overflow a norm
        self.vectors.save_word2vec_format(self.theirs, binary=True)
        self.convert("text")
        loaded = self.load_ours("text")
        for word in self.vectors.index_to_key[:20]:
            self.assertEqual(loaded.most_similar(word), self.vectors.most_similar(word))


if __name__ == "__main__":
    unittest.main()
