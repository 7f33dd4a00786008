#ifndef HOGVEC_REPORT_TABLE_H_
#define HOGVEC_REPORT_TABLE_H_

#include <string>
#include <string_view>
#include <vector>

namespace hogvec {

// A table of a page; it scrolls sideways where it is wider than there is room. Titles are text,
// cells are HTML: whoever adds them has escaped them.
class Table {
 public:
  enum class Kind { kText, kNumber };
  struct Column {
    std::string title;
    Kind kind = Kind::kText;
  };

  Table(std::string caption, std::vector<Column> columns);

  // A cell for each column; the first heads the row.
  void Add(const std::vector<std::string>& cells);

  bool empty() const { return rows_.empty(); }
  std::string Html() const;

 private:
  std::string caption_;
  std::vector<Column> columns_;
  std::string rows_;
};

// A bar for a cell, as long as the share (0..1) of the room that it has. Says nothing that the
// number beside it does not.
std::string BarHtml(double share);

// HTML behind a line that unfolds it. The line is text.
std::string Folded(std::string_view line, std::string_view html);

// A list of facts, text and then HTML.
class Facts {
 public:
  void Add(std::string_view name, std::string_view html);
  std::string Html() const { return "<dl class=\"facts\">\n" + items_ + "</dl>\n"; }

 private:
  std::string items_;
};

}  // namespace hogvec

#endif  // HOGVEC_REPORT_TABLE_H_
