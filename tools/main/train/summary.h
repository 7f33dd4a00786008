#ifndef HOGVEC_MAIN_TRAIN_SUMMARY_H_
#define HOGVEC_MAIN_TRAIN_SUMMARY_H_

#include <string>

#include "hogvec/train.h"
#include "main/train/train_settings.h"

namespace hogvec {

// What a run of `hogvec train` came to, for people and for programs.
struct RunReport {
  TrainSummary training;
  std::size_t words = 0;
  std::size_t ngrams = 0, ngram_rows = 0;  // that have a vector, and the rows that they share
  double seconds_writing = 0;
  double seconds_total = 0;
  std::uint64_t peak_rss_bytes = 0;
};

// A few lines for people.
std::string SummaryText(const TrainSettings& settings, const RunReport& report);

// One JSON object:
//   version, kernel: texts; corpus: list of paths; output: path;
//   tokens: in-vocabulary tokens of the corpus; words: distinct ones; lines; dropped_words;
//   dropped_tokens; unusual: {long_tokens: too long, dropped; stop_tokens, signs: left out;
//   byte_order_marks: skipped;
//   not_utf8_words, not_utf8_tokens, nul_words, nul_tokens: kept}; words_per_second: trained tokens
//   per second of training; seconds: {reading, training, writing, total}; peak_rss_bytes;
//   token_bytes_spilled; loss, first_loss: mean per pair (of CBOW, per window) over the last and
//   the first epoch; threads; ranks: of a run with replicas, a list of {tokens, loss,
//   seconds_waiting, seconds_merging, meetings, rows_merged, bytes_sent}; subwords: {ngrams, rows,
//   held_out: of fitted ones, {words, cosine, constant, among_ten}}; options: every option by its
//   long name.
std::string SummaryJson(const TrainSettings& settings, const RunReport& report);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_SUMMARY_H_
