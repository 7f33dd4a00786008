"""Words of all sorts, as keys and in files."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import hogvec
from hogvec import KeyedVectors

ODD = ["", " ", "new york", "a\tb", "nul\0nul", "\u00e9t\u00e9", "\u0434\u043e\u043c", "\U0001f600", "\u65e5\u672c",
       b"\xff\xfe".decode("utf-8", "surrogateescape"), "line\nline", "x" * (1 << 20), "\r", "\u2028"]


@pytest.fixture
def odd() -> KeyedVectors:
    kv = KeyedVectors(4)
    kv.add_vectors(ODD, np.arange(4 * len(ODD), dtype=np.float32).reshape(-1, 4) + 1)
    return kv


@pytest.mark.parametrize("place", range(len(ODD)))
def test_are_found(odd: KeyedVectors, place: int) -> None:
    odd.vectors  # so that the library is asked, and not the draft
    word = ODD[place]
    raw = word.encode("utf-8", "surrogateescape")
    for key in (word, raw):
        assert key in odd and odd.get_index(key) == place and odd[key][0] == 4 * place + 1
        assert odd.similarity(key, ODD[3]) == odd.similarity(place, 3)
        assert len(odd.most_similar(key, topn=3)) == 3
    assert odd.index_to_key[place] == word


def test_are_found_in_a_draft(odd: KeyedVectors) -> None:
    for place, word in enumerate(ODD):
        assert word.encode("utf-8", "surrogateescape") in odd and odd[word][0] == 4 * place + 1


def test_come_out_as_they_went_in(odd: KeyedVectors) -> None:
    found = {word for word, _ in odd.most_similar(np.ones(4), topn=100)}
    assert found == set(ODD)


def test_survive_a_file(odd: KeyedVectors, tmp_path: Path) -> None:
    kept = odd.vectors_for_all(ODD[1:])  # an empty word can't be saved
    kept.save(tmp_path / "v")
    for how in ("r", None):
        again = KeyedVectors.load(tmp_path / "v", mmap=how)
        assert again.index_to_key == ODD[1:] and again[b"\xff\xfe"].tolist() == odd[b"\xff\xfe"].tolist()


def test_both_unicode_forms_are_one_word() -> None:
    kv = KeyedVectors(2)
    kv.add_vectors(["caf\u00e9"], np.ones((1, 2)))
    kv.vectors
    assert "cafe\u0301" in kv and kv["cafe\u0301"].tolist() == [1, 1]


@pytest.mark.parametrize("word", ["new york", "line\nline", ""])
def test_what_can_not_be_read_back_is_not_written(word: str, tmp_path: Path) -> None:
    kv = KeyedVectors(2)
    kv.add_vectors(["tea", word], np.ones((2, 2)))
    with pytest.raises(ValueError, match="safetensors"):
        kv.save_word2vec_format(tmp_path / "v.txt")
    assert not (tmp_path / "v.txt").exists()


@pytest.mark.parametrize("key", ["\ud800", "a\udfffb"])
def test_lone_surrogates_are_no_words(odd: KeyedVectors, key: str) -> None:
    for _ in range(2):
        assert key not in odd and odd.get_index(key, -5) == -5 and not odd.has_index_for(key)
        for ask in (odd.__getitem__, odd.get_vector, odd.get_index):
            with pytest.raises(KeyError) as error:
                ask(key)
            assert "not in the vocabulary" in str(error.value)
        with pytest.raises(ValueError, match="surrogate"):
            odd.add_vectors(["new", key], np.ones((2, 4)))
        assert len(odd) == len(ODD) and "new" not in odd
        odd.vectors  # so that the library is asked next
    for question in (odd.most_similar, odd.distances, lambda word: odd.similarity("new york", word)):
        with pytest.raises((KeyError, ValueError)):
            question(key)


def test_escapes_of_what_is_utf8_are_the_word_itself() -> None:
    kv = KeyedVectors(2)
    kv.add_vectors(["caf\u00e9", "caf\udcc3\udca9", b"caf\xc3\xa9"], np.eye(3, 2), replace=True)
    assert kv.index_to_key == ["caf\u00e9"] and kv["caf\udcc3\udca9"].tolist() == [0, 0]
    assert kv.vectors.shape == (1, 2) and kv["caf\udcc3\udca9"].tolist() == [0, 0]


@pytest.mark.parametrize("key", [b"\xff", "\udcff"])
def test_words_that_are_no_utf8_in_a_file(tmp_path: Path, key: str | bytes) -> None:
    (tmp_path / "v").write_bytes(b"2 2\n\xff 1 2\nb 3 4\n")
    assert KeyedVectors.load(tmp_path / "v")[key].tolist() == [1, 2]
    with pytest.raises(UnicodeDecodeError, match="surrogateescape"):
        KeyedVectors.load_word2vec_format(tmp_path / "v")
    read = KeyedVectors.load_word2vec_format
    assert read(tmp_path / "v", unicode_errors="surrogateescape")[key].tolist() == [1, 2]
    assert read(tmp_path / "v", unicode_errors="replace").index_to_key == ["\ufffd", "b"]
    assert read(tmp_path / "v", encoding="latin-1").index_to_key == ["\u00ff", "b"]
    assert read(tmp_path / "v", encoding="latin-1")["b"].tolist() == [3, 4]


def test_words_that_become_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "v").write_bytes(b"3 2\na\xff 1 2\na\xfe 3 4\nb 5 6\n")
    kv = KeyedVectors.load_word2vec_format(tmp_path / "v", unicode_errors="ignore")
    assert kv.index_to_key == ["a", "b"] and kv["a"].tolist() == [1, 2] and "the same as others" in caplog.text


def test_numpy_strings_are_words(kv: KeyedVectors) -> None:
    assert np.str_("king") in kv and (kv[np.array(["king", "queen"])] == kv[["king", "queen"]]).all()
    assert kv.most_similar(np.array(["king", "queen"])) == kv.most_similar(["king", "queen"])


def test_numbers_are_rows(kv: KeyedVectors) -> None:
    kv.vectors
    for number in (3, np.int64(3), np.uint8(3)):
        assert (kv[number] == kv["woman"]).all() and number in kv and kv.get_index(number) == 3
        assert kv.similarity(number, "king") == kv.similarity("woman", "king")
        assert kv.most_similar(number) == kv.most_similar("woman")
        assert (kv.get_vector(number, norm=True) == kv.get_vector("woman", norm=True)).all()
    for number in (12, -1, 1 << 70):
        for ask in (kv.__getitem__, kv.most_similar, lambda key: kv.similarity(0, key)):
            with pytest.raises((KeyError, IndexError)):
                ask(number)


@pytest.mark.parametrize("key", [None, 1.5, {"a": 1}, object()])
def test_other_things_are_not(kv: KeyedVectors, key: object) -> None:
    for ask in (kv.__getitem__, kv.get_vector, kv.get_index, lambda each: kv.most_similar([each]),
                lambda each: kv.most_similar_cosmul([each]), lambda each: kv.similarity("king", each)):
        with pytest.raises((TypeError, KeyError)):
            ask(key)


def test_a_str_is_no_list_of_words(kv: KeyedVectors) -> None:
    for ask in (kv.doesnt_match, kv.get_mean_vector, kv.most_similar_many,
                lambda text: kv.n_similarity(text, ["tea"])):
        with pytest.raises(TypeError, match="split"):
            ask("tea sea")


def test_lists_of_one_word_are_as_similar_as_the_words(kv: KeyedVectors) -> None:
    for a in kv.index_to_key:
        for b in kv.index_to_key:
            assert kv.n_similarity([a], (b,)) == kv.similarity(a, b)
    assert kv.n_similarity(["nobody"], ["king"]) == 0


def test_unseen_words_have_vectors_of_ngrams(with_ngrams: KeyedVectors) -> None:
    kv = with_ngrams
    assert kv.has_subwords and "teashop" in kv and not kv.has_index_for("teashop") and "teashop" not in kv.key_to_index
    vector = kv["teashop"]
    assert vector.shape == (16,) and vector.any() and not vector.flags.writeable
    assert np.linalg.norm(kv.get_vector("teashop", norm=True)) == pytest.approx(1, abs=1e-6)
    expected = float(kv.cosine_similarities(vector, kv["tea"][np.newaxis])[0])
    assert kv.similarity("teashop", "tea") == pytest.approx(expected, abs=1e-6)
    assert kv.most_similar("teashop", topn=3)[0][0].startswith("tea")
    assert kv[["teashop", "tea"]].shape == (2, 16) and (kv[["teashop", "tea"]][0] == vector).all()
    (word, cosine), = kv.most_similar_many(["teashop", "tea"], topn=1)[0]
    assert (word, pytest.approx(cosine, abs=1e-6)) == kv.most_similar("teashop", topn=1)[0]
    assert kv.most_similar(positive=["teashop", "cup"], negative=["sea"], topn=1)[0][0].startswith("tea")
    assert kv.doesnt_match(["teashop", "teacup", "shipping"]) == "shipping"
    with pytest.raises(KeyError):
        kv.get_index("teashop")
    assert len(kv.vectors_for_all(["teashop", "tea"])) == 2
    assert len(kv.vectors_for_all(["teashop", "tea"], allow_inference=False)) == 1


def test_words_without_known_ngrams_are_unknown(with_ngrams: KeyedVectors) -> None:
    assert "\u65e5\u672c" not in with_ngrams
    with pytest.raises(hogvec.UnknownWordError):
        with_ngrams["\u65e5\u672c"]


def test_ngrams_survive_a_change(with_ngrams: KeyedVectors, tmp_path: Path) -> None:
    with_ngrams.save(tmp_path / "v")
    kv = KeyedVectors.load(tmp_path / "v")
    vector = kv["teashop"].copy()
    kv["harbour"] = np.ones(16)
    assert (kv["teashop"] == vector).all() and "harbour" in kv and kv.has_subwords
    kv["teashop"] = np.zeros(16)
    assert (kv["teashop"] == 0).all()
