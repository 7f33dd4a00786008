"""Reads models that have vectors for words they were not trained on: hogvec's .safetensors by NumPy,
fastText's format by gensim. Shares no code with hogvec."""

import json
from dataclasses import dataclass
from typing import Callable

import numpy

SIGNED = [byte if byte < 128 else 0xFFFFFF00 | byte for byte in range(256)]  # fastText extends the sign


@dataclass(frozen=True)
class Model:
    """Words are bytes; vectors are those of whole words, composed from their n-grams."""

    ids: dict
    vectors: numpy.ndarray
    outputs: numpy.ndarray
    compose: Callable  # from a list of words to their vectors by n-grams alone

    def rows(self, words):
        return [self.ids[word] for word in words]


def load(path):
    return load_hogvec(path) if path.suffix == ".safetensors" else load_fasttext(path)


def load_fasttext(path):
    from gensim.models.fasttext import load_facebook_model  # takes a second
    model = load_facebook_model(str(path))
    ids = {word.encode(): row for word, row in model.wv.key_to_index.items()}

    def compose(words):
        return numpy.array([model.wv.get_vector(word.decode(errors="replace")) for word in words])
    return Model(ids, model.wv.vectors, model.syn1neg, compose)


def load_hogvec(path):
    about, arrays = read_safetensors(path)
    ends, spelt = arrays["vocab.offsets"].tolist(), arrays["vocab.bytes"].tobytes()
    ids = {spelt[begin:end]: row for row, (begin, end) in enumerate(zip(ends, ends[1:]))}
    return Model(ids, arrays["embedding.weight"], arrays["output.weight"],
                 lambda words: compose_all(words, about, arrays))


def read_safetensors(path):
    """The metadata, and the arrays of 32 or 64 bits, mapped."""
    with path.open("rb") as source:
        length = int.from_bytes(source.read(8), "little")
        header = json.loads(source.read(length))
    about = header.pop("__metadata__")
    kinds = {"F32": "<f4", "I64": "<i8", "U64": "<u8", "U32": "<u4", "U8": "u1"}
    arrays = {name: numpy.memmap(path, kinds[entry["dtype"]], "r",
                                 8 + length + entry["data_offsets"][0], tuple(entry["shape"]))
              for name, entry in header.items()}
    return about, arrays


def compose_all(words, about, arrays):
    """Each vector is the mean over a word's n-grams, where those without a row are zeros or left out."""
    buckets, row_of = arrays["subword.bucket"], arrays["subword.row"]
    ranges = [int(about[f"hogvec.{name}"]) for name in ("minn", "maxn", "buckets")]
    vectors = numpy.zeros((len(words), arrays["subword.weight"].shape[1]), numpy.float32)
    for vector, word in zip(vectors, words):
        wanted = numpy.array(word_buckets(word, *ranges), numpy.uint32)
        places = numpy.minimum(numpy.searchsorted(buckets, wanted), len(buckets) - 1)
        known = places[buckets[places] == wanted]
        share = len(known) if about["subword.only_known"] == "true" else len(wanted)
        if len(known):
            vector[:] = arrays["subword.weight"][row_of[known]].sum(axis=0) / share
    return vectors


def word_buckets(word, least, most, count):
    """The buckets of a word's n-grams of `least` to `most` characters, by FNV-1a."""
    if word == b"</s>":
        return []
    text = b"<" + word + b">"
    starts = [at for at, byte in enumerate(text) if byte & 0xC0 != 0x80] + [len(text)]
    found = []
    for first, begin in enumerate(starts[:-1]):
        value = 2166136261
        for length, (at, end) in enumerate(zip(starts[first:], starts[first + 1:][:most]), 1):
            for byte in text[at:end]:
                value = (value ^ SIGNED[byte]) * 16777619 & 0xFFFFFFFF
            lone_bracket = length == 1 and (begin == 0 or end == len(text))
            if length >= least and not lone_bracket:
                found.append(value % count)
    return found
