#include "main/train/progress_log.h"

#include <fcntl.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "cli/held_out_json.h"
#include "io/output_stream.h"

namespace hogvec {
namespace {

using Json = nlohmann::ordered_json;

Json ReadingJson(const TrainProgress& progress) {
  return {{"v", 1},
          {"event", "reading"},
          {"bytes_done", progress.bytes_done},
          {"bytes_total", progress.bytes_total}};
}

Json TrainingJson(const TrainProgress& progress) {
  return {{"v", 1},
          {"event", "training"},
          {"epoch", progress.epoch},
          {"epochs", progress.epochs},
          {"tokens_done", progress.tokens_done},
          {"tokens_total", progress.tokens_total},
          {"words_per_second", progress.words_per_second},
          {"loss", progress.loss},
          {"alpha", progress.alpha},
          {"seconds_left", progress.seconds_left}};
}

Json EpochJson(const EpochReport& epoch) {
  Json json = {{"v", 1},
               {"event", "epoch"},
               {"epoch", epoch.epoch},
               {"epochs", epoch.epochs},
               {"loss", epoch.loss}};
  if (epoch.held_out != nullptr) json["held_out"] = HeldOutJson(*epoch.held_out);
  return json;
}

}  // namespace

ProgressLog::ProgressLog(const std::filesystem::path& path, bool append) {
  if (auto stream = OpenOutputStream(path)) {
    file_ = std::move(*stream);
    return;
  }
  constexpr mode_t kMode = 0666;  // as the umask leaves it
  const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (append ? O_APPEND : O_TRUNC);
  file_ = File::OpenBy([&] { return ::open(path.c_str(), flags, kMode); }, path,
                       ErrorKind::kCannotCreate, "can't be created");
}

void ProgressLog::Add(const TrainProgress& progress) {
  if (!file_.is_open() || failure_) return;
  const bool reading = progress.phase == TrainProgress::Phase::kReading;
  Json json = reading ? ReadingJson(progress) : TrainingJson(progress);
  json["seconds"] = Seconds();
  WriteLine(json.dump());
}

void ProgressLog::Add(const EpochReport& epoch) {
  if (!file_.is_open() || failure_) return;
  Json json = EpochJson(epoch);
  json["seconds"] = Seconds();
  WriteLine(json.dump());
}

double ProgressLog::Seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void ProgressLog::WriteLine(const std::string& line) {
  try {
    file_.Write(line + "\n");
  } catch (const Error& error) {
    failure_ = error;
  }
}

void ProgressLog::Finish(const std::string& summary_json) {
  if (!file_.is_open()) return;
  Json json = {{"v", 1}, {"event", "summary"}};
  json.update(Json::parse(summary_json));
  if (!failure_) WriteLine(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (failure_) throw Error(*failure_);
  file_.Close();
}

}  // namespace hogvec
