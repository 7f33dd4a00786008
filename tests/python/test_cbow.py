"""CBOW, which Word2Vec trains unless sg=1: its options, its losses, its files, and that it learns."""
from __future__ import annotations

import logging
import pickle
import random

import numpy
import pytest

import hogvec
from small_models import NEW, SENTENCES, assert_same, built, counts, model_of

ALL_KINDS = [{}, {"cbow_update": "word2vec"}, {"cbow_mean": 0}]


def cbow_of(sentences=None, **given):
    return model_of(sentences, **{"sg": 0, **given})


def assert_not_same(one, other):
    assert one.wv.index_to_key == other.wv.index_to_key
    assert not numpy.array_equal(one.wv.vectors, other.wv.vectors)


@pytest.fixture(name="architectures")
def _architectures(monkeypatch):
    """What each training is started with."""
    seen, start = [], hogvec._hogvec.start_training

    def note(text, options, *others):
        seen.append((options.architecture, options.cbow_mean, options.cbow_update))
        return start(text, options, *others)

    monkeypatch.setattr(hogvec._hogvec, "start_training", note)
    return seen


def test_it_is_the_default(architectures):
    options = dict(vector_size=6, min_count=1, workers=1, epochs=2, sample=0, progress=False)
    left_out = hogvec.Word2Vec(SENTENCES, **options)
    assert left_out.sg == 0
    assert_same(left_out, cbow_of(SENTENCES))
    assert_not_same(left_out, model_of(SENTENCES, sg=1))
    assert architectures == [("cbow", True, "corrected")] * 2 + [("skipgram", True, "corrected")]


def test_each_kind_trains_otherwise():
    mean, word2vec, total = (cbow_of(SENTENCES, alpha=0.05, **kind) for kind in ALL_KINDS)
    assert_not_same(mean, word2vec)
    assert_not_same(mean, total)
    assert_not_same(word2vec, total)
    assert_same(total, cbow_of(SENTENCES, alpha=0.05, cbow_mean=0, cbow_update="word2vec"))


def test_cbow_mean_is_nothing_to_a_skip_gram(tmp_path):
    model = model_of(SENTENCES, sg=1, cbow_mean=0)
    assert_same(model, model_of(SENTENCES, sg=1))
    for other in (model, model_of(SENTENCES, sg=1)):
        other.save(tmp_path / f"{other.cbow_mean}")
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()


@pytest.mark.parametrize("same", [0, False, 0.0, numpy.int64(0)], ids=repr)
def test_switches_are_numbers_or_truth_values(same):
    model = cbow_of(sg=same, cbow_mean=same)
    assert (model.sg, model.cbow_mean) == (0, 0) and type(model.sg) is int


@pytest.mark.parametrize("name", ["sg", "cbow_mean", "cbow_update"])
@pytest.mark.parametrize("wrong", [None, 5.5, ["corrected"]], ids=repr)
def test_what_is_no_value_names_the_argument(name, wrong):
    with pytest.raises(TypeError, match=f"^{name} must be "):
        hogvec.Word2Vec(**{name: wrong})


@pytest.mark.parametrize("wrong", ["cbow", "skipgram", "model"])
def test_names_of_other_programs_lead_to_sg(wrong):
    with pytest.raises(TypeError, match=f"no argument {wrong}=; did you mean sg="):
        hogvec.Word2Vec(**{wrong: 1})


def test_what_was_set_later_is_checked_before_training():
    model = built(sg=0, cbow_update="word2vec")
    model.sg = 1
    with pytest.raises(ValueError, match="^cbow_update is for CBOW"):
        model.train(epochs=1)
    model.cbow_update = "corrected"
    model.train(epochs=1)


def default_alpha(**options):
    theirs = hogvec._hogvec.TrainOptions()
    for name, value in options.items():
        setattr(theirs, name, value)
    return theirs.default_alpha


@pytest.mark.parametrize("kind, theirs", [
    ({"sg": 1}, {"architecture": "skipgram"}), ({}, {"architecture": "cbow"}),
    ({"cbow_update": "word2vec"}, {"architecture": "cbow", "cbow_update": "word2vec"}),
    ({"cbow_mean": 0}, {"architecture": "cbow", "cbow_mean": False})], ids=repr)
