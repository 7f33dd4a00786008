"""Texts: files that hogvec reads by itself, and what else people hand over as sentences."""
from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, NamedTuple

from hogvec.arguments import is_path, path_of, whole
from hogvec.streams import Path, open_bytes

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def _words(line: bytes) -> list[str]:
    """Split as hogvec splits files: at ASCII white space; bytes that are no UTF-8 become surrogate escapes."""
    if line.startswith(_BYTE_ORDER_MARK):
        line = line[len(_BYTE_ORDER_MARK):]
    return [word.decode("utf-8", "surrogateescape") for word in line.split()]


def _pieces(words: list[str], length: int | None) -> Iterator[list[str]]:
    if not words:
        return
    step = length or len(words)
    for first in range(0, len(words), step):
        yield words[first:first + step]


class LineSentence:
    """A file with a sentence per line and white space between words; .gz, .bz2 and .xz are unpacked.

    Word2Vec reads such a file in C++, without making Python objects of its words (and .zst too). Only with a
    limit or a maximum length does it walk the sentences.

    source: a path, or an open file that can be read from its start again.
    max_sentence_length: words after which a line is cut. gensim cuts at 10,000; here the default is never.
    limit: number of lines to read; None reads all.
    """

    def __init__(self, source: Path | IO[Any], max_sentence_length: int | None = None,
                 limit: int | None = None) -> None:
        self.source = source
        self.max_sentence_length = max_sentence_length
        self.limit = limit

    def __iter__(self) -> Iterator[list[str]]:
        if is_path(self.source):
            with open_bytes(self.source, any_case=True) as file:  # type: ignore[arg-type]
                yield from self._sentences(file)
        else:
            self.source.seek(0)  # type: ignore[union-attr]
            yield from self._sentences(self.source)  # type: ignore[arg-type]

    def _sentences(self, lines: Iterable[Any]) -> Iterator[list[str]]:
        for line in itertools.islice(lines, self.limit):
            text = line.encode("utf-8", "surrogateescape") if isinstance(line, str) else line
            yield from _pieces(_words(text), self.max_sentence_length)

    def _files(self) -> list[Path] | None:
        """What the library can read by itself."""
        whole = self.limit is None and self.max_sentence_length is None and is_path(self.source)
        return [self.source] if whole else None  # type: ignore[list-item]


class PathLineSentences:
    """The files of a folder, in the order of their names, each as LineSentence; subfolders are left out.

    source: a folder, or a single file. ValueError if there is no such path. Other arguments as LineSentence's;
    the limit applies to each file.
    """

    def __init__(self, source: Path, max_sentence_length: int | None = None, limit: int | None = None) -> None:
        self.source = source
        self.max_sentence_length = max_sentence_length
        self.limit = limit
        self.input_files = _files_in(os.fsdecode(source))

    def __iter__(self) -> Iterator[list[str]]:
        for path in self.input_files:
            yield from LineSentence(path, self.max_sentence_length, self.limit)

    def _files(self) -> list[Path] | None:
        whole = self.limit is None and self.max_sentence_length is None
        return list(self.input_files) if whole else None


def _files_in(source: str) -> list[str]:
    if os.path.isfile(source):
        return [source]
    if not os.path.isdir(source):
        raise ValueError(f"{source}: there is no such file or folder")
    paths = [os.path.join(source, name) for name in sorted(os.listdir(source))]
    return [path for path in paths if os.path.isfile(path)]


class Text8Corpus:
    """A file without sentences, such as text8: words are counted off into sentences of equal length.

    fname: a path; .gz, .bz2 and .xz are unpacked. max_sentence_length: words of a sentence. Word2Vec reads the
    file in C++, where the words that count are those of the vocabulary.
    """

    def __init__(self, fname: Path, max_sentence_length: int = 10000) -> None:
        self.fname = fname
        self.max_sentence_length = whole("max_sentence_length", max_sentence_length, 1, 2**63 - 1)

    def __iter__(self) -> Iterator[list[str]]:
        with open_bytes(self.fname, any_case=True) as file:
            words = _words_of(file)
            while True:
                sentence = list(itertools.islice(words, self.max_sentence_length))
                if not sentence:
                    return
                yield sentence


