"""Compares what gensim and we make of fastText's files: of gensim's own test data, which lie in ../shared where
there is such a folder, of what gensim trains, and of ours.

Usage: fasttext_gensim_test.py CONVERT_FOR_TEST. Exit code 77 means skipped: gensim is not there.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

try:
    import numpy
    from gensim.models.fasttext import FastText, load_facebook_model, load_facebook_vectors, save_facebook_model
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

CONVERT = sys.argv.pop(1)
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = (REPOSITORY.parent / "shared", REPOSITORY.parents[1] / "shared")  # of a clone, of a worktree
UNSEEN = ["computers", "nonexistent", "été", "日本", "ab", "xyzzyx"]
END = "</s>"  # to which gensim gives n-grams


def peers():
    for folder in FOLDERS:
        if (folder / "peers" / "gensim-test-data").is_dir():
            return folder / "peers" / "gensim-test-data"
    return None


class GensimTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def convert(self, source, target):
        subprocess.run([CONVERT, *self.lenient, source, self.path(target), "fasttext"], check=True)
        return self.path(target)

    lenient = ()

    def ours(self, model, words):
        run = subprocess.run([CONVERT, *self.lenient, model], input="\n".join(words) + "\n", check=True,
                             capture_output=True, text=True)
        rows = (line.split() for line in run.stdout.splitlines())
        return {row[0]: numpy.array(row[1:], dtype=numpy.float32) for row in rows}

    def expect_same(self, vectors, ours):
        for word, values in ours.items():
            numpy.testing.assert_allclose(values, vectors[word], rtol=0, atol=1e-6, err_msg=word)

    def check_all_ways(self, model):
        """What gensim reads, we read; what we write of it, gensim reads and writes back to the byte."""
        theirs = load_facebook_vectors(model)
        unseen = UNSEEN if theirs.max_n > 0 else []
        words = [word for word in theirs.index_to_key if word not in (END, "")] + unseen
        self.expect_same(theirs, self.ours(model, words))
        written = self.convert(model, "ours.bin")
        loaded = load_facebook_model(written)
        self.expect_same(loaded.wv, self.ours(written, words))
        self.expect_same(loaded.wv, {word: theirs[word] for word in words})
        save_facebook_model(loaded, self.path("back.bin"))
        self.assertEqual(*(pathlib.Path(path).read_bytes() for path in (written, self.path("back.bin"))))

    def test_its_test_data(self):
        if not peers():
            self.skipTest("no ../shared/peers here")
        for name in ("lee_fasttext", "lee_fasttext_new", "crime-and-punishment", "toy-model"):
            with self.subTest(name):
                self.check_all_ways(str(peers() / f"{name}.bin"))

    def test_its_test_data_with_an_empty_word(self):
        if not peers():
            self.skipTest("no ../shared/peers here")
        model = str(peers() / "toy-model-pretrained.bin")
        self.assertEqual(subprocess.run([CONVERT, model], capture_output=True, check=False).returncode, 65)
        self.lenient = ("--lenient",)
        self.check_all_ways(model)

    def test_its_test_data_beside_its_text(self):
        """The .vec that fastText wrote beside a .bin, with a few digits of the same vectors."""
        if not peers():
            self.skipTest("no ../shared/peers here")
        for name in ("lee_fasttext", "crime-and-punishment", "toy-model"):
            with self.subTest(name), open(peers() / f"{name}.vec", encoding="utf-8") as lines:
                next(lines)
                rows = {fields[0]: numpy.array(fields[1:], dtype=float) for fields in map(str.split, lines)}
                if name == "lee_fasttext":
                    rows.pop(END, None)  # with n-grams once
                ours = self.ours(str(peers() / f"{name}.bin"), rows)
                for word, values in rows.items():
                    numpy.testing.assert_allclose(ours[word], values, rtol=1e-4, atol=6e-5, err_msg=word)

    def test_what_it_trains(self):
        text = [[f"word{i * j % 37}" for j in range(12)] + ["été", "日本語"] for i in range(200)]
        for options in ({"sg": 1}, {"sg": 0}, {"min_n": 5, "max_n": 5}, {"bucket": 100}, {"max_n": 0}):
            with self.subTest(str(options)):
                model = FastText(text, vector_size=12, epochs=1, min_count=1, workers=1,
                                 **{"bucket": 5000, **options})
                save_facebook_model(model, self.path("theirs.bin"))
                self.check_all_ways(self.path("theirs.bin"))

    def test_training_goes_on_from_ours(self):
        text = [[f"word{i * j % 37}" for j in range(12)] for i in range(200)]
        save_facebook_model(FastText(text, vector_size=12, epochs=1, min_count=1, sg=1, bucket=5000),
                            self.path("theirs.bin"))
        model = load_facebook_model(self.convert(self.path("theirs.bin"), "ours.bin"))
        self.assertGreater(abs(model.syn1neg).sum(), 0)
        before = model.wv["word3"].copy()
        model.train(text, total_examples=len(text), epochs=1)
        self.assertGreater(abs(model.wv["word3"] - before).sum(), 0)


if __name__ == "__main__":
    unittest.main()
