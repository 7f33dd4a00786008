#include "explore/page_replies.h"

#include <string>

#include "page/assets.h"

namespace hogvec::explore {
namespace {

std::string_view WithoutQuestion(std::string_view target) {
  return target.substr(0, target.find('?'));
}

}  // namespace

bool IsPage(std::string_view target) { return WithoutQuestion(target).empty(); }

Reply ReplyTo(std::string_view target, const Explorer& explorer) {
  const std::string_view name = IsPage(target) ? "index.html" : WithoutQuestion(target);
  const page::Asset* const asset = page::FindAsset(name);
  if (asset == nullptr) return explorer.Answer(target);
  return {.type = asset->type, .body = std::string(asset->text)};
}

}  // namespace hogvec::explore
