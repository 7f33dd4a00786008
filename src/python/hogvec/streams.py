"""Files of bytes: what they look like, how a change of one is noticed, and those that are packed."""
from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Union

from hogvec.errors import FormatError, TruncatedError

Path = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]
Stamp = tuple[str, int, int]

_PACKED = {".gz": "gzip", ".bz2": "bz2", ".xz": "lzma"}  # modules that take time to import
_BLANKS = b"\t\n\v\f\r"


def stamp_of(path: Path) -> Stamp | None:
    """Absolute path, size and time of a file, by which a change of it is noticed."""
    name = os.path.abspath(os.fsdecode(path))
    try:
        status = os.stat(name)
    except (OSError, ValueError):  # of a NUL
        return None
    return name, status.st_size, status.st_mtime_ns


def open_bytes(path: Path, mode: str = "rb", any_case: bool = False) -> IO[bytes]:
    """A file of bytes, unpacked if its name says that it is compressed; for `any_case` .GZ says so as well."""
    name = os.fsdecode(path)
    suffix = os.path.splitext(name)[1]
    module = _PACKED.get(suffix.lower() if any_case else suffix, "builtins")
    return importlib.import_module(module).open(name, mode)  # type: ignore[no-any-return]


@contextmanager
def reading(path: Path) -> Iterator[IO[bytes]]:
    """A file to read. FormatError, TruncatedError if it is compressed and damaged."""
    try:
        with open_bytes(path) as file:
            yield file
    except FormatError:
        raise
    except EOFError:
        raise TruncatedError(f"{os.fsdecode(path)}: compressed data are cut short") from None
    except Exception as error:
        if not _is_of_packed(error):
            raise
        raise FormatError(f"{os.fsdecode(path)}: compressed data are damaged: {error}") from None


def _is_of_packed(error: Exception) -> bool:
    """Whether an unpacker says so of its data; what the system says of a file has a number."""
    return type(error).__module__ in ("zlib", "_lzma") or isinstance(error, OSError) and error.errno is None


def _start_of(path: Path, size: int) -> bytes:
    """The first bytes; none if the file can't be read."""
    try:
        with reading(path) as file:
            return file.read(size)
    except (OSError, FormatError):
        return b""


def is_pickle(path: Path) -> bool:
    """Protocols 2 to 5 start with these bytes; others were never gensim's."""
    start = _start_of(path, 2)
    return len(start) == 2 and start[0] == 0x80 and 2 <= start[1] <= 5


def is_text(path: Path) -> bool:
    """Whether a file begins as text in UTF-8 does: numbers of four bytes nearly always have others."""
    start = _start_of(path, 4096)
    if any(byte < 0x20 and byte not in _BLANKS for byte in start):
        return False
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(start) - 3 and len(start) == 4096  # the last character is cut
    return True