def test_alpha_left_out_is_the_librarys_own(kind, theirs):
    model = cbow_of(**kind)
    assert model.alpha == default_alpha(**theirs)
    for given in (default_alpha(**theirs), None):
        assert_same(cbow_of(SENTENCES, **kind), cbow_of(SENTENCES, alpha=given, **kind))
    assert cbow_of(alpha=0.025, **kind).alpha == 0.025


def test_alpha_is_a_number_to_compute_with():
    assert hogvec.Word2Vec(sg=1).alpha == 0.05
    model = built(sg=0)
    model.train(epochs=1)
    model.alpha -= 0.002
    model.min_alpha = model.alpha
    model.train(epochs=1)
    model.alpha = None
    with pytest.raises(TypeError, match="alpha must be a number"):
        model.train(epochs=1)


def test_losses_are_means_over_windows(caplog):
    with caplog.at_level(logging.INFO, "hogvec"):
        model = cbow_of(SENTENCES, epochs=3)
    windows = 400  # each word has others around it
    assert model.get_latest_training_loss() == pytest.approx(windows * sum(model.losses))
    assert model.summary.loss_per == "window" and " per window (first epoch " in str(model.summary)
    assert sum(" per window, " in record.getMessage() for record in caplog.records) == 3
    pairs = model_of(SENTENCES, epochs=3)
    assert pairs.get_latest_training_loss() > 1.5 * windows * sum(pairs.losses)
    assert " per pair " in str(pairs.summary)


def test_a_word_by_itself_is_no_window():
    model = cbow_of(SENTENCES + [["red"], ["blue"]] * 50)
    assert model.get_latest_training_loss() == pytest.approx(400 * sum(model.losses))


def test_callbacks_see_each_epoch():
    class Notes:
        def __init__(self):
            self.rows, self.sums = [], []

        def on_epoch_end(self, model):
            self.rows.append(model.wv.vectors.copy())
            self.sums.append(model.get_latest_training_loss())

    notes = Notes()
    model = cbow_of(SENTENCES, epochs=3, callbacks=[notes])
    assert len(notes.rows) == 3 and numpy.array_equal(notes.rows[-1], model.wv.vectors)
    assert not numpy.array_equal(notes.rows[0], notes.rows[1])
    assert 0 < notes.sums[0] < notes.sums[1] < notes.sums[2] == model.get_latest_training_loss()


@pytest.mark.parametrize("kind", ALL_KINDS, ids=repr)
def test_a_file_keeps_the_kind_and_it_goes_on(tmp_path, architectures, kind):
    model = cbow_of(SENTENCES, **kind)
    model.save(tmp_path / "m")
    loaded = hogvec.Word2Vec.load(tmp_path / "m")
    names = ("sg", "cbow_mean", "cbow_update", "alpha")
    assert [getattr(loaded, name) for name in names] == [getattr(model, name) for name in names]
    again = pickle.loads(pickle.dumps(model))
    for each in (loaded, again):
        each.build_vocab(NEW, update=True)
        each.train(NEW, total_examples=each.corpus_count, epochs=2)
        assert counts(each)["white"] == 60
    assert len(architectures) == 3 and len(set(architectures)) == 1
    loaded.save(tmp_path / "m")
    assert_same(hogvec.Word2Vec.load(tmp_path / "m"), loaded)


def configuration_of(path):
    return hogvec._hogvec.Vectors.open(path, False, None, False, True).configuration


def test_a_file_says_so_of_cbow_alone(tmp_path):
    cbow_of(SENTENCES).save(tmp_path / "cbow")
    model_of(SENTENCES).save(tmp_path / "skipgram")
    ours, theirs = (configuration_of(tmp_path / name) for name in ("cbow", "skipgram"))
    assert {name: ours[name] for name in set(ours) - set(theirs)} == {
        "model": "cbow", "cbow-mean": "true", "cbow-update": "corrected"}
    assert set(theirs) < set(ours)
    assert hogvec.Word2Vec.load(tmp_path / "skipgram").sg == 1


