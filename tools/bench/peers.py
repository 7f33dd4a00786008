"""The trainers that are compared, each from a text to saved vectors, timed in the same way. The
summary of a run has its options by name, with the learning rate as "alpha".

Words per second are in-vocabulary words before subsampling, line ends not counted, per second of
training alone, excluding the vocabulary pass before it and saving after it.
"""

import json
import pathlib
import sys
from dataclasses import dataclass, field, replace

import runs

# The same for all, whose model is skip-gram unless "model" is "cbow".
COMMON = {"dim": 100, "epochs": 5, "window": 5, "negative": 5, "sample": 1e-3, "min-count": 5}
# Their default learning rates, for both models. hogvec's depends on the model: it chooses by itself.
GENSIM_ALPHA = 0.025
FASTTEXT_ALPHA = 0.05
GENSIM_SG = {"skipgram": 1, "cbow": 0}

# From hogvec's option names to those of the others.
GENSIM_NAMES = {"dim": "vector_size", "epochs": "epochs", "alpha": "alpha", "window": "window",
                "negative": "negative", "sample": "sample", "min-count": "min_count",
                "ns-exponent": "ns_exponent", "cbow-mean": "cbow_mean", "minn": "min_n",
                "maxn": "max_n", "buckets": "bucket"}
FASTTEXT_NAMES = {"dim": "dim", "epochs": "epoch", "alpha": "lr", "window": "ws",
                  "negative": "neg", "sample": "t", "min-count": "minCount", "minn": "minn",
                  "maxn": "maxn", "buckets": "bucket"}
WITH_NGRAMS = ".fasttext"  # suffix of files in which gensim and fastText save n-grams too


@dataclass(frozen=True)
class Job:
    """What to train on and how; options by hogvec's names, where they differ from COMMON."""

    corpus: pathlib.Path
    threads: int
    program: pathlib.Path = runs.HOGVEC
    words: int = 0  # in-vocabulary ones of all epochs, as far as they are known
    options: dict = field(default_factory=dict)


def split_model(options):
    """The name of the model, and all other options."""
    others = {name: value for name, value in options.items() if name != "model"}
    return options.get("model", "skipgram"), others


def translate(options, names, trainer):
    for name in options:
        if name not in names:
            raise runs.BenchError(f"{trainer} has no option like --{name}")
    return {names[name]: json.loads(str(value)) for name, value in options.items()}


def hogvec(job, output, seed):
    options = {**COMMON, **job.options, "threads": job.threads, "seed": seed}
    if output.suffix == ".bin":
        options["format"] = "binary"  # word2vec's, which the others write too
    return runs.train_hogvec([job.corpus], output, options, job.program)


def with_options(trainer, **options):
    """The trainer with some options fixed; their names have _ for -."""
    fixed = {name.replace("_", "-"): value for name, value in options.items()}

    def train(job, output, seed):
        return trainer(replace(job, options={**job.options, **fixed}), output, seed)
    return train


def gensim(job, output, seed):
    """In a separate process; its time starts when Python has loaded the libraries. It trains its
    FastText if there are n-grams."""
    script = pathlib.Path(__file__).with_name("train_gensim.py")
    model, chosen = split_model({**COMMON, "alpha": GENSIM_ALPHA, "cbow-mean": 1, **job.options})
    options = translate(chosen, GENSIM_NAMES, "gensim")
    options |= {"workers": job.threads, "seed": seed, "sg": GENSIM_SG[model], "hs": 0}
    run = runs.measure([sys.executable, script, job.corpus, output, json.dumps(options)])
    report = json.loads(run.printed.text.splitlines()[-1])
    return runs.Run(job.words / report["training"], report["total"], run.cpu_seconds,
                    run.peak_bytes, {**report, "options": options})


def fasttext(job, output, seed):
    """It takes no seed with several threads. Training lasts from its last line about the vocabulary to
    the end of its progress line; it saves its vectors as text and as a model."""
    del seed
    stem = output.with_name("fasttext")
    model, chosen = split_model(
        {**COMMON, "alpha": FASTTEXT_ALPHA, "minn": 0, "maxn": 0, **job.options})
    options = translate(chosen, FASTTEXT_NAMES, "fasttext")
    command = ["fasttext", model, "-input", job.corpus, "-output", stem, "-loss", "ns", "-thread",
               str(job.threads)]
    for name, value in options.items():
        command += [f"-{name}", str(value)]
    run = runs.measure(command)
    training = run.printed.seconds_at("100.0%") - run.printed.seconds_at("Number of labels")
    model, vectors = stem.with_suffix(".bin"), stem.with_suffix(".vec")
    kept, other = (model, vectors) if output.suffix == WITH_NGRAMS else (vectors, model)
    other.unlink()
    kept.rename(output)
    return runs.Run(job.words / training, run.seconds, run.cpu_seconds, run.peak_bytes,
                    {"options": chosen})


# The rows of a comparison.
SKIPGRAM = {
    "hogvec": with_options(hogvec, negatives_shared="two-windows"),
    "hogvec window": with_options(hogvec, negatives_shared="window"),
    "hogvec none": with_options(hogvec, negatives_shared="none"),
    "gensim": gensim,
    "fasttext": fasttext,
}
CBOW = {
    "hogvec": with_options(hogvec, model="cbow"),
    "hogvec skip-gram": hogvec,
    "hogvec window": with_options(hogvec, model="cbow", negatives_shared="window"),
    "hogvec word2vec": with_options(hogvec, model="cbow", cbow_update="word2vec"),
    "gensim": with_options(gensim, model="cbow"),
    "fasttext": with_options(fasttext, model="cbow"),
}
# Without n-grams, and with those of 3 to 6 or of 5 characters.
SUBWORDS = {
    "hogvec": hogvec,
    "hogvec 3-6": with_options(hogvec, subwords="trained", minn=3, maxn=6),
    "hogvec 5-5": with_options(hogvec, subwords="trained", minn=5, maxn=5),
    "hogvec fit": with_options(hogvec, subwords="fit", minn=3, maxn=6),
    "gensim 3-6": with_options(gensim, minn=3, maxn=6),
    "fasttext 3-6": with_options(fasttext, minn=3, maxn=6),
}


@dataclass(frozen=True)
class Lineup:
    """A comparison."""

    folder: str  # of its results, in build/
    trainers: dict  # its rows
    references: tuple = ()  # rows that all are compared with; if there are none, the first row
    ratios: tuple = ()  # pairs of rows whose speeds are compared in a line of its own


LINEUPS = {  # by model, and whether there are n-grams
    ("skipgram", False): Lineup("compare", SKIPGRAM),
    ("skipgram", True): Lineup("compare-subwords", SUBWORDS, ("hogvec", "hogvec 3-6")),
    ("cbow", False): Lineup("compare-cbow", CBOW, ("hogvec",),
                            (("hogvec", "hogvec skip-gram"), ("hogvec", "gensim"))),
    ("cbow", True): Lineup("compare-cbow-subwords",
                           {name: with_options(trainer, model="cbow")
                            for name, trainer in SUBWORDS.items()},
                           ("hogvec", "hogvec 3-6"), (("hogvec 3-6", "gensim 3-6"),)),
}
