#include "page/assets.h"

#include <algorithm>

namespace hogvec::page {

const Asset* FindAsset(std::span<const Asset> assets, std::string_view name) {
  const auto found = std::ranges::find(assets, name, &Asset::name);
  return found == assets.end() ? nullptr : &*found;
}

const Asset* FindAsset(std::string_view name) { return FindAsset(Assets(), name); }

}  // namespace hogvec::page
