#ifndef HOGVEC_PAGE_ASSETS_H_
#define HOGVEC_PAGE_ASSETS_H_

#include <span>
#include <string_view>

namespace hogvec::page {

// A file of the page, as it was when the program was built.
struct Asset {
  std::string_view name;  // "app.js"
  std::string_view type;  // of its content: "text/javascript; charset=utf-8"
  std::string_view text;
};

// All files of the page, by name. The views live as long as the program.
std::span<const Asset> Assets();

// The file of a name among `assets`; null if there is none.
const Asset* FindAsset(std::span<const Asset> assets, std::string_view name);
const Asset* FindAsset(std::string_view name);

}  // namespace hogvec::page

#endif  // HOGVEC_PAGE_ASSETS_H_
