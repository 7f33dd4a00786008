"""The constructor's arguments: gensim's names and order, what is refused, what has no effect, what was renamed."""
from __future__ import annotations

import inspect
import logging
import warnings

import numpy
import pytest

import hogvec

GENSIM_ORDER = [
    "sentences", "corpus_file", "vector_size", "alpha", "window", "min_count", "max_vocab_size", "sample", "seed",
    "workers", "min_alpha", "sg", "hs", "negative", "ns_exponent", "cbow_mean", "hashfxn", "epochs", "null_word",
    "trim_rule", "sorted_vocab", "batch_words", "compute_loss", "callbacks", "comment", "max_final_vocab",
    "shrink_windows"]
SENTENCES = [["a", "b", "c", "d"], ["b", "c", "d", "a"]] * 40


def small(**given):
    return hogvec.Word2Vec(**{"sg": 1, "vector_size": 4, "min_count": 1, "workers": 1, "epochs": 1, **given})


def warnings_in(caplog):
    return [record.getMessage() for record in caplog.records
            if record.name == "hogvec" and record.levelno >= logging.WARNING]


def test_positions_are_those_of_gensim():
    parameters = list(inspect.signature(hogvec.Word2Vec).parameters.values())
    assert [p.name for p in parameters[:len(GENSIM_ORDER)]] == GENSIM_ORDER
    ours = parameters[len(GENSIM_ORDER):-1]
    assert {p.kind for p in ours} == {inspect.Parameter.KEYWORD_ONLY}
    assert parameters[-1].kind is inspect.Parameter.VAR_KEYWORD


def test_defaults_are_those_of_gensim_or_documented():
    defaults = {p.name: p.default for p in inspect.signature(hogvec.Word2Vec).parameters.values()}
    theirs = dict(sg=0, vector_size=100, window=5, min_count=5, sample=1e-3, seed=1, hs=0, negative=5, ns_exponent=0.75,
                  cbow_mean=1, epochs=5, null_word=0, sorted_vocab=1, batch_words=10000, shrink_windows=True)
    assert {name: defaults[name] for name in theirs} == theirs
    assert (defaults["alpha"], defaults["min_alpha"], defaults["workers"]) == (None, None, None)


def test_positional_values_reach_their_options():
    model = hogvec.Word2Vec(SENTENCES, None, 6, 0.03, 2, 1, None, 0, 7, 1, 0.0007, 1, 0, 3, 0.5, 1, None, 2)
    assert (model.vector_size, model.alpha, model.window, model.min_count) == (6, 0.03, 2, 1)
    assert (model.sample, model.seed, model.workers, model.min_alpha) == (0, 7, 1, 0.0007)
    assert (model.negative, model.ns_exponent, model.epochs) == (3, 0.5, 2)
    assert model.wv.vectors.shape == (4, 6) and len(model.losses) == 2


@pytest.mark.parametrize("old, new, value", [("size", "vector_size", 6), ("iter", "epochs", 2)])
def test_names_of_gensim_3_work_with_a_warning(old, new, value):
    given = {"sg": 1, "min_count": 1, "workers": 1, old: value}
    with pytest.warns(DeprecationWarning, match=f"{old}= is called {new}=") as caught:
        model = hogvec.Word2Vec(SENTENCES, **given)
    assert getattr(model, new) == value
    assert caught[0].filename == __file__


def test_an_old_name_beside_the_new_one_is_refused():
    with pytest.raises(TypeError, match="size= is the old name of vector_size="):
        hogvec.Word2Vec(sg=1, size=5, vector_size=6)


@pytest.mark.parametrize("wrong, near", [
    ("vectorsize", "vector_size"), ("min_cuont", "min_count"), ("dim", "vector_size"), ("lr", "alpha"),
    ("threads", "workers"), ("minCount", "min_count"), ("epoch", "epochs"), ("stopword", "stopwords")])
def test_an_unknown_argument_names_the_nearest(wrong, near):
    with pytest.raises(TypeError, match=f"no argument {wrong}=; did you mean {near}="):
        hogvec.Word2Vec(sg=1, **{wrong: 1})


def test_an_unknown_argument_like_no_other():
    with pytest.raises(TypeError, match="no argument zzzzzz=$"):
        hogvec.Word2Vec(sg=1, zzzzzz=1)


