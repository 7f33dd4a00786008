#!/usr/bin/env python3
"""How `mpirun hogvec-mpi train` fails: with the exit code of `hogvec train`, one line for all
ranks, and no file that was not there before.

usage: hogvec_mpi_errors_test.py MPIRUN HOGVEC_MPI HOGVEC [TEST...]
"""
import contextlib
import fcntl
import glob
import os
import subprocess

import mpirun
from mpirun import SMALL, ClusterTest

OLD = b"the old file\n"


class WrongCommandLines(ClusterTest):
    def refused(self, code, pattern, *arguments, ranks=2, **how):
        run = self.mpirun(ranks, *arguments, code=code, **how)
        self.assertEqual(run.out, "", run)
        self.assert_one_line(run, pattern)

    def test_a_command_that_is_missing_or_unknown(self):
        self.refused(2, r"^hogvec-mpi: no command given; it has one: train\n$")
        for command in ("vocab", "tarin"):
            self.refused(2, rf"^hogvec-mpi: unknown command '{command}'.*\btrain\b", command)

    def test_options_that_are_unknown_or_out_of_range(self):
        self.refused(2, "^hogvec-mpi.*'--bad'", "train", "c.txt", "-o", "v.bin", "--bad")
        self.refused(2, "^hogvec-mpi.*--dim", "train", "c.txt", "-o", "v.bin", "--dim", "0")
        self.refused(2, "^hogvec-mpi.*no output given", "train", "c.txt")
        self.refused(2, "^hogvec-mpi.*no corpus given", "train", "-o", "v.bin")

    def test_standard_input_for_several_ranks(self):
        self.refused(2, "^hogvec-mpi: standard input can be read by one rank only",
                     "train", "-", "-o", "v.bin", sent="a b c\n" * 99)
        self.assertFalse(self.there("v.bin"))


