"""Files of vectors, from and to."""
from __future__ import annotations

import codecs
import importlib
import logging
import os
from typing import IO, Any, TypeVar, Union

import numpy

from hogvec import _hogvec
from hogvec.changes import Changes
from hogvec.errors import FormatError, TruncatedError

logger = logging.getLogger("hogvec")

Path = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]
_Self = TypeVar("_Self", bound="Files")

_COMPRESSED = {".gz": "gzip", ".bz2": "bz2", ".xz": "lzma"}  # modules that take time to import

# What word2vec's own readers make of a file: they drop repeated words, and end after the last row
# that the header promises.
_USUAL = {"repeated", "without_word", "not_finite", "more", "lines_beyond", "bytes_beyond"}


def open_bytes(path: Path, mode: str = "rb") -> IO[bytes]:
    """A file of bytes, unpacked if its name says that it is compressed."""
    name = os.fsdecode(path)
    module = _COMPRESSED.get(os.path.splitext(name)[1], "builtins")
    return importlib.import_module(module).open(name, mode)  # type: ignore[no-any-return]


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Size and time of a file, by which a change of it is noticed."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _is_pickle(path: Path) -> bool:
    try:
        with open_bytes(path) as file:
            start = file.read(2)
    except (OSError, EOFError):
        return False
    return len(start) == 2 and start[0] == 0x80 and 2 <= start[1] <= 5


def open_core(path: Path, mapped: bool, top: int | None, lenient: bool, output: bool = False) -> _hogvec.Vectors:
    """The vectors in a file. FormatError with the way round for a pickle."""
    try:
        core = _hogvec.Vectors.open(os.fspath(path), mapped, top, lenient, output)
    except FormatError:
        if not _is_pickle(path):
            raise
        raise FormatError(f"{os.fsdecode(path)}: a pickle, as gensim saves its models, which only gensim can load; "
                          "load it there, call save_word2vec_format() of the vectors, and load that file "
                          "here") from None
    _log_skipped(core, path)
    return core


def _log_skipped(core: _hogvec.Vectors, path: Path) -> None:
    counts = ", ".join(f"{name.replace('_', ' ')}: {count:,}" for name, count in core.passed_over.items())
    if counts:
        logger.warning("%s: rows that were skipped or not expected: %s", os.fsdecode(path), counts)


def _open_as_others_do(path: Path, top: int | None) -> _hogvec.Vectors:
    """With the first of repeated words, which gensim keeps as well."""
    try:
        return open_core(path, True, top, False)
    except TruncatedError:
        raise
    except FormatError as error:
        try:
            core = _hogvec.Vectors.open(path, False, top, True, False)
        except FormatError:
            raise error from None
        if not set(core.passed_over) <= _USUAL:
            raise
        _log_skipped(core, path)
        return core


def _warn_of_claims(core: _hogvec.Vectors, name: str, binary: bool, no_header: bool) -> None:
    """The content decides on the format, whatever was said about it."""
    found = core.format
    if found == "glove" and not no_header:
        logger.warning("%s has no header; read so, though no_header=True was not said", name)
    if found in ("text", "binary") and no_header:
        logger.warning("%s has a header; read so, though no_header=True was said", name)
    if found in ("text", "glove") and binary:
        logger.warning("%s is a text file; read so, though binary=True was said", name)
    if found == "binary" and not binary:
        logger.warning("%s is a binary file; read so, though binary=True was not said", name)


def _warn_of_type(datatype: Any) -> None:
    kind = numpy.dtype(datatype)
    if kind.kind != "f":
        raise TypeError(f"vectors hold numbers with a fraction: datatype can't be {kind}")
    if kind != numpy.float32:
        logger.warning("rows are float32 in memory; datatype=%s has no effect", kind)


