#include "explore/single_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "base/number.h"
#include "base/quoted.h"
#include "explore/explored.h"
#include "explore/packed_vectors.h"
#include "explore/turns.h"
#include "hogvec/error.h"
#include "page/inline_page.h"

namespace hogvec::explore {
namespace {

void RequireFitting(const Explorer& explorer) {
  for (std::size_t m = 0; m < explorer.size(); ++m) {
    const Model& model = explorer.model(m);
    const std::size_t words = model.search.words().size();
    if (words > kMostWordsOfFile) {
      throw Error(ErrorKind::kUsage,
                  fmt::format("{} has {} words; one file for a browser holds at most {}: take the "
                              "most frequent with --top {}",
                              Quoted(model.name), WithCommas(words), WithCommas(kMostWordsOfFile),
                              kMostWordsOfFile));
    }
    if (explorer.map(m) == nullptr) {
      throw Error(ErrorKind::kBusy,
                  fmt::format("the map of {} is not finished", Quoted(model.name)));
    }
  }
}

// The answer to a question of the page that can't fail.
std::string AnswerTo(const Explorer& explorer, const std::string& target) {
  Reply reply = explorer.Answer(target);
  if (reply.status == 200) return std::move(reply.body);
  throw Error(ErrorKind::kInternal, fmt::format("{} answered {}", target, reply.body));
}

// What `api/about` says, but for what only a program can do.
Json AboutOf(const Explorer& explorer) {
  Json about = Json::parse(AnswerTo(explorer, "api/about"));
  for (Json& model : about["models"]) model["subwords"] = false;
  about["file"] = true;
  return about;
}

// The vectors of a model, turned onto the first model if that is another.
std::string RowsOf(const Explorer& explorer, std::size_t m) {
  const NeighbourSearch& search = explorer.model(m).search;
  if (m == 0) return PackedRows(search, std::nullopt, true);
  const ModelPair pair(explorer.model(0).search, search);
  return PackedRows(search, pair.turn(), pair.turn().has_value());
}

std::size_t WordsOfAll(const Explorer& explorer) {
  std::size_t words = 0;
  for (std::size_t m = 0; m < explorer.size(); ++m)
    words += explorer.model(m).search.words().size();
  return words;
}

// Collects what the page is to show.
class BlockWriter {
 public:
  BlockWriter(const Explorer& explorer, const std::function<void(double)>& progress)
      : explorer_(explorer), progress_(progress), words_(WordsOfAll(explorer)) {}

  std::vector<page::DataBlock> AllBlocks() {
    const Json about = AboutOf(explorer_);
    blocks_.push_back({"hogvec-about", about.dump()});
    for (std::size_t m = 0; m < explorer_.size(); ++m) AddModel(m);
    for (std::size_t c = 0; c < about["columns"].size(); ++c) {
      Add("column", c, AnswerTo(explorer_, fmt::format("api/column?c={}", c)));
    }
    return std::move(blocks_);
  }

 private:
  void Add(const char* what, std::size_t number, std::string bytes) {
    blocks_.push_back({fmt::format("hogvec-{}-{}", what, number), std::move(bytes)});
  }

  void AddModel(std::size_t m) {
    const NeighbourSearch& search = explorer_.model(m).search;
    const std::size_t words = search.words().size();
    Add("map", m, AnswerTo(explorer_, fmt::format("api/map?m={}", m)));
    Add("words", m, AnswerTo(explorer_, fmt::format("api/words?m={}", m)));
    Add("rows", m, RowsOf(explorer_, m));
    const std::size_t count = std::min(kNeighboursOfFile, words - std::min<std::size_t>(words, 1));
    Add("near", m, PackedNeighbours(search, count, [&](std::size_t done) { Tell(done); }));
    done_ += words;
  }

  void Tell(std::size_t done) const {
    if (progress_ && words_ > 0) {
      progress_(static_cast<double>(done_ + done) / static_cast<double>(words_));
    }
  }

  const Explorer& explorer_;
  const std::function<void(double)>& progress_;
  std::size_t words_, done_ = 0;
  std::vector<page::DataBlock> blocks_;
};

}  // namespace

std::string SingleFile(const Explorer& explorer, std::span<const page::Asset> page,
                       const std::function<void(double)>& progress) {
  RequireFitting(explorer);
  return page::InlinePage(page, BlockWriter(explorer, progress).AllBlocks());
}

}  // namespace hogvec::explore
