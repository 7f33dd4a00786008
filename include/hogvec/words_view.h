#ifndef HOGVEC_WORDS_VIEW_H_
#define HOGVEC_WORDS_VIEW_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "hogvec/mapped_vectors.h"
#include "hogvec/word_id.h"
#include "hogvec/word_index.h"

namespace hogvec {

// The words of a WordIndex or of MappedVectors: word by id, and id by word.
//
// A view: refers to the object that it was made of, which must outlive it. Cheap to copy. May be
// used by several threads at once, as those may.
class WordsView {
 public:
  // Implicit, so that functions that take a view take either.
  WordsView(const WordIndex& words) : index_(&words) {}
  WordsView(const MappedVectors& vectors) : mapped_(&vectors) {}
  WordsView(WordIndex&&) = delete;  // would be gone before the view is used
  WordsView(MappedVectors&&) = delete;

  std::size_t size() const { return index_ != nullptr ? index_->size() : mapped_->size(); }

  // The word with the id `id`, which must be below size(); that is not checked. Throws as
  // MappedVectors::Word.
  std::string_view operator[](WordId id) const {
    return index_ != nullptr ? (*index_)[id] : mapped_->Word(id);
  }

  // The id of `word`; nothing if it is not there. Throws as MappedVectors::Find.
  std::optional<WordId> Find(std::string_view word) const {
    return index_ != nullptr ? index_->Find(word) : mapped_->Find(word);
  }

 private:
  const WordIndex* index_ = nullptr;
  const MappedVectors* mapped_ = nullptr;
};

// The id of a word that a user typed: as it is spelled, or else in Unicode's composed or decomposed
// form (NFC, NFD), which look the same. Throws as WordsView::Find.
std::optional<WordId> FindGiven(WordsView words, std::string_view word);

}  // namespace hogvec

#endif  // HOGVEC_WORDS_VIEW_H_
