"""Models in files, and in pickles."""
from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from hogvec import _hogvec
from hogvec.arguments import path_of
from hogvec.errors import FormatError
from hogvec.settings import options_from
from hogvec.streams import Path, is_pickle
from hogvec.table import counts_of

_PICKLE = "is a model that gensim saved, a pickle, which hogvec does not read"
_WAY_ROUND = ("in gensim, model.wv.save_word2vec_format('vectors.bin', binary=True), then here "
              "hogvec.KeyedVectors.load_word2vec_format('vectors.bin', binary=True)")


def write_model(path: Path, vectors: _hogvec.Vectors, configuration: Mapping[str, str]) -> None:
    """All of a model as safetensors, whatever the name."""
    vectors.write(path_of("path", path), "safetensors", "float32", 0, True, dict(configuration))


def read_model(path: Path) -> tuple[_hogvec.Vectors, dict[str, Any]]:
    """Vectors with output rows, if the file has any, and the options that it was trained with; but for `patience`,
    which needs `validation`, a text that is not kept."""
    if is_pickle(path_of("path", path)):
        raise FormatError(f"{os.fsdecode(path)}: {_PICKLE}: {_WAY_ROUND}")
    vectors = _with_counts(path, _hogvec.Vectors.open(path, False, None, False, True))
    try:
        options = options_from(vectors.configuration)
    except FormatError as error:
        raise bad_settings(path, error) from None
    options.pop("patience", None)
    options.setdefault("sg", 1)  # a file names the model only if it is CBOW
    options["vector_size"] = vectors.dim
    if vectors.ngrams is not None:
        options.update(zip(("min_n", "max_n", "bucket"), vectors.ngrams))
        options.setdefault("subwords", "fit")
    return vectors, options


def _with_counts(path: Path, vectors: _hogvec.Vectors) -> _hogvec.Vectors:
    """With counts of which some are 0, as those of words that were added: only a file that is mapped shows these."""
    if vectors.counts() is not None or vectors.format != "safetensors":
        return vectors
    counts = counts_of(_hogvec.Vectors.open(path, True, None, False, False))
    if counts is None:
        return vectors
    return _hogvec.Vectors.of(vectors.words(), vectors.rows(), counts, vectors, vectors.output_rows())


def bad_settings(path: Path, error: ValueError) -> FormatError:
    return FormatError(f"{os.fsdecode(path)}: has settings that no model has: {error}")
