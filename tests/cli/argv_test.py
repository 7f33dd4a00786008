#!/usr/bin/env python3
"""Command lines of `hogvec` -> exit code, stream and message.

usage: argv_test.py HOGVEC
"""
import bz2
import gzip
import json
import lzma
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from programs import Table  # noqa: E402

NOT_FOUND, USAGE, MALFORMED, NO_INPUT, CANNOT_CREATE, IO = 1, 2, 65, 66, 73, 74


def write_files(table):
    words = ["w%d" % (i * i % 37 % 23) for i in range(4000)]
    table.write("c.txt", "\n".join(" ".join(words[i:i + 10]) for i in range(0, 4000, 10)) + "\n")
    table.write("empty.txt", "")
    table.write("blank.txt", " \n\t\n\n")
    table.write("rare.txt", "a b c d\n")
    table.write("one.txt", "a a a a a a a\n")
    table.write("-dash.txt", "a b a b a b a b a b\n")
    table.write("v.txt", "3 2\nparis 3 4\nrome 0 1\nnowhere 0 0\n")
    table.write("bad.txt", "3 2\nparis 3 4\nrome 0 1\n")
    table.write("odd.txt", "3 2\nparis nan 4\nparis 0 1\nrome 0 0\n")
    os.mkdir(os.path.join(table.folder, "folder"))


def lists_of_words(table):
    """Each is trimmed, says how many of its words are unknown, and is refused if all are or it has
    none."""
    table.write("some", "w1 \n\n\tw2\nzebra\n")
    table.write("none", "zebra\n")
    table.write("some vectors", "rome \nzebra\n")
    table.write("pairs", "zebra giraffe 1\nzebra lion 2\n")
    train = ["train", "c.txt", "-o", "l.txt", "--dim", "2", "--epochs", "1", "-q", "--report", "r.html"]
    watch = [*train, "--report-words"]
    table.row([*watch, "@some"], 0, 0, 1, r"warning: --report-words: 1 of its words are not in")
    table.row([*watch, "w1, w2"], 0, 0, 0)
    for words in ("@none", "zebra"):
        table.row([*watch, words], NOT_FOUND, 0, 1, r"--report-words: the vocabulary has none of its words")
    table.row([*watch, "@blank.txt"], MALFORMED, 0, 1, r"blank\.txt: .*found no words")
    table.row([*train, "--report-pairs", "pairs"], 0, 0, 1, r"warning: .*pairs: no result: ")
    for command in ("vocab c.txt -o l.words", "train c.txt -o l.txt --dim 2 --epochs 1"):
        table.row(f"{command} --stopwords some", 0, 0, None, r"1 stop words of the list that the text")
        table.row(f"{command} --stopwords none", NOT_FOUND, 0, None, r"none: the text has none of its words")
        table.row(f"{command} --stopwords blank.txt", MALFORMED, 0, 1, r"blank\.txt: .*found no words")
    export = ["export", "v.txt", "-o", "l.txt", "--words"]
    table.row([*export, "some vectors"], 0, 0, 2, r"some vectors: warning: 1 of its words have no vector")
    table.row([*export, "none"], NOT_FOUND, 0, 1, r"none: there is a vector for none of its words")
    table.row([*export, "blank.txt"], MALFORMED, 0, 1, r"blank\.txt: .*found no words")


def lenient_reading(table):
    """Every command that reads vectors advises --lenient where it helps, and has it."""
    table.write("twice.vec", "3 2\nw1 1 2\nw1 3 4\nw2 1 1\n")
    table.write("wordless.vec", "2 2\n 1 2\nw1 3 4\n")
    table.write("more.vec", "1 2\nw1 1 2\nw2 3 4\n")
    table.write("broken pairs", "w1 w2 1\nw1 w3 2\nw1\n")
    train = ["train", "c.txt", "-o", "l.txt", "--dim", "2", "--epochs", "1", "-q"]
    for line in (["export", "-o", "l.txt"], [*train, "--init-vectors"], ["inspect"]):
        for name in ("twice.vec", "wordless.vec", "more.vec"):
            if line == ["inspect"] and name == "twice.vec":
                continue  # which is a finding there
            table.row([*line, name], MALFORMED, 0, 1, rf"{re.escape(name)}:[23]: .*; --lenient ")
            table.row([*line, name, "--lenient"], 0, None, None, rf"{re.escape(name)}: warning: 1 rows ")
    report = [*train, "--report", "r.html", "--report-pairs", "broken pairs"]
    table.row(report, MALFORMED, 0, 1, r"broken pairs:3: .*; --lenient skips such lines")
    table.row([*report, "--lenient"], 0, 0, 1, r"broken pairs: warning: 1 lines that are no pair passed over")