@pytest.mark.parametrize("given, message", [
    ({"sg": 2}, "^sg must be 0 \\(CBOW\\) or 1 \\(skip-gram\\), not 2$"),
    ({"sg": -1}, "^sg must be 0"),
    ({"cbow_mean": 2}, "^cbow_mean must be 1 .* or 0 .*, not 2$"),
    ({"sg": 0, "cbow_update": "x"}, "^cbow_update must be 'corrected' or 'word2vec', not 'x'$"),
    ({"cbow_update": "word2vec"}, "^cbow_update is for CBOW, .*; leave it out, or say sg=0$"),
    ({"hs": 1}, "no hierarchical softmax"),
    ({"negative": 0}, "negative must be 1 or more"),
    ({"trim_rule": lambda word, count, least: 0}, "stopwords="),
    ({"resume": True}, "checkpoint="),
    ({"subwords": "some"}, "subwords must be"),
    ({"subwords": 7}, "subwords must be"),
    ({"split": "letters"}, "split"),
    ({"negatives_shared": "all"}, "negatives_shared|two-windows"),
    ({"patience": 2}, "validation")])
def test_what_is_refused_says_what_to_write(given, message):
    with pytest.raises(ValueError, match=message):
        hogvec.Word2Vec(SENTENCES, **{"min_count": 1, "sg": 1, **given})


def test_numbers_of_numpy_and_whole_floats_are_numbers():
    model = small(sentences=SENTENCES, vector_size=numpy.int64(5), window=numpy.float64(2.0), alpha=numpy.float32(0.5),
                  min_count=1.0, sg=numpy.int32(1))
    assert (model.vector_size, model.window, model.min_count) == (5, 2, 1)
    assert model.alpha == 0.5


def test_min_count_0_is_1():
    zero, one = (small(sentences=SENTENCES + [["once"]], min_count=least) for least in (0, 1))
    assert "once" in zero.wv
    assert numpy.array_equal(zero.wv.vectors, one.wv.vectors)


def test_any_seed_will_do():
    for seed in (-1, 0, 2**70):
        assert small(sentences=SENTENCES, seed=seed).seed == seed % 2**64


@pytest.mark.parametrize("name, value", [
    ("max_vocab_size", 100), ("hashfxn", len), ("null_word", 1), ("sorted_vocab", 0),
    ("batch_words", 500), ("comment", "mine")])
def test_what_has_no_effect_is_one_warning(caplog, name, value):
    with caplog.at_level(logging.WARNING, "hogvec"):
        small(**{name: value})
    found = warnings_in(caplog)
    assert len(found) == 1 and f"{name}=" in found[0] and "no effect" in found[0]


def test_gensims_defaults_are_silent(caplog):
    with caplog.at_level(logging.WARNING, "hogvec"):
        small(max_vocab_size=None, cbow_mean=1, hashfxn=hash, null_word=0, sorted_vocab=1, batch_words=10000,
              comment=None, compute_loss=False, hs=0, trim_rule=None)
    assert warnings_in(caplog) == []


@pytest.mark.parametrize("given", [{}, {"sg": 0}, {"sg": 1}, {"cbow_mean": 0}, {"sg": 1, "cbow_mean": 0}], ids=repr)
def test_no_model_is_a_warning(caplog, given):
    with caplog.at_level(logging.WARNING, "hogvec"):
        hogvec.Word2Vec(**given)
    assert warnings_in(caplog) == []


def test_no_handler_is_installed():
    small(sentences=SENTENCES)
    assert logging.getLogger("hogvec").handlers == []
    assert logging.getLogger("hogvec").propagate


def test_windows_that_do_not_shrink_train_otherwise():
    full, shrinking = (small(sentences=SENTENCES, shrink_windows=shrinks) for shrinks in (False, True))
    assert full.shrink_windows is False
    assert not numpy.array_equal(full.wv.vectors, shrinking.wv.vectors)


def test_max_final_vocab_keeps_exactly_as_many():
    sentences = [["a"] * 5 + ["b"] * 4 + ["c"] * 4 + ["d"] * 4] * 10
    assert small(sentences=sentences, max_final_vocab=3).wv.index_to_key == ["a", "b", "c"]


