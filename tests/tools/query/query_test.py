#!/usr/bin/env python3
"""Command lines, batches and the prompt of `hogvec-query` -> exit code, stream and message.

usage: query_test.py HOGVEC_QUERY
"""
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "support"))
from programs import Table  # noqa: E402

NOT_FOUND, USAGE, MALFORMED, NO_INPUT, IO = 1, 2, 65, 66, 74


def write_files(table):
    table.write("v.txt", "4 3\nparis 1 0 0\nfrance 0.8 0.6 0\nrome 0 0 1\nitaly 0 0.6 0.8\n")
    table.write("odd.txt", b"3 2\npa\x1b[2Jris 1 0\n\xff\xfe 1 1\nrome 0 1\n")
    table.write("many.txt", "20000 2\n" + "".join(f"w{i} {i} 1\n" for i in range(20000)))
    table.write("junk.txt", "some text that is\nno vectors\n")


def command_lines(table):
    page = table.row("--help", 0, None, 0, r"usage: hogvec-query nn VECTORS")
    for line in page.splitlines():
        table.expect(len(line) <= 80, f"--help: over 80 columns: {line}")
    for part in ("-k, --count N", "[10]", "--json", "--threads N", '"v":1'):
        table.expect(part in page, f"--help: no {part}")
    table.row("-h", 0, None, 0)
    table.row("help", 0, None, 0, r"usage: hogvec-query")
    table.row("nn --help", 0, None, 0)
    table.row("--version", 0, 1, 0, r"^hogvec-query \d+\.\d+\.\d+\n$")
    for line in ("", "nn", "nn -k 5"):  # a file of that name is not asked for
        table.row(line, USAGE, 0, 1, r"expected a command and a file of vectors")
    table.row("v.txt nn paris", USAGE, 0, 1, r"the command comes first: nn v\.txt")
    table.row("nothing", NO_INPUT, 0, 1, r"^hogvec-query: nothing: ")
    table.row("nn v.txt paris --color red", USAGE, 0, 1, r"auto, always or never")
    table.row("near v.txt paris", USAGE, 0, 1, r"unknown command 'near'; there are nn, analogy, ")
    for line in ("index2 v.txt", "index2", "indx -o i v.txt"):
        table.row(line, USAGE, 0, 1, r"unknown command 'ind\w+'; did you mean 'hogvec-query index'\?")
    for line in ("train v.txt", "train", "train c.txt -o v.bin"):
        table.row(line, USAGE, 0, 1, r"unknown command 'train'; did you mean 'hogvec train'\?")
    table.row("nn v.txt paris --jsn", USAGE, 0, 1, r"did you mean '--json'\?")
    for name in ("-k", "--count", "--threads"):
        for value in ("x", "-1", "1.5", "5x"):
            table.row(f"nn v.txt paris {name} {value}", USAGE, 0, 1,
                      rf"--\w+ takes a whole number, not '{value}'")
        table.row(f"nn v.txt paris {name}", USAGE, 0, 1, r"--\w+ needs a value: a whole number")
    table.row("nn v.txt paris -k 0", USAGE, 0, 1, r"--count must be 1 or more, not '0'")
    table.row("nn v.txt paris -k 1 -k 2", USAGE, 0, 1, r"--count is given twice")
    table.row("nn absent paris", NO_INPUT, 0, 1, r"^hogvec-query: absent: ")
    table.row("nn . paris", NO_INPUT, 0, 1, r"directory")
    table.row("nn junk.txt paris", MALFORMED, 0, 1, r"junk\.txt:1: ")


def answers(table):
    table.row("nn v.txt paris", 0, 3, 0, r"^paris\tfrance\t0\.800000\nparis\trome\t0\.000000\n")
    table.row("nn v.txt paris rome -k 1", 0, 2, 0, r"^paris\tfrance\t.*\nrome\titaly\t0\.800000\n$")
    table.row("nn v.txt paris -k 1 --threads 3", 0, 1, 0)
    table.row("analogy v.txt paris france rome -k 1", 0, 1, 0, r"^paris\tfrance\trome\titaly\t0\.")
    table.row("similarity v.txt paris france", 0, 1, 0, r"^paris\tfrance\t0\.800000\n$")
    table.row("similarity v.txt paris", USAGE, 0, 1, r"similarity takes 2 words, not 1")
    table.row("analogy v.txt paris france", USAGE, 0, 1, r"analogy takes 3 words, not 2")
    table.row("nn v.txt pariss", NOT_FOUND, 0, 1, r"^hogvec-query: unknown word 'pariss'; .*paris\n$")
    text = table.row("nn v.txt paris zzz rome -k 1", NOT_FOUND, 2, 1, r"unknown word 'zzz'")
    table.expect("rome\titaly" in text, "the words behind an unknown one are answered")
    line = table.row("analogy v.txt paris france rome -k 1 --json", 0, 1, 0)
    answer = json.loads(line)
    table.expect(answer["v"] == 1 and answer["query"] == ["paris", "france", "rome"] and
                 answer["answers"][0]["word"] == "italy", f"--json: {line}")
    table.row("nn odd.txt rome", 0, 2, 0)
    table.row("nn odd.txt rome --json", 0, 1, 0)


