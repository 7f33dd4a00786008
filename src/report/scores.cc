#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include "base/number.h"
#include "report/html.h"
#include "report/numbers.h"
#include "report/sections.h"
#include "report/table.h"

namespace hogvec {
namespace {

using enum Table::Kind;

std::string Value(const std::optional<Estimate>& estimate) {
  return Fixed(estimate ? 100 * estimate->value : NAN, 1);
}

std::string Bounds(const std::optional<Estimate>& estimate) {
  if (!estimate) return {};
  return fmt::format("{} to {}", Fixed(100 * estimate->low, 1), Fixed(100 * estimate->high, 1));
}

std::string PairsHtml(const RunRecord& record) {
  if (record.pairs.empty()) return {};
  Table table("Correlation with people's ratings of word pairs, times 100",
              {{"set"},
               {"Spearman", kNumber},
               {"95 % within", kNumber},
               {"Pearson", kNumber},
               {"pairs", kNumber},
               {"with unknown words", kNumber}});
  for (const auto& [file, score] : record.pairs) {
    table.Add({WordHtml(file), Value(score.rank), Bounds(score.rank), Value(score.linear),
               WithCommas(score.covered), WithCommas(score.skipped)});
  }
  return table.Html();
}

SectionScore SumOf(const std::vector<SectionScore>& sections, std::string name, auto counts) {
  SectionScore sum{.name = std::move(name)};
  for (const SectionScore& section : sections) {
    if (!counts(section)) continue;
    sum.right += section.right;
    sum.covered += section.covered;
    sum.skipped += section.skipped;
  }
  return sum;
}

void AddSection(const SectionScore& section, Table& table) {
  const double share = section.covered == 0 ? 0
                                            : static_cast<double>(section.right) /
                                                  static_cast<double>(section.covered);
  table.Add({WordHtml(section.name), section.covered == 0 ? "" : Percent(share), BarHtml(share),
             WithCommas(section.right), WithCommas(section.covered), WithCommas(section.skipped)});
}

std::string QuestionsHtml(const RunRecord::QuestionsScore& questions) {
  const auto& sections = questions.sections;
  Table table(fmt::format("Analogies answered correctly (3CosAdd): {}", questions.file),
              {{"section"},
               {"right", kNumber},
               {""},
               {"answers", kNumber},
               {"questions", kNumber},
               {"with unknown words", kNumber}});
  const auto all = [](const SectionScore&) { return true; };
  const auto syntactic = [](const SectionScore& section) { return section.is_syntactic(); };
  AddSection(SumOf(sections, "all", all), table);
  AddSection(SumOf(sections, "semantic", std::not_fn(syntactic)), table);
  AddSection(SumOf(sections, "syntactic", syntactic), table);
  const std::string totals = table.Html();
  Table each("By section", {{"section"},
                            {"right", kNumber},
                            {""},
                            {"answers", kNumber},
                            {"questions", kNumber},
                            {"with unknown words", kNumber}});
  for (const SectionScore& section : sections) AddSection(section, each);
  return totals + Folded(fmt::format("Its {} sections", sections.size()), each.Html());
}

}  // namespace

std::string ScoresHtml(const RunRecord& record) {
  std::string html = PairsHtml(record);
  for (const auto& questions : record.questions) html += QuestionsHtml(questions);
  return html;
}

}  // namespace hogvec
