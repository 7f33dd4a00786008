#ifndef HOGVEC_EXPLORE_EXPLORED_H_
#define HOGVEC_EXPLORE_EXPLORED_H_

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hogvec/layout.h"
#include "hogvec/neighbours.h"

namespace hogvec::explore {

using Json = nlohmann::ordered_json;

// A model as a question sees it. Refers to what an Explorer owns; `map` is null until there is one.
struct Explored {
  const std::string& name;
  const NeighbourSearch& search;
  const std::vector<std::uint64_t>& counts;  // of each word; empty if there are none
  std::shared_ptr<const WordMap> map;
};

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_EXPLORED_H_
