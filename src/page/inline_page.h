#ifndef HOGVEC_PAGE_INLINE_PAGE_H_
#define HOGVEC_PAGE_INLINE_PAGE_H_

#include <span>
#include <string>
#include <string_view>

#include "page/assets.h"

namespace hogvec::page {

// What a page that stands alone is to show: bytes under a name, as an element of that id.
struct DataBlock {
  std::string id;     // letters, digits and hyphens
  std::string bytes;  // anything
};

// The page as one HTML document that loads nothing: index.html of `assets` with style.css in it and
// the bundle of file_app.js, which takes the place of app.js. Before the script there is an element
// <script type="application/octet-stream"> for each block, with the base64 of gzip of its bytes.
//
// A policy in the document (CSP) lets the browser run this very script, known by its SHA-256, use
// this very style, and nothing else: no request can leave the page. A browser that shows the file
// from disk has no headers, so frames can't be forbidden there.
//
// Throws Error{kInternal} if index.html does not have, once each, the lines that are replaced
// (`<meta charset="utf-8">`, the links to style.css and app.js, `</body>`), and as Bundle().
std::string InlinePage(std::span<const Asset> assets, std::span<const DataBlock> blocks);

// Base64 (RFC 4648), without line breaks. Pure.
std::string Base64(std::string_view bytes);

}  // namespace hogvec::page

#endif  // HOGVEC_PAGE_INLINE_PAGE_H_