def batches(table):
    table.row("nn v.txt", 0, 0, 0)
    table.row("nn v.txt -k 1", 0, 2, 0, r"^paris\tfrance.*\nrome\titaly", input=b"paris\n\n rome")
    table.row("nn v.txt -k 1", NOT_FOUND, 2, 1, r"rome\titaly", input=b"paris\nzzz\nrome\n")
    table.row("nn v.txt -k 1 --json", NOT_FOUND, 2, 1, input=b"paris\nzzz\nrome\n")
    table.row("similarity v.txt", 0, 2, 0, input=b"paris rome\r\nparis\tfrance\n")
    for json in ("", " --json"):  # a line that is no question costs its own answer
        table.row("similarity v.txt" + json, NOT_FOUND, 2, 1,
                  r"standard input, line 2: similarity takes 2 words, not 1\n",
                  input=b"paris rome\nparis\nrome paris\n")
    folder = os.open(table.folder, os.O_RDONLY)  # opens, and can't be read
    table.row("nn v.txt -k 1", IO, 0, 1, r"standard input: can't be read", stdin=folder)
    os.close(folder)
    table.row("nn v.txt -k 1", NOT_FOUND, 1, 1, r"input, line 3: unknown word 'zzz'", input=b"\nrome\nzzz")
    table.write("blanks.txt", ". . . 1 0\nnew york 0.8 0.6\n\"cat\" 0 1\n")
    table.row("nn blanks.txt -k 1", 0, 2, 0, r'^\. \. \.\tnew york\t0\.8\d+\n"cat"\tnew york\t0\.6\d+\n$',
              input=b'". . ."\n"cat"\n')
    table.write("words with blanks", '". . ." "new york"\n')
    table.row(["between", "blanks.txt", "@words with blanks"], 0, 1, 0, r'\t"cat"\t')


def ranges(table):
    table.write("allowed", "rome \n\titaly\r\nzebra\n")
    table.write("counted.tsv", "1\t0\n0.8\t0.6\n0\t1\n")
    table.write("counted.metadata.tsv", "word\tcount\na\t9\nb\t5\nc\t1\n")
    table.row("nn v.txt paris --restrict allowed -k 5", 0, 2, 1, r"^paris\trome")
    table.row("nn v.txt paris --restrict allowed", 0, 2, 1,
              r"allowed: warning: 1 of its words have no vector\n")
    table.write("others", "zebra\n")
    table.write("blanks", " \n\n")
    table.row("nn v.txt paris --restrict others", NOT_FOUND, 0, 1, r"others: none of its words has a vector")
    table.row("nn v.txt paris --restrict blanks", MALFORMED, 0, 1, r"blanks: .*found no words")
    table.row("nn v.txt paris --top 2", 0, 1, 0, r"^paris\tfrance")
    table.row("nn v.txt paris --threshold 0.5", 0, 1, 0, r"^paris\tfrance")
    table.row("nn counted.tsv a --min-count 5", 0, 1, 0, r"^a\tb")
    table.row("nn v.txt paris --min-count 5", USAGE, 0, 1, r"--min-count requires word counts")
    table.row("nn v.txt pariss --fuzzy -k 1", 0, 1, 1, r"'pariss' is unknown; using 'paris'")
    table.row("odd-one-out v.txt paris france rome", 0, 1, 0, r"rome\n$")
    table.row("between v.txt paris italy -k 1", 0, 1, 0, r"^paris\titaly\tfrance")
    table.row("arith v.txt france - paris + rome -k 1", 0, 1, 0, r"italy\t0\.\d+\n$")
    table.row("analogy v.txt paris france rome --cosmul -k 1", 0, 1, 0, r"italy")
    table.row("odd-one-out v.txt paris", USAGE, 0, 1, r"odd-one-out takes 3 or more words, not 1")


def files_of_words(table):
    table.write("words", "paris italy\n\nrome\n")
    table.write("numbers", "0\n1.2\n1.6\n")
    table.write("nothing in it", "\n \n")
    table.row("between v.txt @words", 0, 1, 0, r"^paris\titaly\trome\tfrance\t")
    table.row("nn v.txt @words -k 1", 0, 3, 0, r"^paris.*\nitaly.*\nrome")
    table.row("vector v.txt -1 0 .5 -k 1", 0, 1, 0, r"^-1\t0\t\.5\trome\t")
    table.row("vector v.txt -k 1 -.5e-1 -2 3.5", 0, 1, 0, r"^-\.5e-1\t-2\t3\.5\trome\t")
    table.row("nn v.txt paris --threshold -0.5", 0, 3, 0)
    table.row(["arith", "v.txt", "- 2*paris + rome", "-k", "1"], 0, 1, 0, r"italy")
    table.row(["arith", "v.txt", "-2*paris + rome", "-k", "1"], 0, 1, 0, r"italy")
    table.row("nn v.txt -ly", USAGE, 0, 1, r"unknown option '-ly'; .*a word that begins with a dash goes after --")
    table.row("nn v.txt -k 1 -- -ly", NOT_FOUND, 0, 1, r"unknown word '-ly'")
    table.row("vector v.txt @numbers -k 1", 0, 1, 0, r"italy\t1\.000000\n$")
    table.row("nn v.txt @missing", NO_INPUT, 0, 1, r"^hogvec-query: missing: ")
    table.row(["nn", "v.txt", "@nothing in it"], MALFORMED, 0, 1, r"nothing in it: .*no words")
    table.row("nn v.txt @@paris", NOT_FOUND, 0, 1, r"unknown word '@paris'")
    table.row("v.txt -k 1", 0, 1, 0, r"^paris\tfrance", input=b"paris\n")


