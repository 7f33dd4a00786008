#!/usr/bin/env python3
"""Looks for words that the field does not use, in what users and developers read.

Run by ctest, or by hand from anywhere: prints a line per finding, with what to write instead, and the
number of findings per file; exit 1 if there is any.
"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ["include", "src", "tools", "corpora"]
SUFFIXES = {".cc", ".h", ".md", ".py", ".sh", ".txt", ""}

# What not to write, and what to write instead. Only phrases that are hardly ever right.
BANNED = {
    r"behind": "after; later",
    r"in front of": "before",
    r"(?:is|was|are|be|been) told": "set, given, reported",
    r"as told": "as given",
    r"(?:after|of|to|the) so many": "N, the number of",
    r"parted": "split, separated",
    r"parts (?:words|lines)": "separates",
    r"judg(?:e|es|ing)(?= (?:each|an|the) epoch)": "validate",
    r"(?:a|the|no|every|each|last) judgements?": "validation",
    r"(?:lesser|least) loss": "lower loss, lowest loss",
    r"small letters": "lower case",
    r"capital letters": "upper case",
    r"is nothing without": "requires",
    r"is a defect": "please report it",
    r"on its way": "while it runs",
    r"what stands between": "separated by",
    r"(?:is|are|was|be) passed over": "skipped",
    r"passes? over(?! (?:the|a) text)": "skip",
    r"go(?:es)? on with": "continue",
    r"\w+ (?:obeys|heeds)": "follows, uses",
    r"whoever": "the caller, the user",
    r"the whole of what": "all that",
    r"come to rest|comes to rest": "pause",
}
PATTERN = {re.compile(rf"(?<![\w-]){phrase}(?![\w-])", re.I): better
           for phrase, better in BANNED.items()}

# Lines where such a phrase is right: pairs of a file and the text of the line.
ALLOWED = {  # sentences of a corpus, whose bytes stay, and the noun "passes"
    ("src/options/training_options.cc",
     'rows.Number("epochs", train.epochs, "passes over the corpus");'),
    ("tools/atlas/everyday.cc", "{weather} came down and left {sign} and {sign} behind"),
    ("tools/atlas/verbs.cc", "whoever {third} {rest} always {third} {rest}"),
}


def files():
    yield from sorted(path for path in ROOT.glob("*.md"))
    for folder in FOLDERS:
        yield from sorted(path for path in (ROOT / folder).rglob("*")
                          if path.is_file() and path.suffix in SUFFIXES)


def findings():
    used = set()
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if (name, line.strip()) in ALLOWED:
                used.add((name, line.strip()))
                continue
            for pattern, better in PATTERN.items():
                for match in pattern.finditer(line):
                    yield name, f"{name}:{number}: '{match[0]}': rather '{better}'"
    for name, line in sorted(ALLOWED - used):
        yield name, f"{name}: allowed in tests/words_test.py, but not there: {line}"


def main():
    found = list(findings())
    for _, text in found:
        print(text)
    for name, count in collections.Counter(name for name, _ in found).most_common():
        print(f"{count:4} {name}")
    print(f"{len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
