"""Attributes of models that gensim has given up, with what to write now."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

_OF_VECTORS = (
    "most_similar", "most_similar_cosmul", "similarity", "n_similarity", "similar_by_word", "similar_by_vector",
    "doesnt_match", "wmdistance", "distance", "distances", "get_vector", "index_to_key", "key_to_index", "vectors",
    "save_word2vec_format", "load_word2vec_format", "evaluate_word_pairs", "evaluate_word_analogies", "rank",
)
_NOW = {
    "word_vec": "model.wv.get_vector(word)",
    "vocab": "model.wv.key_to_index",
    "index2word": "model.wv.index_to_key",
    "index2entity": "model.wv.index_to_key",
    "syn0": "model.wv.vectors",
    "syn0norm": "model.wv.get_normed_vectors()",
    "accuracy": "model.wv.evaluate_word_analogies(path)",
    "iter": "model.epochs",
    "size": "model.vector_size",
    "vocabulary": "model itself, as in model.min_count",
    "trainables": "model itself, as in model.syn1neg",
}
_NEVER = {
    "load": "load() makes a new model: write Word2Vec.load(path)",
    "syn1neg": "there are no rows before build_vocab()",
    "syn1": "hogvec has no hierarchical softmax; model.syn1neg has the output rows",
    "score": "hogvec has no hierarchical softmax, which score() needs",
    "predict_output_word": "hogvec does not predict words; model.syn1neg has the output rows",
    "scan_vocab": "build_vocab(sentences) does it all",
    "prepare_vocab": "build_vocab(sentences) does it all",
    "intersect_word2vec_format": "give init_vectors= to the constructor",
}


def missing_attribute(name: str) -> AttributeError:
    """What to raise for an attribute that models do not have."""
    if name in _OF_VECTORS:
        return AttributeError(f"model.{name} is model.wv.{name}")
    if name in _NOW:
        return AttributeError(f"model.{name} is now {_NOW[name]}")
    if name in _NEVER:
        return AttributeError(f"there is no model.{name}: {_NEVER[name]}")
    return AttributeError(f"'Word2Vec' object has no attribute {name!r}")


if TYPE_CHECKING:
    OnClassOnly = classmethod
else:

    class OnClassOnly(classmethod):
        """A class method that an object does not have: model.load(path) would change nothing of `model`."""

        def __get__(self, owner: Any, kind: Any = None) -> Any:
            if owner is not None:
                raise AttributeError  # and missing_attribute() says why
            return super().__get__(owner, kind)
