#include "page/inline_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "hogvec/error.h"
#include "io/compression.h"
#include "page/bundle.h"
#include "page/sha256.h"

namespace hogvec::page {
namespace {

// What stands in index.html for what comes from other files.
constexpr std::string_view kCharset = "<meta charset=\"utf-8\">";
constexpr std::string_view kIconLink = "<link rel=\"icon\" href=\"icon.svg\">\n";
constexpr std::string_view kStyleLink = "<link rel=\"stylesheet\" href=\"style.css\">";
constexpr std::string_view kScriptLink = "<script type=\"module\" src=\"app.js\"></script>";
constexpr std::string_view kBodyEnd = "</body>";

std::string_view TextOf(std::span<const Asset> assets, std::string_view name) {
  if (const Asset* const asset = FindAsset(assets, name)) return asset->text;
  throw Error(ErrorKind::kInternal, fmt::format("the page has no file {}", name));
}

// Replaces the one place where `what` stands.
void ReplaceOnce(std::string& document, std::string_view what, std::string_view by) {
  const std::size_t at = document.find(what);
  if (at == std::string::npos || document.find(what, at + 1) != std::string::npos) {
    throw Error(ErrorKind::kInternal, fmt::format("index.html does not have {} once", what));
  }
  document.replace(at, what.size(), by);
}

std::string HashOf(std::string_view text) {
  const auto digest = Sha256(text);
  return "'sha256-" + Base64({reinterpret_cast<const char*>(digest.data()), digest.size()}) + "'";
}

std::string Policy(std::string_view style, std::string_view script) {
  return fmt::format(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {}; "
      "style-src {}; img-src blob:; base-uri 'none'; form-action 'none'; "
      "require-trusted-types-for 'script'\">",
      HashOf(script), HashOf(style));
}

std::string Compressed(std::string_view bytes) {
  constexpr std::size_t kMost = std::size_t{1} << 30;  // the encoder takes 2 GB at most
  const auto encoder = MakeEncoder(Compression::kGzip);
  std::string out;
  for (; bytes.size() > kMost; bytes.remove_prefix(kMost)) {
    encoder->Encode(bytes.substr(0, kMost), false, out);
  }
  encoder->Encode(bytes, true, out);
  return out;
}

std::string ElementOf(const DataBlock& block) {
  return fmt::format("<script type=\"application/octet-stream\" id=\"{}\">{}</script>\n", block.id,
                     Base64(Compressed(block.bytes)));
}

}  // namespace

std::string Base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t used = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      bits = bits << 8 | (j < used ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      text += j <= used ? kDigits[bits >> (18 - 6 * j) & 63] : '=';
    }
  }
  return text;
}

std::string InlinePage(std::span<const Asset> assets, std::span<const DataBlock> blocks) {
  const std::string style(TextOf(assets, "style.css"));
  if (style.find("</style") != std::string::npos) {
    throw Error(ErrorKind::kInternal, "style.css has text that would end its element");
  }
  const std::string script = "\n" + Bundle(assets, "file_app.js");
  std::string ending;
  for (const DataBlock& block : blocks) ending += ElementOf(block);
  ending += "<script type=\"module\">" + script + "</script>\n";

  std::string document(TextOf(assets, "index.html"));
  ReplaceOnce(document, kIconLink, "");  // a file has no address to get it from
  ReplaceOnce(document, kStyleLink, "<style>" + style + "</style>");
  ReplaceOnce(document, kScriptLink, "");
  ReplaceOnce(document, kCharset, fmt::format("{}\n{}", kCharset, Policy(style, script)));
  ReplaceOnce(document, kBodyEnd, ending.append(kBodyEnd));
  return document;
}

}  // namespace hogvec::page
