#include <fmt/format.h>

#include <array>

#include "hogvec/report.h"
#include "report/html.h"
#include "report/sections.h"
#include "report/style.h"

namespace hogvec {
namespace {

constexpr std::size_t kLongestTitle = 100;  // code points

struct Section {
  const char* id;
  const char* title;
  std::string (*html)(const RunRecord& record);
};

constexpr std::array kSections = {
    Section{"training", "Training", TrainingHtml},
    Section{"validation", "Validation by frequency", HeldOutHtml},
    Section{"scores", "Test sets", ScoresHtml},
    Section{"neighbours", "Neighbours over the epochs", NeighboursHtml},
    Section{"corpus", "Text and words", CorpusHtml},
    Section{"options", "Options and versions", OptionsHtml},
};

// The policy lets nothing load and nothing run, whatever the words of a corpus contain.
constexpr const char* kHead =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
    "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n";

}  // namespace

std::string ReportPage(const RunRecord& record) {
  std::string links, sections;
  for (const Section& section : kSections) {
    const std::string html = section.html(record);
    if (html.empty()) continue;
    links += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, section.title);
    sections += fmt::format(
        "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n"
        "<h2 id=\"{0}-title\">{1}</h2>\n{2}</section>\n",
        section.id, section.title, html);
  }
  return fmt::format(
      "{}<title>{} \xe2\x80\x93 hogvec report</title>\n<style>{}</style>\n</head>\n"
      "<body>\n<main>\n<header>\n{}<nav aria-label=\"Parts\">\n<ul>\n{}</ul>\n"
      "</nav>\n</header>\n{}</main>\n</body>\n</html>\n",
      kHead, Escaped(record.title, kLongestTitle), kStyle, HeadHtml(record), links, sections);
}

}  // namespace hogvec
