#include <fmt/format.h>

#include "base/number.h"
#include "report/html.h"
#include "report/numbers.h"
#include "report/sections.h"

namespace hogvec {
namespace {

// A count with its noun, singular or plural.
std::string Counted(std::uint64_t count, std::string_view what) {
  return fmt::format("{} {}{}", WithCommas(count), what, count == 1 ? "" : "s");
}

std::string TileHtml(std::string_view name, const std::string& figure, const std::string& note) {
  return fmt::format("<div><dt>{}</dt><dd>{}<small>{}</small></dd></div>\n", name, figure, note);
}

std::string LossTiles(const RunRecord& record) {
  const TrainSummary& run = record.summary;
  const std::string_view unit = UnitOfLoss(record.architecture);
  std::string tiles =
      TileHtml("Loss", Fixed(run.loss, 4),
               fmt::format("per {}; {} in the first epoch", unit, Fixed(run.first_loss, 4)));
  for (const RunRecord::Epoch& epoch : record.epochs) {
    if (epoch.number != run.kept_epoch || !epoch.held_out) continue;
    tiles += TileHtml("Validation loss", Fixed(epoch.held_out->loss, 4),
                      fmt::format("per {}, after epoch {}", unit, epoch.number));
  }
  return tiles;
}

std::string TilesHtml(const RunRecord& record) {
  const TrainSummary& run = record.summary;
  return "<dl class=\"tiles\">\n" + LossTiles(record) +
         TileHtml("Speed", ShortNumber(run.words_per_second),
                  fmt::format("words/s on {} ({})", Counted(run.threads, "thread"),
                              Escaped(run.kernel))) +
         TileHtml("Time", Seconds(record.seconds_total),
                  fmt::format("{} reading, {} training, {} writing", Seconds(run.seconds_reading),
                              Seconds(run.seconds_training), Seconds(record.seconds_writing))) +
         TileHtml("Memory", ShortNumber(static_cast<double>(record.peak_rss_bytes)) + "B",
                  "at the peak") +
         "</dl>\n";
}

std::string NotesHtml(const RunRecord& record) {
  std::string items;
  if (record.resumed) {
    items +=
        "<li>This run was resumed. The curves begin there and do not show what came "
        "before.</li>\n";
  }
  const TrainSummary& run = record.summary;
  if (run.epochs < record.epochs_asked) {
    items += fmt::format(
        "<li>Training stopped after epoch {} of {}: the validation loss no longer "
        "fell.</li>\n",
        run.epochs, record.epochs_asked);
  }
  if (run.kept_epoch < run.epochs) {
    items += fmt::format(
        "<li>The vectors are those of epoch {}, which had the lowest validation "
        "loss.</li>\n",
        run.kept_epoch);
  }
  for (const std::string& note : record.notes) items += fmt::format("<li>{}</li>\n", Escaped(note));
  return items.empty() ? "" : "<ul class=\"notes\">\n" + items + "</ul>\n";
}

// What the vectors were learned by.
std::string MethodText(const RunRecord& record) {
  std::string text = fmt::format(", by {}", InWords(record.architecture));
  if (record.alpha > 0) text += fmt::format(" from a learning rate of {:g}", record.alpha);
  return text;
}

}  // namespace

std::string HeadHtml(const RunRecord& record) {
  const TrainSummary& run = record.summary;
  return fmt::format(
             "<p class=\"kind\">hogvec training report</p>\n<h1>{}</h1>\n"
             "<p class=\"lead\">{} of {}, learned from {} in {}{}.</p>\n",
             WordHtml(record.title), Counted(record.counts.size(), "vector"),
             Counted(record.dim, "number"), Counted(run.tokens, "token"),
             Counted(run.epochs, "epoch"), MethodText(record)) +
         TilesHtml(record) + NotesHtml(record);
}

}  // namespace hogvec