def words_with_blanks(table):
    """What was read can be written to the same format again, or its words are left out if told."""
    glove = "the 0.3 0.1 0.2\n. . . 0.1 0.2 0.3\nat someone@example.org 0.5 0.5 0.1\ncat 0.1 0.9 0.1\n"
    table.write("g.txt", glove)
    table.row("export g.txt -o g.glove", 0, 0, 1)
    with open(os.path.join(table.folder, "g.glove"), encoding="utf-8") as file:
        table.expect(file.read() == glove, "GloVe's rows changed on the way")
    for output in ("g.bin", "g.vec"):
        table.row(f"export g.txt -o {output}", MALFORMED, 0, 1,
                  r"the word '\. \. \.' of row 2 can't be written as \w+: it holds .*; safetensors can store "
                  r"any word, and an export with --lenient leaves such rows out\n$")
        table.row(f"export g.txt -o {output} --lenient", 0, 0, 2,
                  rf"{output}: warning: 2 words that \w+ can't hold left out \(first: '\. \. \.'\)")
        table.row(f"inspect {output}", 0, None, 0, r"rows +2\n")
    table.write("none left.txt", ". . . 1 2\n")
    table.row(["export", "none left.txt", "-o", "g.bin", "--lenient"], MALFORMED, 0, 2, r"at least one row")
    table.write("apollo.txt", "3 3\nthe 0.3 0.1 0.2\nApollo 11 0.1 0.2 0.3\ncat 0.1 0.9 0.1\n")
    table.row("inspect apollo.txt", 0, None, 0, r"rows +3\ndimensions +3\n")


def top_level(table):
    table.row("", USAGE, 0, 1, r"no command given")
    for line in ("tran", "help tran", "--help tran", "trian c.txt -o v.bin"):
        table.row(line, USAGE, 0, 1, r"unknown command 'tr\w+'; did you mean 'hogvec train'\?")
    table.row("sing", USAGE, 0, 1, r"unknown command 'sing'; there are train, vocab, phrases, export, subwords, layout, inspect\n")
    listed = re.findall(r"^  (\w+) +\w", table.row("--help", 0, None, 0), re.M)
    table.expect(listed == ["hogvec", "train", "vocab", "phrases", "export", "subwords", "layout", "inspect"],
                 f"--help lists {listed}")
    table.row("nn v.txt paris", USAGE, 0, 1, r"unknown command 'nn'; did you mean 'hogvec-query nn'\?")
    table.row("analogies v.txt q.txt", USAGE, 0, 1, r"did you mean 'hogvec-eval analogies'\?")
    table.row("--verison", USAGE, 0, 1, r"did you mean 'hogvec --version'\?")
    table.row("version", USAGE, 0, 1, r"did you mean 'hogvec --version'\?")
    for line in ("--help", "-h", "help"):
        table.row(line, 0, None, 0, r"usage: hogvec COMMAND")
    text = table.row("--version", 0, 3, 0, r"hogvec \d+\.\d+\.\d+\ncompiler: .+\nkernels: ")
    # The build for the thread sanitizer has the one kernel without races.
    table.expect(re.search(r"kernels: (\w+ \(default\) .*plain atomic|atomic \(default\))\n", text),
                 "kernels: " + text)


def help_pages(table):
    for command in ("train", "vocab", "phrases", "export", "subwords", "layout", "inspect"):
        page = table.row(f"{command} --help", 0, None, 0, rf"usage: hogvec {command}")
        for line in (f"{command} -h", f"help {command}", f"--help {command}"):
            table.expect(table.row(line, 0, None, 0) == page, line + ": another page")
        for line in page.splitlines():
            table.expect(len(line) <= 80, f"{command} --help: over 80 columns: {line}")
        table.expect(len(re.findall(rf"^  hogvec {command} ", page, re.M)) == 2,
                     f"{command} --help: two examples come first")
        for name in re.findall(r"^ +--([a-z0-9-]+) HOW", page, re.M):
            refusal = table.row(f"{command} x -o y --{name}=?", USAGE, 0, 1, rf"--{name} takes '")
            entry = re.search(rf"^ +--{name} HOW\b(.*?)(?=^ +-|^$)", page, re.M | re.S)[1]
            for value in re.findall(r"'([^']+)'", refusal)[:-1]:
                table.expect(value in entry, f"{command} --help: --{name} says nothing of {value}")
    page = table.row("train --help", 0, None, 0)
    for name, default in {
            "dim": "100", "window": "5", "negative": "5", "sample": "0.001", "epochs": "5",
            "model": "skipgram", "cbow-update": "corrected", "ns-exponent": "0.75", "seed": "1",
            "negatives-shared": "two-windows",
            "min-count": "5"}.items():
        table.expect(re.search(rf"--{name} [^-]*(?:-[a-z][^-]*)*?\[{re.escape(default)}\]", " ".join(page.split())),
                     f"train --help: --{name} without its default")
    table.expect(re.search(r"--alpha .*\[0\.05; [\d.]+ for cbow\]", " ".join(page.split())), "train --help: --alpha")
    for name in ("threads", "deterministic", "max-vocab", "save-vocab", "read-vocab",
                 "token-memory", "tmp-dir", "kernel", "format", "summary", "quiet", "output"):
        table.expect(f"--{name}" in page, f"train --help: no --{name}")


