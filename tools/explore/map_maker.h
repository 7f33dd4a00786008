#ifndef HOGVEC_EXPLORE_MAP_MAKER_H_
#define HOGVEC_EXPLORE_MAP_MAKER_H_

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

#include "explore/explorer.h"
#include "explore/settings.h"
#include "hogvec/layout.h"

namespace hogvec::explore {

// Gives the models of an explorer their maps: those that are kept beside the vectors, and new ones,
// which are kept there. The explorer and the settings must outlive it.
//
// For one thread at a time; the explorer may answer meanwhile.
class MapMaker {
 public:
  MapMaker(Explorer& explorer, const Settings& settings);

  // First pictures of all models, then their maps, one after the other. What goes wrong with a map
  // is its state (kFailed) and is said on stderr. Returns early when `stop` is requested.
  void MakeAll(const std::stop_token& stop);

  // The map of one model, unless it is kept. That of a further model begins from the places that
  // the first gave to the same words. Throws as LayOut does.
  void Make(std::size_t model, const std::stop_token& stop, LayoutObserver& observer);

 private:
  bool TakeKept(std::size_t model);
  void ShowFirst(std::size_t model);
  bool LayOutShown(std::size_t model, const std::stop_token& stop);
  void LayOutNew(std::size_t model, const std::stop_token& stop, LayoutObserver& observer);
  void Show(std::size_t model, WordMap map);
  LayoutOptions OptionsFor(std::size_t model) const;
  bool Guarded(std::size_t model, const std::function<void()>& work);
  void Fail(std::size_t model, const std::string& why);

  Explorer& explorer_;
  const Settings& settings_;
};

// Lets the calling thread, and those that it starts, run when others have nothing to do: answers
// come first.
void StandBack();

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_MAP_MAKER_H_
