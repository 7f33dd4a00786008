// A shared module with the library in it, as an extension of Python is one.
#include <hogvec/hogvec.h>

#include <cstddef>

extern "C" __attribute__((visibility("default"))) std::size_t RowsThatAreWrittenAndRead() {
  hogvec::WordVectors vectors{.words = {}, .table = hogvec::EmbeddingTable(2, 3)};
  vectors.words.FindOrAdd("one");
  vectors.words.FindOrAdd("two");
  hogvec::WriteVectors("module.sqlite", hogvec::VectorFormat::kSqlite, vectors.words,
                       vectors.table);
  return hogvec::ReadVectors("module.sqlite").words.size();
}
