// Reads any bytes as a file of options: arguments that the program takes, or an Error of one line.
#include <string>
#include <vector>

#include "fuzz/fuzzing.h"
#include "main/train/configuration.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::fuzzing::Folder folder;
  const auto path = folder.Write("in", hogvec::fuzzing::TextOf(data, size));
  hogvec::fuzzing::UnlessRefused([&] {
    const std::vector<std::string> arguments = hogvec::ArgumentsIn(path);
    hogvec::TrainSettings settings;
    hogvec::OptionTable table("hogvec train");
    hogvec::AddTrainOptions(table, settings);
    return table.Parse(arguments);
  });
  return 0;
}
