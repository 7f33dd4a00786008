#ifndef HOGVEC_REPORT_SECTIONS_H_
#define HOGVEC_REPORT_SECTIONS_H_

#include <string>

#include "hogvec/report.h"

namespace hogvec {

// What stands in a report, part by part, as HTML: nothing for what the record does not hold. All
// pure.

// The title, what was trained in a sentence, and the figures that matter most.
std::string HeadHtml(const RunRecord& record);

// Curves of loss and speed, and the epochs as a table.
std::string TrainingHtml(const RunRecord& record);

// The loss on the validation text by the frequency of words.
std::string HeldOutHtml(const RunRecord& record);

// What the vectors reach on test sets.
std::string ScoresHtml(const RunRecord& record);

// How the neighbours of some words changed over the epochs.
std::string NeighboursHtml(const RunRecord& record);

// The text and its words, and how often they occur.
std::string CorpusHtml(const RunRecord& record);

// Options, and what trained by which version.
std::string OptionsHtml(const RunRecord& record);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_SECTIONS_H_
