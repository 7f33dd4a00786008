"""progress= and the log: who sees what, and when."""
from __future__ import annotations

import io
import logging
import sys
import types

import pytest

import hogvec
from hogvec import progress as shown

SENTENCES = [[f"w{(7 * line + word * word) % 300}" for word in range(20)] for line in range(3000)]


def train(**given):
    options = {"sg": 1, "vector_size": 50, "min_count": 1, "workers": 1, "epochs": 10, "sample": 0}
    return hogvec.Word2Vec(SENTENCES, **{**options, **given})


def event(phase="training", done=5, **other):
    return shown.Progress(**{**dict(
        phase=phase, epoch=2, epochs=4, tokens_done=done, tokens_total=10, bytes_done=done, bytes_total=20,
        words_per_second=2e6, loss=1.5, alpha=0.04, share_fitted=0.25, seconds_left=3.0), **other})


class Terminal(io.StringIO):
    def isatty(self):
        return True


def stderr_is(monkeypatch, stream):
    """In the test itself: pytest sets its own before each."""
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


class Seen(Exception):
    """Ends a training that has been seen."""


def progress_of(train_more, number=2):
    """What a function is given in a training without end, the first times."""
    seen = []

    def take(progress):
        seen.append(progress)
        if len(seen) == number:
            raise Seen

    with pytest.raises(Seen):
        train_more(take)
    return seen


@pytest.fixture(name="no_tqdm")
def _no_tqdm(monkeypatch):
    for name in ("tqdm", "tqdm.auto"):
        monkeypatch.setitem(sys.modules, name, None)


def test_a_function_gets_named_figures():
    seen = progress_of(lambda function: train(epochs=10 ** 5, progress=function))
    assert all(isinstance(one, shown.Progress) for one in seen)
    last = seen[-1]
    assert last.phase == "training" and last.epochs == 10 ** 5 and 1 <= last.epoch <= 10 ** 5
    assert 0 < last.tokens_done <= last.tokens_total == 10 ** 5 * 60000
    assert [one.tokens_done for one in seen] == sorted(one.tokens_done for one in seen)
    assert last.words_per_second > 0 and 0 < last.alpha <= 0.05


def test_an_exception_of_the_function_comes_out():
    def broken(_):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        train(epochs=10 ** 6, progress=broken)


def test_nothing_is_shown_where_nobody_looks(monkeypatch):
    stderr = stderr_is(monkeypatch, io.StringIO())
    train()
    train(progress=False)
    assert stderr.getvalue() == ""


