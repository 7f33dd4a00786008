// Takes any bytes for the arguments of `hogvec train`, a zero byte behind each.
#include <string>
#include <vector>

#include "fuzz/fuzzing.h"
#include "main/train/resume.h"
#include "main/train/train_settings.h"

namespace hogvec {
namespace {

using fuzzing::Require;

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> arguments(1);
  for (const char c : text) {
    if (c == '\0') {
      arguments.emplace_back();
    } else {
      arguments.back() += c;
    }
  }
  return arguments;
}

// What was taken is within what training takes, and says the same when it is said again.
bool Parse(const std::vector<std::string>& arguments) {
  TrainSettings settings;
  OptionTable table("hogvec train");
  AddTrainOptions(table, settings);
  for (const std::string& word : table.Parse(arguments)) settings.ingest.corpus.emplace_back(word);
  CheckOptions(settings.train);
  CheckOptions(settings.ingest);
  settings.format = VectorFormat::kText;
  Require(!NoteOf(settings).empty());
  return true;
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto arguments = hogvec::Split(hogvec::fuzzing::TextOf(data, size));
  hogvec::fuzzing::UnlessRefused([&] { return hogvec::Parse(arguments); });
  return 0;
}
