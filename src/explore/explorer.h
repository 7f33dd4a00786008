#ifndef HOGVEC_EXPLORE_EXPLORER_H_
#define HOGVEC_EXPLORE_EXPLORER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "explore/columns.h"
#include "explore/reply.h"
#include "hogvec/layout.h"
#include "hogvec/neighbours.h"

namespace hogvec::explore {

// Vectors that are explored, under the name that a reader sees: the file's, without its folder.
struct Model {
  std::string name;
  NeighbourSearch search;
};

// How far a model's map is.
struct MapState {
  enum class Kind { kFirst, kMaking, kReady, kFailed };  // first: principal components only
  Kind kind = Kind::kFirst;
  LayoutProgress progress = {};  // while it is being made
  std::string fault = {};        // why it failed
};

// Answers the questions of the page (explore/README.md lists them) as functions, without sockets: a
// target such as "api/near?w=king&k=30" gives a reply. Opens no file and writes none.
//
// Answer() never throws for anything a target can hold: what is wrong with it is a reply with an
// error. All functions may be called concurrently. What completes words is built meanwhile on a
// thread of its own, once for each model.
class Explorer {
 public:
  // Throws Error{kUsage} if there are no models, and for columns that are not as long as the first
  // model, for the words of which they are (ReadColumns).
  explicit Explorer(std::vector<Model> models, std::vector<Column> columns = {});
  ~Explorer();

  Reply Answer(std::string_view target) const;

  // What the layout of a model has come to. A picture replaces the points of the one before; once
  // there is a map, its state is kReady, and further pictures and states change nothing. Throw
  // Error{kUsage} for a model that is not there, and for points of another number than its words.
  void SetState(std::size_t model, MapState state);
  void SetPicture(std::size_t model, std::vector<MapPoint> points);
  void SetMap(std::size_t model, WordMap map);

  std::size_t size() const;
  const Model& model(std::size_t i) const;

  // The finished map, or null.
  std::shared_ptr<const WordMap> map(std::size_t model) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_EXPLORER_H_
