#!/usr/bin/env python3
"""The options of `mpirun hogvec-mpi train`: each does what it does without mpirun, one rank alone
writes and shows, and what is only asked is answered once.

usage: hogvec_mpi_options_test.py MPIRUN HOGVEC_MPI HOGVEC [TEST...]
"""
import json
import os
import re

import mpirun
from mpirun import SMALL, ClusterTest, text_of

class Learning(ClusterTest):
    def summary(self, *arguments, ranks=2):
        self.train(ranks, "c.txt", "-o", "v.safetensors", "--summary", "s.json", *arguments)
        return self.json("s.json")

    def rows(self, name):
        """word -> its numbers, as text, of a file in any format."""
        self.hogvec("export", name, "-o", "rows.txt")
        lines = self.read("rows.txt").decode().splitlines()[1:]
        return dict(line.split(" ", 1) for line in lines)

    def test_a_share_is_held_out_of_which_each_rank_scores_its_part(self):
        alone = self.hogvec("train", "c.txt", "-o", "v.bin", *SMALL, "--validation", "0.2",
                            "--block-size", "16K", "--summary", "alone.json")
        held_out = self.json("alone.json")["held_out_tokens"]
        self.assertGreater(held_out, 0, alone)
        for ranks in (1, 2, 4):
            told = self.summary("--validation", "0.2", "--block-size", "16K", ranks=ranks)
            self.assertEqual(told["held_out_tokens"], held_out)
            self.assertEqual(told["validation"][0]["tokens"], held_out)
            self.assertEqual(len(told["validation"]), 5)

    def test_a_file_is_scored_as_without_mpirun(self):
        self.write("held.txt", text_of(10_000, seed=2))
        losses = []
        for ranks in (1, 2):
            told = self.summary("--validation", "held.txt", ranks=ranks)
            losses.append(told["validation"][-1]["loss"])
            self.assertLess(told["validation"][-1]["loss"], told["validation"][0]["loss"] + 0.05)
        self.assertAlmostEqual(losses[0], losses[1], delta=0.1)

    def test_patience_ends_all_ranks_after_the_same_epoch(self):
        # Words at random: there is nothing to learn but their frequencies.
        told = self.summary("--validation", "0.2", "--patience", "1", "--epochs", "30")
        self.assertLess(told["epochs"], 30)
        losses = [epoch["loss"] for epoch in told["validation"]]
        self.assertEqual(len(losses), told["epochs"])
        self.assertEqual(told["kept_epoch"], 1 + losses.index(min(losses)))

    def test_rows_of_a_file_are_started_from_and_stay_if_they_are_frozen(self):
        self.train(2, "c.txt", "-o", "first.bin")
        told = self.summary("--init-vectors", "first.bin", "--freeze-init")
        self.assertEqual(told["started_words"], told["words"])
        self.assertEqual(self.rows("v.safetensors"), self.rows("first.bin"))
        self.summary("--init-vectors", "first.bin")
        self.assertNotEqual(self.rows("v.safetensors"), self.rows("first.bin"))

    def test_a_model_is_trained_on_with_new_words(self):
        self.train(2, "c.txt", "-o", "model.safetensors")
        before = set(self.rows("model.safetensors"))
        self.write("more.txt", "novel " * 9 + "\n" + text_of(20_000, seed=4))
        self.train(2, "more.txt", "-o", "v.bin", "--append-vocab", "model.safetensors")
        after = set(self.rows("v.bin"))
        self.assertIn("novel", after)
        self.assertLess(before, after)

    def test_ngrams_are_trained_or_fitted_and_answer_for_unseen_words(self):
        for how in (["--subwords"], ["--subwords", "fit"]):
            told = self.summary(*how, "--buckets", "1000")
            self.assertGreater(told["subwords"]["rows"], 0, how)
            said = self.hogvec("inspect", "v.safetensors").out
            self.assertRegex(said, r"n-gram rows +\d+", how)
            sums = [self.sum_of("v.safetensors")]
            self.summary(*how, "--buckets", "1000")
            self.assertEqual(self.sum_of("v.safetensors"), sums[0], f"{how}: other bytes again")

    def test_cbow_is_trained_and_says_so(self):
        for more in ([], ["--subwords", "--buckets", "1000"], ["--cbow-update", "word2vec"]):
            told = self.summary("-cbow", "1", *more)
            self.assertEqual(told["options"]["model"], "cbow")
            self.assertLess(told["loss"], told["first_loss"], more)
            self.assertRegex(self.hogvec("inspect", "v.safetensors").out, r"--model +cbow\n")
        self.train(2, "c.txt", "-o", "on.safetensors", "--append-vocab", "v.safetensors")
        self.assertRegex(self.hogvec("inspect", "on.safetensors").out, r"--cbow-update +word2vec\n")

    def test_two_threads_per_rank_train_all_words_once(self):
        self.mpirun(2, "train", "c.txt", "-o", "v.bin", "--dim", "16", "--threads", "2",
                    "--summary", "s.json")
        told = self.json("s.json")
        self.assertEqual(told["threads"], 2)
        self.assertEqual(sum(rank["tokens"] for rank in told["ranks"]), 5 * told["tokens"])

    def test_ids_that_are_spilled_to_disk_make_no_difference(self):
        os.mkdir(self.path("tmp"))
        self.summary()
        rows = self.rows("v.safetensors")
        told = self.summary("--token-memory", "1", "--tmp-dir", "tmp")
        self.assertGreater(told["token_bytes_spilled"], 0)
        self.assertEqual(self.rows("v.safetensors"), rows)
        self.assertEqual(os.listdir(self.path("tmp")), [])


