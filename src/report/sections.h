#ifndef HOGVEC_REPORT_SECTIONS_H_
#define HOGVEC_REPORT_SECTIONS_H_

#include <string>

#include "hogvec/report.h"

namespace hogvec {

// The sections of a report as HTML; empty for what the record does not contain. All pure.

// The title, a sentence on what was trained, and the most important figures.
std::string HeadHtml(const RunRecord& record);

// Curves of loss and speed, and the epochs as a table.
std::string TrainingHtml(const RunRecord& record);

// The loss on the validation text by the frequency of words.
std::string HeldOutHtml(const RunRecord& record);

// The scores of the vectors on test sets.
std::string ScoresHtml(const RunRecord& record);

// How the neighbours of some words changed over the epochs.
std::string NeighboursHtml(const RunRecord& record);

// The text and its words, and how often they occur.
std::string CorpusHtml(const RunRecord& record);

// Options and versions.
std::string OptionsHtml(const RunRecord& record);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_SECTIONS_H_
