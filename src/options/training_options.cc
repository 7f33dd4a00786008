#include "options/training_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/number.h"
#include "hogvec/kernels.h"

namespace hogvec {
namespace {

using enum OptionRole;

// A row whose value is one of a few names. `current` says which holds, if not always the target's.
template <typename Value>
void AddNamed(OptionRows& rows, const std::string& name, Value& target,
              std::optional<Value> (*by_name)(std::string_view), const std::string& expected,
              const std::string& help, OptionRows::Current current = {}) {
  if (!current) current = [&target] { return std::string(NameOf(target)); };
  rows.Choice(
      name, "HOW", std::string(NameOf(target)),
      [&target, by_name, expected](std::string_view value) -> std::string {
        const auto found = by_name(value);
        if (!found) return expected;
        target = *found;
        return {};
      },
      help, std::move(current), kModel);
}

std::string ApplySentence(std::string_view value, std::size_t& sentence) {
  if (value == "line") {
    sentence = TextRules::kLines;
  } else if (value == "file") {
    sentence = TextRules::kFiles;
  } else if (const auto words = ParseInteger<std::size_t>(value); words && *words > 0) {
    sentence = *words;
  } else {
    return "'line', 'file' or a number of words";
  }
  return {};
}

std::string SentenceName(std::size_t sentence) {
  if (sentence == TextRules::kLines) return "line";
  return sentence == TextRules::kFiles ? "file" : fmt::to_string(sentence);
}

std::string ApplyKernel(std::string_view value, std::string& kernel) {
  const auto names = KernelNames();
  kernel = value;
  const bool known = std::ranges::find(names, value) != names.end();
  return known ? "" : fmt::format("one of {}", fmt::join(names, ", "));
}

// Options of subwords have no value where there are none, so that other models say nothing of them.
std::string IfSubwords(const TrainOptions& train, const std::string& text) {
  return train.subwords == SubwordLearning::kNone ? std::string() : text;
}

// The same of CBOW: a skip-gram has no such options.
std::string IfCbow(const TrainOptions& train, std::string_view text) {
  return std::string(IsCbow(train) ? text : "");
}

void AddCbowRows(OptionRows& rows, TrainOptions& train) {
  AddNamed(rows, "model", train.architecture, ArchitectureByName, "'skipgram' or 'cbow'",
           "skipgram: predict a word from each word around it in turn; cbow: from their mean, "
           "which is faster");
  AddNamed(rows, "cbow-update", train.cbow_update, CbowUpdateByName, "'corrected' or 'word2vec'",
           "how cbow passes a mean's gradient on to its n words: corrected, one n-th to each; or "
           "word2vec, all of it to each, as word2vec.c and gensim do",
           [&train] { return IfCbow(train, NameOf(train.cbow_update)); });
  rows.Boolean(
      "cbow-mean", train.cbow_mean,
      "cbow predicts from the mean of the words; 'false' uses the sum",
      [&train] { return IfCbow(train, train.cbow_mean ? "true" : "false"); }, kModel);
}

// What the learning rate is if it is not given.
std::string DefaultRates() {
  return fmt::format("{:g}; {:g} for cbow", DefaultAlpha({}),
                     DefaultAlpha({.architecture = Architecture::kCbow}));
}

// Takes any number of its type: which go together, CheckTogether says.
template <typename Size>
void AddNgramSize(OptionRows& rows, const std::string& name, const TrainOptions& train,
                  Size& target, const std::string& help) {
  rows.Choice(
      name, "N", fmt::to_string(target),
      [&target](std::string_view value) -> std::string {
        const auto number = ParseInteger<Size>(value);
        if (!number) return "a whole number";
        target = *number;
        return {};
      },
      help, [&] { return IfSubwords(train, fmt::to_string(target)); }, kModel);
}

}  // namespace

void AddTextRows(OptionRows& rows, IngestOptions& ingest) {
  TextRules& text = ingest.text;
  rows.Group("Text");
  rows.Flag("lowercase", text.lowercase, "convert to lower case, in any script", kModel);
  rows.Flag("nfc", text.nfc, "normalize to Unicode's NFC, which composes letters with their marks",
            kModel);
  AddNamed(rows, "split", text.split, SplitByName, "'whitespace', 'unicode' or 'ascii'",
           "how text is split into words: whitespace; unicode, at its word boundaries, dropping "
           "punctuation; or ascii, at all but ASCII letters and digits");
  AddNamed(rows, "digits", text.digits, DigitsByName, "'keep', 'zero' or 'spell'",
           "keep digits, zero: replace each by 0, or spell each out: four two");
  AddNamed(rows, "invalid-utf8", text.invalid_utf8, InvalidUtf8ByName,
           "'keep', 'replace', 'drop' or 'error'",
           "keep, replace or drop bytes that are not UTF-8, or stop with an error");
  rows.Flag("force", ingest.take_binary, "read files that do not look like text", kAtWill);
}

void AddSentenceRows(OptionRows& rows, TextRules& text) {
  rows.Choice(
      "sentence", "HOW", SentenceName(text.sentence),
      [&text](std::string_view value) { return ApplySentence(value, text.sentence); },
      "what ends a sentence, which no window crosses: 'line', 'file', or a number of words",
      [&text] { return SentenceName(text.sentence); }, kModel);
  rows.Path("stopwords", text.stopwords, "remove the words listed in a file, one per line", "FILE",
            kModel);
}

void AddVocabularyRows(OptionRows& rows, IngestOptions& ingest) {
  rows.Group("Vocabulary");
  rows.Number("min-count", ingest.prune.min_count, "drop words that occur less often", kModel);
  rows.Number("max-vocab", ingest.prune.max_vocab,
              "keep only the N most frequent words; 0 keeps all");
  rows.Number("max-word-bytes", ingest.max_word_bytes, "drop longer words", kModel);
}

void AddModelRows(OptionRows& rows, TrainOptions& train) {
  rows.Group("Model");
  AddCbowRows(rows, train);
  rows.Number("dim", train.dim, "dimension of the vectors");
  rows.Number("window", train.window, "maximum distance of a context word, after subsampling",
              kModel);
  rows.Boolean(
      "shrink-windows", train.shrink_windows,
      "draw the width of each window from 1 to the largest, so that near words count more; "
      "'false' uses the full width",
      kModel);
  rows.Number("negative", train.negative, "negative samples per draw", kModel);
  rows.Number("sample", train.sample, "subsampling threshold for frequent words; 0 keeps all",
              kModel);
  rows.Number("ns-exponent", train.ns_exponent, "draw negatives by word count raised to this power",
              kModel);
  AddNamed(rows, "negatives-shared", train.sharing, SharingByName,
           "'two-windows', 'window' or 'none'",
           "share each draw of negatives between two neighbouring windows, within one window, or "
           "none: each pair of words has its own (with cbow, each window)");
}

void AddSubwordRows(OptionRows& rows, TrainOptions& train) {
  rows.Group("Subwords");
  rows.OptionalChoice(
      "subwords", "HOW", "none", {"trained", "fit", "none"},
      [&train](std::string_view value) -> std::string {
        const auto found = SubwordLearningByName(value);
        if (!found) return "'trained', 'fit' or 'none'";
        train.subwords = *found;
        return {};
      },
      "learn n-gram vectors too, which give vectors to words not in the text: trained with the "
      "words "
      "(if HOW is left out), or fit to the words' vectors afterwards, which is faster",
      [&train] { return IfSubwords(train, std::string(NameOf(train.subwords))); }, kModel);
  AddNgramSize(rows, "minn", train, train.ngrams.min_n, "least characters of an n-gram");
  AddNgramSize(rows, "maxn", train, train.ngrams.max_n, "most characters of an n-gram; 0: none");
  AddNgramSize(rows, "buckets", train, train.ngrams.buckets,
               "hash n-grams to this many vectors, of which only those in use take memory");
}

void AddTrainingRows(OptionRows& rows, TrainOptions& train) {
  rows.Group("Training");
  rows.Number("epochs", train.epochs, "passes over the corpus");
  rows.Number(
      "alpha", train.alpha, [&train] { return DefaultAlpha(train); }, DefaultRates(),
      "initial learning rate; decays linearly; cbow-update and cbow-mean change its default",
      kModel);
  rows.Number("min-alpha", train.min_alpha, "alpha / 10,000", "final learning rate", kModel);
  rows.Number("threads", train.threads, "training threads; 0 is one per core", kAtWill);
  rows.Seed("seed", train.seed, "seed of all random choices");
  rows.Flag("deterministic", train.deterministic,
            "train on one thread, so that runs are reproducible byte for byte", kAtWill);
  rows.Choice(
      "kernel", "NAME", "fastest",
      [&train](std::string_view value) { return ApplyKernel(value, train.kernel); },
      "instruction set to use; 'hogvec --version' lists them", [&train] { return train.kernel; },
      kAtWill);
}

void AddValidationRows(OptionRows& rows, std::filesystem::path& text,
                       ValidationOptions& validation) {
  rows.Group("Validation");
  rows.PathOrNumber(
      "validation", text, validation.fraction, "FILE|SHARE",
      "text to measure the loss on after each epoch, or the share of the corpus to hold "
      "out for it");
  rows.Number("patience", validation.patience,
              "stop after N epochs without a lower validation loss, and keep the best epoch's "
              "vectors; 0 never stops early");
}

void AddMemoryRows(OptionRows& rows, IngestOptions& ingest) {
  rows.Group("Memory");
  rows.Bytes("token-memory", ingest.token_memory,
             "memory for the encoded corpus; the rest goes to a temporary file [a quarter of all]",
             kOutput);
  rows.Folder("tmp-dir", ingest.tmp_dir, "folder for that file [the system's]");
  rows.Bytes("block-size", ingest.block_bytes,
             "text per unit of parallel work, 256M at most [128K]");
}

void AddReplicaRows(OptionRows& rows, IngestOptions& ingest) {
  rows.Group("Several machines (hogvec-mpi)");
  rows.Flag("local-corpus", ingest.local_corpus,
            "CORPUS is each rank's own text; else all ranks see the same, and share it");
}

}  // namespace hogvec