def options(table):
    ok = "train c.txt -o o.bin "
    for name in ("dim", "window", "negative", "epochs", "threads", "seed", "min-count",
                 "max-vocab"):
        for value in ("5x", "-3", "1.5", "1e3", "99999999999999999999"):
            table.row(f"{ok}--{name} {value}", USAGE, 0, 1,
                      rf"^hogvec train: --{name} takes a whole number, not '{re.escape(value)}'\n$")
        table.row([*ok.split(), f"--{name}", ""], USAGE, 0, 1, rf"--{name} takes .*, not ''")
    for name in ("sample", "alpha", "ns-exponent"):
        for value in ("x", "1e400", "1,5", "0.1x"):
            table.row(f"{ok}--{name} {value}", USAGE, 0, 1,
                      rf"^hogvec train: --{name} takes a number, not '{re.escape(value)}'\n$")
        table.row(f"{ok}--{name} nan", USAGE, 0, 1, rf"--{name} must be .*, not 'nan'")
    for name in ("dim", "window", "negative", "epochs", "alpha"):
        table.row(f"{ok}--{name} 0", USAGE, 0, 1, rf"^hogvec train: --{name} must be .*, not '0'")
    for name in ("token-memory", "block-size"):
        table.row(f"{ok}--{name} 5Q", USAGE, 0, 1, rf"--{name} takes a size .*, not '5Q'")
        table.row(f"{ok}--{name} 0", USAGE, 0, 1, rf"--{name} takes a size .*, not '0'")
    table.row(f"{ok}--validation 0", USAGE, 0, 1, r"--validation takes a number above 0 or the name")
    table.row("export v.txt -o x.bin --top 0", USAGE, 0, 1, r"--top takes a whole number above 0")
    for name, value in {"negatives-shared": "maybe", "format": "json", "kernel": "warp"}.items():
        table.row(f"{ok}--{name} {value}", USAGE, 0, 1, rf"--{name} takes .*, not '{value}'")
    for name in ("dim", "sample", "seed", "token-memory", "save-vocab", "read-vocab", "tmp-dir",
                 "kernel", "format", "summary", "negatives-shared"):
        table.row(f"{ok}--{name}", USAGE, 0, 1, rf"^hogvec train: --{name} needs a value")
        table.row(f"{ok}--{name}=", USAGE, 0, 1, rf"^hogvec train: --{name} needs a value")
        table.row(f"{ok}--{name} --quiet", USAGE, 0, 1,
                  rf"--{name} needs a value, found the option '--quiet'")
    table.row(f"{ok}--dim 5 -size 5", USAGE, 0, 1, r"--dim is given twice")
    table.row(f"{ok}-q --quiet", USAGE, 0, 1, r"--quiet is given twice")
    table.row(f"{ok}--deterministic=1", USAGE, 0, 1, r"--deterministic is a switch")
    table.row(f"{ok}--dimm 5", USAGE, 0, 1,
              r"^hogvec train: unknown option '--dimm'; did you mean '--dim'\?\n$")
    table.row(f"{ok}--dimm=5", USAGE, 0, 1, r"unknown option '--dimm'; did you mean '--dim'\?")
    table.row(f"{ok}--thr 5", USAGE, 0, 1, r"unknown option '--thr'")
    table.row(f"{ok}-x", USAGE, 0, 1, r"unknown option '-x'")
    for line, complaint in {"--subwords=maybe": "--subwords takes 'trained', 'fit' or 'none'",
                            "--subwords --minn 7": "--minn is 7, more than --maxn, which is 6",
                            "--subwords --maxn 300": "--maxn must be from 1 to 255, not 300",
                            "--subwords --maxn 0": "--maxn must be from 1 to 255, not 0",
                            "--subwords --buckets 0": "--buckets must be from 1 to 2147483648",
                            "--buckets 3000000000": "--buckets must be from 1 to 2147483648",
                            "--minn 3.5": "--minn takes a whole number"}.items():
        table.row(ok + line, USAGE, 0, 1, complaint)
    for line in ("-hs 1", "-loss hs", "-classes 9", "-wordNgrams 2"):
        name, value = line.lstrip("-").split()
        table.row(ok + line, USAGE, 0, 1, rf"hogvec trains .* only.*; leave out --{name} {value}")
    table.expect(not os.path.exists(os.path.join(table.folder, "o.bin")), "o.bin was written")