def _decoded(core: _hogvec.Vectors, encoding: str, errors: str) -> _hogvec.Vectors:
    """The vectors with their words read in another encoding, or with other handling of errors."""
    if codecs.lookup(encoding).name == "utf-8":
        fault = -1 if errors == "surrogateescape" else core.malformed_word()
        if fault < 0:
            return core
        if errors == "strict":
            _raise_malformed(core.word(fault))
    words: dict[str, int] = {}
    for row, word in enumerate(core.words()):
        words.setdefault(word.encode("utf-8", "surrogateescape").decode(encoding, errors), row)
    if len(words) < core.size:
        logger.warning("%d words are the same as others in this encoding, and left out", core.size - len(words))
    rows = list(words.values())
    counts = core.counts()
    kept = None if counts is None else numpy.frombuffer(counts, numpy.uint64)[rows]
    return _hogvec.Vectors.of(list(words), numpy.asarray(core.rows())[rows], kept, core)


def _raise_malformed(word: str) -> None:
    try:
        word.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError as error:
        error.reason += "; unicode_errors='surrogateescape' keeps such words as they are"
        raise


def _read_counts(path: Path, errors: str) -> dict[str, int]:
    """The lines `word count` of a vocabulary."""
    counts = {}
    with open_bytes(path) as file:
        for number, line in enumerate(file, 1):
            parts = line.decode("utf-8", errors).strip().rsplit(None, 1)
            if len(parts) != 2 or not parts[1].isdecimal():
                raise FormatError(f"{os.fsdecode(path)}:{number}: a word and its count are due")
            counts[parts[0]] = int(parts[1])
    return counts


def _write_with_header(core: _hogvec.Vectors, path: Path, form: str, header: str, append: bool) -> None:
    """Writes rows below another first line, or after what a file has."""
    import shutil
    import tempfile

    name = os.fsdecode(path)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(name))) as folder:
        rows, whole = os.path.join(folder, "rows"), os.path.join(folder, os.path.basename(name))
        core.write(rows, form, "float32", 0, True)
        with open(rows, "rb") as source, open_bytes(name if append else whole, "ab" if append else "wb") as target:
            source.readline()
            target.write(header.encode())
            shutil.copyfileobj(source, target, 1 << 20)
        if not append:
            os.replace(whole, name)


