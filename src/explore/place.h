#ifndef HOGVEC_EXPLORE_PLACE_H_
#define HOGVEC_EXPLORE_PLACE_H_

#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "explore/about.h"
#include "explore/completion.h"
#include "explore/explored.h"
#include "explore/explorer.h"

namespace hogvec::explore {

// A model of an Explorer, with what is kept for it. Its functions may be called concurrently.
class Place {
 public:
  explicit Place(Model model);

  const Model& model() const { return model_; }
  Explored explored() const { return {model_.name, model_.search, counts_, map()}; }
  Described described() const;

  std::shared_ptr<const WordMap> map() const;

  // As the functions of Explorer.
  void SetState(MapState state);
  void SetPicture(std::vector<MapPoint> points);
  void SetMap(WordMap map);

  // Waits until it is built, the first time. Throws what building it threw.
  const PrefixIndex& index() const { return index_.get(); }

  // The bytes of `api/map`. Throws Error{kBusy} if there is no picture yet.
  std::string MapAsBytes() const;
  std::string WordsAsBytes() const;

 private:
  // What is known of the map at a moment.
  struct Moment {
    MapState state;
    std::uint32_t version = 0;
    std::shared_ptr<const std::vector<MapPoint>> picture;
    std::shared_ptr<const WordMap> map;
  };
  Moment Now() const;
  void RequireAsMany(std::size_t entries) const;

  const Model model_;
  const std::vector<std::uint64_t> counts_;
  const std::shared_future<PrefixIndex> index_;  // of the words of `model_`, so gone before it
  mutable std::mutex mutex_;
  Moment now_;  // guarded by `mutex_`
};

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_PLACE_H_