def inputs_and_outputs(table):
    table.row("train", USAGE, 0, 1, r"no corpus given")
    table.row("train -o o.bin", USAGE, 0, 1, r"no corpus given")
    table.row("train c.txt", USAGE, 0, 1, r"no output given")
    table.row("train c.txt -o o.foo", USAGE, 0, 1, r"\.bin or \.txt, or give --format")
    table.row("train absent.txt -o o.bin", NO_INPUT, 0, 1, r"^hogvec: absent\.txt: ")
    table.row("train c.txt absent.txt -o o.bin", NO_INPUT, 0, 1, r"^hogvec: absent\.txt: ")
    table.row("train folder -o o.bin", NO_INPUT, 0, 1, r"folder: contains no files")
    table.row("train c.txt -o o.bin --read-vocab absent", NO_INPUT, 0, 1, r"absent: ")
    table.row("train c.txt -o folder", CANNOT_CREATE, 0, 1, r"folder: is a directory")
    table.row("train c.txt -o o.floret", USAGE, 0, 1, r"n-grams, which this run does not train")
    table.row("train c.txt -o folder --format text", CANNOT_CREATE, 0, 1, r"folder: ")
    for option in ("-o absent/o.bin", "-o o.bin --summary absent/s",
                   "-o o.bin --save-vocab absent/s", "-o o.bin --tmp-dir absent"):
        table.row(f"train c.txt {option}", CANNOT_CREATE, 0, 1, r"absent")
    table.row("train c.txt -o c.txt", USAGE, 0, 1, r"it is an input")
    table.row("train c.txt -o ./c.txt", USAGE, 0, 1, r"it is an input")
    table.row("train c.txt -o o.bin --save-vocab c.txt", USAGE, 0, 1, r"it is an input")
    table.row("train c.txt -o o.bin --summary ./o.bin", USAGE, 0, 1, r"two outputs go to")
    table.row("train empty.txt -o o.bin", MALFORMED, 0, 1, r"empty\.txt: has no words")
    table.row("train blank.txt -o o.bin", MALFORMED, 0, 1, r"blank\.txt: has no words")
    table.row("train rare.txt -o o.bin", MALFORMED, 0, 1, r"no word occurs 5 times")
    table.row("train one.txt -o o.bin", MALFORMED, 0, 1, r"one word only")
    table.expect(not os.path.exists(os.path.join(table.folder, "o.bin")), "o.bin was written")


def training(table):
    measures = (r"^words +\d+ kept, 0 dropped\ntokens +4,000 kept, 0 dropped\n"
                r"model +skip-gram, learning rate 0\.05\n"
                r"trained +4,000 tokens x 5 epochs on 1 thread \(\w+\)\nspeed .* words/s\n"
                r"loss .*\nseconds .*reading.*training.*writing.*\nmemory .*\nvectors .*o\.bin\n$")
    table.row("train c.txt -o o.bin --threads 1 --summary s.json --save-vocab words", 0, 0, 9,
              measures)
    with open(os.path.join(table.folder, "s.json"), encoding="utf-8") as file:
        summary = json.load(file)
    for key in ("tokens", "words", "words_per_second", "seconds", "peak_rss_bytes", "loss",
                "options", "version", "kernel"):
        table.expect(key in summary, f"summary: no {key}")
    table.expect(summary["tokens"] == 4000, f"summary: {summary['tokens']} tokens")
    table.expect(summary["options"]["dim"] == 100, "summary: dim")
    table.row("train c.txt -o o.bin -q", 0, 0, 0)
    table.row("train c.txt -o o.bin -q --read-vocab words", 0, 0, 0)
    table.row("train -q -o dash.bin --sample 0 -- -dash.txt", 0, 0, 0)
    table.row("train -train c.txt -output w2v -size 20 -window 5 -sample 1e-4 -negative 5 -hs 0 "
              "-binary 1 -cbow 0 -iter 3 -threads 1 -min-count 5 -alpha 0.025 -save-vocab words "
              "-debug 2", 0, 0, 9, r"x 20: w2v")
    table.row("inspect w2v", 0, 7, 0, r"format +binary")
    table.row("train -train c.txt -output w2v.bin -binary 0 -q", 0, 0, 0)
    table.row("inspect w2v.bin", 0, 7, 0, r"format +text")
    for name in ("deterministic", "negatives-shared none", "negatives-shared window", "kernel atomic", "token-memory 1"):
        table.row(f"train c.txt -q -o o.bin --{name}", 0, 0, 0)
    table.row("train c.txt -q -o /dev/full --format text", IO, 0, 1, r"/dev/full: ")


def models(table):
    """CBOW by its own name and by others', and what makes no sense."""
    ok = "train c.txt -o m.txt --epochs 1 --dim 4 "
    for line in ("--model cbow", "-cbow 1", "--sg 0", "--model cbow --sg 0", "-cbow 1 --cbow_mean 1",
                 "-cbow 1 --subwords", "-cbow 1 --subwords fit", "-cbow 1 --negatives-shared none"):
        table.row(ok + line, 0, 0, None, r"\nmodel +CBOW, learning rate [\d.]+\n(.*\n)*loss +[\d.]+ per window ")
    for line in ("", "--model skipgram", "-cbow 0", "--sg 1", "--cbow-update corrected --cbow_mean 1"):
        table.row(ok + line, 0, 0, None, r"\nmodel +skip-gram, learning rate 0\.05\n(.*\n)*loss +[\d.]+ per pair ")
    table.row(ok + "-cbow 1 --cbow-update word2vec", 0, 0, None, r"\nmodel +CBOW, updated as in word2vec, ")
    table.row(ok + "-cbow 1 --cbow-mean 0", 0, 0, None, r"\nmodel +CBOW of sums, ")
    table.row("train -train c.txt -output vectors.bin -cbow 1 -size 200 -window 8 -negative 25 -hs 0 -sample 1e-4 "
              "-threads 20 -binary 1 -iter 15", 0, 0, 9, r"\nmodel +CBOW, (.*\n)*vectors .* x 200: vectors\.bin\n$")
    for line, complaint in {
            "--cbow-update word2vec": "--cbow-update is for CBOW, and the model is a skip-gram; leave it out, or set "
                                      "--model to cbow",
            "--cbow-mean 0": "--cbow-mean is for CBOW", "--sg 1 --cbow_mean 0": "--cbow-mean is for CBOW",
            "-cbow 1 --sg 1": "but another option is for", "--model skipgram -cbow 1": "--model skipgram contradicts",
            "--model cbow --sg 1": "--model cbow contradicts", "-cbow 2": r"--cbow takes 0 \(skip-gram\) or 1 \(CBOW\)",
            "--sg yes": r"--sg takes 1 \(skip-gram\) or 0 \(CBOW\), not 'yes'",
            "--model x": "--model takes 'skipgram' or 'cbow', not 'x'", "--model": "--model needs a value: 'skipgram' or",
            "--cbow-update x": "--cbow-update takes 'corrected' or 'word2vec', not 'x'"}.items():
        table.row("train c.txt -o refused.txt " + line, USAGE, 0, 1, complaint)
        table.row("train c.txt -o refused.txt --dry-run " + line, USAGE, 0, 1, complaint)
    table.expect(not os.path.exists(os.path.join(table.folder, "refused.txt")), "refused.txt was written")


