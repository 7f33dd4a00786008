"""A model of hogvec's own format with n-gram vectors, written by what src/vectors/README.md says."""
import json
import struct

BUCKETS = 2_000_000


def hash_of(ngram):
    """fastText's: FNV-1a over bytes that are extended by their sign."""
    value = 2166136261
    for byte in ngram.encode():
        value = ((value ^ (byte | 0xFFFFFF00 if byte > 127 else byte)) * 16777619) & 0xFFFFFFFF
    return value


def ngrams_of(word, shortest, longest):
    text = f"<{word}>"
    return [text[i:i + n] for i in range(len(text)) for n in range(shortest, longest + 1)
            if i + n <= len(text) and not (n == 1 and (i == 0 or i + n == len(text)))]


def write(path, words, unseen, shortest=3, longest=6, options=None):
    """words: {word: vector}; unseen: {word: vector}, all of whose n-grams get that vector."""
    rows = list(unseen.values())
    bucket_rows = {}
    for row, word in enumerate(unseen):
        for ngram in ngrams_of(word, shortest, longest):
            bucket_rows.setdefault(hash_of(ngram) % BUCKETS, row)
    pairs = sorted(bucket_rows.items())
    names = [word.encode() for word in words]
    ends = [0]
    for name in names:
        ends.append(ends[-1] + len(name))
    order = sorted(range(len(names)), key=names.__getitem__)
    dim = len(rows[0])

    def floats(vectors):
        return b"".join(struct.pack(f"<{dim}f", *vector) for vector in vectors)

    def numbers(code, values):
        return struct.pack(f"<{len(values)}{code}", *values)

    arrays = [("embedding.weight", "F32", [len(names), dim], floats(words.values())),
              ("subword.weight", "F32", [len(rows), dim], floats(rows)),
              ("subword.bucket", "U32", [len(pairs)], numbers("I", [pair[0] for pair in pairs])),
              ("subword.row", "U32", [len(pairs)], numbers("I", [pair[1] for pair in pairs])),
              ("vocab.bytes", "U8", [ends[-1]], b"".join(names)),
              ("vocab.offsets", "I64", [len(ends)], numbers("q", ends)),
              ("vocab.order", "U32", [len(order)], numbers("I", order))]
    header = {"__metadata__": {"format": "hogvec", "hogvec.minn": str(shortest),
                               "hogvec.maxn": str(longest), "hogvec.buckets": str(BUCKETS),
                               "subword.hash": "fasttext", "subword.only_known": "false",
                               **{f"hogvec.{key}": value for key, value in (options or {}).items()}}}
    at = 0
    for name, kind, shape, content in arrays:
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [at, at + len(content)]}
        at += len(content)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(array[3] for array in arrays))
