"""Waiting for a reading or a training that runs on a thread of the library's."""
from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from hogvec import _hogvec
from hogvec.errors import _as_python
from hogvec.progress import Display, Progress

logger = logging.getLogger("hogvec")

_POLL = 0.1  # seconds: how long Ctrl-C may wait
_LOG_EVERY = 10.0  # seconds between lines of progress in the log


class Watcher:
    """Does with each event of a job what is to be done: shows it, logs it, and calls back after epochs."""

    def __init__(self, display: Display, on_epoch: Callable[[Mapping[str, Any]], None] | None = None) -> None:
        self._display = display
        self._on_epoch = on_epoch
        self._logged = time.monotonic()

    def take(self, job: _hogvec.Job, kind: str, value: Any) -> None:
        if kind == "progress":
            self._show(Progress.of(value))
        elif kind == "warning":
            logger.warning("%s", _as_python(value, ""))
        elif kind == "epoch":
            if self._on_epoch is not None:
                self._on_epoch(value)
            job.go_on()

    def _show(self, progress: Progress) -> None:
        self._display.show(progress)
        if time.monotonic() - self._logged >= _LOG_EVERY:
            self._logged = time.monotonic()
            logger.debug("%s: %.0f %%, %.0f s left; %s", progress.phase, 100 * progress.share_done(),
                         progress.seconds_left, progress.details())


def follow(job: _hogvec.Job, watcher: Watcher) -> None:
    """Until the job is over. What is raised meanwhile (Ctrl-C, a callback's exception) stops it and comes out.

    The library releases the GIL while it waits, and wakes up every 100 ms for Python to notice signals.
    """
    try:
        over = False
        while not over:
            over = job.wait(_POLL)
            for kind, value in job.events():
                watcher.take(job, kind, value)
    except BaseException:
        job.stop()
        raise
