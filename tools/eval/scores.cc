#include "eval/scores.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>
#include <optional>

#include "cli/progress_display.h"
#include "cli/terminal.h"
#include "unicode/columns.h"

namespace hogvec::eval {
namespace {

constexpr std::size_t kPairsName = 18, kSectionName = 30, kWord = 22;  // columns

// A name in so many columns, cut or filled with blanks.
std::string InColumns(std::string_view name, std::size_t columns) {
  std::string shown = CutTo(Printable(name), columns);
  const std::size_t taken = ColumnsOf(shown);
  return shown.append(columns - taken, ' ');
}

// Hundredths, to four decimal places: more is noise.
double Percent(double share) { return std::round(share * 1e6) / 1e4; }

// The share of right answers; nothing where none was asked.
std::optional<double> ShareOf(const SectionScore& score) {
  if (score.covered == 0) return std::nullopt;
  return static_cast<double>(score.right) / static_cast<double>(score.covered);
}

Json EstimateJson(const std::optional<Estimate>& estimate) {
  if (!estimate) return nullptr;
  return {{"value", Percent(estimate->value)},
          {"low", Percent(estimate->low)},
          {"high", Percent(estimate->high)}};
}

std::string EstimateText(const std::optional<Estimate>& estimate) {
  if (!estimate) return "-";
  return fmt::format("{:.1f} [{:.1f}, {:.1f}]", 100 * estimate->value, 100 * estimate->low,
                     100 * estimate->high);
}

struct Sums {
  SectionScore semantic = {"semantic"}, syntactic = {"syntactic"}, total = {"total"};
};

void Add(const SectionScore& section, SectionScore& sum) {
  sum.right += section.right;
  sum.covered += section.covered;
  sum.skipped += section.skipped;
  sum.unseen += section.unseen;
}

Sums SumsOf(std::span<const SectionScore> sections) {
  Sums sums;
  for (const SectionScore& section : sections) {
    Add(section, section.is_syntactic() ? sums.syntactic : sums.semantic);
    Add(section, sums.total);
  }
  return sums;
}

// Only vectors with n-grams have any.
void AddUnseen(std::size_t unseen, Json& json) {
  if (unseen > 0) json["unseen"] = unseen;
}

Json SectionJson(const SectionScore& score) {
  const auto share = ShareOf(score);
  Json json = {{"name", score.name},
               {"accuracy", share ? Json(Percent(*share)) : Json()},
               {"right", score.right},
               {"covered", score.covered},
               {"skipped", score.skipped}};
  AddUnseen(score.unseen, json);
  return json;
}

std::string SectionLine(const SectionScore& score) {
  const auto share = ShareOf(score);
  return fmt::format("{} {:>6}  {:>6} of {:>6}  {:>7}\n", InColumns(score.name, kSectionName),
                     share ? fmt::format("{:.2f}", 100 * *share) : "-", score.right, score.covered,
                     score.skipped);
}

}  // namespace

std::string PairsHeader() {
  return fmt::format("{:<{}} {:>20} {:>20} {:>9}\n", "pairs", kPairsName, "Spearman [95 %]",
                     "Pearson [95 %]", "covered");
}

std::string PairsLine(std::string_view name, const PairScore& score) {
  return fmt::format("{} {:>20} {:>20} {:>9}\n", InColumns(name, kPairsName),
                     EstimateText(score.rank), EstimateText(score.linear),
                     fmt::format("{}/{}", score.covered, score.covered + score.skipped));
}

Json PairsJson(std::string_view name, const PairScore& score) {
  Json json = {{"pairs", name},
               {"spearman", EstimateJson(score.rank)},
               {"pearson", EstimateJson(score.linear)},
               {"covered", score.covered},
               {"skipped", score.skipped}};
  AddUnseen(score.unseen, json);
  return json;
}

std::string AnalogiesTable(std::span<const SectionScore> sections) {
  std::string table = fmt::format("{:<{}} {:>6}  {:>16}  {:>7}\n", "section", kSectionName, "%",
                                  "right", "skipped");
  for (const SectionScore& section : sections) table += SectionLine(section);
  const Sums sums = SumsOf(sections);
  return table + "\n" + SectionLine(sums.semantic) + SectionLine(sums.syntactic) +
         SectionLine(sums.total);
}

Json AnalogiesJson(std::span<const SectionScore> sections) {
  const Sums sums = SumsOf(sections);
  Json json = Json::array();
  for (const SectionScore& section : sections) json.push_back(SectionJson(section));
  return {{"sections", json},
          {"semantic", SectionJson(sums.semantic)},
          {"syntactic", SectionJson(sums.syntactic)},
          {"total", SectionJson(sums.total)}};
}

std::string AgreementTable(const Agreement& agreement, std::size_t neighbours) {
  std::string table =
      fmt::format("{} words in common; of the {} nearest, {:.1f} % are the same\n\n{:<{}} {:>6}\n",
                  WithCommas(agreement.words), neighbours, 100 * agreement.overlap,
                  "words by frequency", kWord, "%");
  for (const auto& band : agreement.bands) {
    const auto words = fmt::format("{} to {}", WithCommas(band.first + 1), WithCommas(band.last));
    fmt::format_to(std::back_inserter(table), "{:<{}} {:6.1f}\n", words, kWord, 100 * band.overlap);
  }
  if (agreement.changed.empty()) return table;
  table += fmt::format("\n{:<{}} {:>6}\n", "changed most", kWord, "cosine");
  for (const auto& change : agreement.changed) {
    table += fmt::format("{} {:6.3f}\n", InColumns(change.word, kWord), change.similarity);
  }
  return table;
}

Json AgreementJson(const Agreement& agreement) {
  Json bands = Json::array(), changed = Json::array();
  for (const auto& band : agreement.bands) {
    bands.push_back(
        {{"first", band.first}, {"last", band.last}, {"overlap", Percent(band.overlap)}});
  }
  for (const auto& change : agreement.changed) {
    changed.push_back({{"word", change.word}, {"similarity", Percent(change.similarity) / 100}});
  }
  return {{"words", agreement.words},
          {"overlap", Percent(agreement.overlap)},
          {"bands", bands},
          {"changed", changed}};
}

std::string LossTable(const HeldOutLoss& held_out, Architecture architecture) {
  const std::string_view unit = UnitOfLoss(architecture);
  const std::string units = fmt::format("{}s", unit);
  std::string table =
      fmt::format("{:.4f} per {} ({}), over {} {} of {} tokens\n\n{:<{}} {:>7} {:>12}\n",
                  held_out.loss, unit, InWords(architecture), WithCommas(held_out.pairs), units,
                  WithCommas(held_out.tokens), "words by frequency", kWord, "loss", units);
  for (const HeldOutLoss::Band& band : held_out.bands) {
    const auto words = fmt::format("{} to {}", WithCommas(band.first + 1), WithCommas(band.last));
    fmt::format_to(std::back_inserter(table), "{:<{}} {:>7} {:>12}\n", words, kWord,
                   LossText(band.loss, 4), WithCommas(band.pairs));
  }
  return table;
}

}  // namespace hogvec::eval
