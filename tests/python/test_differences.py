"""What differs from gensim on purpose, with both answers."""
from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

import hogvec
from gensim_pair import TWIN, TWINS, ZERO, Pair, ask, gensim_vectors, pair_of, table

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning")  # of gensim


@pytest.fixture
def odd() -> Pair:
    return pair_of(*table(8, 4, True))


def test_a_row_of_zeros_is_no_nan(odd: Pair) -> None:
    ours, theirs = (ask(each, "most_similar", "w3", topn=None) for each in odd)
    assert ours[-1] == 0 and np.isnan(theirs[-1])
    ours, theirs = (ask(each, "get_vector", ZERO, norm=True) for each in odd)
    assert (ours == 0).all() and np.isnan(theirs).all()
    assert odd[0].similarity(ZERO, "w3") == odd[1].similarity(ZERO, "w3") == 0


def test_no_direction_is_an_error(odd: Pair) -> None:
    for positive, negative in (("w3", "w3"), (["w3", "w4"], ["w4", "w3"]), (ZERO, None), ([("w3", 0.0)], None)):
        with pytest.raises(ValueError, match="direction"):
            odd[0].most_similar(positive, negative)
        assert not isinstance(ask(odd[1], "most_similar", positive, negative), Exception)


def test_counts_are_not_made_up(odd: Pair, tmp_path: Path) -> None:
    odd[1].save_word2vec_format(str(tmp_path / "v"))
    assert gensim_vectors.KeyedVectors.load_word2vec_format(str(tmp_path / "v")).get_vecattr("w3", "count") == 5
    with pytest.raises(KeyError):
        hogvec.KeyedVectors.load_word2vec_format(tmp_path / "v").get_vecattr("w3", "count")


def test_repeated_words_leave_no_holes(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"3 2\na 1 2\na 3 4\nb 5 6\n")
    ours, theirs = (kind.load_word2vec_format(str(tmp_path / "v"))
                    for kind in (hogvec.KeyedVectors, gensim_vectors.KeyedVectors))
    assert ours.index_to_key == ["a", "b"] and theirs.index_to_key == ["a", "b", None]
    assert ours["a"].tolist() == theirs["a"].tolist() == [1, 2]


def test_cosmul_follows_restrict_vocab(odd: Pair) -> None:
    ours, theirs = (dict(each.most_similar_cosmul("w3", restrict_vocab=3)) for each in odd)
    assert set(ours) == {"w0", TWIN, TWINS} and len(theirs) > 3


def test_cosmul_takes_row_numbers(odd: Pair) -> None:
    assert odd[0].most_similar_cosmul([3], [4]) == odd[0].most_similar_cosmul(["w3"], ["w4"])


def test_a_tuple_of_words_is_a_list_of_words(odd: Pair) -> None:
    assert odd[0].most_similar(("w3", "w4")) == odd[0].most_similar(["w3", "w4"])
    assert odd[0].most_similar(("w3", 2.0)) == pytest.approx(odd[0].most_similar([("w3", 2.0)]))
    with pytest.raises(TypeError):
        odd[1].most_similar(("w3", "w4"))


def test_a_str_is_no_list_of_letters(odd: Pair) -> None:
    for name in ("doesnt_match", "rank_by_centrality", "get_mean_vector"):
        assert isinstance(ask(odd[0], name, "w3 w4"), TypeError)
        assert not isinstance(ask(odd[1], name, "w3 w4"), TypeError)


def test_negative_clips_are_those_of_a_slice(odd: Pair) -> None:
    assert len(odd[0].most_similar("w3", clip_start=-3, topn=None)) == 3
    assert {word for word, _ in odd[0].most_similar("w3", clip_start=-3)} == set(odd[1].index_to_key[-3:])


def test_an_added_word_that_is_there_gives_its_own_row(odd: Pair) -> None:
    assert odd[0].add_vector("w3", np.ones(4)) == 3
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert odd[1].add_vector("w3", np.ones(4)) == len(odd[1])


def test_lines_are_split_at_blanks_of_ascii(tmp_path: Path) -> None:
    word2vec = pytest.importorskip("gensim.models.word2vec")
    (tmp_path / "lines").write_text("no\u00a0break wide\u3000blank line\u2028end\n", "utf-8")
    ours, theirs = (list(kind(str(tmp_path / "lines"))) for kind in (hogvec.LineSentence, word2vec.LineSentence))
    assert ours == [["no\u00a0break", "wide\u3000blank", "line\u2028end"]]
    assert theirs == [["no", "break", "wide", "blank", "line", "end"]]
    model = hogvec.Word2Vec(corpus_file=tmp_path / "lines", split="unicode", sg=1, min_count=1, vector_size=4,
                            progress=False)
    assert sorted(model.wv.index_to_key) == sorted(theirs[0])


def test_room_is_not_length() -> None:
    assert len(hogvec.KeyedVectors(4, count=10)) == 0 and len(gensim_vectors.KeyedVectors(4, count=10)) == 10


def test_files_without_questions_are_a_value_error(odd: Pair, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text(": nothing\n")
    ours, theirs = (ask(each, "evaluate_word_analogies", str(tmp_path / "empty")) for each in odd)
    assert isinstance(ours, ValueError) and isinstance(theirs, ZeroDivisionError)