class Reports(ClusterTest):
    def test_tokens_of_the_ranks_add_up_in_the_summary(self):
        for ranks in (2, 4):
            self.train(ranks, "c.txt", "-o", "v.bin", "--summary", "s.json")
            told = self.json("s.json")
            self.assertEqual(len(told["ranks"]), ranks)
            self.assertEqual(sum(rank["tokens"] for rank in told["ranks"]), 5 * told["tokens"])
            self.assertEqual(len({rank["meetings"] for rank in told["ranks"]}), 1)
            self.assertEqual(len({rank["rows_merged"] for rank in told["ranks"]}), 1)
            self.assertGreater(min(rank["bytes_sent"] for rank in told["ranks"]), 0)

    def test_a_summary_of_one_rank_is_that_of_hogvec_train(self):
        self.hogvec("train", "c.txt", "-o", "v.bin", *SMALL, "--summary", "alone.json")
        self.train(1, "c.txt", "-o", "v.bin", "--summary", "s.json")
        told, alone = self.json("s.json"), self.json("alone.json")
        for summary in (told, alone):
            for key in ("seconds", "words_per_second", "peak_rss_bytes"):
                del summary[key]
            summary["options"]["summary"] = ""
        self.assertEqual(told, alone)

    def test_the_log_has_one_line_per_epoch_and_one_summary(self):
        self.train(2, "c.txt", "-o", "v.bin", "--log-json", "log")
        events = [json.loads(line) for line in self.read("log").splitlines()]
        epochs = [event["epoch"] for event in events if event["event"] == "epoch"]
        self.assertEqual(epochs, [1, 2, 3, 4, 5])
        summaries = [event for event in events if event["event"] == "summary"]
        self.assertEqual(summaries, events[-1:])
        self.assertEqual(len(summaries[0]["ranks"]), 2)

    def test_a_page_shows_the_loss_of_the_run(self):
        self.train(2, "c.txt", "-o", "v.bin", "--report", "page.html", "--validation", "0.1")
        page = self.read("page.html").decode()
        self.assertIn("</html>", page)
        self.assertIn("w1", page)

    def test_one_rank_alone_writes(self):
        """Each would write files of its own if it did."""
        ranks = []
        for rank in range(2):
            ranks.append(["train", "c.txt", "-o", f"{rank}.bin", *SMALL,
                          "--save-vocab", f"{rank}.vocab", "--summary", f"{rank}.json",
                          "--log-json", f"{rank}.log", "--report", f"{rank}.html",
                          "--checkpoint", f"{rank}.kept", "--checkpoint-every", "0s"])
        self.mpirun_each(*ranks)
        self.assertEqual(sorted(os.listdir(self.folder)),
                         ["0.bin", "0.html", "0.json", "0.log", "0.vocab", "c.txt"])