def going_on_as_a_model(table):
    """A model goes on as what it is unless told otherwise, and so does a checkpoint, always."""
    for model in ("cbow", "skipgram"):
        table.row(f"train c.txt -o {model}.safetensors --model {model} --dim 4 --epochs 1 -q", 0, 0, 0)
    go_on = "train c.txt -o on.safetensors --epochs 1 --append-vocab "
    table.row(go_on + "cbow.safetensors", 0, 0, None, r"start .*, with its --model cbow.*\nmodel +CBOW, ")
    table.row("inspect on.safetensors", 0, None, 0, r"--model +cbow\n")
    page = table.row("inspect skipgram.safetensors", 0, None, 0)
    table.expect("cbow" not in page and "--model" not in page, f"a skip-gram says: {page}")
    table.row(go_on + "skipgram.safetensors", 0, 0, None, r"\nmodel +skip-gram, ")
    table.row(go_on + "cbow.safetensors --model skipgram", 0, 0, None,
              r"; --model skipgram instead of its --model cbow\nmodel +skip-gram, learning rate 0\.05\n")
    table.row(go_on + "skipgram.safetensors -cbow 1", 0, 0, None,
              r"; --model cbow instead of its --model skipgram\nmodel +CBOW, learning rate")
    table.row(go_on + "cbow.safetensors --cbow-update word2vec", 0, 0, None, r"\nmodel +CBOW, updated as in word2vec, ")
    table.row(go_on + "skipgram.safetensors --cbow-update word2vec", USAGE, 0, 1, r"--cbow-update is for CBOW")
    # A run that can't write its vectors leaves its checkpoints.
    for model, other in (("cbow", "skipgram"), ("skipgram", "cbow")):
        extra = "--cbow-update word2vec" if model == "cbow" else ""
        kept = f"train c.txt -o /dev/full --format text --dim 4 --epochs 1 --checkpoint kept-{model} --model {model}"
        table.row(f"{kept} {extra} -q", IO, 0, 1, r"/dev/full: ")
        go_on = f"train --resume kept-{model} -o on.txt "
        for line in (f"--model {other}", f"--sg {int(model == 'cbow')}"):
            table.row(go_on + line, USAGE, 0, 1,
                      rf"kept-{model}: created with --model {model}; cannot resume with --model {other}\n$")
        page = table.row(go_on + "--print-config", 0, None, 0, rf"\nmodel = {model}\n")
        table.expect("\nalpha = " in page, f"no rate in {page}")
        named = {"cbow": "CBOW, updated as in word2vec", "skipgram": "skip-gram"}[model]
        table.row(go_on + "--quiet=false", 0, 0, None, rf"\nmodel +{named}, learning rate ")


def windows_and_rates(table):
    ok = "train c.txt -q --threads 1 --deterministic -o "
    for line, same in (("--shrink-windows true", True), ("--shrink_windows 1", True),
                       ("--shrink_windows 0", False), ("--min_alpha 0.01", False)):
        table.row(ok + "plain.bin", 0, 0, 0)
        table.row(f"{ok}other.bin {line}", 0, 0, 0)
        with open(os.path.join(table.folder, "plain.bin"), "rb") as one, \
                open(os.path.join(table.folder, "other.bin"), "rb") as other:
            table.expect((one.read() == other.read()) == same, f"{line}: the same vectors: {not same}")
    table.row(ok + "m.safetensors --shrink_windows 0 --min_alpha 0.001", 0, 0, 0)
    table.row("inspect m.safetensors", 0, None, 0, r"--min-alpha +0.001\n(.*\n)*--shrink-windows +false\n")
    table.row("inspect m.safetensors", 0, None, 0, r"--shrink-windows +false\n")
    table.row(ok + "o.bin --min-alpha 1", USAGE, 0, 1, r"--min-alpha 1 is above alpha 0.05")
    table.row(ok + "o.bin --min-alpha 1 --alpha 2 --dry-run", 0, None, 0)
    table.row(ok + "o.bin --shrink_windows no", USAGE, 0, 1, r"--shrink-windows takes 'true' or 'false'")
    table.row(ok + "o.bin --log-json j --min-alpha 0.04", 0, 0, 0)
    with open(os.path.join(table.folder, "j"), encoding="utf-8") as log:
        rates = [event["alpha"] for event in map(json.loads, log) if event["event"] == "training"]
    table.expect(abs(rates[-1] - 0.04) < 1e-9, f"--min-alpha 0.04: the last rates are {rates[-3:]}")


