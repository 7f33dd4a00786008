#ifndef HOGVEC_VECTORS_FORMATS_SQLITE_H_
#define HOGVEC_VECTORS_FORMATS_SQLITE_H_

#include <filesystem>
#include <memory>
#include <string_view>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// A SQLite database with the table
//   vectors(id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, count INTEGER, vector BLOB NOT NULL)
// whose blobs are float32, little-endian; ids go from 0 in the rows' order.

inline constexpr std::string_view kSqliteMagic = "SQLite format 3";

// A library without SQLite has the functions of sqlite_absent.cc instead, by which a database can
// be neither read nor written: both throw Error{kUsage}.

// What keeps any database from being written: "needs SQLite, ..."; empty if nothing does.
std::string_view SqlitePathFault(const std::filesystem::path& path);

// Whether a file is a database that holds anything but this table. No if it is no database.
bool IsForeignDatabase(const std::filesystem::path& path);

// Throws as WriteVectors does.
void WriteSqlite(const std::filesystem::path& path, const WriteOptions& options,
                 const VectorsToWrite& vectors);

// Opens a database; nothing if the file is none. Throws Error{kMalformed} if it is damaged or lacks
// the table.
std::unique_ptr<VectorReader> OpenSqlite(LineReader& file, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_SQLITE_H_
