"""The trainers that compare sets side by side, each from a text to saved vectors, timed alike.

Words per second are in-vocabulary words before subsampling, line ends not counted, per second of
training alone: without reading the vocabulary before it and saving behind it.
"""

import json
import pathlib
import sys

import runs

# What each takes for skip-grams if nobody says otherwise.
GENSIM_ALPHA = 0.025
FASTTEXT_ALPHA = HOGVEC_ALPHA = 0.05


def hogvec(sharing):
    def train(setup, output, seed):
        options = {"negatives-shared": sharing, "seed": seed, "dim": setup.dim,
                   "epochs": setup.epochs, "threads": setup.threads, "window": 5, "negative": 5,
                   "sample": 1e-3, "min-count": 5, "alpha": setup.alpha or HOGVEC_ALPHA}
        return runs.train_hogvec([setup.corpus], output, options, setup.program)
    return train


def gensim(setup, output, seed):
    """In a process of its own; its seconds begin when Python has loaded its libraries."""
    script = pathlib.Path(__file__).with_name("train_gensim.py")
    options = {"vector_size": setup.dim, "epochs": setup.epochs, "workers": setup.threads,
               "seed": seed, "alpha": setup.alpha or GENSIM_ALPHA, "window": 5, "negative": 5,
               "sample": 1e-3, "min_count": 5, "sg": 1, "hs": 0}
    _, peak, printed = runs.measure([sys.executable, script, setup.corpus, output,
                                     json.dumps(options)])
    report = json.loads(printed.text.splitlines()[-1])
    return runs.Run(setup.words / report["training"], report["total"], peak, report)


def fasttext(setup, output, seed):
    """It can't be told a seed with several threads. Training lasts from its last word on the
    vocabulary to the end of its progress line; it saves its vectors as text and as a model."""
    stem = output.with_name("fasttext")
    seconds, peak, printed = runs.measure([
        "fasttext", "skipgram", "-input", setup.corpus, "-output", stem, "-dim", str(setup.dim),
        "-epoch", str(setup.epochs), "-thread", str(setup.threads), "-ws", "5", "-neg", "5",
        "-loss", "ns", "-t", "1e-3", "-minCount", "5", "-minn", "0", "-maxn", "0",
        "-lr", str(setup.alpha or FASTTEXT_ALPHA)])
    training = printed.seconds_at("100.0%") - printed.seconds_at("Number of labels")
    stem.with_suffix(".bin").unlink()
    stem.with_suffix(".vec").rename(output)
    return runs.Run(setup.words / training, seconds, peak, {})


TRAINERS = {
    "hogvec": hogvec("two-windows"),
    "hogvec window": hogvec("window"),
    "hogvec none": hogvec("none"),
    "gensim": gensim,
    "fasttext": fasttext,
}