def hostile_questions(table):
    """What nobody should ask ends in a line that says so."""
    table.row(["nn", "v.txt", ""], NOT_FOUND, 0, 1, r"unknown word ''")
    table.row(["nn", "v.txt", "x" * 100000], NOT_FOUND, 0, 1, r"unknown word 'x+\.\.\.'\n$")
    table.row("nn v.txt -k 1", NOT_FOUND, 1, 1, r"paris", input=b"y" * 2000000 + b"\nparis\n")
    table.row("nn v.txt", NOT_FOUND, 0, 1, r"unknown word '\\x00\\xff'", input=b"\x00\xff\n")
    table.row(["nn", "v.txt", "\u202eabc"], NOT_FOUND, 0, 1, r"\\xe2\\x80\\xaeabc")
    table.row(["arith", "v.txt", "paris - paris"], USAGE, 0, 1, r"vector is zero")
    table.row(["arith", "v.txt", "nan*paris"], NOT_FOUND, 0, 1, r"unknown word 'nan\*paris'")
    table.row(["arith", "v.txt", "france -paris + 2*rome", "-k", "1"], 0, 1, 0, r"\titaly\t")
    table.row(["arith", "v.txt", " "], USAGE, 0, 1, r"arith takes 1 or more words, not 0")
    table.row(["arith", "v.txt", "paris rome"], USAGE, 0, 1, r"with \+ or - between them")


def narrow_tables(table):
    table.write("long.txt", "3 2\n" + "word" * 40 + " 1 0\n\u65e5\u672c 1 1\nrome 0 1\n")
    for columns in (70, 40):
        os.environ["COLUMNS"] = str(columns)
        text = table.row("nn long.txt rome --color always", 0, 3, 0)
        shown = re.sub("\x1b\\[[0-9;]*m", "", text)
        widths = [len(line) + line.count("\u65e5") + line.count("\u672c")
                  for line in shown.splitlines()]
        table.expect(widths == [4, columns, columns] and "\u2026" in shown, f"{columns}: {text}")
        table.expect("\x1b[1mrome\x1b[0m" in text, f"no bold title: {text}")
    del os.environ["COLUMNS"]


def streams(table):
    with open("/dev/full", "wb") as full:
        table.row("nn v.txt paris", IO, 0, 1, r"standard output", stdout=full)
        table.row("nn v.txt zzz", NOT_FOUND, 0, 0, stderr=full)
    reader, writer = os.pipe()
    os.close(reader)
    table.row("nn many.txt w1 -k 19999", -signal.SIGPIPE, 0, 0, stdout=writer,
              preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL))
    os.close(writer)


def read_until(terminal, text, seconds=20):
    """What a terminal shows up to and with `text`."""
    shown, end = b"", time.monotonic() + seconds
    while text not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                shown += os.read(terminal, 4096)
            except OSError:  # the program has ended
                break
    return shown


def open_terminal():
    """A pseudo-terminal's two ends, or nothing on a system without any (a bare chroot)."""
    try:
        return pty.openpty()
    except OSError as error:
        print(f"skipped: no pseudo-terminal here ({error})")
        return None


def safe_table(table):
    terminal = open_terminal()
    if terminal is None:
        return
    ours, theirs = terminal
    query = subprocess.Popen([table.program, "nn", "odd.txt", "rome"], cwd=table.folder,
                             stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                             env={**os.environ, "NO_COLOR": "1"})
    os.close(theirs)
    shown = read_until(ours, b"never", 5)
    query.wait(timeout=20)
    table.expect(b"pa\\x1b[2Jris" in shown and b"\\xff\\xfe" in shown and b"\x1b" not in shown,
                 f"control characters reach the terminal: {shown}")
    os.close(ours)


def main():
    with tempfile.TemporaryDirectory() as folder:
        table = Table(os.path.abspath(sys.argv[1]), folder)
        write_files(table)
        for part in (command_lines, answers, batches, ranges, streams, files_of_words, hostile_questions, narrow_tables, safe_table):
            part(table)
        return table.finish()


if __name__ == "__main__":
    sys.exit(main())
