#include "vectors/formats/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <bit>
#include <cstring>
#include <utility>

#include "hogvec/error.h"
#include "io/atomic_file.h"
#include "vectors/first_line.h"
#include "vectors/lenient.h"

namespace hogvec {

static_assert(std::endian::native == std::endian::little);

namespace {

namespace fs = std::filesystem;

constexpr const char* kSchema =
    "CREATE TABLE vectors (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, count INTEGER,"
    " vector BLOB NOT NULL)";

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

// A database; its failures are Errors about `path`.
class Database {
 public:
  Database(fs::path path, const fs::path& file, int flags) : path_(std::move(path)) {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
    database_.reset(opened);
    Check(result);
  }

  void Run(const char* sql) const {
    Check(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr));
  }

  Statement Prepare(const char* sql) const {
    sqlite3_stmt* statement = nullptr;
    Check(sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr));
    return Statement(statement);
  }

  // True while there are rows.
  bool Step(const Statement& statement) const {
    const int result = sqlite3_step(statement.get());
    if (result != SQLITE_ROW && result != SQLITE_DONE) Check(result);
    return result == SQLITE_ROW;
  }

  void Check(int result) const {
    if (result == SQLITE_OK) return;
    throw Error(KindOf(result),
                fmt::format("{}: the database says: {}", path_.string(),
                            database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(result)));
  }

  Error Malformed(const std::string& what) const {
    return {ErrorKind::kMalformed, fmt::format("{}: {}", path_.string(), what)};
  }

 private:
  static ErrorKind KindOf(int result) {
    switch (result & 0xff) {
      case SQLITE_NOMEM:
        return ErrorKind::kResource;
      case SQLITE_IOERR:
      case SQLITE_FULL:
        return ErrorKind::kIo;
      case SQLITE_CANTOPEN:
        return ErrorKind::kNoInput;
      default:
        return ErrorKind::kMalformed;
    }
  }

  fs::path path_;
  std::unique_ptr<sqlite3, CloseDatabase> database_;
};

void Insert(const Database& database, const VectorsToWrite& vectors) {
  const Statement insert = database.Prepare("INSERT INTO vectors VALUES (?, ?, ?, ?)");
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    const std::string_view word = vectors.words.get()[ToWordId(i)];
    const std::span<const float> row = vectors.table.get().Row(ToWordId(i));
    database.Check(sqlite3_bind_int64(insert.get(), 1, static_cast<sqlite3_int64>(i)));
    database.Check(
        sqlite3_bind_text64(insert.get(), 2, word.data(), word.size(), SQLITE_STATIC, SQLITE_UTF8));
    if (!vectors.counts.empty()) {
      database.Check(
          sqlite3_bind_int64(insert.get(), 3, static_cast<sqlite3_int64>(vectors.counts[i])));
    }
    database.Check(
        sqlite3_bind_blob64(insert.get(), 4, row.data(), row.size_bytes(), SQLITE_STATIC));
    database.Step(insert);
    database.Check(sqlite3_reset(insert.get()));
  }
}

class SqliteReader : public VectorReader {
 public:
  SqliteReader(const fs::path& path, bool lenient)
      : database_(path, path, SQLITE_OPEN_READONLY), lenient_(lenient) {
    const Statement first = Select();
    if (!database_.Step(first)) throw database_.Malformed("its table 'vectors' has no rows");
    const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(first.get(), 2));
    values_.resize(bytes / sizeof(float));
    if (values_.empty() || values_.size() > kMostDim) {
      throw database_.Malformed(fmt::format("its first vector has {} bytes", bytes));
    }
    rows_ = Select();
  }

  VectorFormat format() const override { return VectorFormat::kSqlite; }
  std::size_t dim() const override { return values_.size(); }
  std::optional<std::size_t> rows() const override { return std::nullopt; }
  const PassedOver& passed_over() const override { return passed_over_; }

  bool Next(VectorRow& row) override {
    while (database_.Step(rows_)) {
      ++done_;
      TakeValues();
      row = {Word(), values_, static_cast<std::uint64_t>(sqlite3_column_int64(rows_.get(), 1)), {}};
      if (!row.word.empty()) return true;
      if (!lenient_)
        throw database_.Malformed(fmt::format("row {} has no word{}", done_, kPassesOver));
      ++passed_over_.without_word;
    }
    return false;
  }

 private:
  Statement Select() const {
    return database_.Prepare("SELECT word, count, vector FROM vectors ORDER BY id");
  }

  std::string_view Word() const {
    const auto* const text = sqlite3_column_text(rows_.get(), 0);
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_column_bytes(rows_.get(), 0))};
  }

  void TakeValues() {
    const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(rows_.get(), 2));
    if (bytes != values_.size() * sizeof(float)) {
      throw database_.Malformed(
          fmt::format("row {}: expected a vector of {} bytes like the first, "
                      "found one of {}",
                      done_, values_.size() * sizeof(float), bytes));
    }
    std::memcpy(values_.data(), sqlite3_column_blob(rows_.get(), 2), bytes);
  }

  Database database_;
  const bool lenient_;
  PassedOver passed_over_;
  Statement rows_;
  std::size_t done_ = 0;
  std::vector<float> values_;
};

}  // namespace

std::string_view SqlitePathFault(const fs::path&) { return {}; }

// Opening a database with a write-ahead log would make files beside it, and ours have none.
bool IsForeignDatabase(const fs::path& path) {
  constexpr std::size_t kVersionAt = 18;  // in the header; 2: with a write-ahead log
  LineReader file(path, LineReader::Content::kAny);
  const std::string_view start = file.Peek(kVersionAt + 1);
  if (!start.starts_with(kSqliteMagic)) return false;
  if (start.size() <= kVersionAt || start[kVersionAt] != 1) return true;
  try {
    const Database database(path, path, SQLITE_OPEN_READONLY);
    const Statement others =
        database.Prepare(fmt::format("SELECT 1 FROM sqlite_master WHERE sql <> '{}' AND name NOT "
                                     "LIKE 'sqlite!_%' ESCAPE '!'",
                                     kSchema)
                             .c_str());
    return database.Step(others);
  } catch (const Error&) {
    return true;  // damaged, locked, or with a journal to be rolled back
  }
}

// The database is made in the temporary file, which is synced and renamed like any other; so it
// needs no journal.
void WriteSqlite(const fs::path& path, const WriteOptions&, const VectorsToWrite& vectors) {
  AtomicFile file(path);
  {
    const Database database(path, file.TemporaryPath(), SQLITE_OPEN_READWRITE);
    database.Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192");
    database.Run(kSchema);
    database.Run("BEGIN");
    Insert(database, vectors);
    database.Run("COMMIT");
  }
  file.Finish();
}

std::unique_ptr<VectorReader> OpenSqlite(LineReader& file, bool lenient) {
  if (!file.Peek(kSqliteMagic.size()).starts_with(kSqliteMagic)) return nullptr;
  return std::make_unique<SqliteReader>(file.path(), lenient);
}

}  // namespace hogvec
