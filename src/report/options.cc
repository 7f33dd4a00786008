#include <fmt/format.h>

#include "report/html.h"
#include "report/sections.h"
#include "report/table.h"

namespace hogvec {
namespace {

std::string OptionsTable(const RunRecord& record, const std::string& caption, bool changed) {
  Table table(caption, {{"option"}, {"value"}});
  for (const auto& option : record.options) {
    if (option.changed != changed) continue;
    table.Add({"<code>--" + Escaped(option.name) + "</code>", WordHtml(option.value)});
  }
  return table.empty() ? "" : table.Html();
}

}  // namespace

std::string OptionsHtml(const RunRecord& record) {
  Facts facts;
  facts.Add("hogvec", Escaped(record.version));
  facts.Add("kernel", Escaped(record.summary.kernel));
  facts.Add("threads", fmt::to_string(record.summary.threads));
  if (!record.made.empty()) facts.Add("finished", Escaped(record.made));
  const std::string defaults = OptionsTable(record, "Options at their defaults", false);
  return facts.Html() + OptionsTable(record, "Options that are not at their defaults", true) +
         (defaults.empty() ? "" : Folded("All other options", defaults));
}

}  // namespace hogvec
