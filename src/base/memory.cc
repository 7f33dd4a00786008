#include "base/memory.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <string>

#include "base/number.h"

namespace hogvec {
namespace {

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

std::uint64_t PageBytes() { return static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)); }

// The number that follows `name` in a file such as /proc/meminfo; the first word of the file if
// `name` is empty.
std::optional<std::uint64_t> NumberIn(const std::string& path, const std::string& name) {
  std::ifstream file(path);
  std::string word;
  while (file >> word) {
    if (name.empty()) return ParseInteger<std::uint64_t>(word);
    if (word != name) continue;
    file >> word;
    return ParseInteger<std::uint64_t>(word);
  }
  return std::nullopt;
}

// The line "0::/path" of /proc/self/cgroup names the group.
std::string ControlGroup() {
  std::ifstream file("/proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("0::")) return "/sys/fs/cgroup" + line.substr(3);
  }
  return "/sys/fs/cgroup";
}

// "max" is not a number, and means no limit.
std::uint64_t LeftInControlGroup() {
  const std::string group = ControlGroup();
  const auto most = NumberIn(group + "/memory.max", "");
  const auto used = NumberIn(group + "/memory.current", "");
  if (!most || !used) return kNoLimit;
  return *most - std::min(*most, *used);
}

}  // namespace

std::uint64_t PhysicalMemoryBytes() {
  return static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * PageBytes();
}

std::uint64_t AvailableMemoryBytes() {
  const auto kib = NumberIn("/proc/meminfo", "MemAvailable:");
  return std::min(kib ? *kib * 1024 : kNoLimit / 2, LeftInControlGroup());
}

// The second number in statm is the number of resident pages.
std::uint64_t ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  std::string word;
  file >> word >> word;
  return ParseInteger<std::uint64_t>(word).value_or(0) * PageBytes();
}

// Linux counts ru_maxrss in KiB.
std::uint64_t PeakResidentBytes() {
  struct rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace hogvec
