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

// The content of a report on a training run: plain values, collected by the caller. Texts are
// arbitrary bytes, as found in corpora and file names. Empty members are left out of the page.
struct RunRecord {
  // The state of training at one time.
  struct Moment {
    double seconds = 0;        // of training
    double epochs = 0;         // done, including a fraction
    std::uint64_t tokens = 0;  // trained so far, including the run that this one resumed
    double loss = 0;           // mean over the recent past, per UnitOfLoss()
  };

  // The state at the end of an epoch.
  struct Epoch {
    std::size_t number = 0;  // from 1
    double seconds = 0;      // of training until its end
    double loss = 0;         // mean over the epoch, likewise
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
    double share_so_far = 0;  // share of the kept tokens: this word's and all more frequent ones'
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
    bool changed = false;  // whether it differs from the default
  };

  std::string title;    // of the page: what was trained
  std::string version;  // of hogvec
  std::string made;     // when, for people
  std::vector<std::string> corpus = {};
  std::vector<Option> options = {};

  Architecture architecture = Architecture::kSkipGram;
  double alpha = 0;  // the learning rate at the start; 0 if it is not known
  TrainSummary summary;
  std::size_t dim = 0;
  double seconds_writing = 0, seconds_total = 0;
  std::uint64_t peak_rss_bytes = 0;
  bool resumed = false;                 // then `moments` and `epochs` lack the earlier run
  std::size_t epochs_asked = 0;         // the maximum number of epochs
  std::vector<std::string> notes = {};  // lines about anything unusual

  std::vector<std::uint64_t> counts = {};  // of the words, in descending order
  std::vector<Frequent> frequent = {};     // some words by rank
  std::vector<Moment> moments = {};        // in order
  std::vector<Epoch> epochs = {};          // in order
  std::vector<Watched> watched = {};
  std::vector<std::string> not_found = {};  // words to watch that are not in the vocabulary
  std::vector<PairsScore> pairs = {};
  std::vector<QuestionsScore> questions = {};
};

// One self-contained page of HTML in UTF-8: no network, no script, charts as SVG.
//
// Every text is shown as text, whatever it contains: markup is escaped; control characters,
// characters that would change the text direction, and invalid UTF-8 are shown as \xNN or \u{N};
// long texts are cut, with an ellipsis. Numbers that are not finite are left out of charts. Pure.
std::string ReportPage(const RunRecord& record);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_H_
