// Sends any bytes to a server as one connection's, with its token and port for "{T}" and "{P}", and
// judges the same bytes as a request by the rules alone: only what names the token and this machine
// gets to the handler, and every answer carries what protects the page.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

#include "base/trimmed.h"
#include "fuzz/fuzzing.h"
#include "serve/rules.h"
#include "serve/server.h"

namespace hogvec::serve {
namespace {

using fuzzing::Require;

std::string Replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
  return text;
}

bool NamesThisMachine(const std::string& text) {
  std::string lower = text;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return std::ranges::any_of(std::vector{"127.0.0.1:", "localhost:", "[::1]:"},
                             [&](auto name) { return lower.find(name) != std::string::npos; });
}

// By the rules alone: lines are split at '\n', the first at blanks.
void JudgeAlone(const std::string& text, const Place& place) {
  std::vector<std::string_view> lines;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (lines.empty()) return;
  const std::size_t blank = std::min(lines[0].find(' '), lines[0].size());
  std::string_view target = lines[0].substr(std::min(blank + 1, lines[0].size()));
  target = target.substr(0, target.find(' '));
  std::vector<Field> fields;
  for (const std::string_view line : std::span(lines).subspan(1)) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    fields.push_back({line.substr(0, colon), Trimmed(line.substr(colon + 1))});
  }
  const Verdict verdict = Judge({lines[0].substr(0, blank), target, fields}, place);
  Require(verdict.answered() == verdict.error.empty());
  if (!verdict.answered()) return;
  Require(blank == 3 || blank == 4);  // GET, HEAD
  Require(target == "/" + std::string(place.token) + "/" + std::string(verdict.target));
  Require(NamesThisMachine(text));
}

// What a server says to all of `text` before it closes.
std::string Told(std::uint16_t port, const std::string& text) {
  const int client = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Require(::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  ::send(client, text.data(), text.size(), MSG_NOSIGNAL);
  ::shutdown(client, SHUT_WR);
  std::string all;
  char part[4096];
  for (ssize_t bytes = 0; (bytes = ::recv(client, part, sizeof part, 0)) > 0;) {
    all.append(part, static_cast<std::size_t>(bytes));
  }
  ::close(client);
  return all;
}

std::size_t CountOf(std::string_view what, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; ++at) ++count;
  return count;
}

class Fuzzed {
 public:
  void Send(std::string_view data) {
    const std::string address = server_.address(), port = std::to_string(server_.port());
    const std::string token = address.substr(address.size() - 33, 32);
    const std::string text = Replaced(Replaced(std::string(data), "{T}", token), "{P}", port);
    JudgeAlone(text, {.port = server_.port(), .token = token});
    handled_ = 0;
    const std::string answers = Told(server_.port(), text);
    Require(answers.empty() || answers.starts_with("HTTP/1."));
    Require(CountOf("HTTP/1.", answers) ==
            CountOf("\r\nContent-Security-Policy: default-src 'none'", answers));
    Require(handled_ <= CountOf("/" + token + "/", text));
    Require(handled_ == 0 || NamesThisMachine(text));
  }

 private:
  std::atomic<std::size_t> handled_ = 0;
  Server server_{[this](std::string_view) {
    ++handled_;
    return explore::Reply{.body = "{}"};
  }};
};

}  // namespace
}  // namespace hogvec::serve

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static hogvec::serve::Fuzzed fuzzed;
  fuzzed.Send(hogvec::fuzzing::TextOf(data, size));
  return 0;
}