class Inputs(ClusterTest):
    def test_a_file_that_is_missing(self):
        run = self.train(2, "none.txt", "-o", "v.bin", code=66, flags=())  # as mpirun is by itself
        self.assert_one_line(run, "^hogvec-mpi: none.txt: can't be opened: No such file")

    def test_a_file_that_is_missing_on_one_rank(self):
        for files in (("c.txt", "none.txt"), ("none.txt", "c.txt"), ("c.txt", "c.txt", "none.txt")):
            run = self.mpirun_each(*(["train", file, "-o", "v.bin", "--local-corpus", *SMALL]
                                     for file in files), code=66)
            rank = files.index("none.txt")
            who = f"rank {rank}: " if rank else ""
            self.assert_one_line(run, f"^hogvec-mpi: {who}none.txt: can't be opened")
            self.assertFalse(self.there("v.bin"))

    def test_a_file_that_breaks_off_on_one_rank(self):
        """Found only while it is read."""
        packed = subprocess.run(["gzip", "-c", "c.txt"], cwd=self.folder, check=True,
                                capture_output=True).stdout
        self.write("half.gz", packed[:len(packed) // 2])
        alone = self.hogvec("train", "half.gz", "-o", "v.bin", code=None)
        self.assertNotEqual(alone.code, 0)
        run = self.mpirun_each(*(["train", file, "-o", "v.bin", "--local-corpus", *SMALL]
                                 for file in ("c.txt", "half.gz")), code=alone.code)
        self.assert_one_line(run, "^hogvec-mpi: rank 1: half.gz: ")
        run = self.train(4, "half.gz", "-o", "v.bin", code=alone.code)
        self.assert_one_line(run, "^hogvec-mpi: (rank [123]: )?half.gz: ")

    def test_a_text_without_frequent_words(self):
        self.write("rare.txt", "a b c\n")
        run = self.train(2, "rare.txt", "-o", "v.bin", code=65)
        self.assert_one_line(run, "^hogvec-mpi: .*no word occurs 5 times")

    def test_ranks_with_different_command_lines(self):
        train = ["train", "c.txt", "-o", "v.bin", "-q"]
        for more, pattern in ((["--dim", "20"], "have different --dim"),
                              (["--alpha", "0.1"], "have different --alpha"),
                              (["--model", "cbow"], "have different --model"),
                              (["--local-corpus"], "have different --local-corpus"),
                              (["--dry-run"], "^hogvec-mpi"), (["--help"], "^hogvec-mpi")):
            with self.subTest(more):
                run = self.mpirun_each(train, [*train, *more], code=2)
                self.assert_one_line(run, pattern)
        run = self.mpirun_each(train, ["--version"], code=2)
        self.assert_one_line(run, "^hogvec-mpi: all ranks must run the same command")

    def test_ranks_that_see_different_text(self):
        """Such as an old copy on one machine: it could not be shared out."""
        self.write("short.txt", self.read("c.txt")[:150_000])
        run = self.start_each([["train", file, "-o", "v.bin", "-q"] for file in
                               ("c.txt", "short.txt")], flags=mpirun.AT_ONCE).finish()
        self.assertIn(run.code, (2, 65, 66), run)
        self.assert_one_line(run, "^hogvec-mpi.*differ")

    def test_too_little_memory(self):
        run = self.train(2, "c.txt", "-o", "v.bin", "--memory-limit", "1K", "-q", code=71)
        self.assert_one_line(run, r"^hogvec-mpi: training needs \d+ MB of memory")


class Outputs(ClusterTest):
    def test_a_folder_that_is_missing(self):
        for option in ("--save-vocab", "--summary", "--report", "--log-json"):
            run = self.train(2, "c.txt", "-o", "v.bin", option, "absent/x.html", code=73)
            self.assert_one_line(run, "^hogvec-mpi: absent/x.html: can't be created")
        run = self.train(2, "c.txt", "-o", "absent/v.bin", code=73)
        self.assert_one_line(run, "^hogvec-mpi: absent/v.bin: can't be created")

    def test_a_folder_that_only_the_others_lack(self):
        """They do not write there."""
        self.mpirun_each(["train", "c.txt", "-o", "v.bin", *SMALL],
                         ["train", "c.txt", "-o", "absent/v.bin", *SMALL])
        self.assertTrue(self.there("v.bin"))

    def test_a_device_that_is_full(self):
        run = self.train(2, "c.txt", "-o", "/dev/full", "--format", "binary", "-q", code=74)
        self.assert_one_line(run, "^hogvec-mpi: /dev/full: can't be written: No space left")
        run = self.train(2, "c.txt", "-o", "v.bin", "--save-vocab", "/dev/full", "-q", code=74)
        self.assert_one_line(run, "^hogvec-mpi: /dev/full: can't be written: No space left")

    @contextlib.contextmanager
    def small_disk(self, size):
        os.mkdir(self.path("disk"))
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", self.path("disk")]
        if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
            self.skipTest("no right to mount")
        try:
            yield
        finally:
            subprocess.run(["umount", self.path("disk")], check=True)

    def test_a_disk_that_gets_full_while_vectors_or_checkpoints_are_written(self):
        wide = ["train", "c.txt", "--dim", "800", "--threads", "1", "--epochs", "3", "-q"]
        with self.small_disk("64k"):
            self.write("disk/v.bin", OLD)
            run = self.mpirun(2, *wide, "-o", "disk/v.bin", code=74)
            self.assert_one_line(run, "^hogvec-mpi: .*disk")
            self.assertEqual(self.read("disk/v.bin"), OLD)
            run = self.mpirun(2, *wide, "-o", "w.bin", "--checkpoint", "disk/kept",
                              "--checkpoint-every", "0s", code=74)
            self.assert_one_line(run, "^hogvec-mpi: .*disk")
            self.assertFalse(self.there("w.bin"))
            self.assertEqual(glob.glob(self.path("disk/**/.*.tmp"), recursive=True), [])

    def test_a_checkpoint_that_is_longer_than_files_may_be(self):
        limited = ["sh", "-c", 'ulimit -f 10240; exec "$@"', "sh", mpirun.PROGRAMS["hogvec-mpi"]]
        command = [mpirun.PROGRAMS["mpirun"], *mpirun.AT_ONCE, "-n", "2", *limited, "train",
                   "c.txt", "-o", "v.bin", "--dim", "3000", "--threads", "1", "--epochs", "2", "-q",
                   "--checkpoint", "kept", "--checkpoint-every", "0s"]
        run = mpirun.Started(self.folder, command).finish()
        self.assertEqual(run.code, 74, run)
        self.assert_one_line(run, "^hogvec-mpi: kept/.*: can't be written: File too large")
        self.assertFalse(self.there("v.bin"))

    def test_checkpoints_that_another_run_keeps(self):
        os.mkdir(self.path("kept"))
        folder = os.open(self.path("kept"), os.O_RDONLY)
        self.addCleanup(os.close, folder)
        fcntl.flock(folder, fcntl.LOCK_EX)
        run = self.train(2, "c.txt", "-o", "v.bin", "--checkpoint", "kept", code=75)
        self.assert_one_line(run, "^hogvec-mpi: kept: another run keeps its checkpoints here")


class Divergence(ClusterTest):
    def test_rows_without_bounds_end_all_ranks_with_one_line(self):
        for ranks in (1, 2, 4):
            run = self.train(ranks, "c.txt", "-o", "v.bin", "--alpha", "1e30", "-q", code=70)
            self.assert_one_line(run, "^hogvec-mpi: training diverged: .*; nothing is kept")
            self.assertFalse(self.there("v.bin"))

    def test_the_checkpoint_of_before_stays(self):
        """At a rate that lets rows grow a while before they are beyond repair."""
        kept = False
        for rate in ("50", "0.6", "0.4", "0.35", "0.3"):
            run = self.train(4, "c.txt", "-o", "v.bin", "--alpha", rate, "--min-alpha", rate, "-q",
                             "--epochs", "60", "--checkpoint", "kept", "--checkpoint-every", "0s",
                             code=70)
            self.assert_one_line(run, "^hogvec-mpi: training diverged")
            self.assertFalse(self.there("v.bin"))
            kept = glob.glob(self.path("kept/checkpoint-*")) != []
            self.assertIn("'mpirun -n 4 hogvec-mpi train --resume kept' goes on" if kept
                          else "; there was nothing to keep yet", run.said)
            if kept:
                return
        self.fail("no rate left a checkpoint")


if __name__ == "__main__":
    mpirun.main(__doc__)