def test_no_stderr_at_all(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    train()


class Logger:
    """What programs put in the place of stderr: it can be written to, and that is all."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def closed():
    stream = io.StringIO()
    stream.close()
    return stream


@pytest.mark.parametrize("option", [None, True])
@pytest.mark.parametrize("stream", [lambda: None, closed, Logger])
def test_stderr_that_is_none(monkeypatch, stream, option):
    stderr_is(monkeypatch, stream())
    train(epochs=1, progress=option)


@pytest.mark.usefixtures("no_tqdm")
@pytest.mark.parametrize("stream", [lambda: None, closed, Logger])
def test_stderr_that_is_none_without_tqdm(monkeypatch, stream):
    stderr = stderr_is(monkeypatch, stream())
    display = shown.display_for(True)
    display.show(event())
    display.close()
    assert not isinstance(stderr, Logger) or "training" in stderr.text


def test_false_is_silent_on_a_terminal(monkeypatch):
    terminal = stderr_is(monkeypatch, Terminal())
    train(progress=False)
    assert terminal.getvalue() == ""


def test_a_terminal_gets_a_bar(monkeypatch):
    terminal = stderr_is(monkeypatch, Terminal())
    pytest.importorskip("tqdm")
    display = shown.display_for(None)
    display.show(event(done=5))
    display.show(event(done=10))
    display.close()
    text = terminal.getvalue()
    assert "training" in text and "100%" in text and "epoch 2 of 4" in text and "loss 1.5000" in text


def test_each_phase_has_its_bar(monkeypatch):
    terminal = stderr_is(monkeypatch, Terminal())
    pytest.importorskip("tqdm")
    display = shown.display_for(True)
    for phase in ("reading", "training", "fitting"):
        display.show(event(phase))
    display.close()
    display.close()
    assert all(phase in terminal.getvalue() for phase in ("reading", "training", "fitting"))


@pytest.mark.usefixtures("no_tqdm")
def test_without_tqdm_a_terminal_gets_a_line(monkeypatch):
    terminal = stderr_is(monkeypatch, Terminal())
    display = shown.display_for(None)
    display.show(event(done=5))
    display.show(event(done=10))
    display.close()
    text = terminal.getvalue()
    assert text.count("\n") == 1 and text.endswith("\n") and text.startswith("\rtraining  50 %  epoch 2 of 4")
    assert "\rtraining 100 %" in text


@pytest.mark.usefixtures("no_tqdm")
def test_without_tqdm_a_file_gets_few_lines(monkeypatch):
    stderr = stderr_is(monkeypatch, io.StringIO())
    display = shown.display_for(True)
    for done in range(10):
        display.show(event(done=done))
    display.close()
    assert stderr.getvalue().count("\n") == 1 and "\r" not in stderr.getvalue()


def test_a_notebook_is_a_viewer(monkeypatch):
    stderr_is(monkeypatch, io.StringIO())
    shell = type("ZMQInteractiveShell", (), {})()
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: shell))
    assert not isinstance(shown.display_for(None), type(shown.display_for(False)))
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: None))
    assert isinstance(shown.display_for(None), type(shown.display_for(False)))


@pytest.mark.parametrize("wrong", ["bar", 1.5, []])
def test_progress_of_a_wrong_kind(wrong):
    with pytest.raises(TypeError, match="progress must be"):
        hogvec.Word2Vec(sg=1, progress=wrong)


def test_shares():
    assert event("training", done=5).share_done() == 0.5
    assert event("reading", done=5).share_done() == 0.25
    assert event("fitting").share_done() == 0.25
    assert event("reading", bytes_total=0).share_done() == 0


def test_train_has_a_progress_of_its_own():
    of_model = []
    model = train(epochs=1, progress=of_model.append)
    before = len(of_model)
    progress_of(lambda function: model.train(epochs=10 ** 5, progress=function), 1)
    assert len(of_model) == before
    model.train(epochs=1)


def test_the_log_has_vocabulary_epochs_and_summary(caplog):
    with caplog.at_level(logging.DEBUG, "hogvec"):
        train(epochs=2)
    lines = [record.getMessage() for record in caplog.records if record.levelno == logging.INFO]
    assert lines[0].startswith("vocabulary: ")
    assert [line[:12] for line in lines[1:3]] == ["epoch 1 of 2", "epoch 2 of 2"]
    assert "M words/s" in lines[3]
    assert {record.name for record in caplog.records} == {"hogvec"}


def test_the_log_has_progress_at_debug_level(caplog, monkeypatch):
    monkeypatch.setattr("hogvec.runs._LOG_EVERY", 0.0)
    with caplog.at_level(logging.DEBUG, "hogvec"):
        progress_of(lambda function: train(epochs=10 ** 5, progress=function))
    lines = [record.getMessage() for record in caplog.records if record.levelno == logging.DEBUG]
    assert lines and lines[0].startswith("training: ")


def test_the_summary_reads_like_the_programs():
    model = train()
    summary = model.summary
    assert summary.tokens == 60000 and summary.trained == 600000 and summary.epochs == 10
    assert summary.threads == 1 and summary.words == len(model.wv) and not summary.stopped
    assert summary.loss == pytest.approx(model.losses[-1]) and summary.first_loss == pytest.approx(model.losses[0])
    text = str(summary)
    trained = "trained   600,000 tokens in 10 epochs on 1 thread"
    for part in ("words ", "tokens    60,000", trained, "loss ", "seconds "):
        assert part in text
    with pytest.raises(AttributeError):
        summary.loss = 0


def test_the_summary_says_when_the_iterable_set_the_pace():
    base = train(epochs=1).summary
    slow = base._replace(seconds_reading=9.0, seconds_training=2.0)
    assert "waited" in str(slow) and "waited" not in str(base)
    assert "waited" not in str(slow._replace(iterated=False))
