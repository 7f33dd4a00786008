#!/usr/bin/env python3
"""What `mpirun hogvec-mpi train` learns: the same bytes as `hogvec train` on one rank, the same
bytes in every run on several, and the same vocabulary on any number, from every kind of input.

usage: hogvec_mpi_test.py MPIRUN HOGVEC_MPI HOGVEC LOCAL_REPLICAS [TEST...]
"""
import bz2
import gzip
import os
import subprocess
import sys
import unittest

import mpirun
from mpirun import LONGEST, SMALL, ClusterTest, text_of


class OneRank(ClusterTest):
    def test_one_rank_writes_the_bytes_of_hogvec_train_deterministic(self):
        self.hogvec("train", "c.txt", "-o", "alone.bin", "--dim", "16", "--deterministic")
        self.train(1, "c.txt", "-o", "v.bin")
        self.assertEqual(self.sum_of("v.bin"), self.sum_of("alone.bin"))

    def test_one_rank_writes_the_bytes_of_hogvec_train_with_the_same_block_size_and_rate(self):
        options = ["--block-size", "16K", "--alpha", "0.07", "--window", "3", "--seed", "7"]
        self.hogvec("train", "c.txt", "-o", "alone.bin", *SMALL, *options)
        self.train(1, "c.txt", "-o", "v.bin", *options)
        self.assertEqual(self.sum_of("v.bin"), self.sum_of("alone.bin"))

    def test_a_program_that_mpirun_did_not_start_is_one_rank(self):
        self.hogvec("train", "c.txt", "-o", "alone.bin", *SMALL)
        program = mpirun.PROGRAMS["hogvec-mpi"]
        subprocess.run([program, "train", "c.txt", "-o", "v.bin", "-q", *SMALL],
                       cwd=self.folder, check=True, timeout=LONGEST)
        self.assertEqual(self.sum_of("v.bin"), self.sum_of("alone.bin"))

    def test_one_rank_reads_standard_input(self):
        self.train(1, "c.txt", "-o", "file.bin")
        self.train(1, "-", "-o", "stream.bin", sent=self.read("c.txt").decode())
        self.assertEqual(self.sum_of("stream.bin"), self.sum_of("file.bin"))


class SeveralRanks(ClusterTest):
    def test_two_and_four_ranks_write_the_same_bytes_in_every_run(self):
        sums = set()
        for ranks in (2, 4):
            for name in ("a.bin", "b.bin"):
                self.train(ranks, "c.txt", "-o", name)
            self.assertEqual(self.sum_of("a.bin"), self.sum_of("b.bin"), f"{ranks} ranks")
            sums.add(self.sum_of("a.bin"))
        self.assertEqual(len(sums), 2, "two ranks learned the same as four")

    def test_two_ranks_write_the_bytes_of_two_threads_that_talk_by_themselves(self):
        self.train(2, "c.txt", "-o", "ranks.bin")
        subprocess.run([LOCAL_REPLICAS, "2", "c.txt", "threads.bin"], cwd=self.folder, check=True,
                       timeout=LONGEST)
        self.assertEqual(self.sum_of("threads.bin"), self.sum_of("ranks.bin"))

    def test_the_seed_matters(self):
        for seed in "12":
            self.train(2, "c.txt", "-o", f"{seed}.bin", "--seed", seed)
        self.assertNotEqual(self.sum_of("1.bin"), self.sum_of("2.bin"))

    def test_checkpoints_leave_one_rank_as_it_is_and_are_removed_at_the_end(self):
        for ranks in (1, 2):
            self.train(ranks, "c.txt", "-o", "v.bin")
            self.train(ranks, "c.txt", "-o", "kept.bin", "--checkpoint", "kept",
                       "--checkpoint-every", "0s")
            if ranks == 1:
                self.assertEqual(self.sum_of("kept.bin"), self.sum_of("v.bin"))
            self.assertFalse(self.there("kept"))

    def test_more_ranks_than_blocks_of_text_train_all_the_same(self):
        self.write("tiny.txt", "the cat sat on the mat\n" * 5)
        self.train(4, "tiny.txt", "-o", "tiny.txt.bin", "--min-count", "1", "--summary", "s.json")
        self.assertEqual(self.json("s.json")["words"], 5)
        self.assertEqual(self.read("tiny.txt.bin").split(b"\n")[0], b"5 16")

    def test_ties_and_all_in_the_vocabulary_are_those_of_a_single_process(self):
        ties = "".join(f"t{i % 997} u{i % 991} v{i % 983}\n" for i in range(9970))
        self.write("ties.txt", ties + text_of(20_000, seed=3))
        self.hogvec("train", "ties.txt", "-o", "v.bin", *SMALL, "--save-vocab", "alone.txt")
        for ranks in (1, 2, 4):
            self.train(ranks, "ties.txt", "-o", "v.bin", "--save-vocab", "w.txt")
            self.assertEqual(self.read("w.txt"), self.read("alone.txt"), f"{ranks} ranks")

    def test_a_vocabulary_cut_to_a_size_is_that_of_a_single_process(self):
        options = ["--max-vocab", "50", "--min-count", "2"]
        self.hogvec("train", "c.txt", "-o", "v.bin", *SMALL, *options, "--save-vocab", "alone.txt")
        self.train(4, "c.txt", "-o", "v.bin", *options, "--save-vocab", "w.txt")
        self.assertEqual(self.read("w.txt"), self.read("alone.txt"))


