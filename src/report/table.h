#ifndef HOGVEC_REPORT_TABLE_H_
#define HOGVEC_REPORT_TABLE_H_

#include <string>
#include <string_view>
#include <vector>

namespace hogvec {

// A table of a page; it scrolls sideways if it is too wide. Titles are text; cells are HTML and
// must have been escaped.
class Table {
 public:
  enum class Kind { kText, kNumber };
  struct Column {
    std::string title;
    Kind kind = Kind::kText;
  };

  Table(std::string caption, std::vector<Column> columns);

  // One cell per column; the first is the header of the row.
  void Add(const std::vector<std::string>& cells);

  bool empty() const { return rows_.empty(); }
  std::string Html() const;

 private:
  std::string caption_;
  std::vector<Column> columns_;
  std::string rows_;
};

// A bar for a cell, whose length is this share (0..1) of the available width. Decoration: the
// number next to it says the same.
std::string BarHtml(double share);

// HTML that is folded under a line; clicking the line shows it. The line is text.
std::string Folded(std::string_view line, std::string_view html);

// A list of facts: a name as text, a value as HTML.
class Facts {
 public:
  void Add(std::string_view name, std::string_view html);
  std::string Html() const { return "<dl class=\"facts\">\n" + items_ + "</dl>\n"; }

 private:
  std::string items_;
};

}  // namespace hogvec

#endif  // HOGVEC_REPORT_TABLE_H_
