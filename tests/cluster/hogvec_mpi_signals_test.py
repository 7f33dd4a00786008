#!/usr/bin/env python3
"""Signals to mpirun and to single ranks in the midst of training: nothing hangs, and what is kept
goes on, on any number of ranks.

usage: hogvec_mpi_signals_test.py MPIRUN HOGVEC_MPI HOGVEC [TEST...]
"""
import glob
import json
import os
import shutil
import signal
import time

import mpirun
from mpirun import AT_ONCE, ClusterTest, is_alive, is_pending, sleeps

SOON = 15.0  # seconds from a signal to the end, on a machine with much else to do
# A second of training or more on a short text, since it leaves nothing out.
SLOW = ("--dim", "60", "--sample", "0", "--negative", "10", "--threads", "1")
KEPT = ("--checkpoint", "kept", "--checkpoint-every", "0s")


class Interrupted(ClusterTest):
    def begin(self, ranks, epochs=40, flags=AT_ONCE, more=KEPT):
        return self.start(ranks, "train", "c.txt", "-o", "v.bin", "--epochs", str(epochs), *SLOW,
                          "--log-json", "log", *more, flags=flags)

    def checkpoints(self):
        return glob.glob(self.path("kept/checkpoint-*"))

    def epochs_done(self):
        if not self.there("log"):
            return 0
        lines = self.read("log").decode().splitlines(keepends=True)
        events = [json.loads(line) for line in lines if line.endswith("\n")]
        return max((event["epoch"] for event in events if event["event"] == "epoch"), default=0)

    def pause(self, run):
        """Stops the last rank, so that nobody gets through before a signal has come."""
        last = run.ranks()[-1]
        os.kill(last, signal.SIGSTOP)
        self.wait_until(lambda: sleeps(last))
        return last

    def end_by(self, run, number):
        """Sends mpirun a signal, and waits for the end. Its ranks train until they get it."""
        ranks, last = run.ranks(), self.pause(run)
        sent = time.monotonic()
        run.process.send_signal(number)
        handed_on = signal.SIGUSR1 if number == signal.SIGUSR1 else signal.SIGTERM
        self.wait_until(lambda: self.waits_with(last, handed_on))
        if is_alive(last):
            os.kill(last, signal.SIGCONT)
        return self.ended(run, ranks, sent)

    @staticmethod
    def waits_with(last, number):
        """Whether the rank that is stopped has got a signal, or has ended. mpirun wakes the ranks at
        once, and sends them SIGTERM a second later; so it may have to be stopped again."""
        if not is_alive(last) or is_pending(last, number):
            return True
        if not sleeps(last):
            os.kill(last, signal.SIGSTOP)
        return False

    def ended(self, run, ranks, since):
        """All of them, soon, and without vectors."""
        end = run.finish()
        self.assertLess(time.monotonic() - since, SOON, end)
        self.wait_until(lambda: not any(map(is_alive, ranks)))
        self.assertNotEqual(end.code, 0, end)
        self.assertFalse(self.there("v.bin"), end)
        return end

    def resume(self, ranks):
        """Goes on with a copy of what is kept, and tells how many words of how many were left."""
        shutil.rmtree(self.path("again"), ignore_errors=True)
        shutil.copytree(self.path("kept"), self.path("again"))
        arguments = ["train", "--resume", "again", "-o", "again.bin", "--summary", "s.json", "-q"]
        run = self.mpirun(ranks, *arguments) if ranks else self.hogvec(*arguments)
        self.assertEqual(run.said, "", run)
        self.assert_whole("again.bin")
        self.assertFalse(self.there("again"), "checkpoints outlive the run")
        return self.json("s.json")

    def assert_whole(self, vectors):
        said = self.hogvec("inspect", vectors).out
        self.assertRegex(said, r"(?m)^dimensions +60$")
        self.assertRegex(said, r"(?m)^not finite +0$")
        self.assertRegex(said, r"(?m)^rows of zeros +0$")

    def assert_says_how_to_go_on(self, run, ranks):
        lines = [line for line in run.said.splitlines() if "resume" in line]
        self.assertEqual(len(lines), 1, run)
        self.assertRegex(lines[0], "^hogvec-mpi( train)?: stopped at [0-9]+ %; "
                         f"'mpirun -n {ranks} hogvec-mpi train --resume kept' goes on$")


