"""Files of vectors, from and to."""
from __future__ import annotations

import logging
import os
import sys
from typing import Any, TypeVar

import numpy

from hogvec import _hogvec
from hogvec.arguments import path_of, whole
from hogvec.changes import Changes
from hogvec.opening import check_claims, decoded, open_as_others_do, open_core, read_counts, warn_of_type
from hogvec.streams import Path, open_bytes, stamp_of

logger = logging.getLogger("hogvec")

_Self = TypeVar("_Self", bound="Files")

_MOST_DIGITS = 100  # float32 has no more than this


def _limit_of(name: str, value: Any) -> int | None:
    """How many rows to read at most; all for None."""
    return None if value is None else min(whole(name, value), sys.maxsize)


def _write_with_header(core: _hogvec.Vectors, path: Path, form: str, header: str, append: bool) -> None:
    """Writes rows below another first line, or after what a file has."""
    import shutil
    import tempfile

    name = os.fsdecode(path)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(name))) as folder:
        rows, complete = os.path.join(folder, "rows"), os.path.join(folder, os.path.basename(name))
        core.write(rows, form, "float32", 0, True)
        with open(rows, "rb") as source, open_bytes(name if append else complete, "ab" if append else "wb") as target:
            source.readline()
            target.write(header.encode())
            shutil.copyfileobj(source, target, 1 << 20)
        if not append:
            os.replace(complete, name)


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
        stamp = stamp_of(path_of("path", path))
        loaded = cls._from_core(open_core(path, mmap is not None, _limit_of("top", top), bool(lenient)))
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
        are float32 whatever it says. binary_chunk_size is ignored. Of repeated words the first is kept;
        rows beyond those that the header promises are left out, with a warning in the log.
        """
        warn_of_type(datatype)
        core = open_as_others_do(fname, _limit_of("limit", limit) or None)
        check_claims(core, fname, binary, no_header)
        loaded = cls._from_core(decoded(core, encoding, unicode_errors))
        if fvocab is not None:
            loaded._take_counts(read_counts(fvocab, unicode_errors), fvocab)
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
        self._to_write().write(path_of("path", path), "safetensors", "float32", 0, True)

    def export(self, path: Path, format: str | None = None, dtype: Any = "float32", precision: int = 0,
               overwrite: bool = False) -> None:
        """Writes a file of another format: "text", "binary", "glove", "npy", "huggingface", "sqlite", ...
        by default the one that the suffix of the name stands for.

        dtype: "float32", "float16" or "bfloat16", where the format has it, or such a type of NumPy's.
        precision: digits of numbers in text; 0 for as few as give the same number again. overwrite: also
        replaces files next to the named one that hogvec did not write. ValueError for words or types that the
        format can't store.
        """
        wanted = _hogvec.format_by_suffix(path_of("path", path), self.has_subwords) if format is None else format
        if not isinstance(wanted, str):
            names = ", ".join(each["name"] for each in _hogvec.formats())
            if wanted is not None:
                raise TypeError(f"format must be one of {names}, not {wanted!r}")
            raise ValueError(f"{os.fsdecode(path)}: no format has this suffix; say format=, one of {names}")
        kind = dtype if isinstance(dtype, str) else numpy.dtype(dtype).name
        digits = min(whole("precision", precision), _MOST_DIGITS)
        self._to_write().write(path_of("path", path), wanted, kind, digits, bool(overwrite))

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
            core.write(path_of("fname", fname), form, "float32", 0, True)
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
