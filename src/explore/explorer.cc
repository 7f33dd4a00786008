#include "explore/explorer.h"

#include <fmt/format.h>

#include <deque>
#include <exception>
#include <new>
#include <utility>

#include "base/quoted.h"
#include "explore/about.h"
#include "explore/asked.h"
#include "explore/axes.h"
#include "explore/bytes.h"
#include "explore/comparison.h"
#include "explore/completion.h"
#include "explore/lists.h"
#include "explore/place.h"
#include "explore/questions.h"

namespace hogvec::explore {
namespace {

constexpr std::string_view kBytes = "application/octet-stream";

// Words may hold any bytes.
Reply AsReply(int status, const Json& json) {
  return {.status = status, .body = json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Reply Fault(int status, std::string_view sentence, const std::vector<std::string>& near = {}) {
  Json json = {{"v", 1}, {"error", sentence}};
  if (!near.empty()) json["near"] = near;
  return AsReply(status, json);
}

// The status of HTTP for what went wrong.
int StatusOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
      return 400;
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kBusy:
    case ErrorKind::kResource:
      return 503;
    default:  // of the files, or of the program
      return 500;
  }
}

struct Target {
  std::string_view path;
  Json (*answer)(const Explored& model, const Parameters& parameters);
};

// The questions about one model.
constexpr Target kTargets[] = {
    {"api/near", NearAnswer},
    {"api/ask", SumAnswer},
    {"api/analogy", AnalogyAnswer},
    {"api/between", BetweenAnswer},
    {"api/odd", OddAnswer},
    {"api/matrix", MatrixAnswer},
    {"api/axes", AxesAnswer},
    {"api/list", ListAnswer},
    {"api/clusters",
     [](const Explored& model, const Parameters&) { return ClustersAnswer(model); }},
};

}  // namespace

struct Explorer::Parts {
  std::deque<Place> places;
  std::vector<Column> columns;
  mutable Turns turns;

  // The model that a question is about.
  const Place& PlaceOf(const Parameters& parameters) const {
    return places[parameters.Number("m", 0, 0, places.size() - 1)];
  }

  Place& PlaceAt(std::size_t model) {
    if (model < places.size()) return places[model];
    throw Error(ErrorKind::kUsage,
                fmt::format("there is no model {}; there are {}", model, places.size()));
  }

  std::vector<Explored> All() const {
    std::vector<Explored> all;
    for (const Place& place : places) all.push_back(place.explored());
    return all;
  }

  Json About() const {
    std::vector<Described> models;
    for (const Place& place : places) models.push_back(place.described());
    return AboutAnswer(models, columns);
  }

  std::string ColumnAsBytes(const Parameters& parameters) const {
    if (columns.empty()) throw Error(ErrorKind::kNotFound, "there are no columns");
    return ColumnBytes(columns[parameters.Number("c", 0, 0, columns.size() - 1)]);
  }

  Reply AnswerTo(const Parameters& parameters) const;
};

Reply Explorer::Parts::AnswerTo(const Parameters& parameters) const {
  const std::string_view path = parameters.path();
  if (path == "api/about") return AsReply(200, About());
  if (path == "api/compare") return AsReply(200, CompareAnswer(All(), parameters, turns));
  if (path == "api/changed") return AsReply(200, ChangedAnswer(All(), parameters, turns));
  if (path == "api/column") return {200, kBytes, ColumnAsBytes(parameters)};
  if (path == "api/map") return {200, kBytes, PlaceOf(parameters).MapAsBytes()};
  if (path == "api/words") return {200, kBytes, PlaceOf(parameters).WordsAsBytes()};
  if (path == "api/complete") {
    const Place& place = PlaceOf(parameters);
    return AsReply(200, CompleteAnswer(place.explored(), place.index(), parameters));
  }
  for (const Target& target : kTargets) {
    if (path != target.path) continue;
    return AsReply(200, target.answer(PlaceOf(parameters).explored(), parameters));
  }
  throw Error(ErrorKind::kNotFound, fmt::format("there is no target {}", Quoted(path)));
}

Explorer::Explorer(std::vector<Model> models, std::vector<Column> columns)
    : parts_(std::make_unique<Parts>()) {
  if (models.empty()) throw Error(ErrorKind::kUsage, "there are no vectors to explore");
  const std::size_t words = models[0].search.words().size();
  for (const Column& column : columns) {
    if (column.values.size() == words) continue;
    throw Error(ErrorKind::kUsage, fmt::format("the column {} has {} values for {} words",
                                               Quoted(column.name), column.values.size(), words));
  }
  parts_->columns = std::move(columns);
  for (Model& model : models) parts_->places.emplace_back(std::move(model));
}

Explorer::~Explorer() = default;

Reply Explorer::Answer(std::string_view target) const {
  try {
    return parts_->AnswerTo(Parameters(target));
  } catch (const UnknownWord& unknown) {
    return Fault(404, unknown.what(), unknown.near());
  } catch (const Error& error) {
    return Fault(StatusOf(error.kind()), error.what());
  } catch (const std::bad_alloc&) {
    return Fault(503, "out of memory: ask for less, or again when other questions are answered");
  } catch (const std::exception& fault) {
    return Fault(500, fault.what());
  }
}

void Explorer::SetState(std::size_t model, MapState state) {
  parts_->PlaceAt(model).SetState(std::move(state));
}

void Explorer::SetPicture(std::size_t model, std::vector<MapPoint> points) {
  parts_->PlaceAt(model).SetPicture(std::move(points));
}

void Explorer::SetMap(std::size_t model, WordMap map) {
  parts_->PlaceAt(model).SetMap(std::move(map));
}

std::size_t Explorer::size() const { return parts_->places.size(); }
const Model& Explorer::model(std::size_t i) const { return parts_->PlaceAt(i).model(); }

std::shared_ptr<const WordMap> Explorer::map(std::size_t model) const {
  return parts_->PlaceAt(model).map();
}

}  // namespace hogvec::explore
