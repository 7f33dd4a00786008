#ifndef HOGVEC_EVAL_SCORES_H_
#define HOGVEC_EVAL_SCORES_H_

#include <cstddef>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "hogvec/evaluation.h"
#include "hogvec/train.h"

namespace hogvec::eval {

// Scores as tables for people, at most 70 columns wide and ending with '\n', and as JSON for
// programs. Shares and correlations are times 100; one that is not there is `-` or null.

using Json = nlohmann::ordered_json;

std::string PairsHeader();
std::string PairsLine(std::string_view name, const PairScore& score);
Json PairsJson(std::string_view name, const PairScore& score);

// With the sums of the semantic sections, the syntactic ones, and all.
std::string AnalogiesTable(std::span<const SectionScore> sections);
Json AnalogiesJson(std::span<const SectionScore> sections);

std::string AgreementTable(const Agreement& agreement, std::size_t neighbours);
Json AgreementJson(const Agreement& agreement);

// With a line that says whose loss it is.
std::string LossTable(const HeldOutLoss& held_out, Architecture architecture);

}  // namespace hogvec::eval

#endif  // HOGVEC_EVAL_SCORES_H_
