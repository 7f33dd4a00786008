#ifndef HOGVEC_REPORT_H_
#define HOGVEC_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hogvec/evaluation.h"
#include "hogvec/train.h"

namespace hogvec {

// What a report tells of a run of training: plain values, gathered by whoever ran it. All texts are
// bytes, and may hold whatever a corpus or a file name holds. What is empty is left out of the
// page.
struct RunRecord {
  // Where training stood at a moment.
  struct Moment {
    double seconds = 0;        // of training
    double epochs = 0;         // done, with a fraction
    std::uint64_t tokens = 0;  // trained up to now, by a run that this one resumed too
    double loss = 0;           // mean per pair over the recent past
  };

  // An epoch when it ended.
  struct Epoch {
    std::size_t number = 0;  // from 1
    double seconds = 0;      // of training up to its end
    double loss = 0;         // mean per pair over the epoch
    std::optional<HeldOutLoss> held_out = std::nullopt;
  };

  struct Near {
    std::string word;
    float similarity = 0;  // cosine
  };

  // The neighbours of a word at the end of each of `epochs`, nearest first.
  struct Watched {
    std::string word;
    std::size_t rank = 0;     // from 1, the most frequent word
    std::uint64_t count = 0;  // in the corpus
    std::vector<std::vector<Near>> neighbours = {};
  };

  struct Frequent {
    std::size_t rank = 0;  // from 1
    std::string word;
    std::uint64_t count = 0;
    double share_so_far = 0;  // of the tokens kept: those of this word and all before it
  };

  struct PairsScore {
    std::string file;
    PairScore score;
  };

  struct QuestionsScore {
    std::string file;
    std::vector<SectionScore> sections;
  };

  struct Option {
    std::string name, value;
    bool changed = false;  // is not the default
  };

  std::string title;    // of the page: what was trained
  std::string version;  // of hogvec
  std::string made;     // when, for people
  std::vector<std::string> corpus = {};
  std::vector<Option> options = {};

  TrainSummary summary;
  std::size_t dim = 0;
  double seconds_writing = 0, seconds_total = 0;
  std::uint64_t peak_rss_bytes = 0;
  bool resumed = false;                 // then what was before is not in `moments` and `epochs`
  std::size_t epochs_asked = 0;         // that the run was to have, at most
  std::vector<std::string> notes = {};  // lines about what was unusual

  std::vector<std::uint64_t> counts = {};  // of the words, falling
  std::vector<Frequent> frequent = {};     // some words by rank
  std::vector<Moment> moments = {};        // in their order
  std::vector<Epoch> epochs = {};          // in their order
  std::vector<Watched> watched = {};
  std::vector<std::string> not_found = {};  // words to watch that are not in the vocabulary
  std::vector<PairsScore> pairs = {};
  std::vector<QuestionsScore> questions = {};
};

// One page of HTML, in UTF-8, that needs nothing else: no network, no script, charts as SVG.
//
// Every text is shown as text, whatever it holds: markup is escaped; control characters, characters
// that would turn the direction of what follows, and bytes that are no UTF-8 are shown as \xNN or
// \u{N}; what is long is cut, with an ellipsis. Numbers that are not finite are left out of charts.
// Pure.
std::string ReportPage(const RunRecord& record);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_H_
