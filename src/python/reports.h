#ifndef HOGVEC_PYTHON_REPORTS_H_
#define HOGVEC_PYTHON_REPORTS_H_

#include <pybind11/pybind11.h>

#include <cstddef>
#include <cstdint>
#include <optional>

#include "hogvec/train.h"

namespace hogvec::python {

// What of an EpochReport outlives the epoch.
struct EpochNumbers {
  explicit EpochNumbers(const EpochReport& report)
      : epoch(report.epoch),
        epochs(report.epochs),
        loss(report.loss),
        pairs(report.pairs),
        seconds(report.seconds),
        held_out(report.held_out == nullptr ? std::nullopt : std::optional(report.held_out->loss)) {
  }

  std::size_t epoch, epochs;
  double loss;
  std::uint64_t pairs;
  double seconds;
  std::optional<double> held_out;
};

// What the library reports, as dicts by the names of its members.
pybind11::dict ToPython(const PruneReport& report);
pybind11::dict ToPython(const TrainProgress& progress);
pybind11::dict ToPython(const EpochNumbers& epoch);
pybind11::dict ToPython(const TrainSummary& summary);

}  // namespace hogvec::python

#endif  // HOGVEC_PYTHON_REPORTS_H_
