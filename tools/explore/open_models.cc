#include "explore/open_models.h"

#include <cstddef>
#include <string>
#include <utility>

#include "cli/passed_over.h"
#include "hogvec/neighbours.h"
#include "hogvec/word_vectors.h"

namespace hogvec::explore {
namespace {

NeighbourSearch Read(const std::filesystem::path& path, const Settings& settings) {
  ReadOptions options{.lenient = settings.lenient};
  if (settings.top > 0) options.top = settings.top;
  return NeighbourSearch(ReadAndWarn(path, options), settings.layout.threads);
}

}  // namespace

std::vector<Model> OpenModels(const Settings& settings) {
  const std::vector<std::string> names = NamesOf(settings.vectors);
  std::vector<Model> models;
  for (std::size_t i = 0; i < names.size(); ++i) {
    models.push_back({names[i], Read(settings.vectors[i], settings)});
  }
  return models;
}

}  // namespace hogvec::explore