class Inputs(ClusterTest):
    """The same text in another form has the same vocabulary."""

    def setUp(self):
        super().setUp()
        self.hogvec("train", "c.txt", "-o", "v.bin", *SMALL, "--save-vocab", "alone.txt")
        lines = self.read("c.txt").splitlines(keepends=True)
        third = len(lines) // 3
        self.parts = [b"".join(lines[:third]), b"".join(lines[third:2 * third]),
                      b"".join(lines[2 * third:])]

    def expect_the_vocabulary_of(self, *corpus):
        self.train(2, *corpus, "-o", "v.bin", "--save-vocab", "w.txt", "--summary", "s.json")
        self.assertEqual(self.read("w.txt"), self.read("alone.txt"))
        ranks = self.json("s.json")["ranks"]
        self.assertGreater(min(rank["tokens"] for rank in ranks), 0, "a rank had nothing to do")

    def test_gzip_and_bzip2(self):
        self.write("c.gz", b"".join(map(gzip.compress, self.parts)))
        self.write("c.bz2", bz2.compress(self.read("c.txt")))
        self.expect_the_vocabulary_of("c.gz")
        self.expect_the_vocabulary_of("c.bz2")

    def test_several_files_a_folder_and_a_list(self):
        for number, part in enumerate(self.parts):
            self.write(f"texts/{number}.txt", part)
        names = [f"texts/{number}.txt" for number in range(3)]
        self.write("list", "\n".join(names) + "\n")
        self.expect_the_vocabulary_of(*names)
        self.expect_the_vocabulary_of("texts")
        self.expect_the_vocabulary_of("@list")

    def local(self, *files):
        """A rank per file, which it alone can read."""
        return self.mpirun_each(*(["train", file, "-o", "v.bin", "--local-corpus", *SMALL,
                                   "--save-vocab", "w.txt", "--summary", "s.json"]
                                  for file in files))

    def tokens_read(self):
        summary = self.json("s.json")
        return summary["tokens"] + summary["dropped_tokens"]

    def test_a_file_of_its_own_for_each_rank(self):
        for number, part in enumerate(self.parts):
            self.write(f"{number}.txt", part)
        self.local("0.txt", "1.txt", "2.txt")
        self.assertEqual(self.read("w.txt"), self.read("alone.txt"))
        self.assertEqual(self.tokens_read(), 60_000)

    def test_an_empty_file_on_one_rank(self):
        self.write("nothing.txt", "")
        for files in (("c.txt", "nothing.txt"), ("nothing.txt", "c.txt")):
            self.local(*files)
            self.assertEqual(self.read("w.txt"), self.read("alone.txt"))

    def test_a_named_pipe_for_each_rank(self):
        for number in range(2):
            os.mkfifo(self.path(f"pipe{number}"))
            self.write(f"half{number}.txt", self.parts[number])
        feeders = [subprocess.Popen(["sh", "-c", f"cat half{number}.txt > pipe{number}"],
                                    cwd=self.folder) for number in range(2)]
        try:
            self.local("pipe0", "pipe1")
        finally:
            for feeder in feeders:
                feeder.kill()
                feeder.wait()
        read = sum(len(part.split()) for part in self.parts[:2])
        self.assertEqual(self.tokens_read(), read)


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    LOCAL_REPLICAS = os.path.abspath(sys.argv.pop(4))
    mpirun.main(__doc__)
