"""Lays out vectors with another program: layout_peer.py NAME VECTORS WORDS THREADS OUTPUT.npy. Prints its
seconds as JSON. NAME is umap, umap-seeded or tsne; the first WORDS words are laid out.

umap-learn compiles itself when it is first used, so that it lays out some words before its time starts.
"""

import json
import pathlib
import sys
import time
import warnings

STARTED = time.perf_counter()
ENOUGH_TO_COMPILE = 4_500  # words: from 4,096 on it finds neighbours by descent, as for many words


def umap(rows, threads, **settings):
    import umap as library
    return library.UMAP(metric="cosine", n_jobs=threads, **settings).fit_transform(rows)


def compile_umap(rows, threads):
    umap(rows[:ENOUGH_TO_COMPILE], threads, n_epochs=2)


def tsne(rows, threads):
    """By Euclidean distance of unit vectors, which has the order of cosines."""
    from sklearn.manifold import TSNE
    import layout_vectors
    return TSNE(perplexity=30, n_iter=750, init="pca", learning_rate="auto", random_state=1,
                n_jobs=threads).fit_transform(layout_vectors.units(rows))


def prepare(name, rows, threads):
    """What must be there before a peer's time starts."""
    if name == "tsne":
        import sklearn.manifold  # noqa: F401
    else:
        compile_umap(rows, threads)


LAYOUTS = {
    "umap": umap,
    "umap-seeded": lambda rows, threads: umap(rows, 1, random_state=1),
    "tsne": tsne,
}


def main():
    name, vectors, count, threads, output = sys.argv[1:]
    import numpy
    import layout_vectors
    warnings.simplefilter("ignore")
    reading = time.perf_counter()
    _, rows = layout_vectors.read_binary(pathlib.Path(vectors), int(count))
    read = time.perf_counter()
    prepare(name, rows, int(threads))
    prepared, cpu = time.perf_counter(), time.process_time()
    points = LAYOUTS[name](rows, int(threads))
    finished = time.perf_counter()
    cpu = time.process_time() - cpu
    numpy.save(output, points)
    print(json.dumps({"reading": read - reading, "preparing": prepared - read,
                      "layout": finished - prepared, "cpu": cpu,
                      "total": time.perf_counter() - STARTED}))


if __name__ == "__main__":
    main()
