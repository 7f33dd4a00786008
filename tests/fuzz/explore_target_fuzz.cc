// Asks an explorer any targets, one per line: for each an answer, whatever it holds.
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "explore/explorer.h"
#include "explore/some_words.h"
#include "fuzz/fuzzing.h"

namespace hogvec::explore {
namespace {

using fuzzing::Require;

// Three models, one of them without words, and a column; the first has a map.
std::unique_ptr<Explorer> MakeExplorer() {
  std::vector<Model> models = testing::OneModel(testing::SomeVectors());
  models.push_back({"ngrams.bin", NeighbourSearch(testing::WithNgrams(), 1)});
  models.push_back({"none.bin", NeighbourSearch(testing::NoVectors(), 1)});
  std::vector<Column> columns = {{"column", std::vector<float>(models[0].search.words().size())}};
  auto explorer = std::make_unique<Explorer>(std::move(models), std::move(columns));
  explorer->SetMap(0, testing::RowOfWords(explorer->model(0).search.words().size()));
  return explorer;
}

void Ask(const Explorer& explorer, const std::string& target) {
  const Reply reply = explorer.Answer(target);
  Require(reply.status == 200 || reply.status == 400 || reply.status == 404 || reply.status == 503);
  if (reply.type != "application/json") return Require(reply.status == 200);
  const auto json = nlohmann::json::parse(reply.body);
  Require(json["v"] == 1 && json.contains("error") == (reply.status != 200));
}

}  // namespace
}  // namespace hogvec::explore

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using hogvec::explore::Explorer;
  static const std::unique_ptr<const Explorer> explorer = hogvec::explore::MakeExplorer();
  std::istringstream targets{std::string(hogvec::fuzzing::TextOf(data, size))};
  for (std::string target; std::getline(targets, target);) {
    hogvec::explore::Ask(*explorer, target);
  }
  return 0;
}
