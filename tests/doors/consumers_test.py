"""Files of ours in the hands of those that they are for: each loads what we export.

usage: consumers_test.py HOGVEC

gensim, NumPy, fastText and SQLite are the real ones (PostgreSQL: postgresql_test.py); safetensors, the
Hugging Face folder, fvecs and TensorBoard's pair, whose software Debian lacks, are read by the few lines that their
specifications come to. Exit code 77 means skipped: gensim is not there.
"""
import collections
import json
import os
import re
import shutil
import sqlite3
import struct
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

HOGVEC = os.path.abspath(sys.argv.pop(1))
TEXT = "the cat saw the naïve dog by the café door\nthe dog \\saw \"the\" sea\n" * 30
DTYPES = {"F32": numpy.float32, "F16": numpy.float16, "U8": numpy.uint8, "U32": numpy.uint32, "I64": numpy.int64,
          "U64": numpy.uint64}


def read_safetensors(path):
    """The arrays and metadata of a safetensors file, by its specification (version 0.4)."""
    with open(path, "rb") as file:
        size, = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(size)), file.read()
    metadata = header.pop("__metadata__", {})
    arrays, end = {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        first, last = entry["data_offsets"]
        assert first == end, "arrays without gaps"
        end = last
        if entry["dtype"] == "BF16":  # the upper half of a float32
            bits = numpy.frombuffer(data[first:last], numpy.uint16).astype(numpy.uint32) << 16
            array = bits.view(numpy.float32)
        else:
            array = numpy.frombuffer(data[first:last], DTYPES[entry["dtype"]])
        arrays[name] = array.reshape(entry["shape"])
    assert end == len(data), "nothing left over"
    return arrays, metadata


class ConsumersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = cls.temporary.name
        with open(cls.path("c.txt"), "w", encoding="utf-8") as text:
            text.write(TEXT)
        cls.hogvec("train", cls.path("c.txt"), "-o", cls.path("m.safetensors"), "--dim", "12",
                   "--min-count", "1", "-q", "--lowercase")
        arrays, cls.metadata = read_safetensors(cls.path("m.safetensors"))
        cls.values = arrays["embedding.weight"]
        cls.output, cls.counts = arrays["output.weight"], arrays["counts"]
        ends, letters = arrays["vocab.offsets"], arrays["vocab.bytes"].tobytes()
        cls.words = [letters[a:b].decode() for a, b in zip(ends, ends[1:])]

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def hogvec(cls, *arguments):
        subprocess.run([HOGVEC, *arguments], check=True, capture_output=True)

    def export(self, name, *options):
        self.hogvec("export", self.path("m.safetensors"), "-o", self.path(name), *options)
        return self.path(name)

    def listed_words(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return [line.rstrip("\n").split("\t") for line in file]

    def test_safetensors_holds_the_model(self):
        self.assertIn("café", self.words)
        self.assertEqual(self.words[0], "the")
        self.assertEqual(self.counts[0], TEXT.split().count("the"))
        self.assertEqual(self.output.shape, self.values.shape)
        self.assertEqual(self.metadata["hogvec.dim"], "12")

    def test_safetensors_in_halves(self):
        for kind, tolerance in (("float16", 1e-3), ("bfloat16", 1e-2)):
            arrays, _ = read_safetensors(self.export("half.safetensors", "--dtype", kind))
            numpy.testing.assert_allclose(arrays["embedding.weight"], self.values, rtol=tolerance,
                                          atol=1e-6)

    def test_gensim(self):
        for name, options in (("v.txt", {}), ("v.txt.gz", {}), ("v.bin", {"binary": True}),
                              ("v.bin.gz", {"binary": True}), ("v.glove", {"no_header": True})):
            with self.subTest(name=name):
                loaded = KeyedVectors.load_word2vec_format(self.export(name), **options)
                self.assertEqual(loaded.index_to_key, self.words)
                numpy.testing.assert_array_equal(loaded.vectors, self.values)

    def test_numpy(self):
        array = numpy.load(self.export("v.npy"), mmap_mode="r", allow_pickle=False)
        numpy.testing.assert_array_equal(array, self.values)
        self.assertEqual(array.offset % 64, 0)
        self.assertEqual(self.listed_words("v.vocab.tsv"),
                         [[w, str(n)] for w, n in zip(self.words, self.counts)])
        halves = numpy.load(self.export("h.npy", "--dtype", "float16"), allow_pickle=False)
        numpy.testing.assert_array_equal(halves, self.values.astype(numpy.float16))

    def test_numpy_that_numpy_wrote(self):
        for kind in ("<f2", "<f4", "<f8"):
            numpy.save(self.path("theirs.npy"), self.values.astype(kind))
            with open(self.path("theirs.vocab.tsv"), "w", encoding="utf-8") as words:
                words.write("".join(f"{word}\n" for word in self.words))
            self.hogvec("export", self.path("theirs.npy"), "-o", self.path("back.bin"))
            back = KeyedVectors.load_word2vec_format(self.path("back.bin"), binary=True)
            numpy.testing.assert_array_equal(back.vectors,
                                             self.values.astype(kind).astype(numpy.float32))

    def test_tensorboard(self):
        values = numpy.loadtxt(self.export("v.tsv"), dtype=numpy.float32, delimiter="\t")
        numpy.testing.assert_array_equal(values, self.values)
        header, *rows = self.listed_words("v.metadata.tsv")
        self.assertEqual(header, ["word", "count"])
        self.assertEqual([word for word, _ in rows], self.words)

    def test_fvecs(self):
        raw = numpy.fromfile(self.export("v.fvecs"), dtype=numpy.int32)
        rows = raw.reshape(-1, raw[0] + 1)
        self.assertTrue((rows[:, 0] == 12).all())
        numpy.testing.assert_array_equal(rows[:, 1:].view(numpy.float32), self.values)

    def test_hugging_face(self):
        folder = self.export("hf", "--format", "huggingface")
        arrays, _ = read_safetensors(os.path.join(folder, "model.safetensors"))

        def load(name):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                return json.load(file)
        tokenizer = load("tokenizer.json")
        vocab = tokenizer["model"]["vocab"]
        self.assertEqual(tokenizer["model"]["type"], "WordLevel")
        self.assertEqual(tokenizer["normalizer"], {"type": "Lowercase"})
        self.assertEqual(sorted(vocab.values()), list(range(len(self.words) + 1)))
        self.assertEqual(vocab[tokenizer["model"]["unk_token"]], len(self.words))
        numpy.testing.assert_array_equal(
            arrays["embedding.weight"][[vocab[word] for word in self.words]], self.values)
        self.assertFalse(arrays["embedding.weight"][-1].any())
        self.assertEqual(load("modules.json")[0]["type"],
                         "sentence_transformers.models.StaticEmbedding")
        self.assertEqual(load("config.json")["embedding_dim"], 12)

    def test_sqlite(self):
        with sqlite3.connect(self.export("v.sqlite")) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            rows = database.execute("SELECT word, count, vector FROM vectors ORDER BY id").fetchall()
        self.assertEqual([row[0] for row in rows], self.words)
        self.assertEqual([row[1] for row in rows], self.counts.tolist())
        numpy.testing.assert_array_equal([numpy.frombuffer(row[2], "<f4") for row in rows],
                                         self.values)

    @unittest.skipUnless(shutil.which("fasttext"), "fastText is not there")
    def test_fasttext_takes_vectors_to_start_from(self):
        vectors = self.export("v.vec")
        with open(self.path("labelled"), "w", encoding="utf-8") as text:
            text.write("__label__a the cat\n__label__b the dog\n")
        subprocess.run(["fasttext", "supervised", "-input", self.path("labelled"), "-output",
                        self.path("ft"), "-pretrainedVectors", vectors, "-dim", "12", "-epoch", "1",
                        "-lr", "0", "-thread", "1"], check=True, capture_output=True)
        said = subprocess.run(["fasttext", "print-word-vectors", self.path("ft.bin")], check=True,
                              input="café\ncat\n", capture_output=True, text=True).stdout
        for line in said.splitlines():
            word, *values = line.split()
            numpy.testing.assert_allclose([float(v) for v in values],
                                          self.values[self.words.index(word)], rtol=1e-4, atol=1e-6)

    def test_raw_text_becomes_the_words_of_text8(self):
        """By the rules of its Perl script, but for the markup: small letters, digits spelled, and all
        that is no letter from a to z parts words."""
        raw = 'In 1984, "Orwell\'s" caf\u00e9 (est. 1905)\nhad 3.5 U.S. \u4e1c\u4eac visitors -- A-Z!\n' * 3
        with open(self.path("raw.txt"), "w", encoding="utf-8") as text:
            text.write(raw)
        self.hogvec("vocab", self.path("raw.txt"), "-o", self.path("words.txt"), "--min-count", "1",
                    "--lowercase", "--digits", "spell", "--split", "ascii")
        with open(self.path("words.txt"), encoding="utf-8") as words:
            found = {word: int(count) for word, count in (line.split() for line in words)}
        plain = raw.lower()
        for digit, name in enumerate(("zero one two three four five six seven eight nine").split()):
            plain = plain.replace(str(digit), f" {name} ")
        self.assertEqual(found, collections.Counter(re.sub("[^a-z]", " ", plain).split()))

    def test_ways_to_change_vectors(self):
        def exported(*options):
            arrays, _ = read_safetensors(self.export("changed.safetensors", *options))
            return arrays["embedding.weight"]
        centred = self.values - self.values.mean(axis=0)
        numpy.testing.assert_allclose(exported("--center"), centred, atol=1e-6)
        numpy.testing.assert_array_equal(exported("--combine", "output"), self.output)
        numpy.testing.assert_array_equal(exported("--combine", "sum"), self.values + self.output)
        numpy.testing.assert_array_equal(exported("--combine", "concat"),
                                         numpy.hstack([self.values, self.output]))
        _, _, directions = numpy.linalg.svd(centred.astype(numpy.float64), full_matrices=False)
        top = directions[:2]
        numpy.testing.assert_allclose(exported("--remove-components", "2"),
                                      centred - centred @ top.T @ top, atol=1e-5)
        numpy.testing.assert_allclose(numpy.linalg.norm(exported("--normalize"), axis=1), 1,
                                      atol=1e-6)
        numpy.testing.assert_array_equal(exported("--top", "3"), self.values[:3])
        with open(self.path("list"), "w", encoding="utf-8") as chosen:
            chosen.write("sea\ncafé\nsubmarine\n")
        numpy.testing.assert_array_equal(
            exported("--words", self.path("list")),
            self.values[[self.words.index("sea"), self.words.index("café")]])
        # One after the other, in the order of the help: of some words, the sum, without its mean, of length 1.
        summed = (self.values + self.output)[:5]
        summed -= summed.mean(axis=0)
        numpy.testing.assert_allclose(
            exported("--top", "5", "--combine", "sum", "--center", "--normalize"),
            summed / numpy.linalg.norm(summed, axis=1, keepdims=True), atol=1e-5)

    def test_precision(self):
        loaded = KeyedVectors.load_word2vec_format(self.export("p.txt", "--precision", "3"))
        numpy.testing.assert_array_equal(
            loaded.vectors, [[numpy.float32(f"{value:.3g}") for value in row] for row in self.values])


if __name__ == "__main__":
    unittest.main()
