#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/number.h"
#include "cli/checks.h"
#include "cli/passed_over.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "hogvec/fit_subwords.h"
#include "hogvec/train.h"
#include "hogvec/transform.h"
#include "hogvec/word_vectors.h"
#include "main/commands.h"
#include "main/fit_progress.h"
#include "main/train/train_settings.h"
#include "main/write_and_warn.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec subwords";

constexpr const char* kIntroduction =
    "hogvec subwords: fit n-gram vectors, so that unseen words get a vector\n"
    "\n"
    "  hogvec subwords vectors.bin -o model.bin\n"
    "  hogvec subwords glove.txt -o model.safetensors --minn 4 --held-out 0\n"
    "\n"
    "usage: hogvec subwords IN -o OUT [options]\n"
    "\n"
    "IN is any file that 'hogvec export' reads. The vectors of its words stay as they\n"
    "are. A word that is not among them gets the mean of the vectors of its n-grams,\n"
    "which are fitted to the words that have them. To show how well that works, some\n"
    "words are first held out, and their own vectors compared with the fitted ones.\n";

struct SubwordsSettings {
  std::filesystem::path input, output;
  std::optional<VectorFormat> format;
  NumberType type = NumberType::kFloat32;
  FitOptions fit;
  std::size_t buckets = NgramOptions{}.buckets;
  bool overwrite = false, lenient = false, quiet = false, help = false;
};

void AddFitOptions(OptionTable& table, SubwordsSettings& settings) {
  FitOptions& fit = settings.fit;
  table.Group("N-grams");
  table.Number("minn", fit.ngrams.min_n, "characters of the shortest, with < and > around a word");
  table.Number("maxn", fit.ngrams.max_n, "characters of the longest");
  table.Number("buckets", settings.buckets, "what they are hashed into");
  table.Group("Fit");
  table.Number("lambda", fit.lambda,
               "weight of the squares of the n-gram vectors: with less, words are fitted more "
               "closely");
  table.Number("full-count", fit.full_count,
               "words that occur less often weigh less, if the file has counts");
  table.Number("held-out", fit.held_out, "share of the words to check the fit with, 0 for none");
  table.Seed("seed", fit.seed, "seed of their choice");
}

void AddOptions(OptionTable& table, SubwordsSettings& settings) {
  table.Group("Options");
  table.Output("output,o", settings.output, "output file (required); - for standard output");
  AddFormatOptions(table, settings.format, settings.type, settings.overwrite);
  AddLenientOption(table, settings.lenient);
  AddFitOptions(table, settings);
  table.Group("Other");
  table.Number("threads", settings.fit.threads, "threads; 0 is one per core");
  table.Flag("quiet,q", settings.quiet, "show errors only");
  table.Flag("help,h", settings.help, "show this help");
  for (const char* name : {"min_n", "min-n"}) table.Alias(name, "minn");
  for (const char* name : {"max_n", "max-n"}) table.Alias(name, "maxn");
  table.Alias("bucket", "buckets");
  table.Alias("thread", "threads");
}

// Throws what can be said against the numbers before a file is read.
void CheckNumbers(SubwordsSettings& settings) {
  settings.fit.ngrams.buckets = static_cast<std::uint32_t>(
      std::min<std::size_t>(settings.buckets, std::size_t{kMostBuckets} + 1));
  CheckOptions(settings.fit);
}

VectorFormat FormatOf(const SubwordsSettings& settings) {
  const VectorFormat format = FormatFor(kCommand, settings.format, settings.output, true);
  if (InfoOf(format).subwords) return format;
  std::vector<std::string_view> able;
  for (const FormatInfo& info : VectorFormats()) {
    if (info.subwords) able.push_back(info.name);
  }
  throw UsageError(
      kCommand, fmt::format("{}: {} can't hold n-gram vectors; give --format {}",
                            settings.output.string(), FormatName(format), fmt::join(able, " or ")));
}

void CheckFiles(const SubwordsSettings& settings, VectorFormat format) {
  const std::vector<std::filesystem::path> inputs = VectorInputs(settings.input);
  CheckWriteOptions(settings.output,
                    {.format = format, .type = settings.type, .overwrite = settings.overwrite});
  RequireVectorsWritable(kCommand, settings.output, format, inputs);
}

WordVectors Read(const SubwordsSettings& settings, VectorFormat format) {
  WordVectors vectors =
      ReadAndWarn(settings.input, {.lenient = settings.lenient, .with_output = true});
  if (settings.lenient) {
    Say(LeftOutLine(settings.output, format, LeaveOutUnwritable(format, vectors)));
  }
  if (vectors.subwords) {
    Say(fmt::format("{}: warning: its n-gram vectors are replaced by fitted ones\n",
                    Printable(settings.input.native())));
  }
  return vectors;
}

FittedSubwords Fit(const SubwordsSettings& settings, const WordVectors& vectors) {
  FitDisplay display(settings.quiet);
  FittedSubwords fitted =
      FitSubwords(vectors.words, vectors.table, vectors.counts, settings.fit, {}, display);
  if (fitted.report.words > 0) return fitted;
  throw Error(
      ErrorKind::kUsage,
      fmt::format("{}: none of its words has n-grams of {} to {} characters; --minn and "
                  "--maxn set their length",
                  settings.input.string(), settings.fit.ngrams.min_n, settings.fit.ngrams.max_n));
}

void Write(const SubwordsSettings& settings, VectorFormat format, const WordVectors& vectors,
           const Subwords& subwords) {
  VectorsToWrite all = AllOf(vectors);
  all.subwords = &subwords;
  auto& configuration = all.configuration;
  configuration["subwords"] = NameOf(SubwordLearning::kFitted);
  configuration["minn"] = fmt::to_string(subwords.options().min_n);
  configuration["maxn"] = fmt::to_string(subwords.options().max_n);
  configuration["buckets"] = fmt::to_string(subwords.options().buckets);
  WriteAndWarn(kCommand, settings.output,
               {.format = format, .type = settings.type, .overwrite = settings.overwrite}, all);
}

}  // namespace

int SubwordsCommand(std::span<const std::string> arguments) {
  SubwordsSettings settings;
  OptionTable table(kCommand);
  AddOptions(table, settings);
  const std::string help = table.Help();
  const auto words = table.Parse(arguments);
  if (settings.help) {
    fmt::print("{}{}", kIntroduction, help);
    return 0;
  }
  if (words.size() != 1) throw UsageError(kCommand, "expected one file of vectors");
  if (settings.output.empty()) throw UsageError(kCommand, "no output given (-o FILE)");
  CheckNumbers(settings);
  const SignalWatch signals;  // temporary files go when one comes
  settings.input = words[0];
  const VectorFormat format = FormatOf(settings);
  CheckFiles(settings, format);
  const WordVectors vectors = Read(settings, format);
  const FittedSubwords fitted = Fit(settings, vectors);
  Write(settings, format, vectors, fitted.subwords);
  if (settings.quiet) return 0;
  Say(FitLines(fitted.report, fitted.subwords.options()));
  Say(fmt::format("vectors   {} x {}: {}\n", WithCommas(vectors.words.size()), vectors.table.dim(),
                  Printable(settings.output.native())));
  return 0;
}

void DescribeSubwords(OptionTable& table) {
  static SubwordsSettings scratch;
  AddOptions(table, scratch);
}

}  // namespace hogvec
