// What a library without SQLite does in place of sqlite.cc.
#include <fmt/format.h>

#include "hogvec/error.h"
#include "vectors/formats/sqlite.h"

namespace hogvec {
namespace {

constexpr std::string_view kLacking =
    "needs SQLite, which this library was built without: use hogvec::hogvec, not hogvec::core, and "
    "HOGVEC_WITH_SQLITE=ON";

Error Lacking(const std::filesystem::path& path) {
  return {ErrorKind::kUsage, fmt::format("{}: the format sqlite {}", path.string(), kLacking)};
}

}  // namespace

std::string_view SqlitePathFault(const std::filesystem::path&) { return kLacking; }

// What can't be looked into is not to be lost.
bool IsForeignDatabase(const std::filesystem::path&) { return true; }

void WriteSqlite(const std::filesystem::path& path, const WriteOptions&, const VectorsToWrite&) {
  throw Lacking(path);
}

std::unique_ptr<VectorReader> OpenSqlite(LineReader& file, bool) {
  if (!file.Peek(kSqliteMagic.size()).starts_with(kSqliteMagic)) return nullptr;
  throw Lacking(file.path());
}

}  // namespace hogvec