def given_options(table):
    """What was given counts, also where it says what would have been so without."""
    ok = "train c.txt -o o.bin -q "
    table.row(f"{ok}--init-vectors v.txt", 0, 0, 0)
    table.row("inspect o.bin", 0, 7, 0, r"dimensions +2\n")
    for dim in ("99", "100"):
        table.row(f"{ok}--init-vectors v.txt --dim {dim}", USAGE, 0, 1,
                  rf"^hogvec: v\.txt: has vectors of dimension 2, and --dim is {dim}; leave out --dim")
    table.row(f"{ok}--init-vectors v.txt --dim 100 --dry-run", USAGE, 0, 1, r"v\.txt: has vectors")
    table.row(f"{ok}--checkpoint-every 10m", USAGE, 0, 1, r"requires --checkpoint DIR")
    table.write("rare words", "w1 9\nw2 2\nw3 1\n")
    table.row(["train", "c.txt", "-o", "w.txt", "-q", "--read-vocab", "rare words"], 0, 0, 0)
    table.row("inspect w.txt", 0, 7, 0, r"rows +3\n")
    table.row(["train", "c.txt", "-o", "w.txt", "-q", "--min-count", "2", "--sample", "0",
               "--read-vocab", "rare words"], 0, 0, 0)
    table.row("inspect w.txt", 0, 7, 0, r"rows +2\n")
    for asked in ("--init-vectors v.txt", "--checkpoint kept"):
        table.write("run.ini", table.row(f"train c.txt -o o.bin -q --print-config {asked}", 0, None, 0))
        table.row("train --config run.ini", 0, 0, 0)
    table.write("run.ini", "lowercase = true\n")
    table.row("train c.txt -o o.bin --config run.ini --print-config", 0, None, 0, r"\nlowercase = true\n")
    page = table.row("train c.txt -o o.bin --config run.ini --lowercase=false --print-config", 0, None, 0)
    table.expect("lowercase" not in page, "--lowercase=false does not win over a file: " + page)


def needs(table, go_on):
    """--dry-run counts the words that a run would have, wherever they come from."""
    words = [f"w{number}" for number in range(5000)]
    table.write("listed", "".join(f"{word} 1000000\n" for word in ["The"] + words))
    table.row("train large.txt --read-vocab listed --dim 1000 -o n.bin --dry-run", 0, None, 0,
              r"of them 41 MB for the tables\n")
    table.write("many.txt", " ".join(words) + "\n")
    table.row("train many.txt -o many.safetensors --dim 1000 --min-count 1 -q", 0, 0, 0)
    table.row("train large.txt --append-vocab many.safetensors -o n.bin --dry-run", 0, None, 0,
              r"of them 41 MB for the tables\n")


def going_on(table):
    """A model's options hold for a run that goes on with it, but for those that are given."""
    table.write("small.txt", "the king eats of bread\n" * 50)
    table.write("large.txt", "The King eats of Bread\n" * 50)
    table.write("stop", "of\n")
    table.row("train small.txt -o m.safetensors --lowercase --dim 4 --window 2 --stopwords stop "
              "--sample 0 -q", 0, 0, 0)
    go_on = "train large.txt --append-vocab m.safetensors "
    table.row(go_on + "-o n.safetensors", 0, 0, None,
              r"\nstart +4 of 4 words from m.safetensors, with its --window 2 --sample 0 "
              r"--lowercase --stopwords stop\n")
    for line in ("--lowercase +true", "--window +2", "--stopwords +stop", "--dim +4", "rows +4"):
        table.row("inspect n.safetensors", 0, None, 0, line)
    table.row(go_on + "-o n.txt --lowercase=false --window 5 --sample 0", 0, 0, None,
              r"with its --stopwords stop; --window 5 instead of its --window 2, --lowercase=false "
              r"instead of its --lowercase\n")
    table.row("inspect n.txt", 0, None, 0, r"rows +7\n")
    page = table.row(go_on + "-o n.txt --print-config", 0, None, 0, r"\nwindow = 2\n")
    table.expect("dim = 4\n" in page and "lowercase = true\n" in page, "--print-config: " + page)
    needs(table, go_on)
    table.row(go_on + "-o n.txt --dim 100", USAGE, 0, 1, r"has vectors of dimension 4, and --dim is 100")
    os.remove(os.path.join(table.folder, "stop"))
    table.row(go_on + "-o n.txt -q", NO_INPUT, 0, 1, r"--stopwords stop, which can't be used here")
    table.row(go_on + "-o n.txt -q --stopwords /dev/null", 0, 0, 0)


