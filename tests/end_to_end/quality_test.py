#!/usr/bin/env python3
"""Compares what is learned at the defaults with recorded scores: three seeds each with one worker, with
two, and with eight on two cores.

usage: quality_test.py atlas|wiki17m HOGVEC HOGVEC_EVAL HOGVEC_ATLAS [--record SEEDS MODEL]

quality.json in this folder has, for each corpus, model and score, the mean and the standard deviation
of one seed; the loss is as the model defines it, so that of CBOW is not that of skip-gram. The mean
over some seeds must not be worse than that by more than three standard errors of the difference.
If it is, three more seeds are trained: chance is rarely wrong twice, and a real loss remains with six.
--record measures a model again, skipgram or cbow, and prints its new table. Exit code 77 means skipped:
the corpus is missing.
"""
import json
import lzma
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
WORKERS = (1, 2, 8)
CORES = 2
SEEDS = ((1, 2, 3), (4, 5, 6))
FIRST_RECORDED = 11  # others than those, or the mean would be held against itself
ERRORS = 3
LESS_IS_BETTER = ("loss",)


class Programs:
    def __init__(self, hogvec, judge, atlas):
        self.hogvec, self.judge, self.atlas = map(os.path.abspath, (hogvec, judge, atlas))

    def evaluate(self, *arguments):
        run = subprocess.run([self.judge, *arguments, "--json"], check=True, stdout=subprocess.PIPE)
        return json.loads(run.stdout)

    def train(self, text, model, seed, workers, *options):
        subprocess.run([self.hogvec, "train", text, "-o", model, "--seed", str(seed), "--threads",
                        str(workers), "--quiet", *options], check=True)

    def scores(self, kind, model, held_out, pairs, questions):
        judged = self.evaluate("similarity", model, *pairs.values())["similarity"]
        return {"loss": self.evaluate("loss", model, held_out, "--model", kind)["loss"],
                **{name: found["spearman"]["value"] for name, found in zip(pairs, judged)},
                "analogies": self.evaluate("analogies", model, questions, "--top", "30000")
                ["total"]["accuracy"]}


class Atlas:
    """250,000 words: little enough that the world isn't learned by heart. Each seed is another text,
    and held out is one more."""

    def __init__(self, programs, folder):
        self.programs, self.folder = programs, folder
        subprocess.run([programs.atlas, "--words", "50K", "--seed", "1000", "-o", folder / "held-out",
                        "--pairs", folder / "pairs", "--questions", folder / "questions"], check=True)

    def measure(self, kind, seed, workers):
        text, model = self.folder / "text", self.folder / "model.safetensors"
        subprocess.run([self.programs.atlas, "--words", "250K", "--seed", str(seed), "-o", text],
                       check=True)
        self.programs.train(text, model, seed, workers, "--model", kind)
        return self.programs.scores(kind, model, self.folder / "held-out",
                                    {"pairs": self.folder / "pairs"}, self.folder / "questions")


class Wiki17m:
    """17 million words of Wikipedia, without one line in 50, which is held out; two epochs, where the
    vectors still have much to learn, and a third of the time."""

    def __init__(self, programs, folder):
        self.programs, self.folder = programs, folder
        packed = SHARED / "corpora" / "wiki17m.txt.xz"
        if not packed.is_file():
            print(f"skipped: {packed} is not there")
            sys.exit(77)
        with lzma.open(packed) as lines, open(folder / "text", "wb") as text, \
                open(folder / "held-out", "wb") as held_out:
            for number, line in enumerate(lines):
                (held_out if number % 50 == 24 else text).write(line)

    def measure(self, kind, seed, workers):
        model = self.folder / "model.safetensors"
        self.programs.train(self.folder / "text", model, seed, workers, "--model", kind, "--epochs",
                            "2")
        sets = SHARED / "eval"
        pairs = {"wordsim": sets / "wordsim353.txt", "simlex": sets / "simlex999.txt"}
        return self.programs.scores(kind, model, self.folder / "held-out", pairs,
                                    sets / "questions-words.txt")


CORPORA = {"atlas": Atlas, "wiki17m": Wiki17m}


def record(corpus, kind, seeds):
    """Means by number of workers; the spread of seeds is the same for all of them, and pooled."""
    means, squares = {}, {}
    for workers in WORKERS:
        rows = [corpus.measure(kind, FIRST_RECORDED + i, workers) for i in range(seeds)]
        means[workers] = {}
        for name in rows[0]:
            values = [row[name] for row in rows]
            means[workers][name] = round(statistics.mean(values), 4)
            squares.setdefault(name, []).append(statistics.variance(values))
    deviations = {name: round(statistics.mean(found) ** 0.5, 4) for name, found in squares.items()}
    print(json.dumps({"seeds": seeds, "deviation": deviations, "mean": means}, indent=2))


def shortfalls(rows, recorded, kind, workers):
    """The scores whose mean over the rows is worse than chance explains, each in a sentence."""
    for name, before in recorded["mean"][str(workers)].items():
        now = statistics.mean(row[name] for row in rows)
        error = recorded["deviation"][name] * (1 / len(rows) + 1 / recorded["seeds"]) ** 0.5
        worse = now - before if name in LESS_IS_BETTER else before - now
        print(f"{kind}, {workers} workers, {len(rows)} seeds: {name} {now:.4f}, recorded {before:.4f}, "
              f"{worse / error:+.1f} standard errors worse", flush=True)
        if worse > ERRORS * error:
            yield (f"{name} of {kind} is {now:.4f} with {workers} workers, and was {before:.4f} "
                   f"+- {error:.4f}")


def is_kept(corpus, recorded, kind, workers):
    rows = []
    for seeds in SEEDS:
        rows += [corpus.measure(kind, seed, workers) for seed in seeds]
        found = list(shortfalls(rows, recorded, kind, workers))
        if not found:
            return True
    print("\n".join(found))
    return False


def main():
    name, programs, options = sys.argv[1], Programs(*sys.argv[2:5]), sys.argv[5:]
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    with tempfile.TemporaryDirectory() as folder:
        corpus = CORPORA[name](programs, pathlib.Path(folder))
        if options[:1] == ["--record"]:
            return record(corpus, options[2], int(options[1]))
        recorded = json.loads((HERE / "quality.json").read_text())[name]
        return 0 if all([is_kept(corpus, recorded[kind], kind, workers)
                         for kind in recorded for workers in WORKERS]) else 1


if __name__ == "__main__":
    sys.exit(main())
