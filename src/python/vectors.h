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
#include "hogvec/word_vectors.h"
#include "python/word_cache.h"

namespace hogvec::python {

// Words and their rows, in memory or in a mapped file, as Python's Vectors. They never change; only
// an index may be added. To be touched with the GIL alone: questions that let it go ask a copy of
// search(), which is cheap.
class Vectors {
 public:
  explicit Vectors(std::shared_ptr<const WordVectors> vectors);
  // `path` is that of the mapped file.
  Vectors(MappedVectors vectors, std::filesystem::path path);

  // For questions without the GIL: a copy, on one thread in a process that was forked.
  NeighbourSearch search() const;
  // For those with it, which read a row or two.
  const NeighbourSearch& at_hand() const { return search_; }
  void Use(GraphIndex index, std::size_t breadth) { search_.Use(std::move(index), breadth); }

  // The number of a word, as FindGiven().
  std::optional<WordId> Find(std::string_view word) const;

  bool is_mapped() const { return memory_ == nullptr; }
  const std::filesystem::path& path() const { return path_; }
  const std::map<std::string, std::string>& configuration() const { return configuration_; }
  const std::optional<NgramOptions>& ngrams() const { return ngrams_; }

  // In memory: a mapped file is read, all of it. Throws Error{kNoInput} if it is gone or another.
  std::shared_ptr<const WordVectors> InMemory() const;

  // What a lenient reading skipped, and the format of the file that was read, if there was one.
  PassedOver passed_over;
  std::string format;

 private:
  std::shared_ptr<const WordVectors> memory_;  // null if a file is mapped
  std::filesystem::path path_;
  std::uint64_t inode_ = 0;  // of the file at `path_`
  std::map<std::string, std::string> configuration_;
  std::optional<NgramOptions> ngrams_;
  NeighbourSearch search_;
  mutable std::unique_ptr<WordCache> cache_;  // of words of a mapped file, once one was looked up
};

EmbeddingTable CopyOf(const EmbeddingTable& table);

// Making, describing and writing of vectors; and questions about them.
void BindVectors(pybind11::module_& module);
void BindQuestions(pybind11::class_<Vectors>& vectors);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_VECTORS_H_