class Files(Changes):
    """Reading and writing. The format of a file that is read is found by its content."""

    __slots__ = ()

    @classmethod
    def load(cls: type[_Self], path: Path, mmap: str | None = "r", *, top: int | None = None,
             lenient: bool = False) -> _Self:
        """Reads a file of any format: hogvec's own, word2vec's text and binary, GloVe, fastText, ...

        mmap: "r" maps the file if it is hogvec's own with float32 rows, so that it is open at once and
        processes share its pages; other files are read. None reads in any case. top: only the first
        rows. lenient: skips rows that are damaged or repeated, with a warning in the log.

        Errors: FileNotFoundError, PermissionError; FormatError, TruncatedError. Pickles of gensim are
        a FormatError that says how to convert them.
        """
        stamp = stamp_of(path)
        loaded = cls._from_core(open_core(path, mmap is not None, top, lenient))
        loaded._stamp = stamp
        return loaded

    @classmethod
    def load_word2vec_format(cls: type[_Self], fname: Path, fvocab: Path | None = None, binary: bool = False,
                             encoding: str = "utf8", unicode_errors: str = "strict", limit: int | None = None,
                             datatype: Any = numpy.float32, no_header: bool = False,
                             binary_chunk_size: int = 0) -> _Self:
        """load() with gensim's arguments.

        fvocab: a file of lines `word count`; words that are not in it have the count 0. binary and
        no_header need not be right: if they contradict the content, the log has a warning. encoding,
        unicode_errors: of the words, as in bytes.decode(); for words that are no UTF-8, "strict" is a
        UnicodeDecodeError, and "surrogateescape" keeps them. limit: only the first rows. datatype: rows
        are float32 whatever it says. binary_chunk_size is ignored. Of repeated words the first is kept.
        """
        _warn_of_type(datatype)
        core = _open_as_others_do(fname, limit or None)
        _warn_of_claims(core, os.fsdecode(fname), binary, no_header)
        loaded = cls._from_core(_decoded(core, encoding, unicode_errors))
        if fvocab is not None:
            loaded._take_counts(_read_counts(fvocab, unicode_errors), fvocab)
        return loaded

    def _take_counts(self, counts: dict[str, int], path: Path) -> None:
        words = self._core.words()
        missing = [word for word in words if word not in counts]
        if missing:
            logger.warning("%s: no counts of %d words, such as %r", os.fsdecode(path), len(missing), missing[0])
        self._attrs["count"] = numpy.array([counts.get(word, 0) for word in words], numpy.int64)

    def _to_write(self) -> _hogvec.Vectors:
        """The vectors with the counts that were set."""
        core, counts = self._core, self._counts_to_keep()
        return core if counts is None else _hogvec.Vectors.of(core.words(), self.vectors, counts, core)

    def save(self, path: Path, *_ignored: Any, **_also_ignored: Any) -> None:
        """Writes a file of hogvec's own format, whatever its name, which load() maps. It replaces a file
        that is there, at once and as a whole. Further arguments of gensim's have no effect."""
        self._to_write().write(os.fspath(path), "safetensors", "float32", 0, True)

    def export(self, path: Path, format: str | None = None, dtype: str = "float32", precision: int = 0,
               overwrite: bool = False) -> None:
        """Writes a file of another format: "text", "binary", "glove", "npy", "huggingface", "sqlite", ...
        by default the one that the suffix of the name stands for.

        dtype: "float32", "float16" or "bfloat16", where the format has it. precision: digits of numbers in
        text; 0 for as few as give the same number again. overwrite: also replaces files next to the named
        one that hogvec did not write. ValueError for words or types that the format can't store.
        """
        wanted = format or _hogvec.format_by_suffix(path, self.has_subwords)
        if wanted is None:
            names = ", ".join(each["name"] for each in _hogvec.formats())
            raise ValueError(f"{os.fsdecode(path)}: no format has this suffix; say format=, one of {names}")
        self._to_write().write(path, wanted, dtype, precision, overwrite)

    def save_word2vec_format(self, fname: Path, fvocab: Path | None = None, binary: bool = False,
                             total_vec: int | None = None, write_header: bool = True, prefix: str = "",
                             append: bool = False, sort_attr: str = "count") -> None:
        """Writes word2vec's text or binary format.

        fvocab: also writes lines `word attribute` there; ValueError if there is no such attribute.
        total_vec: the number of rows that the header gives. write_header: False leaves it out. prefix:
        goes before each word. append: adds to files instead of replacing them. sort_attr: rows are in the
        descending order of this attribute, if there is one. ValueError for a word that could not be read
        back, such as one with blanks; export() has formats that can store it.
        """
        order = self._order_by(sort_attr, fvocab)
        core = self._core
        words = core.words() if order is not None or prefix or fvocab is not None else []
        if order is not None:
            words = [words[row] for row in order]
        if fvocab is not None:
            self._write_attribute(fvocab, [prefix + word for word in words], sort_attr, order, append)
        if order is not None or prefix:
            rows = self.vectors if order is None else self.vectors[order]
            core = _hogvec.Vectors.of([prefix + word for word in words], rows, None, None)
        form = "binary" if binary else "text"
        if write_header and total_vec is None and not append:
            core.write(fname, form, "float32", 0, True)
            return
        total = core.size if total_vec is None else total_vec
        header = f"{total} {core.dim}\n" if write_header else ""
        _write_with_header(core, fname, form, header, append)

    def _order_by(self, name: str, fvocab: Path | None) -> numpy.ndarray | None:
        """Rows in the descending order of an attribute; None if they are so, or if there is none."""
        try:
            values = self._attribute(name)
        except KeyError:
            if fvocab is not None:
                raise ValueError(f"{os.fsdecode(fvocab)} can't be written: no word has the attribute "
                                 f"{name!r}") from None
            if name != "count":
                logger.warning("no word has the attribute %r; rows are written in their own order", name)
            return None
        order = numpy.array(sorted(range(len(values)), key=values.__getitem__, reverse=True), numpy.intp)
        return None if (order[1:] > order[:-1]).all() else order

    def _write_attribute(self, path: Path, words: list[str], name: str, order: numpy.ndarray | None,
                         append: bool) -> None:
        values = self._attribute(name) if order is None else self._attribute(name)[order]
        with open_bytes(path, "ab" if append else "wb") as file:
            for word, value in zip(words, values.tolist()):
                file.write(f"{word} {value}\n".encode("utf-8", "surrogateescape"))
