#include "report/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "report/html.h"

namespace hogvec {
namespace {

constexpr std::size_t kLongestCaption = 100;  // code points

const char* ClassOf(Table::Kind kind) {
  return kind == Table::Kind::kNumber ? " class=\"number\"" : "";
}

}  // namespace

Table::Table(std::string caption, std::vector<Column> columns)
    : caption_(std::move(caption)), columns_(std::move(columns)) {}

void Table::Add(const std::vector<std::string>& cells) {
  rows_ += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const char* const kind = ClassOf(columns_[i].kind);
    rows_ += i == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", kind, cells[i])
                    : fmt::format("<td{}>{}</td>", kind, cells[i]);
  }
  rows_ += "</tr>\n";
}

std::string Table::Html() const {
  std::string head;
  for (const Column& column : columns_) {
    head += fmt::format("<th scope=\"col\"{}>{}</th>", ClassOf(column.kind), Escaped(column.title));
  }
  // A region that scrolls must be reachable by keyboard, and then must have a name.
  return fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">\n"
      "<table>\n<caption>{0}</caption>\n<thead><tr>{1}</tr></thead>\n<tbody>\n{2}</tbody>\n"
      "</table>\n</div>\n",
      Escaped(caption_, kLongestCaption), head, rows_);
}

std::string BarHtml(double share) {
  const double width = std::isfinite(share) ? std::clamp(share, 0., 1.) : 0;
  return fmt::format("<span class=\"bar\"><span style=\"width:{:.1f}%\"></span></span>",
                     100 * width);
}

std::string Folded(std::string_view line, std::string_view html) {
  return fmt::format("<details>\n<summary>{}</summary>\n{}</details>\n", Escaped(line), html);
}

void Facts::Add(std::string_view name, std::string_view html) {
  items_ += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", Escaped(name), html);
}

}  // namespace hogvec
