#ifndef HOGVEC_PAGE_BUNDLE_H_
#define HOGVEC_PAGE_BUNDLE_H_

#include <span>
#include <string>
#include <string_view>

#include "page/assets.h"

namespace hogvec::page {

// A module and all that it imports, directly or not, as one script without imports and exports:
// each module once, after those that it imports. For a file that a browser opens from disk, where
// modules can't import each other.
//
// Reads the part of the language that the page keeps to: an import begins a line and reads
// `import {a, b} from './other.js';`, over several lines if it must; what is exported is declared
// with `export`, or listed in `export {a, b};`. Names of modules' own are not changed, so they must
// be unique over all modules.
//
// Throws Error{kInternal}, with the module and the line, for imports and exports of another form,
// for a module that is not there, and for text that would end the script element that the result is
// to stand in.
std::string Bundle(std::span<const Asset> assets, std::string_view entry);

}  // namespace hogvec::page

#endif  // HOGVEC_PAGE_BUNDLE_H_
