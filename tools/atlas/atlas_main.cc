#include <boost/program_options.hpp>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "atlas/generator.h"
#include "atlas/pairs.h"
#include "atlas/questions.h"

namespace hogvec::atlas {
namespace {

namespace po = boost::program_options;

// The codes of <sysexits.h> for an output that cannot be created or written, and the usual 2.
constexpr int kBadOptions = 2;
constexpr int kCannotCreate = 73;
constexpr int kWriteFailed = 74;

struct Failure : std::runtime_error {
  Failure(int code, const std::string& message) : std::runtime_error(message), exit_code(code) {}
  int exit_code;
};

class Output {
 public:
  explicit Output(const std::string& path) : path_(path), file_(std::fopen(path.c_str(), "wb")) {
    if (!file_) throw Failure(kCannotCreate, "cannot create " + path_);
  }

  void Write(std::string_view text) {
    Check(std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size());
  }
  void Close() { Check(std::fclose(file_.release()) == 0); }

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  void Check(bool written) const {
    if (!written) throw Failure(kWriteFailed, "cannot write " + path_);
  }

  std::string path_;
  std::unique_ptr<std::FILE, Closer> file_;
};

std::uint64_t UnitOf(std::string_view suffix) {
  if (suffix.empty()) return 1;
  if (suffix == "K") return 1'000;
  if (suffix == "M") return 1'000'000;
  return suffix == "G" ? 1'000'000'000 : 0;
}

// Reads a whole number with an optional suffix K, M or G.
std::optional<std::uint64_t> ParseNumber(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc()) return std::nullopt;
  const std::uint64_t unit = UnitOf({rest, static_cast<std::size_t>(end - rest)});
  if (unit == 0 || number > UINT64_MAX / unit) return std::nullopt;
  return number * unit;
}

std::uint64_t Number(const po::variables_map& values, const char* option, std::uint64_t least) {
  const auto& text = values[option].as<std::string>();
  const auto number = ParseNumber(text);
  if (number && *number >= least) return *number;
  throw Failure(kBadOptions, "--" + std::string(option) + " takes a whole number from " +
                                 std::to_string(least) + ", with K, M or G after it if wanted, " +
                                 "not '" + text + "'");
}

po::options_description Options() {
  po::options_description options("Options", 80);
  options.add_options()  //
      ("words", po::value<std::string>()->default_value("2M")->value_name("N"),
       "words to write; K, M and G stand for thousands, millions and billions")  //
      ("seed", po::value<std::string>()->default_value("1")->value_name("N"),
       "the same seed gives the same text everywhere")                          //
      ("output,o", po::value<std::string>()->value_name("FILE"), "the corpus")  //
      ("questions", po::value<std::string>()->value_name("FILE"),
       "analogy questions about the same world")  //
      ("pairs", po::value<std::string>()->value_name("FILE"),
       "word pairs with their similarity from 0 to 10")  //
      ("help,h", "show this help");
  return options;
}

po::variables_map Parse(int argc, char** argv, const po::options_description& options) {
  namespace style = po::command_line_style;
  po::variables_map values;
  po::store(po::command_line_parser(argc, argv)
                .options(options)
                .positional({})
                .style(style::unix_style & ~style::allow_guessing)
                .run(),
            values);
  po::notify(values);
  return values;
}

void PrintHelp(const po::options_description& options) {
  std::ostringstream text;
  text << "hogvec-atlas - write a synthetic corpus about a small world of facts\n\n"
          "Usage: hogvec-atlas [--words N] [--seed N] -o FILE [--questions FILE]\n"
          "                    [--pairs FILE]\n\n"
       << options
       << "\nExamples:\n"
          "  hogvec-atlas -o corpus.txt --questions questions.txt --pairs pairs.tsv\n"
          "  hogvec-atlas --words 50M --seed 7 -o large.txt\n";
  std::fputs(text.str().c_str(), stdout);
}

void WriteCorpus(const AtlasOptions& options, const std::string& path) {
  Output output(path);
  AtlasCorpus corpus(options);
  for (std::string chunk; corpus.Next(chunk);) output.Write(chunk);
  output.Close();
}

void WriteText(void (*append)(std::string&), const std::string& path) {
  Output output(path);
  std::string text;
  append(text);
  output.Write(text);
  output.Close();
}

void Run(const po::variables_map& values) {
  const AtlasOptions options = {Number(values, "words", 1), Number(values, "seed", 0)};
  if (values.count("output") + values.count("questions") + values.count("pairs") == 0) {
    throw Failure(kBadOptions, "nothing to write: give -o, --questions or --pairs");
  }
  const auto path = [&](const char* option) { return values[option].as<std::string>(); };
  if (values.count("output") > 0) WriteCorpus(options, path("output"));
  if (values.count("questions") > 0) WriteText(AppendQuestions, path("questions"));
  if (values.count("pairs") > 0) WriteText(AppendPairs, path("pairs"));
}

int Fail(int code, const char* message) {
  std::fprintf(stderr, "hogvec-atlas: %s\n", message);
  return code;
}

int Main(int argc, char** argv) {
  try {
    const po::options_description options = Options();
    const po::variables_map values = Parse(argc, argv, options);
    if (values.count("help") > 0) {
      PrintHelp(options);
    } else {
      Run(values);
    }
    return 0;
  } catch (const Failure& failure) {
    return Fail(failure.exit_code, failure.what());
  } catch (const po::error& error) {
    return Fail(kBadOptions, error.what());
  }
}

}  // namespace
}  // namespace hogvec::atlas

int main(int argc, char** argv) { return hogvec::atlas::Main(argc, argv); }