@pytest.mark.parametrize("wrong", [{"model": "glove"}, {"model": "cbow", "cbow-mean": "maybe"},
                                   {"model": "cbow", "cbow-update": "x"}, {"cbow-update": "word2vec"}], ids=repr)
def test_kinds_that_there_are_not_are_a_format_error(tmp_path, wrong):
    path = tmp_path / "m"
    model_of(SENTENCES)._rows.with_output().write(path, "safetensors", "float32", 0, True, wrong)
    with pytest.raises(hogvec.FormatError, match=f"^{path}: has settings that no model has: "):
        hogvec.Word2Vec.load(path)


def test_pickles_from_before_are_skip_grams(architectures):
    model = model_of(SENTENCES)
    for name in ("sg", "cbow_mean", "cbow_update"):
        del model.__dict__[name]
    again = pickle.loads(pickle.dumps(model))
    assert (again.sg, again.cbow_mean) == (1, 1)
    again.train(SENTENCES, epochs=1)
    assert architectures[-1] == ("skipgram", True, "corrected")


@pytest.mark.parametrize("first, then, said", [
    ({"sg": 0}, {"sg": 1}, "created with sg=0; cannot resume with sg=1"),
    ({"sg": 1}, {"sg": 0}, "created with sg=1; cannot resume with sg=0"),
    ({"sg": 0, "alpha": 0.05}, {"sg": 0, "alpha": 0.05, "cbow_mean": 0}, "cannot resume with cbow-mean false")])
def test_a_checkpoint_is_for_its_own_kind(tmp_path, first, then, said):
    model_of(SENTENCES, checkpoint=tmp_path / "kept", **first)
    with pytest.raises(ValueError, match=said):
        model_of(SENTENCES, checkpoint=tmp_path / "kept", resume=True, **then)


def test_rows_of_others_are_where_it_starts():
    others = hogvec.KeyedVectors(6)
    others.add_vectors(["red", "never"], numpy.full((2, 6), 2.0, numpy.float32))
    model = cbow_of(SENTENCES, init_vectors=others, alpha=1e-7, min_alpha=1e-7)
    assert model.summary.started_words == 1 and numpy.allclose(model.wv["red"], 2, atol=1e-3)


# Four topics with words of their own; a sentence is about one of them.
TOPICS = [[f"{topic}{number}" for number in range(25)] for topic in "abcd"]


def sentences_about(count, seed):
    draw = random.Random(seed)
    for _ in range(count):
        topic = draw.choice(TOPICS)
        yield [draw.choice(topic) for _ in range(10)]


def share_of_topic(wv):
    """Of the ten nearest of each word, how many are of its topic."""
    near = [(word, other) for word in wv.index_to_key for other, _ in wv.most_similar(word, topn=10)]
    return sum(word[0] == other[0] for word, other in near) / len(near)


@pytest.mark.parametrize("given", [*ALL_KINDS, {"negatives_shared": "window"}, {"negatives_shared": "none"},
                                   {"subwords": True, "bucket": 1000}, {"subwords": "fit", "bucket": 1000}], ids=repr)
def test_it_learns(given):
    model = cbow_of(sentences_about(3000, 1), vector_size=16, epochs=3, **given)
    assert share_of_topic(model.wv) > 0.95
    assert model.losses[-1] < model.losses[0]


def test_two_workers_learn_one_model():
    model = cbow_of(sentences_about(30_000, 1), vector_size=16, workers=2)  # of several blocks
    assert model.summary.threads == 2 and share_of_topic(model.wv) > 0.95


def test_words_never_seen_have_vectors():
    model = cbow_of(sentences_about(2000, 1), subwords=True, bucket=1000, epochs=3)
    assert "a99" not in model.wv.key_to_index and model.wv["a99"].any()


def test_held_out_text_judges_it(tmp_path):
    held_out = tmp_path / "held_out.txt"
    held_out.write_text("".join(" ".join(sentence) + "\n" for sentence in sentences_about(200, 2)))
    model = cbow_of(sentences_about(2000, 1), vector_size=16, validation=held_out, epochs=5)
    first, *_, last = model.summary.validation
    chance = 6 * numpy.log(2)  # of five negatives and the centre word
    assert len(model.summary.validation) == 5 and last < first < 1.01 * chance and last < 0.9 * chance