def other_commands(table):
    table.row("vocab c.txt -o words", 0, 0, 2, r"words .* kept")
    table.row("vocab -train c.txt -o words -minCount 3 --thread 1 -q", 0, 0, 0)
    table.row("vocab c.txt", USAGE, 0, 1, r"no output given")
    table.row("vocab -o words", USAGE, 0, 1, r"no corpus given")
    table.row("vocab absent.txt -o words", NO_INPUT, 0, 1, r"absent\.txt")
    table.row("vocab empty.txt -o words", MALFORMED, 0, 1, r"has no words")
    table.row("vocab c.txt -o c.txt", USAGE, 0, 1, r"it is an input")
    table.row("vocab c.txt -o words --dim 5", USAGE, 0, 1, r"unknown option '--dim'")
    table.row("export v.txt -o x.bin", 0, 0, 1, r"3 x 2: x\.bin")
    table.row("export x.bin -o x.txt --top 2 --normalize", 0, 0, 1, r"2 x 2: x\.txt")
    with open(os.path.join(table.folder, "x.txt"), encoding="utf-8") as file:
        text = file.read()
    table.expect(text == "2 2\nparis 0.6 0.8\nrome 0 1\n", "export --normalize wrote " + text)
    table.row("export v.txt", USAGE, 0, 1, r"no output given")
    table.row("export -o x.bin", USAGE, 0, 1, r"expected one file of vectors")
    table.row("export v.txt v.txt -o x.bin", USAGE, 0, 1, r"expected one file of vectors")
    table.row("export v.txt -o x.foo", USAGE, 0, 1, r"can't tell the format")
    table.row("export v.txt -o v.txt", USAGE, 0, 1, r"it is an input")
    table.row("export v.txt -o x.bin --top many", USAGE, 0, 1, r"--top takes a whole number")
    table.row("export bad.txt -o x.bin", MALFORMED, 0, 1, r"bad\.txt")
    table.row("export absent -o x.bin", NO_INPUT, 0, 1, r"absent")
    table.row("train c.txt -q --epochs 1000000 --dim 1 -o o.glove", USAGE, 0, 1,
              r"o\.glove: the format glove needs vectors of 2 or more values")
    table.write("large.txt", "2 2\nbig 1e6 2\nsmall 3e38 2\n")
    table.row("export large.txt -o h.npy --dtype float16", MALFORMED, 0, 1,
              r"h\.npy: the word 'big' has the value 1000000, which float16 can't hold")
    table.row("export large.txt -o h.safetensors --dtype bfloat16", 0, 0, 1)
    table.expect(not os.path.exists(os.path.join(table.folder, "h.npy")), "h.npy was written")
    table.write("v.sql", "precious")
    for line in ("export v.txt -o v.pgcopy", "train c.txt -q --epochs 1000000 -o v.pgcopy"):
        table.row(line, CANNOT_CREATE, 0, 1, r"v\.sql: holds what hogvec did not write.* give --overwrite")
    table.row("export v.txt -o v.pgcopy --overwrite", 0, 0, 1, r"v\.pgcopy")
    table.row("export v.txt -o v.pgcopy --top 1", 0, 0, 1, r"v\.pgcopy")
    table.row("export v.txt -o - --format glove", 0, 3, 1, r"^paris 3 4\nrome 0 1\nnowhere 0 0\nvectors ")
    table.row("export v.txt -o - --format npy", USAGE, 0, 1, r"several files, which standard output can't")
    table.row("vocab c.txt -o - -q", 0, 14, 0, r"^w\d+ \d+\n")
    table.row("phrases one.txt -o - -q", 0, 1, 0, r"^a a a a a a a\n")
    table.row("phrases - -o - -q --threshold 0.1", 0, 1, 0, r"^x_y x_y x_y x_y x_y x_y\n$", input=b"x y " * 6 + b"\n")
    table.row("phrases c.txt -o p.txt --score npmi", USAGE, 0, 1, r"must be below 1 with --score npmi")
    table.row("phrases absent -o p.txt", NO_INPUT, 0, 1, r"absent")
    table.write("alone.txt", "york\n")
    table.write("bank.txt", "the bank of england\nwe saw the bank of england\n" * 9)
    table.row("phrases bank.txt -o p.txt --threshold 1 --connectors english --save-phrases list",
              0, 0, 2, r"different, joined 27 times: p\.txt")
    table.row("phrases - -o - --apply list -q", 0, 1, 0, r"^a bank_of_england of we_saw\n$",
              input=b"a bank of england of we saw\n")
    table.row("phrases bank.txt --save-phrases - -q --threshold 3 --connectors english", 0, 2, 0,
              r"^we saw\t[\d.]+\t9\nbank of england\t")
    for option in ("--threshold 2", "--min-count 5", "--connectors english", "--save-phrases l"):
        table.row(f"phrases bank.txt -o q.txt --apply list {option}", USAGE, 0, 1,
                  rf"{option.split()[0]} can't be used with --apply")
    table.row("phrases bank.txt", USAGE, 0, 1, r"no output given")
    table.row("phrases bank.txt -o q.txt --apply absent", NO_INPUT, 0, 1, r"absent")
    table.row("phrases bank.txt -o q.txt --apply alone.txt", MALFORMED, 0, 1, r"alone.txt:1: expected a phrase")
    table.row("phrases bank.txt -o q.txt --connectors absent", NO_INPUT, 0, 1, r"absent")
    table.row("phrases bank.txt -o q.txt --connectors blank.txt", MALFORMED, 0, 1, r"expected words")
    table.row("phrases bank.txt -o list --apply list", USAGE, 0, 1, r"it is an input")
    table.row("phrases bank.txt -o q.txt --save-phrases ./q.txt", USAGE, 0, 1, r"two outputs go to")
    table.expect(not os.path.exists(os.path.join(table.folder, "-")), "a file called - was written")
    table.row("inspect v.txt", 0, 7, 0, r"rows +3\ndimensions +2\n")
    table.row("inspect odd.txt", 0, 7, 0, r"first: 'paris'")
    report = json.loads(table.row("inspect odd.txt --json", 0, 1, 0))
    table.expect(report["v"] == 1 and report["rows"] == 3 and report["first_duplicate"] == "paris",
                 f"inspect --json: {report}")
    table.row("inspect", USAGE, 0, 1, r"expected one file of vectors")
    table.row("inspect absent", NO_INPUT, 0, 1, r"absent")
    table.row("inspect empty.txt", MALFORMED, 0, 1, r"empty\.txt")
    table.row("inspect v.txt --jsn", USAGE, 0, 1, r"did you mean '--json'\?")


