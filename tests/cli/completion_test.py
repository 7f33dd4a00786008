#!/usr/bin/env python3
"""Every option of every program's help stands in its completion for every shell, and the shells that
are installed take the scripts.

usage: completion_test.py HOGVEC PROGRAM...
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SHELLS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}
COMMANDS = ["train", "vocab", "phrases", "export", "subwords", "layout", "inspect"]

OTHER_COMMANDS = {"hogvec-query": ["nn", "analogy", "arith"], "hogvec-eval": ["similarity", "agree"]}


def output(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def options_of(help_text):
    return re.findall(r"^ {2,6}(?:-\w, )?--([a-z0-9-]+)", help_text, re.M)


def has_option(shell, script, option):
    spelled = {"bash": rf"--{option}(?![\w-])", "zsh": rf"'--{option}[=\[]",
               "fish": rf" -l {option}(?![\w-])"}
    return re.search(spelled[shell], script) is not None


def part_for(shell, script, command):
    """The part of a script that is about one command."""
    if not command:
        return script
    if shell == "fish":
        return "".join(line for line in script.splitlines(True)
                       if f"seen_subcommand_from {command}'" in line)
    return re.search(rf"^    {command}\)\n(.*?)^      ;;$", script, re.M | re.S)[1]


def complete_in_bash(script, *words):
    """What bash offers for the last of these words."""
    ask = (script + "\nCOMP_WORDS=(%s)\nCOMP_CWORD=%d\n_hogvec\nprintf '%%s\\n' \"${COMPREPLY[@]}\""
           % (" ".join(f"'{word}'" for word in words), len(words) - 1))
    return output("bash", "-c", ask).split()


def troubles(program, commands):
    for shell, check in SHELLS.items():
        script = output(program, "completion", shell)
        for command in commands:
            options = options_of(output(program, *command.split(), "--help"))
            if len(options) < 3:
                yield f"{program} {command}: the help has {len(options)} options only"
            part = part_for(shell, script, command)
            for option in options:
                if not has_option(shell, part, option):
                    yield f"{program} {command}: {shell} does not complete --{option}"
        if shutil.which(check[0]):
            with tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
                file.write(script)
                file.flush()
                run = subprocess.run([*check, file.name], check=False, capture_output=True, text=True)
                if run.returncode != 0:
                    yield f"{shell} refuses the script: {run.stderr}"
        else:
            print(f"{shell} is not installed; its script was not tried")


def behaviour(program):
    script = output(program, "completion", "bash")
    for words, expected in ((["hogvec", "tr"], "train"), (["hogvec", "train", "--di"], "--dim"),
                            (["hogvec", "train", "--split", "u"], "unicode"),
                            (["hogvec", "export", "--combine", "co"], "concat")):
        if expected not in complete_in_bash(script, *words):
            yield f"bash completes {words} without {expected}"
    if complete_in_bash(script, "hogvec", "export", "--epo"):
        yield "bash completes --epochs for export"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    hogvec, *others = (os.path.abspath(program) for program in sys.argv[1:])
    found = list(troubles(hogvec, COMMANDS)) + list(behaviour(hogvec))
    for program in others:
        found += troubles(program, OTHER_COMMANDS.get(os.path.basename(program), [""]))
    print("\n".join(found) if found else "every option is completed by every shell")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