class ByRequest(Interrupted):
    """SIGUSR1, which mpirun hands on at once."""

    def test_a_run_that_is_asked_to_stop_goes_on_at_any_number_of_ranks(self):
        run = self.begin(2, flags=())  # as mpirun is by itself
        self.wait_until(lambda: self.epochs_done() >= 20, run)
        end = self.end_by(run, signal.SIGUSR1)
        self.assertEqual(end.code, 128 + signal.SIGUSR1, end)
        self.assert_says_how_to_go_on(end, 2)
        self.assertNotEqual(self.checkpoints(), [])
        losses = []
        for ranks in (1, 2, 4, None):
            told = self.resume(ranks)
            losses.append(told["loss"])
            self.assertEqual(told["epochs"], 40)
        self.assertLess(max(losses) / min(losses), 1.05, losses)

    def test_a_run_of_one_process_goes_on_at_two_ranks(self):
        run = mpirun.Started(self.folder, [mpirun.PROGRAMS["hogvec"], "train", "c.txt", "-o",
                                           "v.bin", "--epochs", "40", *SLOW, *KEPT, "-q"])
        self.wait_until(self.checkpoints, run)
        run.process.send_signal(signal.SIGTERM)
        run.finish()
        self.assertEqual(self.resume(2)["epochs"], 40)

    def test_one_rank_that_is_asked_stops_all(self):
        run = self.begin(2)
        self.wait_until(self.checkpoints, run)
        ranks, last, sent = run.ranks(), self.pause(run), time.monotonic()
        for number in (signal.SIGUSR1, signal.SIGCONT):
            os.kill(last, number)
        self.assert_says_how_to_go_on(self.ended(run, ranks, sent), 2)

    def test_a_run_without_checkpoints_says_that_nothing_is_kept(self):
        run = self.begin(2, more=())
        self.wait_until(lambda: self.epochs_done() >= 1, run)
        end = self.end_by(run, signal.SIGUSR1)
        self.assertEqual(end.said.count("nothing is kept"), 1, end)

    def test_two_requests_end_a_run_at_once(self):
        """Whatever the ranks wait for: here it is one that sleeps."""
        run = self.begin(2)
        self.wait_until(self.checkpoints, run)
        self.pause(run)
        ranks, sent = run.ranks(), time.monotonic()
        for _ in range(2):
            run.process.send_signal(signal.SIGUSR1)
            time.sleep(0.5)  # or mpirun takes two for one
        self.ended(run, ranks, sent)
        self.resume(2)

    def test_ranks_that_wait_for_text_end_by_a_request_with_one_line(self):
        for name in ("p0", "p1"):
            os.mkfifo(self.path(name))
        run = self.start_each([["train", name, "-o", "v.bin", "--local-corpus"]
                               for name in ("p0", "p1")])
        self.wait_until(lambda: list(map(self.waits_for_text, run.ranks())) == [True, True], run)
        ranks, sent = run.ranks(), time.monotonic()
        run.process.send_signal(signal.SIGUSR1)
        end = self.ended(run, ranks, sent)
        self.assertEqual(end.said.count("stopped while it waited for text"), 1, end)

    @staticmethod
    def waits_for_text(pid):
        """Whether a thread is about to open a pipe that nobody writes to."""
        for thread in glob.glob(f"/proc/{pid}/task/*/wchan"):
            try:
                with open(thread, encoding="ascii") as file:
                    if file.read() in ("wait_for_partner", "fifo_open"):
                        return True
            except OSError:
                pass
        return False


class ByForce(Interrupted):
    def test_a_killed_rank_ends_all_and_what_is_kept_goes_on_at_another_number(self):
        for victim, others in ((0, 1), (1, 3)):
            run = self.begin(2)
            self.wait_until(self.checkpoints, run)
            ranks, sent = run.ranks(), time.monotonic()
            os.kill(ranks[victim], signal.SIGKILL)
            end = self.ended(run, ranks, sent)
            self.assertEqual(end.code, 128 + signal.SIGKILL, end)
            self.assertEqual(self.resume(others)["epochs"], 40)
            shutil.rmtree(self.path("kept"))
            os.remove(self.path("log"))

    def test_mpirun_that_is_killed_leaves_no_rank_alone(self):
        run = self.begin(2, 200)
        self.wait_until(self.checkpoints, run)
        ranks = run.ranks()
        run.process.kill()
        run.finish()
        self.wait_until(lambda: not any(map(is_alive, ranks)))
        self.assertNotEqual(self.checkpoints(), [])

    def test_mpirun_that_is_ended_gives_its_ranks_a_second_to_keep_what_they_learned(self):
        """SIGTERM reaches the ranks after a second and SIGKILL a second later, so a checkpoint may
        be cut off; the one of before is whole, and mpirun ends with 1."""
        for number in (signal.SIGTERM, signal.SIGINT):
            run = self.begin(2, flags=())
            self.wait_until(self.checkpoints, run)
            end = self.end_by(run, number)
            self.assertEqual(end.code, 1, end)
            self.assertLessEqual(end.said.count("resume"), 1, end)
            self.resume(2)
            shutil.rmtree(self.path("kept"))

    def test_mpirun_can_be_given_more_time_to_end(self):
        """Which delays the SIGTERM to its ranks as well as the SIGKILL."""
        run = self.begin(2, flags=("--mca", "odls_base_sigkill_timeout", "4"))
        self.wait_until(self.checkpoints, run)
        self.assert_says_how_to_go_on(self.end_by(run, signal.SIGTERM), 2)
        self.resume(4)


if __name__ == "__main__":
    mpirun.main(__doc__)
