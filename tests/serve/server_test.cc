#include "serve/server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "hogvec/error.h"

namespace hogvec::serve {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

// A connection to a port of this machine.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }

  void Send(const std::string& text) const {
    ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
  }

  // Whether the other side closes, which is waited for.
  bool IsClosed() const {
    const timeval patience{.tv_sec = 20, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    char byte = 0;
    return ::recv(socket_, &byte, 1, 0) == 0 || errno == ECONNRESET;
  }

  // All that comes until the other side closes.
  std::string ReadAll() const {
    std::string all;
    char part[4096];
    for (;;) {
      const ssize_t bytes = ::recv(socket_, part, sizeof part, 0);
      if (bytes <= 0) return all;
      all.append(part, static_cast<std::size_t>(bytes));
    }
  }

 private:
  int socket_;
  bool connected_ = false;
};

std::string PathOf(const Server& server) {
  const std::string address = server.address();
  return address.substr(address.find('/', 7));
}

std::string RequestFor(const Server& server, const std::string& target,
                       const std::string& method = "GET") {
  return method + " " + PathOf(server) + target +
         " HTTP/1.1\r\nHost: localhost:" + std::to_string(server.port()) +
         "\r\nConnection: close\r\n\r\n";
}

std::string AnswerTo(const Server& server, const std::string& target,
                     const std::string& method = "GET") {
  const Client client(server.port());
  client.Send(RequestFor(server, target, method));
  return client.ReadAll();
}

explore::Reply Echo(std::string_view target) {
  return {.type = "text/plain", .body = "<" + std::string(target) + ">"};
}

// Handlers that wait until they may go on.
class Held {
 public:
  Server::Handler handler() {
    return [this](std::string_view) -> explore::Reply {
      begun_.set_value();
      go_on_.get_future().wait();
      return {.body = "held"};
    };
  }
  void AwaitBegin() { begun_.get_future().wait(); }
  void GoOn() { go_on_.set_value(); }

 private:
  std::promise<void> begun_, go_on_;
};

TEST(Server, HasAnAddressOfThisMachineWithATokenOfItsOwn) {
  const Server one(Echo), other(Echo);
  const std::string start = "http://127.0.0.1:" + std::to_string(one.port()) + "/";
  EXPECT_THAT(one.address(), AllOf(StartsWith(start), EndsWith("/")));
  EXPECT_THAT(PathOf(one), MatchesRegex("/[0-9a-f]+/"));
  EXPECT_EQ(PathOf(one).size(), 34u);
  EXPECT_NE(PathOf(one), PathOf(other));
  EXPECT_NE(one.port(), other.port());
}

TEST(Server, AnswersByItsHandler) {
  const Server server(Echo);
  EXPECT_THAT(AnswerTo(server, "api/near?w=%2e%2e"),
              AllOf(StartsWith("HTTP/1.1 200 OK\r\n"), EndsWith("\r\n\r\n<api/near?w=%2e%2e>"),
                    HasSubstr("Content-Length: 19\r\n"), HasSubstr("Content-Type: text/plain\r\n"),
                    HasSubstr("Content-Security-Policy: default-src 'none'")));
}

TEST(Server, SaysToHeadWhatItWouldSay) {
  const Server server(Echo);
  EXPECT_THAT(AnswerTo(server, "abc", "HEAD"),
              AllOf(HasSubstr("Content-Length: 5\r\n"), EndsWith("\r\n\r\n")));
}

TEST(Server, RefusesByItsRules) {
  const Server server(Echo);
  EXPECT_THAT(AnswerTo(server, "", "PUT"),
              AllOf(StartsWith("HTTP/1.1 405 "), HasSubstr("Allow: GET, HEAD\r\n"),
                    HasSubstr("Content-Security-Policy: "), HasSubstr("{\"v\":1,\"error\":\"")));
}

TEST(Server, AnswersAHandlerThatThrowsWithAnError) {
  const Server server(
      [](std::string_view) -> explore::Reply { throw std::runtime_error("a secret"); });
  EXPECT_THAT(AnswerTo(server, ""), AllOf(StartsWith("HTTP/1.1 500 "), Not(HasSubstr("secret"))));
}

std::optional<Error> ErrorOfPort(std::uint16_t port) {
  try {
    const Server server(Echo, {.port = port});
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

TEST(Server, NamesAPortThatIsInUse) {
  const Server first(Echo);
  const auto error = ErrorOfPort(first.port());
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::kUsage);
  EXPECT_EQ(error->option(), "port");
  EXPECT_THAT(error->what(),
              AllOf(StartsWith("port " + std::to_string(first.port()) + " is in use"),
                    HasSubstr("give another"), Not(HasSubstr("\n"))));
}

TEST(Server, TakesAPortAgainThatWasServedAMomentAgo) {
  std::optional<Server> first(std::in_place, Echo);
  const std::uint16_t port = first->port();
  EXPECT_THAT(AnswerTo(*first, "a"), EndsWith("<a>"));
  const Client open(port);
  first.reset();
  const Server second(Echo, {.port = port});
  EXPECT_EQ(second.port(), port);
  EXPECT_THAT(AnswerTo(second, "b"), EndsWith("<b>"));
}

TEST(Server, ClosesConnectionsThatWaitWhenItStops) {
  Server server(Echo);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 10; ++i) clients.push_back(std::make_unique<Client>(server.port()));
  clients.front()->Send("GET /slow");
  server.Stop();
  for (const auto& client : clients) EXPECT_EQ(client->ReadAll(), "");
  EXPECT_FALSE(Client(server.port()).connected());
  server.Stop();
}

// So that the server is stopped at any moment of accepting.
TEST(Server, ClosesConnectionsThatItWasAboutToAccept) {
  for (int i = 0; i < 300; ++i) {
    Server server(Echo);
    const Client first(server.port()), second(server.port()), third(server.port());
    server.Stop();
    ASSERT_TRUE(third.IsClosed()) << "in round " << i;
  }
}

TEST(Server, StopsWithoutTheAnswerThatIsComputed) {
  Held held;
  Server server(held.handler());
  const Client client(server.port());
  client.Send(RequestFor(server, ""));
  held.AwaitBegin();
  auto stop = std::async(std::launch::async, [&] { server.Stop(); });
  EXPECT_EQ(client.ReadAll(), "");  // closed while the handler runs
  held.GoOn();
  stop.get();
}

TEST(Server, BeginsNoAnswerThatWaitedWhenItStops) {
  Held held;  // which can't be asked twice
  Server server(held.handler(), {.scans = 1});
  const Client first(server.port()), second(server.port());
  first.Send(RequestFor(server, ""));
  held.AwaitBegin();
  second.Send(RequestFor(server, ""));
  auto stop = std::async(std::launch::async, [&] { server.Stop(); });
  EXPECT_EQ(first.ReadAll() + second.ReadAll(), "");
  held.GoOn();
  stop.get();
}

TEST(Server, MayBeStoppedBySeveralThreads) {
  Server server(Echo);
  const Client client(server.port());
  client.Send(RequestFor(server, ""));
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { server.Stop(); });
}

TEST(Server, AnswersManyAtOnce) {
  const Server server(Echo, {.waiting = 100});
  std::vector<std::jthread> threads;
  for (int i = 0; i < 20; ++i) {
    threads.emplace_back([&server, i] {
      const std::string target = std::to_string(i);
      EXPECT_THAT(AnswerTo(server, target), EndsWith("\r\n\r\n<" + target + ">"));
    });
  }
}

}  // namespace
}  // namespace hogvec::serve
