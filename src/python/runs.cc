// Jobs that read and train.
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <chrono>
#include <cmath>
#include <filesystem>

#include "hogvec/corpus.h"
#include "hogvec/model.h"
#include "python/forks.h"
#include "python/job.h"
#include "python/reports.h"
#include "python/shutdown.h"

namespace hogvec::python {
namespace py = pybind11;
namespace fs = std::filesystem;
namespace {

std::shared_ptr<Job> StartReading(const ReadingOptions& options, py::handle base, bool fixed) {
  return Job::Start(Job::Kind::kReading, [options, words = Base(base), fixed](
                                             TrainObserver& observer, const std::stop_token& stop) {
    const FoundTexts found = FindTexts(options.corpus, options.ingest.take_binary);
    for (const std::string& line : found.passed_over) observer.OnWarning("skipped " + line);
    IngestOptions ingest = options.ingest;
    ingest.corpus = found.files;
    return Job::Result(Text{words.Read(ingest, fixed, observer, {.stop = stop})});
  });
}

Trained TrainOn(const KeptText& text, const TrainOptions& options, TrainObserver& observer,
                const RunControl& control) {
  TrainResult result = hogvec::Train(text, options, observer, control);
  TrainSummary summary = std::move(result.summary);
  const std::exception_ptr failure = result.failure;
  WordVectors vectors = VectorsOf(std::move(result));
  vectors.configuration = ConfigurationOf(text.options(), options);
  return {std::make_shared<const WordVectors>(std::move(vectors)), std::move(summary), failure};
}

std::shared_ptr<Job> StartTraining(const Text& text, const TrainOptions& options,
                                   const Vectors* start, bool freeze,
                                   const std::optional<fs::path>& checkpoint,
                                   double checkpoint_every, bool resume,
                                   std::uint64_t memory_limit) {
  RunControl control{
      .memory_limit = memory_limit, .keep_rows_on_stop = true, .accept_no_pairs = true};
  const auto rows = start == nullptr ? nullptr : start->InMemory();
  control.start.freeze = freeze;
  control.checkpoints = {.folder = checkpoint.value_or(fs::path()),
                         .every = std::chrono::milliseconds(std::llround(1000 * checkpoint_every)),
                         .resume = resume};
  return Job::Start(Job::Kind::kTraining,
                    [kept = text.kept, options, rows, control](TrainObserver& observer,
                                                               const std::stop_token& stop) {
                      RunControl own = control;
                      own.start.vectors = rows.get();
                      own.stop = stop;
                      return Job::Result(TrainOn(kept, options, observer, own));
                    });
}

py::tuple TrainedBy(Job& job) {
  const auto& trained = job.Outcome<Trained>();
  return py::make_tuple(Vectors(trained.vectors), ToPython(trained.summary));
}

// Raises what ended a training before its end, if that was a failure.
void Reraise(Job& job) {
  const auto& trained = job.Outcome<Trained>();
  if (trained.failure) std::rethrow_exception(trained.failure);
}

}  // namespace

void BindJobs(py::module_& module) {
  py::class_<Job, std::shared_ptr<Job>> job(module, "Job", py::is_final());
  job.def("wait", &Job::Wait, py::arg("seconds"));
  job.def("events", &Job::Events);
  job.def("snapshot", &Job::Snapshot);
  job.def("go_on", &Job::GoOn);
  job.def("stop", &Job::Stop);
  job.def("text", [](Job& self) { return self.Outcome<Text>(); });
  job.def("trained", &TrainedBy);
  job.def("reraise", &Reraise);
  module.def("start_reading", &StartReading, py::arg("options"), py::arg("base"), py::arg("fixed"));
  module.def("start_training", &StartTraining, py::arg("text"), py::arg("options"),
             py::arg("start"), py::arg("freeze"), py::arg("checkpoint"),
             py::arg("checkpoint_every"), py::arg("resume"), py::arg("memory_limit"));
  module.def("stop_all_jobs", [] {
    EndWalks();
    Job::StopAll();
  });
  module.def("is_forked", &IsForked);
  module.def("after_fork_in_child", [] {
    MarkForked();
    Job::ForgetAll();
  });
  module.def("has_checkpoints", &HasCheckpoints, py::arg("folder"));
  module.def("remove_checkpoints", &RemoveCheckpoints, py::arg("folder"));
}

}  // namespace hogvec::python
