"""Models in files: what is kept, what is refused, subwords, checkpoints."""
from __future__ import annotations

import logging
import pickle

import numpy
import pytest

import hogvec
from hogvec.errors import FormatError
from small_models import SENTENCES, NEW, assert_same, built, counts, model_of


@pytest.mark.parametrize("subwords", [True, "fit"])
def test_subwords_give_vectors_to_words_never_seen(subwords, tmp_path):
    model = model_of(SENTENCES, subwords=subwords, bucket=1000, min_n=2, max_n=3)
    assert model.wv["redder"].shape == (6,) and "redder" not in model.wv.key_to_index
    path = tmp_path / "m.safetensors"
    model.save(path)
    loaded = hogvec.Word2Vec.load(path)
    assert (loaded.subwords, loaded.bucket) == (model.subwords, 1000)
    assert (loaded.min_n, loaded.max_n) == (2, 3)
    assert numpy.array_equal(loaded.wv["redder"], model.wv["redder"])
    with pytest.raises(KeyError):
        model_of(SENTENCES).wv["redder"]


def test_save_and_load_keep_all(tmp_path):
    path = tmp_path / "any.model"
    options = dict(window=3, negative=7, ns_exponent=0.5, min_alpha=0.001, alpha=0.04, seed=11, shrink_windows=False,
                   negatives_shared="none", max_final_vocab=4, min_count=2, sample=0.0)
    model = model_of(SENTENCES, **options)
    model.save(str(path), sep_limit=0)
    loaded = hogvec.Word2Vec.load(str(path))
    assert_same(loaded, model)
    assert counts(loaded) == counts(model)
    assert {name: getattr(loaded, name) for name in options} == options
    assert (loaded.vector_size, loaded.workers, loaded.epochs) == (6, 1, 2)
    assert loaded.corpus_total_words == 400 and loaded.hs == 0 and loaded.sg == 1
    assert path.read_bytes()[8:9] == b"{", "no safetensors"
    loaded.train(SENTENCES, epochs=1)
    loaded.save(path)
    assert_same(hogvec.Word2Vec.load(path, mmap="r"), loaded)


def test_a_loaded_model_grows_and_trains(tmp_path):
    path = tmp_path / "m"
    model_of(SENTENCES).save(path)
    loaded = hogvec.Word2Vec.load(path)
    with pytest.raises(TypeError, match="kept no text"):
        loaded.train(epochs=1)
    loaded.build_vocab(NEW, update=True)
    loaded.train(NEW, epochs=1)
    assert len(loaded.wv) == 5 and counts(loaded)["red"] == 180


def test_what_was_changed_is_saved(tmp_path):
    model = model_of(SENTENCES)
    model.wv["red"] = numpy.zeros(6, numpy.float32)
    model.save(tmp_path / "m")
    loaded = hogvec.Word2Vec.load(tmp_path / "m")
    assert not loaded.wv["red"].any()
    assert numpy.array_equal(loaded.syn1neg, model.syn1neg) and loaded.syn1neg.any()