UNPACK = {".gz": gzip.decompress, ".bz2": bz2.decompress, ".xz": lzma.decompress}


def compressed_outputs(table):
    """Whatever writes text honours a suffix; what is written otherwise is refused."""
    def unpacked(name):
        with open(os.path.join(table.folder, name), "rb") as file:
            return UNPACK[os.path.splitext(name)[1]](file.read())

    def plain(name):
        with open(os.path.join(table.folder, name), "rb") as file:
            return file.read()

    train = "train c.txt -q -o t.txt --threads 1 "
    table.row(train + "--save-vocab plain", 0, 0, 0)
    table.row("phrases bank.txt -q -o p.txt --threshold 1 --save-phrases list", 0, 0, 0)
    for end in UNPACK:
        table.row(f"vocab c.txt -q -o o{end}", 0, 0, 0)
        table.expect(unpacked(f"o{end}") == plain("plain"), f"vocab -o o{end}")
        table.row(f"{train} --save-vocab o{end} --summary s{end} --report r{end}", 0, 0, 0)
        table.expect(unpacked(f"o{end}") == plain("plain"), f"train --save-vocab o{end}")
        table.expect("words" in json.loads(unpacked(f"s{end}")), f"train --summary s{end}")
        table.expect(unpacked(f"r{end}").startswith(b"<!DOCTYPE html>"), f"train --report r{end}")
        table.row(f"phrases bank.txt -q -o o{end} --threshold 1 --save-phrases l{end}", 0, 0, 0)
        table.expect(unpacked(f"o{end}") == plain("p.txt"), f"phrases -o o{end}")
        table.expect(unpacked(f"l{end}") == plain("list"), f"phrases --save-phrases l{end}")
        table.row(f"phrases bank.txt -q -o o{end} --apply l{end}", 0, 0, 0)
        table.expect(unpacked(f"o{end}") == plain("p.txt"), f"phrases --apply l{end}")
        table.row(f"export t.txt -o t.txt{end}", 0, 0, 1)
        table.expect(unpacked(f"t.txt{end}") == plain("t.txt"), f"export -o t.txt{end}")
        table.row(f"{train} --log-json j{end}", USAGE, 0, 1, rf"'j\{end}' is not written by \w+; leave out")
        table.row(f"export t.txt -o t.safetensors{end}", USAGE, 0, 1, r"is not written compressed")


def streams(table):
    with open("/dev/full", "wb") as full:
        for line in ("--help", "--version", "train --help", "inspect v.txt"):
            table.row(line, IO, 0, 1, r"standard output: can't be written: No space", stdout=full)
        # Nobody reads it: no reason to lose a training.
        table.row("train c.txt -o o.bin", 0, 0, 0, stderr=full)
        table.row("train absent -o o.bin", NO_INPUT, 0, 0, stderr=full)
    table.row("inspect v.txt", IO, 0, 1, r"standard output", preexec_fn=lambda: os.close(1))
    os.remove(os.path.join(table.folder, "o.bin"))
    table.row("train c.txt -o o.bin", 0, 0, 0, preexec_fn=lambda: [os.close(i) for i in range(3)])
    table.row("inspect o.bin", 0, 7, 0, r"format +binary")


def main():
    with tempfile.TemporaryDirectory() as folder:
        table = Table(os.path.abspath(sys.argv[1]), folder)
        write_files(table)
        for part in (top_level, help_pages, options, inputs_and_outputs, training,
                     models, going_on_as_a_model, windows_and_rates, given_options, going_on,
                     other_commands, lists_of_words,
                     lenient_reading, words_with_blanks, compressed_outputs, streams):
            part(table)
        return table.finish()


if __name__ == "__main__":
    sys.exit(main())
