#include "python/table.h"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "hogvec/embedding_table.h"
#include "python/buffers.h"
#include "python/gil.h"
#include "python/rows.h"

namespace hogvec::python {
namespace py = pybind11;
namespace {

using Table = std::shared_ptr<EmbeddingTable>;

Table Make(std::size_t rows, std::size_t dim) {
  if (rows == 0 || dim == 0) throw py::value_error("a table has a row and a value at least");
  return std::make_shared<EmbeddingTable>(rows, dim);
}

std::vector<RowId> RowsOf(std::span<const std::int64_t> ids, std::size_t rows) {
  std::vector<RowId> found;
  found.reserve(ids.size());
  for (const std::int64_t id : ids) {
    if (id < 0 || static_cast<std::uint64_t>(id) >= rows) {
      throw py::index_error(fmt::format("there is no row {}: the table has {}", id, rows));
    }
    found.push_back(ToRowId(static_cast<std::size_t>(id)));
  }
  return found;
}

template <typename Value>
void RequireShape(std::span<Value> values, std::size_t rows, std::size_t dim, const char* what) {
  if (values.size() == rows * dim) return;
  throw py::value_error(
      fmt::format("{} must be {} x {} values, not {}", what, rows, dim, values.size()));
}

void Gather(const EmbeddingTable& table, py::handle ids, py::handle out) {
  const Array id_array(ids, "ids", 'q', 1), out_array(out, "out", 'f', 2, true);
  const auto values = out_array.Values<float>();
  const auto rows = RowsOf(id_array.Values<const std::int64_t>(), table.rows());
  RequireShape(values, rows.size(), table.dim(), "out");
  const ReleasedGil released;
  table.Gather(rows, values);
}

void Add(EmbeddingTable& table, py::handle ids, py::handle deltas, float scale) {
  const Array id_array(ids, "ids", 'q', 1), delta_array(deltas, "deltas", 'f', 2);
  const auto values = delta_array.Values<const float>();
  const auto rows = RowsOf(id_array.Values<const std::int64_t>(), table.rows());
  RequireShape(values, rows.size(), table.dim(), "deltas");
  table.AddToRows(rows, values, scale);
}

}  // namespace

void BindTable(py::module_& module) {
  py::class_<EmbeddingTable, Table> table(module, "EmbeddingTable", py::is_final());
  table.def(py::init(&Make), py::arg("rows"), py::arg("dim"));
  table.def("initialize_uniform", &EmbeddingTable::InitializeUniform, py::arg("seed"));
  table.def("rows", [](const Table& self) { return Rows(self, *self, true); });
  table.def("gather", &Gather, py::arg("ids"), py::arg("out"));
  table.def("add", &Add, py::arg("ids"), py::arg("deltas"), py::arg("scale"));
}

}  // namespace hogvec::python