def test_a_model_before_training_is_saved(tmp_path):
    model = built()
    model.save(tmp_path / "m")
    assert numpy.array_equal(hogvec.Word2Vec.load(tmp_path / "m").wv.vectors, model.wv.vectors)
    with pytest.raises(ValueError, match="nothing to save"):
        model_of().save(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_load_is_for_the_class():
    model = model_of()
    assert not hasattr(model, "load")
    with pytest.raises(AttributeError, match=r"write Word2Vec.load\(path\)"):
        model.load("path")


def test_a_pickle_is_refused_with_the_way_round(tmp_path):
    path = tmp_path / "gensim.model"
    for protocol in (2, 3, 4, 5):
        path.write_bytes(pickle.dumps({"a": 1}, protocol))
        with pytest.raises(ValueError, match="save_word2vec_format"):
            hogvec.Word2Vec.load(path)


@pytest.mark.parametrize("content", [b"", b"x", b"no vectors at all\n", b"\x00" * 100, b"\x80"])
def test_other_files_are_format_errors(tmp_path, content):
    path = tmp_path / "m"
    path.write_bytes(content)
    with pytest.raises(FormatError):
        hogvec.Word2Vec.load(path)


def test_a_file_cut_short_and_a_missing_one(tmp_path):
    path = tmp_path / "m"
    model_of(SENTENCES).save(path)
    whole = path.read_bytes()
    for length in (len(whole) - 1, len(whole) // 2, 20):
        path.write_bytes(whole[:length])
        with pytest.raises(FormatError):
            hogvec.Word2Vec.load(path)
    with pytest.raises(FileNotFoundError):
        hogvec.Word2Vec.load(tmp_path / "none")


def test_vectors_without_output_rows_load_with_a_warning(tmp_path, caplog):
    path = tmp_path / "v.bin"
    model_of(SENTENCES).wv.save_word2vec_format(str(path), binary=True)
    with caplog.at_level(logging.WARNING, "hogvec"):
        loaded = hogvec.Word2Vec.load(path)
    assert len(loaded.wv) == 4
    assert any("no output rows" in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("settings", [
    {"epochs": "abc"}, {"epochs": "0"}, {"alpha": "x"}, {"alpha": "nan"}, {"seed": "x"}, {"split": "foo"},
    {"subwords": "zzz"}, {"negative": "10" * 30}, {"min-count": "1e9"}, {"threads": "99999999"}, {"ns-exponent": ""}])
def test_settings_that_no_model_has_are_a_format_error(tmp_path, settings):
    path = tmp_path / "m"
    model_of(SENTENCES)._rows.with_output().write(path, "safetensors", "float32", 0, True, settings)
    with pytest.raises(FormatError, match=str(path)):
        hogvec.Word2Vec.load(path)


def test_a_model_that_had_patience_loads_and_trains(tmp_path):
    held_out = tmp_path / "held_out.txt"
    held_out.write_text("red blue\n" * 10)
    model = model_of(SENTENCES, validation=held_out, patience=2)
    model.save(tmp_path / "m")
    loaded = hogvec.Word2Vec.load(tmp_path / "m")
    assert (loaded.patience, loaded.validation) == (0, None)
    loaded.train(SENTENCES, epochs=1)


@pytest.mark.parametrize("wrong, error", [(None, TypeError), (5, TypeError), ("a\0b", ValueError)])
def test_names_that_are_no_paths(wrong, error):
    with pytest.raises(error, match="path (must be|has a NUL)"):
        model_of(SENTENCES).save(wrong)
    with pytest.raises(error, match="path (must be|has a NUL)"):
        hogvec.Word2Vec.load(wrong)


def test_saving_where_nothing_can_be_saved(tmp_path):
    model = model_of(SENTENCES)
    with pytest.raises(OSError):
        model.save(tmp_path / "no" / "folder" / "m")


def test_save_removes_checkpoints_of_a_training_that_is_over(tmp_path):
    folder = tmp_path / "kept"
    model = model_of(SENTENCES, checkpoint=folder)
    assert hogvec._hogvec.has_checkpoints(folder)
    with pytest.raises(ValueError, match="resume=True"):
        model_of(SENTENCES, checkpoint=folder)
    assert_same(model_of(SENTENCES, checkpoint=folder, resume=True), model)
    model.train(epochs=1)
    model.save(tmp_path / "m")
    assert not hogvec._hogvec.has_checkpoints(folder)


def test_resume_begins_where_there_is_nothing_to_continue(tmp_path):
    assert_same(model_of(SENTENCES, checkpoint=tmp_path / "kept", resume=True), model_of(SENTENCES))


def test_an_interrupted_model_resumes_itself(tmp_path):
    class Interrupts:
        def on_epoch_end(self, model):
            if len(model.losses) == 3:
                raise KeyboardInterrupt

    model = built(checkpoint=tmp_path / "kept", epochs=6)
    with pytest.raises(hogvec.TrainingInterrupted) as caught:
        model.train(epochs=6, callbacks=Interrupts())
    assert caught.value.model is model and caught.value.checkpoint == str(tmp_path / "kept")
    model.resume = True
    model.train(epochs=6)
    assert len(model.losses) == 3
    assert_same(model, model_of(SENTENCES, epochs=6))
