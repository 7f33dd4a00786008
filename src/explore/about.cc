#include "explore/about.h"

#include <fmt/format.h>

#include "explore/asked.h"
#include "hogvec/version.h"

namespace hogvec::explore {
namespace {

const char* NameOf(MapState::Kind kind) {
  switch (kind) {
    case MapState::Kind::kFirst:
      return "first";
    case MapState::Kind::kMaking:
      return "making";
    case MapState::Kind::kReady:
      return "ready";
    case MapState::Kind::kFailed:
      return "failed";
  }
  return "failed";
}

Json QualityOf(const MapQuality& quality) {
  return {{"recall", quality.recall},
          {"trustworthiness", quality.trustworthiness},
          {"triplets", quality.triplets}};
}

void AddProgress(const LayoutProgress& progress, Json& map) {
  map["phase"] = hogvec::NameOf(progress.phase);
  map["done"] = progress.done;
  map["seconds_left"] = progress.seconds_left;
}

Json MapOf(const Described& described) {
  const MapState& state = described.state;
  Json map = {{"state", NameOf(state.kind)}, {"version", described.version}};
  if (state.kind == MapState::Kind::kMaking) AddProgress(state.progress, map);
  if (state.kind == MapState::Kind::kFailed) map["fault"] = state.fault;
  if (described.model.map != nullptr) map["quality"] = QualityOf(described.model.map->quality);
  return map;
}

Json ModelOf(const Described& described) {
  const Explored& model = described.model;
  return {{"name", model.name},
          {"words", model.search.words().size()},
          {"dim", model.search.dim()},
          {"counts", !model.counts.empty()},
          {"subwords", model.search.HasSubwords()},
          {"map", MapOf(described)}};
}

Json ColumnOf(const Column& column) {
  Json json = {{"name", column.name}, {"kind", column.categories.empty() ? "number" : "category"}};
  if (!column.categories.empty()) json["categories"] = column.categories;
  return json;
}

}  // namespace

Json AboutAnswer(std::span<const Described> models, std::span<const Column> columns) {
  Json json = {{"v", 1},
               {"program", fmt::format("hogvec-explore {}", kVersion)},
               {"models", Json::array()},
               {"columns", Json::array()}};
  for (const Described& model : models) json["models"].push_back(ModelOf(model));
  for (const Column& column : columns) json["columns"].push_back(ColumnOf(column));
  json["limits"] = {{"answers", kMostAnswers},
                    {"terms", kMostTerms},
                    {"list", kMostListed},
                    {"matrix", kMostInMatrix}};
  return json;
}

}  // namespace hogvec::explore
