#ifndef HOGVEC_WORDS_VIEW_H_
#define HOGVEC_WORDS_VIEW_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "hogvec/mapped_vectors.h"
#include "hogvec/word_id.h"
#include "hogvec/word_index.h"

namespace hogvec {

// Words by number and by spelling, in memory or in a mapped file: what both have in common.
//
// A view: refers to what it was made of, which must outlive it. Cheap to copy; as safe for threads
// as that is.
class WordsView {
 public:
  // Not explicit: whatever takes a view takes either.
  WordsView(const WordIndex& words) : index_(&words) {}
  WordsView(const MappedVectors& vectors) : mapped_(&vectors) {}

  std::size_t size() const { return index_ != nullptr ? index_->size() : mapped_->size(); }

  // The word with number `id`, which must be below size(). Throws as MappedVectors::Word does.
  std::string_view operator[](WordId id) const {
    return index_ != nullptr ? (*index_)[id] : mapped_->Word(id);
  }

  // The id of `word`, if it is here. Throws as MappedVectors::Find does.
  std::optional<WordId> Find(std::string_view word) const {
    return index_ != nullptr ? index_->Find(word) : mapped_->Find(word);
  }

 private:
  const WordIndex* index_ = nullptr;
  const MappedVectors* mapped_ = nullptr;
};

// The id of a word that somebody gives: as it is spelled, or else with its letters and their marks
// composed or decomposed (Unicode's NFC and NFD), which nobody sees. Throws as WordsView::Find
// does.
std::optional<WordId> FindGiven(WordsView words, std::string_view word);

}  // namespace hogvec

#endif  // HOGVEC_WORDS_VIEW_H_
