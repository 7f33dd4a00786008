#ifndef HOGVEC_QUERY_SETTINGS_H_
#define HOGVEC_QUERY_SETTINGS_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "asking/commands.h"
#include "asking/render.h"
#include "cli/option_table.h"
#include "hogvec/neighbours.h"
#include "query/index_command.h"

namespace hogvec::query {

enum class Colour { kAuto, kAlways, kNever };

// The options of hogvec-query.
struct Settings {
  asking::AskOptions ask;
  Colour colour = Colour::kAuto;
  IndexSettings index;
  double threshold = -2;
  std::size_t top = 0;
  std::uint64_t min_count = 0;
  std::filesystem::path restrict;
  std::size_t threads = 0;
  bool json = false, lenient = false, help = false, version = false;
};

// The rows of the options, whose targets are in `settings`.
void AddOptions(OptionTable& table, Settings& settings);

// The words of these vectors that may be answers. Throws Error{kUsage} for --min-count without
// counts, what reading the file of --restrict throws, and Error{kNotFound} if none of its words has
// a vector; a warning counts those that have none.
AnswerRange RangeOf(const Settings& settings, const NeighbourSearch& search);

// How answers are to be written: as tables on a terminal, or if colours are always wanted.
asking::Rendering RenderingOf(const Settings& settings);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_SETTINGS_H_