def test_stopwords_as_words_and_as_a_file(tmp_path):
    path = tmp_path / "stop.txt"
    path.write_text("a\nb\n")
    for stopwords in (["a", "b"], {"a", "b"}, path, str(path)):
        assert sorted(small(sentences=SENTENCES, stopwords=stopwords).wv.index_to_key) == ["c", "d"]
    for nothing in ([], (), set(), None):
        assert len(small(sentences=SENTENCES, stopwords=nothing).wv) == 4
    with pytest.raises(TypeError, match="stopwords"):
        small(sentences=SENTENCES, stopwords=[1, 2])


def test_stopwords_of_a_generator_last():
    model = small(sentences=SENTENCES, stopwords=(word for word in "ab"))
    model.build_vocab(SENTENCES)
    assert sorted(model.wv.index_to_key) == ["c", "d"]
    model.stopwords = (word for word in "cd")
    for _ in range(2):
        model.build_vocab(SENTENCES)
        assert sorted(model.wv.index_to_key) == ["a", "b"]


def test_alpha_that_is_given_is_obeyed():
    seen = []
    small(sentences=SENTENCES * 20, alpha=0.03, min_alpha=0.03, epochs=3,
          progress=lambda progress: seen.append(progress.alpha))
    constant = small(sentences=SENTENCES * 20, alpha=0.03, min_alpha=0.03, epochs=3).wv.vectors
    falling = small(sentences=SENTENCES * 20, alpha=0.03, epochs=3).wv.vectors
    assert not numpy.array_equal(constant, falling)
    assert all(alpha == pytest.approx(0.03) for alpha in seen)


def test_options_set_before_build_vocab_apply():
    model = small()
    model.min_count, model.window, model.vector_size = 200, 1, 7
    with pytest.raises(ValueError):
        model.build_vocab(SENTENCES)
    model.min_count = 1
    model.build_vocab(SENTENCES)
    assert model.wv.vectors.shape == (4, 7)


@pytest.mark.parametrize("options", [{"lowercase": True}, {"split": "ascii"}, {"digits": "zero"}])
def test_what_only_files_have_is_refused_for_sentences(options):
    with pytest.raises(ValueError, match="for files only.*model[.]") as caught:
        small(sentences=SENTENCES, **options)
    model = small(**options)
    exec(str(caught.value).rsplit(" say ", 1)[1])  # the way out, as it is written
    model.build_vocab(SENTENCES)


def test_a_number_as_second_argument_names_vector_size():
    with pytest.raises(TypeError, match="write vector_size=100"):
        hogvec.Word2Vec(SENTENCES, 100, sg=1)
    with pytest.raises(TypeError, match="not both"):
        hogvec.Word2Vec(SENTENCES, "text.txt", sg=1)


def test_arguments_of_methods():
    model = small()
    with pytest.warns(DeprecationWarning, match="sentences="):
        model.build_vocab(sentences=SENTENCES, progress_per=5, keep_raw_vocab=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.train(SENTENCES, total_examples=2, total_words=8, epochs=1, word_count=0, queue_factor=2, report_delay=1)
    with pytest.raises(TypeError, match="did you mean epochs="):
        model.train(SENTENCES, epoch=3, epochs=1)
    with pytest.raises(TypeError, match="did you mean corpus_file="):
        model.build_vocab(SENTENCES, corpusfile="x")
    with pytest.raises(ValueError, match="stopwords="):
        model.build_vocab(SENTENCES, trim_rule=len)
    with pytest.raises(TypeError, match="needs sentences"):
        model.build_vocab()


def test_patience_ends_early_with_the_best_rows(tmp_path):
    held_out = tmp_path / "held_out.txt"
    held_out.write_text("a c\nb d\n" * 10)
    model = small(sentences=SENTENCES, validation=held_out, patience=1, epochs=200, sample=0)
    figures = model.summary
    assert len(figures.validation) == figures.epochs < 200
    assert figures.validation[figures.kept_epoch - 1] == min(figures.validation)
    assert len(small(sentences=SENTENCES, validation=[held_out], epochs=2, sample=0).summary.validation) == 2


def test_a_share_of_the_text_is_held_out():
    words = [f"w{number % 400}" for number in range(200_000)]
    model = small(sentences=[words[at:at + 50] for at in range(0, len(words), 50)], validation=0.2)
    assert len(model.summary.validation) == 1 and model.summary.trained < 180_000
