#include "explore/browser.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

#include "hogvec/error.h"
#include "io/leftovers.h"

namespace hogvec::explore {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOpener = "xdg-open";

std::string MessageOf(int code) { return std::generic_category().message(code); }

[[noreturn]] void CannotCreate(const fs::path& path) {
  throw Error(ErrorKind::kCannotCreate,
              fmt::format("{}: can't be created for --open: {}", path.string(), MessageOf(errno)));
}

// A folder that only its owner can enter, on the list of what goes when a signal comes.
fs::path PrivateFolder() {
  std::string name = (fs::temp_directory_path() / "hogvec-explore-XXXXXX").string();
  Leftovers leftovers;
  if (::mkdtemp(name.data()) == nullptr) CannotCreate(name);
  leftovers.Add(name);
  return name;
}

void RemoveFolder(const fs::path& folder) {
  Leftovers leftovers;
  std::error_code gone;
  fs::remove_all(folder, gone);
  leftovers.Drop(folder);
}

std::string Redirection(std::string_view address) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta http-equiv=\"refresh\" content=\"0; url={0}\">\n<title>hogvec-explore</title>\n"
      "</head>\n<body><p><a href=\"{0}\">Open the map</a></p></body>\n</html>\n",
      address);
}

void WritePrivately(const fs::path& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) CannotCreate(path);
  const auto written = ::write(file, text.data(), text.size());
  if (::close(file) == 0 && written == static_cast<ssize_t>(text.size())) return;
  throw Error(ErrorKind::kIo, fmt::format("{}: can't be written for --open", path.string()));
}

// How the program starts: without our files and signals that are blocked here, in a session of its
// own, and with nothing to read or to print to.
class SpawnRules {
 public:
  SpawnRules() {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawn_file_actions_addopen(&files_, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files_, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&files_, 2, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&files_, 3);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  }
  ~SpawnRules() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnRules(const SpawnRules&) = delete;
  SpawnRules& operator=(const SpawnRules&) = delete;

  const posix_spawn_file_actions_t* files() const { return &files_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t files_ = {};
  posix_spawnattr_t attributes_ = {};
};

}  // namespace

RedirectFile::RedirectFile(std::string_view address)
    : folder_(PrivateFolder()), path_(folder_ / "open.html") {
  try {
    WritePrivately(path_, Redirection(address));
  } catch (...) {
    RemoveFolder(folder_);
    throw;
  }
}

RedirectFile::~RedirectFile() { RemoveFolder(folder_); }

BrowserStart::BrowserStart(const fs::path& file) {
  const SpawnRules rules;
  std::string program = kOpener, argument = file.string();
  const std::array<char*, 3> arguments{program.data(), argument.data(), nullptr};
  const int code = ::posix_spawnp(&process_, kOpener, rules.files(), rules.attributes(),
                                  arguments.data(), environ);
  if (code == 0) return;
  throw Error(ErrorKind::kResource,
              fmt::format("--open: {} can't be started: {}", kOpener, MessageOf(code)));
}

std::optional<std::string> BrowserStart::Failure() {
  int status = 0;
  if (process_ == 0 || ::waitpid(process_, &status, WNOHANG) != process_) return std::nullopt;
  process_ = 0;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::nullopt;
  return fmt::format("--open: {} found no browser", kOpener);
}

}  // namespace hogvec::explore
