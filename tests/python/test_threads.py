"""Many threads that ask one object, and one that changes it meanwhile."""
from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from hogvec import Embedding, KeyedVectors

THREADS = 8


def run_all(work: object, count: int = THREADS) -> list[object]:
    """What `count` threads that begin together return."""
    start = threading.Barrier(count)

    def begin(number: int) -> object:
        start.wait()
        return work(number)  # type: ignore[operator]

    with ThreadPoolExecutor(count) as pool:
        return [each.result(60) for each in [pool.submit(begin, number) for number in range(count)]]


def test_eight_threads_get_the_same_answers(make: object) -> None:
    kv = make(3000, 50)  # type: ignore[operator]
    words = kv.index_to_key[:40]
    expected = [kv.most_similar(word, topn=5) for word in words]

    def ask(number: int) -> bool:
        right = True
        for _ in range(3):
            right &= [kv.most_similar(word, topn=5) for word in words] == expected
            right &= kv.most_similar(words[0], topn=3, restrict_vocab=100 + number)[0][1] <= 1
            right &= "king" in kv and kv["king"].shape == (50,) and kv.rank("king", "queen") > 0
        return right

    assert all(run_all(ask))


def test_first_use_from_eight_threads(make: object) -> None:
    """The table of a draft, the list and the dict are made once, and are whole for everybody."""
    for _ in range(20):
        kv = make(500, 20)  # type: ignore[operator]
        seen = run_all(lambda number: (kv.most_similar("king"), len(kv.key_to_index), kv.vectors.ctypes.data))
        assert all(each == seen[0] for each in seen)


def test_changes_amid_questions(make: object) -> None:
    kv = make(300, 20)  # type: ignore[operator]
    over = threading.Event()

    def ask(number: int) -> int:
        asked = 0
        while not over.is_set():
            answers = kv.most_similar("king", topn=3)
            assert len(answers) == 3 and kv["king"].shape == (20,) and "queen" in kv
            asked += 1
        return asked

    def work(number: int) -> int:
        if number:
            return ask(number)
        try:
            for each in range(60):
                kv[f"new{each}"] = np.full(20, each)
                kv["queen"] = np.ones(20)
                time.sleep(0.001)
        finally:
            over.set()
        return 1

    assert all(run_all(work))
    assert len(kv) == 360 and kv["new59"][0] == 59


def test_eight_threads_add_words() -> None:
    kv = KeyedVectors(4)
    run_all(lambda number: [kv.add_vector(f"{number}/{each}", np.full(4, number)) for each in range(200)])
    assert len(kv) == 8 * 200 and sorted(kv.key_to_index.values()) == list(range(1600))
    assert all((kv[f"{number}/{each}"] == number).all() for number in range(8) for each in range(0, 200, 50))


def test_other_threads_run_during_a_scan(make: object) -> None:
    """A counter in Python goes on while the library compares rows: the GIL is released."""
    kv = make(20000, 100)  # type: ignore[operator]
    rows = np.ascontiguousarray(kv.vectors[:3000])
    over = threading.Event()
    ticks = []

    def count() -> None:
        while not over.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.0005)

    thread = threading.Thread(target=count)
    thread.start()
    begin = time.perf_counter()
    kv.most_similar_many(rows, topn=5)
    end = time.perf_counter()
    over.set()
    thread.join()
    assert sum(begin < tick < end for tick in ticks) >= 5 or end - begin < 0.02


def test_embeddings_are_looked_up_by_eight_threads() -> None:
    embedding = Embedding(1000, 16)
    ids = np.arange(1000)
    assert all(run_all(lambda number: bool((embedding(ids) == embedding.weight).all())))
