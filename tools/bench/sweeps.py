"""What scaling measures: each sweep varies one parameter, and keeps the others at their defaults."""

import pathlib
from dataclasses import dataclass, field

import runs
import texts

FULL = {
    "dim": [50, 100, 200, 300, 500, 700, 1000],
    "vocab": [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000],
    "window": [2, 3, 5, 8, 10, 15],
    "negatives": [2, 5, 10, 15, 20],
    "block": [1024 * kib for kib in (16, 32, 64, 128, 256, 512, 1024, 4096)],
    "corpus": [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4],
}
SMOKE = {
    "dim": [50, 100, 200],
    "vocab": [300, 1_000, 3_000, 10_000],
    "window": [2, 5],
    "negatives": [2, 5],
    "block": [16 * 1024, 128 * 1024],
    "corpus": [1 / 4, 1, 2],
}
OPTION = {"threads": "threads", "dim": "dim", "window": "window", "negatives": "negative",
          "block": "block-size"}
NAMES = ["threads", "dim", "vocab", "window", "negatives", "block", "corpus"]
ZIPF = "vocab-zipf"  # the points of "vocab" that no corpus on disk has enough words for
VOCAB_DIMS = [100, 300]
ZIPF_TOKENS = 15_000_000
SMOKE_TOKENS = 60_000
SMOKE_WORDS = 3_000


@dataclass(frozen=True)
class Setup:
    """The settings common to all sweeps."""

    corpus: pathlib.Path
    scratch: pathlib.Path
    threads: int
    cores: int
    smoke: bool

    def values(self, name):
        if name == "threads":
            return [1, 2] if self.smoke else thread_counts(self.cores)
        return (SMOKE if self.smoke else FULL)[name]

    def options(self, **changed):
        return {"threads": self.threads, "dim": 100, "window": 5, "negative": 5, "epochs": 1,
                **changed}


@dataclass(frozen=True)
class Point:
    """One training to measure, several times."""

    sweep: str
    x: int
    corpus: list
    options: dict = field(default_factory=dict)
    words: int = 0  # that the vocabulary must have; 0 for any

    def need_room(self, scratch):
        """Skips the point rather than exhausting the machine's memory."""
        vectors = self.words * self.options["dim"] * 4
        memory = int(2.1 * vectors) + self.words * 200 + (256 << 20 if vectors else 0)
        if memory > available_memory():
            raise runs.BenchError(f"needs {memory / 1e9:.1f} GB of memory, and "
                                  f"{available_memory() / 1e9:.1f} GB are free")
        texts.need_disk(scratch, vectors + self.words * 16)


def thread_counts(cores):
    """1, 2, 4 and so on to four times the cores, and the cores themselves."""
    counts = [1]
    while counts[-1] < max(8, 4 * cores):
        counts.append(2 * counts[-1])
    return sorted({*counts, cores})


def available_memory():
    for line in pathlib.Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    raise runs.BenchError("/proc/meminfo doesn't say how much memory is free")


def points(name, setup):
    """The points of a sweep, in order; writes the texts that they need."""
    if name == "vocab":
        return vocab_points(setup)
    if name == "corpus":
        return [corpus_point(setup, factor) for factor in setup.values(name)]
    return [Point(name, value, [setup.corpus], setup.options(**{OPTION[name]: value}))
            for value in setup.values(name)]


def corpus_point(setup, factor):
    size = setup.corpus.stat().st_size
    if factor >= 1:
        return Point("corpus", size * factor, [setup.corpus] * factor, setup.options())
    text = setup.scratch / f"part-{factor}.txt"
    texts.need_disk(setup.scratch, size)
    texts.head(setup.corpus, int(size * factor), text)
    return Point("corpus", text.stat().st_size, [text], setup.options())


def vocab_points(setup):
    """The corpus up to its number of words; from there on, and at that point, synthetic text."""
    sizes = setup.values("vocab")
    known = texts.count_words(setup.corpus, setup.scratch)
    real = [size for size in sizes if size <= known]
    zipf = [size for size in sizes if size > known]
    if zipf:
        zipf = real[-1:] + zipf
    return [vocab_point(setup, sweep, words, dim)
            for sweep, chosen in (("vocab", real), (ZIPF, zipf))
            for dim in VOCAB_DIMS for words in chosen]


def vocab_point(setup, sweep, words, dim):
    options = setup.options(dim=dim, **{"min-count": 1, "max-vocab": words})
    text = setup.corpus
    if sweep == ZIPF:
        tokens = SMOKE_TOKENS if setup.smoke else ZIPF_TOKENS
        text = texts.zipf(setup.scratch / f"zipf-{words}.txt", words, tokens)
    return Point(sweep, words, [text], options, words)


def train(point, scratch):
    """Trains once. The vectors are removed at once: two sets of them may not fit on the disk."""
    output = scratch / "vectors.bin"
    try:
        run = runs.train_hogvec(point.corpus, output, {**point.options, "tmp-dir": scratch})
    finally:
        output.unlink(missing_ok=True)
    if point.words and run.summary["words"] != point.words:
        raise runs.BenchError(f"trained {run.summary['words']} words, not {point.words}")
    return run
