#!/usr/bin/env python3
"""hogvec-eval against gensim, count by count, on vectors of the demo corpus; and what it says of wrong
command lines.

usage: eval_test.py HOGVEC HOGVEC_ATLAS HOGVEC_EVAL. Exit code 77 means skipped: gensim is not there.
"""
import importlib.util
import json
import lzma
import os
import pathlib
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

HOGVEC, ATLAS, EVAL = (os.path.abspath(program) for program in sys.argv[1:4])
del sys.argv[1:4]
SHARED = pathlib.Path(__file__).resolve().parents[4] / "shared"
MANY = 10**9  # gensim's bound on the vocabulary


class EvalTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = cls.temporary.name
        subprocess.run([ATLAS, "--words", "250K", "-o", cls.path("c.txt"), "--questions",
                        cls.path("questions"), "--pairs", cls.path("pairs")], check=True)
        for seed in ("1", "2"):
            subprocess.run([HOGVEC, "train", cls.path("c.txt"), "-o", cls.path(f"{seed}.bin"), "--dim",
                            "30", "--seed", seed, "--deterministic", "-q"], check=True)
        cls.vectors = KeyedVectors.load_word2vec_format(cls.path("1.bin"), binary=True)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    def run_eval(self, *arguments, code=0):
        run = subprocess.run([EVAL, *arguments], cwd=self.folder, check=False, capture_output=True,
                             text=True)
        self.assertEqual(run.returncode, code, run.stderr)
        return run

    def json(self, *arguments):
        return json.loads(self.run_eval(*arguments, "--json").stdout)

    def test_analogies_are_counted_as_gensim_counts_them(self):
        for top in (MANY, 600):
            _, sections = self.vectors.evaluate_word_analogies(
                self.path("questions"), restrict_vocab=top, case_insensitive=False)
            expected = {s["section"]: (len(s["correct"]), len(s["correct"]) + len(s["incorrect"]))
                        for s in sections}
            found = self.json("analogies", "1.bin", "questions", "--top", str(top))
            for section in found["sections"]:
                if section["covered"]:
                    self.assertEqual((section["right"], section["covered"]),
                                     expected[section["name"]], section)
            right, covered = expected["Total accuracy"]
            self.assertEqual((found["total"]["right"], found["total"]["covered"]), (right, covered))
            if top == MANY:
                self.assertGreater(right, 100)

    def test_words_are_found_as_gensim_finds_them(self):
        """On vectors whose words differ in case, or are no ASCII, and test sets that write them in
        another; with and without case, among all and among the first words."""
        rng = numpy.random.default_rng(7)
        change = [str.lower, str.upper, str.title, str.swapcase]
        stems = [stem + end for stem in ("king", "straße", "été", "ὀδύσσης", "ǆ", "ŉa", "пётр", "ﬁn")
                 for end in ("", "s", "n")]
        spellings = list(dict.fromkeys(change[i](stem) for stem in stems for i in (2, 0, 1, 0)))
        rng.shuffle(spellings)
        # Few dimensions and near spellings, so that other spellings of the words asked come first.
        places = {stem.upper(): rng.normal(size=4) for stem in stems}
        with open(self.path("cased.txt"), "w", encoding="utf-8") as file:
            file.write(f"{len(spellings)} 4\n")
            for word in spellings:
                row = places[word.upper()] + rng.normal(size=4) / 20
                file.write(word + "".join(f" {value:.6f}" for value in row) + "\n")

        def some(count):  # a word with itself is 1 but for the last digit, which has a rank too
            return [change[rng.integers(4)](stem)
                    for stem in rng.choice(stems, count, replace=False)]

        with open(self.path("cased.q"), "w", encoding="utf-8") as file:
            file.write(": all\n" + "".join(" ".join(some(4)) + "\n" for _ in range(3000)))
        with open(self.path("cased.p"), "w", encoding="utf-8") as file:
            file.writelines("\t".join(some(2)) + f"\t{rng.random():.4f}\n" for _ in range(300))
        peer = KeyedVectors.load_word2vec_format(self.path("cased.txt"))
        for top in (MANY, 30):
            for flags in ([], ["--case-sensitive"]):
                how = {"restrict_vocab": top, "case_insensitive": not flags}
                flags = [*flags, "--top", str(top)]
                total = peer.evaluate_word_analogies(self.path("cased.q"), **how)[1][-1]
                found = self.json("analogies", "cased.txt", "cased.q", *flags)["total"]
                right, wrong = len(total["correct"]), len(total["incorrect"])
                self.assertEqual((found["right"], found["covered"]), (right, right + wrong), flags)
                self.assertGreater(right, 0)
                pearson, spearman, unknown = peer.evaluate_word_pairs(self.path("cased.p"), **how)
                score = self.json("similarity", "cased.txt", "cased.p", *flags)["similarity"][0]
                self.assertAlmostEqual(score["spearman"]["value"], 100 * spearman[0], places=3)
                self.assertAlmostEqual(score["pearson"]["value"], 100 * pearson[0], places=3)
                self.assertAlmostEqual(100 * score["skipped"] / 300, unknown, places=3)

    def test_nothing_known_is_no_result(self):
        for name, text in (("none.p", "xa xb 1\nxc xd 2\n"), ("none.q", ": s\nxa xb xc xd\n"),
                           ("none.vec", "2 1\nxa 1\nxb 2\n"), ("alone", "the\nthe\n")):
            with open(self.path(name), "w", encoding="utf-8") as file:
                file.write(text)
        said = self.run_eval("similarity", "1.bin", "none.p", "pairs", "--json", code=1)
        none, some = json.loads(said.stdout)["similarity"]
        self.assertIsNone(none["spearman"])
        self.assertIsNone(none["pearson"])
        self.assertGreater(some["spearman"]["value"], 50)
        self.assertRegex(said.stderr, r"^hogvec-eval: none\.p: no result: .* 0 of its 2 pairs.*\n$")
        said = self.run_eval("analogies", "1.bin", "none.q", "--json", code=1)
        for key in ("semantic", "syntactic", "total"):
            self.assertIsNone(json.loads(said.stdout)[key]["accuracy"])
        self.assertRegex(said.stderr, r"^hogvec-eval: none\.q: no result: .*none of its 1 questions\n$")
        said = self.run_eval("agree", "1.bin", "none.vec", code=1)
        self.assertRegex(said.stderr, r"0 words in common; two are needed\n$")
        subprocess.run([HOGVEC, "train", self.path("c.txt"), "-o", self.path("m.safetensors"), "--dim",
                        "8", "--epochs", "1", "-q"], check=True)
        said = self.run_eval("loss", "m.safetensors", "alone", "--json", code=1)
        self.assertIsNone(json.loads(said.stdout)["loss"])
        self.assertRegex(said.stderr, r"^hogvec-eval: no result: no two known words .*\n$")
        for command, name in (("similarity", "none.p"), ("analogies", "none.q")):
            table = self.run_eval(command, "1.bin", name, code=1).stdout
            self.assertRegex(table.splitlines()[-1], r" - ")
            self.assertNotIn("0.0", table)

    def test_analogies_by_product_are_those_of_the_paper(self):
        """Not gensim's, whose small number below the line is another than the paper's 0.001."""
        unit = self.vectors.get_normed_vectors().astype(numpy.float64)
        expected = {}
        with open(self.path("questions"), encoding="utf-8") as questions:
            for line in questions:
                words = line.split()
                if words[0] == ":":
                    counts = expected.setdefault(words[1], [0, 0])
                    continue
                if not all(word in self.vectors for word in words):
                    continue
                a, b, c, d = (self.vectors.key_to_index[word] for word in words)
                like = (1 + unit @ unit[[a, b, c]].T) / 2
                score = like[:, 1] * like[:, 2] / (like[:, 0] + 0.001)
                score[[a, b, c]] = -1
                counts[0] += int(score.argmax() == d)
                counts[1] += 1
        found = self.json("analogies", "1.bin", "questions", "--cosmul")
        self.assertEqual(found["rule"], "3CosMul")
        self.assertEqual({s["name"]: [s["right"], s["covered"]] for s in found["sections"]}, expected)
        self.assertEqual(self.json("analogies", "1.bin", "questions", "--cosmul", "--threads", "3"),
                         found)

    def test_sections_add_up(self):
        found = self.json("analogies", "1.bin", "questions")
        for key in ("right", "covered", "skipped"):
            self.assertEqual(sum(section[key] for section in found["sections"]), found["total"][key])
            self.assertEqual(found["semantic"][key] + found["syntactic"][key], found["total"][key])
        self.assertGreater(found["syntactic"]["covered"], 0)
        self.assertGreater(found["semantic"]["covered"], 0)

    def test_scores_are_those_of_the_judge_of_all_programs(self):
        """Against the shared script that scores every program's vectors, on a text with the words of
        the usual test sets."""
        if not SHARED.is_dir():
            self.skipTest("no ../shared here")
        specification = importlib.util.spec_from_file_location(
            "judge", SHARED / "tools/evaluate_vectors.py")
        judge = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(judge)
        with lzma.open(SHARED / "corpora/wiki17m.txt.xz") as text, \
                open(self.path("wiki.txt"), "wb") as part:
            part.write(text.read(12_000_000))
        subprocess.run([HOGVEC, "train", self.path("wiki.txt"), "-o", self.path("wiki.bin"), "--dim",
                        "40", "--epochs", "2", "--deterministic", "-q"], check=True)
        words, vectors = judge.read_binary(pathlib.Path(self.path("wiki.bin")))
        unit = vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)
        index = {word: row for row, word in enumerate(words)}
        sets = [SHARED / "eval" / name for name in ("wordsim353.txt", "simlex999.txt")]
        found = self.json("similarity", "wiki.bin", *map(str, sets))["similarity"]
        for path, score in zip(sets, found):
            rho, covered, total = judge.similarity(path, index, unit)
            self.assertEqual((score["covered"], score["covered"] + score["skipped"]), (covered, total))
            self.assertAlmostEqual(score["spearman"]["value"], rho, places=2)
            self.assertGreater(covered, 200)
        questions = SHARED / "eval/questions-words.txt"
        expected = judge.analogies(questions, index, unit)
        found = self.json("analogies", "wiki.bin", str(questions), "--top", str(judge.MOST_FREQUENT))
        for kind in ("semantic", "syntactic"):
            self.assertEqual((found[kind]["right"], found[kind]["covered"]), expected[kind], kind)
        self.assertGreater(expected["syntactic"][0], 20)

    def test_pairs_are_correlated_as_gensim_correlates_them(self):
        with open(self.path("pairs"), encoding="utf-8") as pairs, \
                open(self.path("tabbed"), "w", encoding="utf-8") as tabbed:
            for line in pairs:
                if not line.startswith("#"):
                    tabbed.write("\t".join(line.split()) + "\n")
        pearson, spearman, unknown = self.vectors.evaluate_word_pairs(
            self.path("tabbed"), restrict_vocab=MANY, case_insensitive=False)
        score = self.json("similarity", "1.bin", "pairs")["similarity"][0]
        self.assertAlmostEqual(score["spearman"]["value"], 100 * spearman[0], places=3)
        self.assertAlmostEqual(score["pearson"]["value"], 100 * pearson[0], places=3)
        skipped = score["skipped"] / (score["skipped"] + score["covered"])
        self.assertAlmostEqual(100 * skipped, unknown, places=3)
        for kind in ("spearman", "pearson"):
            self.assertLess(score[kind]["low"], score[kind]["value"])
            self.assertGreater(score[kind]["high"], score[kind]["value"])

    def test_pairs_are_read_as_they_are_published(self):
        """The same pairs in the layouts of the usual sets have the same score."""
        with open(self.path("pairs"), encoding="utf-8") as pairs:
            rows = [line.split() for line in pairs if not line.startswith("#")]
        layouts = {
            "ws353.tab": ("Word 1\tWord 2\tHuman (mean)\r\n", "{0}\t{1}\t{2}\r\n"),
            "combined.csv": ("Word 1,Word 2,Human (mean)\n", "{0},{1},{2}\n"),
            "EN-WS-353-ALL.txt": ("# EN-WS-353-ALL\n", "{0}\t{1}\t{2}\n"),
            "SimLex-999.txt": ("word1\tword2\tPOS\tSimLex999\tconc(w1)\n", "{0}\t{1}\tN\t{2}\t4.5\n"),
            "SimVerb-3500.txt": ("", "{0}\t{1}\tV\t{2}\tSYNONYMS\n"),
            "MEN": ("", "{0} {1} {2}\n"),
            "rw.txt": ("", "{0}\t{1}\t{2}\t1\t9\t3\n"),
            "MTURK-771.csv": ("", "{0},{1},{2}\n"),
            "rg65.csv": ("", "{0};{1};{2}\n"),
            "quoted.csv": ("", '"{0}","{1}","{2}"\n')}
        for name, (title, layout) in layouts.items():
            with open(self.path(name), "w", encoding="utf-8", newline="") as file:
                file.write(title + "".join(layout.format(*row) for row in rows))
        plain, *others = self.json("similarity", "1.bin", "pairs", *layouts)["similarity"]
        self.assertEqual(plain["covered"] + plain["skipped"], len(rows))
        for other in others:
            self.assertEqual({**other, "pairs": "pairs"}, plain)

    def test_lines_that_are_no_pair_are_passed_over_if_told(self):
        with open(self.path("pairs"), encoding="utf-8") as pairs, \
                open(self.path("broken"), "w", encoding="utf-8") as broken:
            broken.write(pairs.read() + "bread\n")
        run = self.run_eval("similarity", "1.bin", "broken", "--lenient")
        self.assertEqual(run.stderr, "broken: warning: 1 lines that are no pair passed over\n")
        self.assertIn("--lenient", self.run_eval("similarity", "1.bin", "broken", code=65).stderr)

    def test_a_model_agrees_with_itself(self):
        found = self.json("agree", "1.bin", "1.bin")
        self.assertEqual(found["overlap"], 100)
        self.assertEqual(found["words"], len(self.vectors))
        self.assertAlmostEqual(found["changed"][0]["similarity"], 1, places=3)

    def test_neighbours_in_common_are_those_of_gensim(self):
        other = KeyedVectors.load_word2vec_format(self.path("2.bin"), binary=True)
        words = self.vectors.index_to_key[:300]
        with open(self.path("words"), "w", encoding="utf-8") as file:
            file.write("\n".join(words))
        few, few_other = KeyedVectors(30), KeyedVectors(30)
        few.add_vectors(words, [self.vectors[word] for word in words])
        few_other.add_vectors(words, [other[word] for word in words])
        shared = [len({w for w, _ in few.most_similar(word)} &
                      {w for w, _ in few_other.most_similar(word)}) / 10 for word in words]
        found = self.json("agree", "1.bin", "2.bin", "--top", "300")
        self.assertAlmostEqual(found["overlap"], 100 * numpy.mean(shared), delta=0.1)
        self.assertEqual(len(found["bands"]), 10)

    def test_words_that_changed_most_are_those_of_procrustes(self):
        other = KeyedVectors.load_word2vec_format(self.path("2.bin"), binary=True)
        words = [word for word in self.vectors.index_to_key if word in other]
        a, b = (numpy.array([v.get_vector(word, norm=True) for word in words], numpy.float64)
                for v in (self.vectors, other))
        left, _, right = numpy.linalg.svd(b.T @ a)
        cosines = dict(zip(words, (a * (b @ left @ right)).sum(axis=1)))
        found = self.json("agree", "1.bin", "2.bin", "--changed", "15")["changed"]
        self.assertEqual(len(found), 15)
        for change, expected in zip(found, sorted(cosines.values())):
            self.assertAlmostEqual(change["similarity"], expected, places=4)
            self.assertAlmostEqual(change["similarity"], cosines[change["word"]], places=4)

    def test_loss_falls_where_a_model_has_learned(self):
        with open(self.path("c.txt"), encoding="utf-8") as text:
            lines = list(text)
        cut = len(lines) * 9 // 10
        for name, part in (("seen", lines[:cut]), ("held", lines[cut:])):
            with open(self.path(name), "w", encoding="utf-8") as file:
                file.writelines(part)
        losses = {}
        for epochs in ("1", "5"):
            model = self.path(f"{epochs}.safetensors")
            subprocess.run([HOGVEC, "train", self.path("seen"), "-o", model, "--dim", "30", "--epochs",
                            epochs, "-q"], check=True)
            losses[epochs] = self.json("loss", model, "held")
            again = self.json("loss", model, "held", "--threads", "3")
            self.assertEqual(again, losses[epochs])
        self.assertLess(losses["5"]["loss"], losses["1"]["loss"])
        self.assertLess(losses["1"]["loss"], 6 * numpy.log(2))  # of a model that knows nothing
        found = losses["5"]
        mean = sum(b["loss"] * b["pairs"] for b in found["bands"]) / found["pairs"]
        self.assertAlmostEqual(mean, found["loss"], places=6)
        fixed = self.json("loss", model, "held", "--shrink-windows", "false", "--sample", "0")
        drawn = self.json("loss", model, "held", "--sample", "0")
        self.assertGreater(fixed["pairs"], 1.2 * drawn["pairs"])
        self.run_eval("loss", "1.bin", "held", code=65)  # no output rows

    def test_tables_are_for_people(self):
        os.symlink(self.path("pairs"), self.path("pairs of a name that is longer than a column"))
        for arguments, said in ((["analogies", "1.bin", "questions"], "total"),
                                (["similarity", "1.bin", "pairs", "pairs of a name that is longer than "
                                  "a column"], "Spearman [95 %]"),
                                (["agree", "1.bin", "2.bin"], "words in common")):
            shown = self.run_eval(*arguments).stdout
            self.assertIn(said, shown)
            for line in shown.splitlines():
                self.assertLessEqual(len(line), 70, line)
        for line in self.run_eval("--help").stdout.splitlines():
            self.assertLessEqual(len(line), 80, line)

    def test_mistakes_are_said_in_a_line(self):
        for arguments, code, said in (
                ([], 2, "expected similarity, analogies, agree or loss"),
                (["judge", "1.bin"], 2, "'judge'; there are similarity, analogies, agree, loss\n"),
                (["nn", "1.bin"], 2, "unknown command 'nn'; did you mean 'hogvec-query nn'?"),
                (["similarity"], 2, "similarity takes "), (["analogies"], 2, "analogies takes "),
                (["agree"], 2, "agree takes "), (["loss"], 2, "loss takes "),
                (["analogies", "1.bin"], 2, "analogies takes VECTORS QUESTIONS"),
                (["analogies", "missing", "questions"], 66, "missing"),
                (["similarity", "1.bin", "missing"], 66, "missing"),
                (["similarity", "1.bin", "questions"], 65, "questions:1: expected 'word word score'"),
                (["agree", "1.bin", "questions"], 65, "questions:1")):
            run = self.run_eval(*arguments, code=code)
            self.assertIn(said, run.stderr)
            self.assertEqual(run.stderr.count("\n"), 1, run.stderr)


if __name__ == "__main__":
    unittest.main()
