"""How far a reading or a training has come: a bar, a line, or a function of the caller's."""
from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol, Union


class Progress(NamedTuple):
    """Where a run stands; given about twice a second to a function that is progress=."""

    phase: str  # "reading", "training" or "fitting"
    epoch: int  # counts from 1
    epochs: int
    tokens_done: int  # of the vocabulary, over all epochs
    tokens_total: int
    bytes_done: int  # of the text, while reading
    bytes_total: int
    words_per_second: float
    loss: float  # mean per pair of words, of CBOW per window, over the recent past; NaN before the first
    alpha: float
    share_fitted: float  # of the n-gram vectors, from 0 to 1
    seconds_left: float  # of the phase

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Progress:
        return cls(**{name: event[name] for name in cls._fields})

    def share_done(self) -> float:
        """Of the phase, from 0 to 1."""
        if self.phase == "fitting":
            return self.share_fitted
        done, total = ((self.bytes_done, self.bytes_total) if self.phase == "reading" else
                       (self.tokens_done, self.tokens_total))
        return min(1.0, done / total) if total else 0.0

    def details(self) -> str:
        if self.phase != "training":
            return ""
        return (f"epoch {min(self.epoch, self.epochs)} of {self.epochs}, "
                f"{self.words_per_second / 1e6:.2f} M words/s, loss {self.loss:.4f}, alpha {self.alpha:.5f}")


ProgressOption = Union[None, bool, Callable[[Progress], object]]


class Display(Protocol):
    """Shows how far a run has come."""

    def show(self, progress: Progress) -> None: ...

    def close(self) -> None: ...


def display_for(option: Any) -> Display:
    """None: a bar if somebody can see it, on a terminal or in a notebook; True, False; or a function."""
    if callable(option):
        return _Function(option)
    if option is not None and not isinstance(option, (bool, int)):
        raise TypeError(f"progress must be None, True, False or a function, not {type(option).__name__}")
    shown = _has_viewer() if option is None else bool(option)
    return _visible() if shown else _Nothing()


def _has_viewer() -> bool:
    return _is_terminal() or _is_notebook()


def _is_terminal() -> bool:
    try:
        return sys.stderr is not None and bool(sys.stderr.isatty())
    except (AttributeError, ValueError):  # of a logger that stands in for it; if it is closed
        return False


def _is_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return type(shell).__name__ == "ZMQInteractiveShell"


def _visible() -> Display:
    if sys.stderr is None or getattr(sys.stderr, "closed", False):
        return _Nothing()
    try:
        from tqdm.auto import tqdm  # type: ignore[import]
    except ImportError:
        return _Line()
    return _Bar(tqdm)


class _Nothing:
    def show(self, progress: Progress) -> None:
        pass

    def close(self) -> None:
        pass


class _Function:
    def __init__(self, function: Callable[[Progress], object]) -> None:
        self._function = function

    def show(self, progress: Progress) -> None:
        self._function(progress)

    def close(self) -> None:
        pass


class _Bar:
    """A bar of tqdm's for each phase."""

    def __init__(self, tqdm: Any) -> None:
        self._tqdm = tqdm
        self._bar: Any = None
        self._phase = ""

    def show(self, progress: Progress) -> None:
        if progress.phase != self._phase:
            self.close()
            self._phase = progress.phase
            self._bar = self._tqdm(total=100, desc=progress.phase, unit="%", leave=progress.phase != "reading",
                                   bar_format="{desc}: {percentage:3.0f}%|{bar}| [{elapsed}<{remaining}]{postfix}")
        self._bar.set_postfix_str(progress.details(), refresh=False)
        self._bar.update(100 * progress.share_done() - self._bar.n)
        self._bar.refresh()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class _Line:
    """One line on stderr: overwritten on a terminal, else a new one every ten seconds."""

    _SECONDS = 10.0

    def __init__(self) -> None:
        self._overwrites = _is_terminal()
        self._width = 0
        self._last = -self._SECONDS

    def show(self, progress: Progress) -> None:
        text = f"{progress.phase} {100 * progress.share_done():3.0f} %  {progress.details()}".rstrip()
        if self._overwrites:
            self._write("\r" + text.ljust(self._width))
            self._width = len(text)
        elif time.monotonic() - self._last >= self._SECONDS:
            self._last = time.monotonic()
            self._write(text + "\n")

    def close(self) -> None:
        if self._width:
            self._write("\n")
            self._width = 0

    def _write(self, text: str) -> None:
        if sys.stderr is not None and not getattr(sys.stderr, "closed", False):
            sys.stderr.write(text)
            sys.stderr.flush()
