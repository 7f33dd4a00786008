"""One training of a model: what happens after each epoch, at its end, and when it is interrupted."""
from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hogvec import _hogvec
from hogvec.callbacks import Callbacks
from hogvec.errors import TrainingInterrupted
from hogvec.progress import Display
from hogvec.runs import Watcher, follow
from hogvec.summary import summary_of

if TYPE_CHECKING:
    from hogvec.model import Model

logger = logging.getLogger("hogvec")

_CHECKPOINT_EVERY = 600.0  # seconds
_MORE_SIGNALS = (None,) * 10  # that may arrive while rows are taken, before they are given up


class Training:
    """The model keeps what was learned however a run ends; its rows stay as they were only if nothing was."""

    def __init__(self, model: Model, callbacks: Callbacks, display: Display) -> None:
        self._model = model
        self._callbacks = callbacks
        self._display = display
        self._loss_per = "pair" if model.sg else "window"
        self._is_kept = False
        self._before: _hogvec.Vectors | None = None
        self._earlier = model._trainings, model.total_train_time
        model.losses, model.summary = [], None
        model.running_training_loss = 0.0

    def run(self, text: _hogvec.Text, options: _hogvec.TrainOptions) -> None:
        self._call("on_train_begin")
        self._call("on_epoch_begin")
        job = None
        try:
            job = self._model._job = self._start(text, options)
            self._follow(job)
        except BaseException as error:
            raised = latest = error
            for _ in _MORE_SIGNALS:  # no call outside of the try: Ctrl-C may come again at any of them
                try:
                    raised = self._end_early(job, latest)
                    break
                except BaseException as again:
                    latest = latest if isinstance(again, (KeyboardInterrupt, Exception)) else again
            if raised is not error:
                raise raised from None
            raise
        finally:
            self._model._job = None

    def _follow(self, job: _hogvec.Job) -> None:
        follow(job, Watcher(self._display, lambda report: self._end_epoch(job, report)))
        self._keep(job)
        job.reraise()
        self._call("on_train_end")

    def _start(self, text: _hogvec.Text, options: _hogvec.TrainOptions) -> _hogvec.Job:
        model = self._model
        self._before = model._rows.core()
        folder, resumes = checkpoints_of(model)
        run = (model._rows.start(), options.seed)
        if resumes:  # as it began, if that was here
            run = model._stopped_run or run
        else:
            _say_alpha(model)
        model._stopped_run = run if folder is not None else None
        start, options.seed = run
        return _hogvec.start_training(text, options, start, False, folder, _CHECKPOINT_EVERY, resumes,
                                      model.memory_limit or 0)

    def _call(self, hook: str) -> None:
        self._callbacks.call(hook, self._model)

    def _end_epoch(self, job: _hogvec.Job, report: Mapping[str, Any]) -> None:
        model = self._model
        model.losses.append(report["loss"])
        if report["pairs"]:
            model.running_training_loss += report["loss"] * report["pairs"]
        self._log_epoch(report)
        model._pausing, model._thread = job, threading.get_ident()
        try:
            self._call("on_epoch_end")
            if report["epoch"] < report["epochs"]:
                self._call("on_epoch_begin")
        finally:
            model._pausing = None

    def _log_epoch(self, report: Mapping[str, Any]) -> None:
        held_out = report["held_out"]
        logger.info("epoch %d of %d: loss %.4f per %s%s, %.2f s", report["epoch"], report["epochs"], report["loss"],
                    self._loss_per, "" if held_out is None else f", {held_out:.4f} on held-out text",
                    report["seconds"])

    def _keep(self, job: _hogvec.Job) -> None:
        """Takes the rows and figures of a job that is over. Raises what it raised. If a signal interrupts it, it may
        be called again."""
        vectors, measured = job.trained()
        model = self._model
        model._rows.warn_of_lost(vectors)
        model._rows.show(vectors, vectors)
        read, (trainings, seconds) = model._reading, self._earlier
        model.summary = summary_of(measured, (vectors.size, vectors.dim), self._loss_per, read.seconds,
                                   read.iterated)
        model.total_train_time = seconds + model.summary.seconds_training
        model._trainings = trainings + 1
        model._last_alpha = _alpha_after(model)
        if not model.summary.stopped:
            model._stopped_run = None
            model._owns_checkpoints = model.checkpoint is not None
        self._is_kept = True
        logger.info("%s", model.summary)

    def _end_early(self, job: _hogvec.Job | None, error: BaseException) -> BaseException:
        """After a failure: keeps rows that were learned, if there are any, else those from before. Returns what comes
        out of the training."""
        if job is not None and not self._is_kept:
            job.stop()
            self._keep_if_any(job)
        return self._interrupted() if isinstance(error, KeyboardInterrupt) else error

    def _keep_if_any(self, job: _hogvec.Job) -> None:
        try:
            self._keep(job)
        except Exception:
            if self._before is not None:  # callbacks may have looked at later ones
                self._model._rows.wv._set_core(self._before)
            return
        try:
            job.reraise()
        except Exception as failure:  # of a checkpoint, which what is raised already hides
            logger.warning("%s", failure)

    def _interrupted(self) -> TrainingInterrupted:
        model = self._model
        folder = None if model.checkpoint is None else os.fsdecode(model.checkpoint)
        checkpoint = folder if folder is not None and _hogvec.has_checkpoints(folder) else None
        learned = "the model has the rows learned so far" if self._is_kept else "nothing was learned yet"
        epochs = f"{len(model.losses)} epoch{'' if len(model.losses) == 1 else 's'}"
        message = f"training was interrupted after {epochs}; {learned}"
        if checkpoint is not None:
            message += f"; resume=True with checkpoint={checkpoint!r} continues it"
        return TrainingInterrupted(message, model, checkpoint)


def checkpoints_of(model: Model) -> tuple[Any, bool]:
    """The folder, and whether to continue from what is in it. ValueError for those of another run."""
    folder = model.checkpoint
    if folder is None:
        return None, False
    if model._owns_checkpoints:  # of a training that is over, and that this one starts from
        _hogvec.remove_checkpoints(folder)
        model._owns_checkpoints = False
    has_some = _hogvec.has_checkpoints(folder)
    if has_some and not model.resume:
        raise ValueError(f"{os.fsdecode(folder)}: has checkpoints of an earlier run; resume=True continues it, or "
                         "give another folder")
    return folder, has_some


def _end_alpha(model: Model) -> float:
    return model.alpha * 1e-4 if model.min_alpha is None else model.min_alpha


def _alpha_after(model: Model) -> float:
    """Where a training, which may have been stopped, left the learning rate."""
    figures = model.summary
    planned = figures.tokens * model.epochs if figures is not None and figures.stopped else 0
    share = figures.trained / planned if figures is not None and planned else 1.0
    return model.alpha + (_end_alpha(model) - model.alpha) * min(1.0, share)


def _say_alpha(model: Model) -> None:
    last = model._last_alpha
    if last is not None:
        level = logging.WARNING if model.alpha > last else logging.INFO
        logger.log(level, "training goes on from the rows learned so far; alpha starts at %g again (it had come "
                          "down to %g) and falls to %g", model.alpha, last, _end_alpha(model))
