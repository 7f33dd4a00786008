// A server of fixed answers, for sockets_test.py: prints its address, then does what lines on
// standard input say: "go" lets the requests of api/wait end, "stop" stops the server and prints
// "stopped" when that is done. Ends with its input.
//
// usage: serve_fixture HEAD_MS IDLE_MS CONNECTIONS SCANS WAITING
#include <condition_variable>
#include <cstdio>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>

#include "base/number.h"
#include "serve/server.h"

namespace hogvec::serve {
namespace {

// Holds requests back until it is opened.
class Gate {
 public:
  void Pass() {
    std::unique_lock lock(mutex_);
    std::cout << "waiting" << std::endl;
    opened_.wait(lock, [this] { return open_; });
  }
  void Open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = false;
};

explore::Reply Answer(Gate& gate, std::string_view target) {
  constexpr std::string_view kEcho = "api/echo", kBytes = "api/bytes?";
  if (target.empty()) return {.type = "text/html; charset=utf-8", .body = "<!doctype html>"};
  if (target == "style.css") return {.type = "text/css", .body = "body {}"};
  if (target.starts_with(kEcho)) return {.type = "text/plain", .body = std::string(target)};
  if (target.starts_with(kBytes)) {
    const auto bytes = ParseInteger<std::size_t>(target.substr(kBytes.size()));
    return {.type = "application/octet-stream", .body = std::string(bytes.value_or(0), 'x')};
  }
  if (target == "api/throw") throw std::bad_alloc();
  if (target == "api/wait") {
    gate.Pass();
    return {.body = "{}"};
  }
  return {.status = 404, .body = R"({"v":1,"error":"unknown"})"};
}

std::size_t Number(const char* text) { return ParseInteger<std::size_t>(text).value_or(0); }

int Main(char** argv) {
  const std::chrono::milliseconds head_time(Number(argv[1])), idle_time(Number(argv[2]));
  Gate gate;
  Server server([&](std::string_view target) { return Answer(gate, target); },
                {.connections = Number(argv[3]),
                 .scans = Number(argv[4]),
                 .waiting = Number(argv[5]),
                 .head_time = head_time,
                 .idle_time = idle_time});
  std::cout << server.address() << std::endl;
  std::jthread stopping;
  for (std::string line; std::getline(std::cin, line);) {
    if (line == "go") gate.Open();
    if (line == "stop") {
      stopping = std::jthread([&] {
        server.Stop();
        std::cout << "stopped" << std::endl;
      });
    }
  }
  gate.Open();
  return 0;
}

}  // namespace
}  // namespace hogvec::serve

int main(int argc, char** argv) { return argc == 6 ? hogvec::serve::Main(argv) : 2; }
