#ifndef HOGVEC_PYTHON_VECTORS_H_
#define HOGVEC_PYTHON_VECTORS_H_

#include <pybind11/pybind11.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "hogvec/graph_index.h"
#include "hogvec/mapped_vectors.h"
#include "hogvec/neighbours.h"
#include "hogvec/vocabulary.h"
#include "hogvec/word_vectors.h"
#include "python/word_cache.h"

namespace hogvec::python {

// A file that stays open under its number, whatever becomes of its name.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path);
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  // A name by which it can be opened again.
  std::filesystem::path path() const;

 private:
  int number_;
};

// Words and their rows, in memory or in a mapped file, as Python's Vectors. They never change. To
// be touched with the GIL alone: questions that let it go ask a copy of search(), which is cheap.
class Vectors {
 public:
  explicit Vectors(std::shared_ptr<const WordVectors> vectors);
  Vectors(Vectors&&) noexcept = default;
  // `path` is that of the mapped file.
  Vectors(MappedVectors vectors, std::filesystem::path path);

  // For questions without the GIL: a copy, on one thread in a process that was forked.
  NeighbourSearch search() const;
  // For those with it, which read a row or two.
  const NeighbourSearch& at_hand() const { return search_; }
  // The same vectors, asked by an index. Throws Error{kUsage} if it is not one of theirs.
  Vectors WithIndex(GraphIndex index, std::size_t breadth) const;

  // The number of a word, as FindGiven().
  std::optional<WordId> Find(std::string_view word) const;

  bool is_mapped() const { return memory_ == nullptr; }
  const std::filesystem::path& path() const { return path_; }
  const std::map<std::string, std::string>& configuration() const { return configuration_; }
  const std::optional<NgramOptions>& ngrams() const { return ngrams_; }

  // In memory: a mapped file is read, all of it, even if it was renamed or replaced since.
  std::shared_ptr<const WordVectors> InMemory() const;

  // What a lenient reading skipped, and the format of the file that was read, if there was one.
  PassedOver passed_over;
  std::string format;

 private:
  Vectors(const Vectors& other, NeighbourSearch search);

  std::shared_ptr<const WordVectors> memory_;  // null if a file is mapped
  std::filesystem::path path_;
  std::shared_ptr<const OpenFile> file_;  // at `path_` when it was mapped
  std::map<std::string, std::string> configuration_;
  std::optional<NgramOptions> ngrams_;
  NeighbourSearch search_;
  mutable std::unique_ptr<WordCache> cache_;  // of words of a mapped file, once one was looked up
};

// The words and counts of a vocabulary.
WordVectors WithoutRows(const Vocabulary& vocabulary);

// Making, describing and writing of vectors; and questions about them.
void BindVectors(pybind11::module_& module);
void BindQuestions(pybind11::class_<Vectors>& vectors);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_VECTORS_H_