class Shown(ClusterTest):
    def test_progress_and_results_are_shown_once(self):
        run = self.train(4, "c.txt", "-o", "v.bin")
        self.assertEqual(run.out, "")
        for line in ("words ", "tokens ", "trained ", "vectors ", "ranks "):
            self.assertEqual(len(re.findall(f"^{line}", run.said, re.M)), 1, run)
        self.assertRegex(run.said, r"(?m)^ranks +4, ")

    def test_one_rank_does_not_mention_ranks(self):
        self.assertNotIn("rank", self.train(1, "c.txt", "-o", "v.bin").said)

    def test_quiet_says_nothing(self):
        run = self.train(2, "c.txt", "-o", "v.bin", "-q")
        self.assertEqual(run.out + run.err, "")

    def test_a_warning_is_said_once(self):
        run = self.train(2, "c.txt", "-o", "v.txt", "--subwords", "-q")
        self.assert_one_line(run, "^hogvec-mpi.*: warning: the format text keeps no n-gram vectors")

    def test_what_is_only_asked_is_answered_once(self):
        for arguments, opens in ((["--version"], "hogvec-mpi "), (["--help"], "hogvec-mpi: "),
                                 (["-h"], "hogvec-mpi: "), (["train", "--help"], "hogvec"),
                                 (["train", "c.txt", "-o", "v.bin", "--print-config"], "# hogvec"),
                                 (["train", "c.txt", "-o", "v.bin", "--dry-run"], "words ")):
            run = self.mpirun(2, *arguments)
            self.assertEqual(run.err, "", arguments)
            self.assertTrue(run.out.startswith(opens), run)
            first = run.out.splitlines()[0]
            self.assertEqual(run.out.count(first + "\n"), 1, run)
        self.assertEqual(os.listdir(self.folder), ["c.txt"], "asking has written something")

    def test_a_dry_run_says_what_each_rank_needs(self):
        alone = self.hogvec("train", "c.txt", "-o", "v.bin", "--dry-run").out
        run = self.mpirun(2, "train", "c.txt", "-o", "v.bin", "--dry-run")
        self.assertRegex(run.out, r"(?m)^memory +\d+ MB for each rank")
        self.assertEqual(run.out.splitlines()[:2], alone.splitlines()[:2])

    def test_options_that_are_printed_train_the_same_again(self):
        options = self.mpirun(4, "train", "c.txt", "-o", "v.bin", *SMALL, "--print-config").out
        self.write("run.conf", options)
        self.mpirun(4, "train", "--config", "run.conf", "-q")
        again = self.sum_of("v.bin")
        self.train(4, "c.txt", "-o", "v.bin", "-q")
        self.assertEqual(self.sum_of("v.bin"), again)

    def test_rates_for_more_replicas_are_higher_unless_given(self):
        def rate(ranks, *more):
            run = self.mpirun(ranks, "train", "c.txt", "-o", "v.bin", "--print-config", *more)
            return float(re.search(r"(?m)^alpha = (\S+)", run.out)[1])
        self.assertEqual(rate(1), 0.05)
        self.assertAlmostEqual(rate(4), 0.063, places=3)
        self.assertEqual(rate(4, "--alpha", "0.03"), 0.03)
        cbow = rate(1, "--model", "cbow")
        self.assertAlmostEqual(rate(4, "--model", "cbow"), cbow * 2 ** (1 / 3), places=6)
        self.assertEqual(rate(4, "--model", "cbow", "--alpha", "0.03"), 0.03)


if __name__ == "__main__":
    mpirun.main(__doc__)
