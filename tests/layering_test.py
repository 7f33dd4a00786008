#!/usr/bin/env python3
"""Holds the tree to its rules: who may include whom, a test for every header, small ASCII files.

Run by ctest, or by hand from anywhere. Prints one line per violation; exit 1 if there is any.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = {"base", "io", "unicode", "corpus", "vocabulary", "tokens", "ingest", "sampling", "kernel",
           "subwords", "model", "training", "validation", "options", "checkpoint", "run", "vectors", "phrases", "query",
           "asking", "evaluation", "report", "cli", "python", "replicas", "cluster",
           "layout", "explore", "serve", "page"}  # of src/

# The arrows of the picture in src/README.md, beyond base/, io/, unicode/ and the public headers.
ALLOWED = {
    "ingest": {"corpus", "vocabulary", "tokens"},
    "phrases": {"corpus", "vocabulary"},
    "query": {"kernel"},
    "layout": {"query", "kernel"},
    "explore": {"asking", "evaluation", "page"},
    "serve": {"explore"},
    "page": set(),
    "model": {"subwords", "kernel"},
    "training": {"tokens", "sampling", "kernel", "model"},
    "validation": {"ingest", "tokens", "sampling", "kernel", "model", "training"},
    "checkpoint": {"ingest", "model", "kernel", "training", "validation", "options"},
    "run": {"ingest", "sampling", "kernel", "subwords", "model", "training", "validation",
            "options", "checkpoint"},
}

# Headers without a test of their own, and what tests them.
TESTED_ELSEWHERE = {
    "src/base/aligned_floats.h": "kernel_test, through StepScratch",
    "src/kernel/plain_kernel.h": "kernel_test, as two of AvailableKernels()",
    "src/kernel/simd_kernel.h": "kernel_test, as the first of AvailableKernels()",
    "src/kernel/simd_contexts-inl.h": "contexts_test, in every vector kernel",
    "src/kernel/simd_dots-inl.h": "kernel_test and dots_test, in every vector kernel",
    "src/kernel/simd_rows-inl.h": "input_ring_test, in every kernel",
    "src/kernel/simd_step-inl.h": "kernel_test, in every vector kernel",
    "src/kernel/simd_vectors-inl.h": "kernel_test, in every vector kernel",
    "tools/main/write_and_warn.h": "doors/tokenizer_test.py, by what the programs say",
    **{f"src/python/{name}.h": "tests/python, through the module"
       for name in ["background", "buffers", "errors", "forks", "gil", "job", "options", "reports", "rows", "sentences", "shutdown",
                    "table", "text", "vectors", "word_cache", "words"]},
    "src/phrases/joined_writer.h": "phrases_test, through JoinPhrases()",
    "src/phrases/phrase_finder.h": "phrases_test, through JoinPhrases()",
    "src/phrases/readings.h": "phrases_test, through JoinPhrases()",
    "src/cli/signal_watch.h": "interrupt_test.py, with real signals",
    "src/ingest/reading.h": "ingest_test, through Ingest() and CountCorpus()",
    "src/subwords/fit_passes.h": "fit_system_test and fit_subwords_test, in every pass",
    "src/model/initial_rows.h": "train_plan_test, through Train()",
    "src/checkpoint/checkpointer.h": "checkpoint_store_test, through Train()",
    "src/serve/connection.h": "server_test and sockets_test.py, through a server",
    "src/base/row_share.h": "word_rows_test and the kernel's tests",
    "src/run/fitted.h": "subwords_test, through Train()",
    "src/run/epoch_reporter.h": "held_out_text_test, through Train()",
    "src/run/read_corpus.h": "train_test, through Train()",
    "src/run/summary.h": "train_test, through Train()",
    "src/training/divergence.h": "trainer_test and verdict_test",
    "src/training/meetings.h": "trainer_test and replica_meetings_test",
    "src/training/row_merger.h": "replica_merger_test, in every meeting",
    "src/training/pause.h": "train_blocks_test and trainer_test",
    "src/training/run_state.h": "trainer_test and checkpoint_test",
    "tools/atlas/number_shapes.h": "atlas_test, through the generator",
    "tools/atlas/random.h": "atlas_test, through the generator",
    "tools/atlas/world.h": "atlas_test, through the generator",
    "tools/bench/micro/machine.h": "the benchmarks' smoke run",
    "tools/bench/micro/report.h": "the benchmarks' smoke run",
    "tools/bench/micro/stages.h": "the benchmarks' smoke run",
    "tools/bench/micro/step_rows.h": "the benchmarks' smoke run",
    "tools/bench/micro/synthetic_text.h": "the benchmarks' smoke run",
    "include/hogvec/hogvec.h": "install_consumer, by programs that include nothing else",
    "src/base/ascii.h": "upper_case_test and lower_case_test",
    "src/unicode/support.h": "install_consumer, by a program that has only the core",
    "src/unicode/word_breaks.h": "normalizer_test, through --split unicode",
    "src/vectors/companions.h": "formats_test",
    "src/vectors/first_line.h": "open_vectors_test",
    "src/vectors/listed_reader.h": "formats_test",
    "src/vectors/word_faults.h": "write_vectors_test, through WriteVectors()",
    "src/vectors/formats/fasttext_layout.h": "fasttext_test, through the reader",
    "src/vectors/formats/fasttext_matrix.h": "fasttext_test, through the reader",
    "src/vectors/formats/fasttext_ngrams.h": "fasttext_test, through the reader",
    "src/vectors/formats/fvecs.h": "formats_test",
    "src/vectors/formats/hugging_face.h": "formats_test",
    "src/vectors/formats/numpy.h": "formats_test",
    "src/vectors/formats/pgvector.h": "formats_test",
    "src/vectors/formats/projector.h": "formats_test",
    "src/vectors/formats/text_row.h": "text_test, through the reader",
    "src/vectors/formats/word2vec.h": "open_vectors_test",
    "tools/query/index_command.h": "tests/tools/query/index_test.py",
    "src/query/hnsw/breadth.h": "recall_test, by what builds an index",
    "src/query/panels.h": "neighbour_search_test, through many questions at once",
    "src/query/scan.h": "neighbour_search_test, through every question",
    "src/evaluation/test_words.h": "evaluation_test, through both readers",
    "src/evaluation/fields.h": "evaluation_test, through both readers",
    "tools/eval/model_text.h": "loss_text_test.py",
    "tools/eval/scores.h": "eval_test.py",
    "tools/query/line_editor.h": "prompt_test.py, on a pseudo-terminal",
    "tools/query/prompt.h": "prompt_test.py, on a pseudo-terminal",
    "src/report/sections.h": "page_test, through ReportPage()",
    "src/report/style.h": "report_test.py, in a browser",
    "tools/main/train/train_checks.h": "the command-line tests",
    "tools/main/train/train_run.h": "the command-line tests",
    "src/cluster/mpi.h": "mpi_replicas_test, through a session",
    "src/cluster/mpi_thread.h": "mpi_replicas_test, through a session",
    "src/cluster/transfer.h": "mpi_replicas_test, through a session",
    "src/ingest/complete.h": "shared_reading_test and local_reading_test, through Ingest() and Encode()",
    "tools/main/train/write_report.h": "report_test.py",
    "src/cli/text_files.h": "folders_test.py",
    "src/cli/run_main.h": "the command-line tests, in every exit code",
    "src/cli/completion.h": "completion_test.py",
    "tools/main/commands.h": "the command-line tests",
}
LONGEST_FILE = 300  # lines

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.M)


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".cc", ".h"}:
                yield path


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def text_of(path):
    return path.read_text(encoding="utf-8", errors="replace")


def includes(path):
    """Headers of the project that a source includes; angle brackets are no way around the rules.

    A public header must do with the standard library, so there all that has a dot counts.
    """
    everything = name_of(path).startswith("include/")
    for bracket, included in INCLUDE.findall(text_of(path)):
        ours = any((ROOT / root / included).exists() for root in ["include", "src", "tools"])
        if bracket == '"' or ours or (everything and re.search(r"[./]", included)):
            yield included


def may_include(path, included):
    """Whether a source may include a header of the project."""
    if ".." in included.split("/"):  # names a folder that the rules below do not see
        return False
    public = included.startswith("hogvec/")
    target = included.split("/")[0]
    place = name_of(path).split("/")
    if place[0] == "include":
        return public
    if place[:2] == ["src", "python"]:  # a door: it has what any user of the library has
        return public or target == "python"
    if public or target == "base" or place[:2] == ["tools", "bench"]:  # measures every stage
        return True
    if target == "replicas":  # what ranks agree on; one process is a rank, too
        return place[:2] not in (["src", "base"], ["src", "io"], ["src", "unicode"], ["src", "cluster"])
    if place[:2] == ["tools", "cluster"] and target in {"cluster", "main"}:
        return True
    if place[:2] == ["tools", "explore"] and target in {"explore", "serve", "page"}:
        return True
    if target == "io":
        return place[:2] not in (["src", "base"], ["src", "unicode"])
    if target == "unicode":
        return place[:2] not in (["src", "base"], ["src", "io"])
    if place[0] == "src" and place[1] != "cli":
        return target == place[1] or target in ALLOWED.get(place[1], set())
    if place[0] == "src":
        return target in {"cli", "options"}
    # tools/query and src/query share a name, so the file decides.
    return target in {"cli", "options", "asking"} or (target == place[1] and (ROOT / "tools" / included).exists())


def check_includes(path):
    for included in includes(path):
        if not may_include(path, included):
            yield f"{name_of(path)}: may not include {included}"


def check_folder(path):
    place = name_of(path).split("/")
    if place[0] == "src" and place[1] not in FOLDERS:
        yield f"{name_of(path)}: not in a folder of tests/layering_test.py and src/README.md"


def check_guard(path):
    if path.suffix != ".h":
        return
    text = text_of(path)
    place = name_of(path)
    place = re.sub(r"^(include/hogvec|src|tools|tests)/", "", place)
    expected = "HOGVEC_" + re.sub(r"[^A-Za-z0-9]", "_", place).upper() + "_"
    if f"#define {expected}\n" not in text:
        yield f"{name_of(path)}: include guard should be {expected}"


def check_text(path):
    data = path.read_bytes()
    lines = data.count(b"\n")
    if lines > LONGEST_FILE:
        yield f"{name_of(path)}: {lines} lines; split it by idea ({LONGEST_FILE} at most)"
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.isascii():
            yield f"{name_of(path)}:{number}: not ASCII"
        if re.search(rb"\busing\s+namespace\b", line.split(b"//")[0]):
            yield f"{name_of(path)}:{number}: using namespace"


def check_tested(tests):
    """Every header has a test of its name, or is included by one, or stands above.

    An entry above that is no longer needed must go, so that the list stays the truth.
    """
    for name in TESTED_ELSEWHERE:
        if not (ROOT / name).exists():
            yield f"{name}: excepted in tests/layering_test.py, but not there"
    for path in sources("include", "src", "tools"):
        name = name_of(path)
        short = re.sub(r"^(include|src|tools)/", "", name)
        own_test = ROOT / "tests" / short.replace(".h", "_test.cc")
        if path.suffix != ".h":
            continue
        tested = own_test.exists() or f'"{short}"' in tests
        if tested and name in TESTED_ELSEWHERE:
            yield f"{name}: has a test now; remove its exception from tests/layering_test.py"
        if not tested and name not in TESTED_ELSEWHERE:
            yield f"{name}: no test includes it"


def check_whole_header():
    """hogvec/hogvec.h includes every public header."""
    whole = set(INCLUDE.findall(text_of(ROOT / "include/hogvec/hogvec.h")))
    for path in sorted((ROOT / "include/hogvec").iterdir()):
        if path.name != "hogvec.h" and ('"', f"hogvec/{path.name}") not in whole:
            yield f"{name_of(path)}: hogvec/hogvec.h does not include it"


def violations():
    yield from check_whole_header()
    for path in sources("include", "src", "tools"):
        yield from check_includes(path)
        yield from check_folder(path)
    for path in sources("include", "src", "tools", "tests"):
        yield from check_guard(path)
        yield from check_text(path)
    tests = "\n".join(text_of(path) for path in sources("tests"))
    yield from check_tested(tests)


def main():
    found = list(violations())
    print("\n".join(found) if found else "the layers hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
