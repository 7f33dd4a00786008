"""The examples run, and learn what they say."""
from __future__ import annotations

import ast
import importlib.util
import re
import runpy
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import hogvec

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "python" / "examples"


@pytest.fixture(scope="module")
def classifier() -> ModuleType:
    spec = importlib.util.spec_from_file_location("classifier", EXAMPLES / "classifier.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_session_runs(capsys: pytest.CaptureFixture[str]) -> None:
    names = runpy.run_path(str(EXAMPLES / "session.py"), run_name="__main__")
    said = capsys.readouterr().out
    dishes, boats = set(names["DISHES"]), set(names["BOATS"])
    answers = dict(re.findall(r"^(\w+) (\[.*\])$", said, re.M))
    assert set(ast.literal_eval(answers["bread"])) <= dishes and set(ast.literal_eval(answers["ferry"])) <= boats
    assert set(ast.literal_eval(answers["pizza"])) & dishes
    for line in ("odd one out: raft", "of the same kind: 100%", "(46, 32) float32 False",
                 "nearest to the mean of the animals: True", "the same answer: True", "'fery'"):
        assert line in said, said
    losses = re.search(r"loss per epoch: (\[.*\])", said)
    assert losses is not None
    values = ast.literal_eval(losses[1])
    assert len(values) == 5 and values[-1] < values[0]


def test_session_has_cells() -> None:
    cells = (EXAMPLES / "session.py").read_text("ascii").split("\n# %% ")[1:]
    assert len(cells) >= 6
    assert all(cell.splitlines()[0].strip() for cell in cells)


def test_classifier_learns_what_it_says(classifier: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    classifier.main()
    shares = dict(re.findall(r"^(random|trained) rows: .*, (\d+)% of sentences", capsys.readouterr().out, re.M))
    assert int(shares["trained"]) >= 95
    assert int(shares["random"]) <= 75


def test_gradients_are_those_of_the_loss(classifier: ModuleType) -> None:
    rng = np.random.default_rng(2)
    rows = rng.normal(size=(9, 5)).astype(np.float32)
    ids, labels = rng.integers(9, size=(4, 3)), rng.integers(2, size=4)

    def model(changed: np.ndarray) -> object:
        made = classifier.Classifier(hogvec.Embedding.from_array(changed), classes=2)
        made.weight = np.random.default_rng(3).normal(size=(5, 2)).astype(np.float32)
        return made

    by_rows = model(rows).gradients(ids, labels)[0]  # type: ignore[attr-defined]
    summed = np.zeros_like(rows)
    np.add.at(summed, ids, by_rows)
    step = np.float32(1e-2)
    for row, column in ((ids[0, 0], 0), (ids[3, 2], 4), (ids[1, 1], 2)):
        up, down = rows.copy(), rows.copy()
        up[row, column] += step
        down[row, column] -= step
        higher, lower = (model(moved).loss(ids, labels) for moved in (up, down))  # type: ignore[attr-defined]
        slope = (higher - lower) / (2 * step)
        assert slope == pytest.approx(summed[row, column], abs=1e-4)


def test_a_step_leaves_unused_rows_alone(classifier: ModuleType) -> None:
    embedding = hogvec.Embedding(10, 4, seed=1)
    before = embedding.weight.copy()
    made = classifier.Classifier(embedding, classes=2)
    made.weight += np.arange(8, dtype=np.float32).reshape(4, 2)
    made.step(np.array([[1, 2, 2]]), np.array([0]), rate=0.5)
    changed = (embedding.weight != before).any(axis=1)
    assert list(np.flatnonzero(changed)) == [1, 2]
    moved = embedding.weight - before
    assert moved[2] == pytest.approx(2 * moved[1], rel=1e-3)


def test_torch_trains_the_same_memory(classifier: ModuleType) -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed")
    embedding = hogvec.Embedding(10, 4, seed=1)
    layer = classifier.as_torch(embedding)
    with torch.no_grad():
        layer.weight[3] += 1
    assert embedding.weight[3] == pytest.approx(layer.weight[3].numpy())