def _words_of(file: IO[bytes]) -> Iterator[str]:
    rest = b""
    while True:
        chunk = file.read(1 << 16)
        text = rest + chunk
        end = len(text) if not chunk else 1 + max(text.rfind(blank) for blank in (b" ", b"\n", b"\t", b"\r"))
        yield from _words(text[:end])
        rest = text[end:]
        if not chunk:
            return


class Source(NamedTuple):
    """Where a text comes from: files that the library reads, or else sentences to walk once."""

    given: Any  # by the caller: the same object means the same text
    files: list[Path] | None
    sentence: int | str = "line"
    stamp: Any = None  # what shows that the content has changed since; None if that can't be seen

    def is_same_as(self, other: Source | None) -> bool:
        if other is None or None not in (self.stamp, other.stamp) and self.stamp != other.stamp:
            return False
        if self.files is not None:
            return self.files == other.files and self.sentence == other.sentence
        return self.given is other.given and other.files is None

    def without_sentences(self) -> Source | None:
        """This, if it can be recognized without keeping much alive."""
        once = isinstance(self.given, Iterator)
        return self if self.files is not None or once else None


def source_of(sentences: Any, corpus_file: Any) -> Source | None:
    """What the two arguments name; None if neither is given. TypeError for both, and for other kinds."""
    if sentences is not None and corpus_file is not None:
        if isinstance(corpus_file, int):
            raise TypeError(f"the second argument is corpus_file, a path; write vector_size={corpus_file}")
        raise TypeError("give either sentences or corpus_file, not both")
    if corpus_file is not None:
        return _source_of_file(corpus_file)
    return None if sentences is None else _source_of_sentences(sentences)


def _source_of_file(corpus_file: Any) -> Source:
    if is_path(corpus_file):
        return _source_of_paths(corpus_file, [corpus_file])
    if isinstance(corpus_file, (list, tuple)) and corpus_file and all(is_path(path) for path in corpus_file):
        return _source_of_paths(corpus_file, list(corpus_file))
    raise TypeError(f"corpus_file must be a path, not {type(corpus_file).__name__}; sentences are the first argument")


def _source_of_paths(given: Any, files: list[Path], sentence: int | str = "line") -> Source:
    for path in files:
        path_of("a file of sentences", path)
    return Source(given, files, sentence, _stamp_of(files))


def _stamp_of(paths: Iterable[Path]) -> Any:
    """Sizes and times of files, also of those in folders; None if one of them is gone."""
    try:
        return [_size_and_time(path) for given in paths for path in _below(given)]
    except OSError:
        return None


def _below(path: Path) -> Iterator[Path]:
    yield path
    for folder, _, names in os.walk(os.fsdecode(path)):  # nothing for a file
        for name in names:
            yield os.path.join(folder, name)


def _size_and_time(path: Path) -> tuple[Any, ...]:
    found = os.stat(path)
    regular = stat.S_ISREG(found.st_mode)  # a pipe changes by being read
    return (os.fspath(path), found.st_size, found.st_mtime_ns) if regular else (os.fspath(path),)


def _source_of_sentences(sentences: Any) -> Source:
    if isinstance(sentences, (str, bytes)):
        raise TypeError("sentences is one string, whose letters would become words: write corpus_file='...' to read "
                        "a file, or sentences=[text.split()] for a text")
    if isinstance(sentences, os.PathLike):
        return _source_of_paths(sentences, [sentences])
    if isinstance(sentences, Text8Corpus):
        return _source_of_paths(sentences, [sentences.fname], sentences.max_sentence_length)
    if isinstance(sentences, (LineSentence, PathLineSentences)):
        files = sentences._files()
        if files is not None:
            return _source_of_paths(sentences, files)
        walked: Any = sentences.source
        return Source(sentences, None, stamp=_stamp_of([walked]) if is_path(walked) else None)
    if not isinstance(sentences, Iterable) and not hasattr(sentences, "__getitem__"):
        hint = ": call it" if callable(sentences) else ""
        raise TypeError(f"sentences must be an iterable of lists of words, not {type(sentences).__name__}{hint}")
    return Source(sentences, None, stamp=len(sentences) if isinstance(sentences, Sequence) else None)
