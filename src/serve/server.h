#ifndef HOGVEC_SERVE_SERVER_H_
#define HOGVEC_SERVE_SERVER_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "explore/reply.h"

namespace hogvec::serve {

struct ServerOptions {
  std::uint16_t port = 0;        // 0: any that is free
  std::size_t connections = 32;  // at once; a request of a further one is answered with a 503
  std::size_t scans = 4;         // answers computed at once
  std::size_t waiting = 16;      // requests that wait for one of these; a further one gets a 503
  std::chrono::milliseconds head_time{10'000};  // from the first byte of a request to its last
  std::chrono::milliseconds idle_time{60'000};  // between two requests, or two parts of an answer
};

// Serves the answers of a function over HTTP to a browser on this machine, and to nobody else.
// Listens on 127.0.0.1 only; rules.h says which requests are answered, and why. Each path begins
// with a token of 128 random bits, new for each server, that only those know who know the address.
// No request opens a file.
//
// Answers are computed on threads of the server's own. Thread-safe.
class Server {
 public:
  // Gets the target after the token and its slash: "" for the page, "style.css",
  // "api/near?w=king", in the bytes that were sent (%2e is not made a dot). Called on several
  // threads at once. If it throws, the answer is an error 500.
  using Handler = std::function<explore::Reply(std::string_view target)>;

  // Listens from here on. Throws Error{kUsage} of the option "port" if that is in use or not for
  // this user, Error{kResource} if there are no threads or random numbers, and Error{kIo}.
  explicit Server(Handler handler, const ServerOptions& options = {});

  // As Stop().
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;

  // "http://127.0.0.1:PORT/TOKEN/". Not for logs: all who have it may ask.
  std::string address() const;

  // Closes all connections at once, also those that wait or are slow; then waits for the handlers
  // that run, whose answers are not sent: none runs after this returns, and none begins. May be
  // called more than once, by any thread but those of handlers.
  void Stop();

 private:
  class Listener;
  std::unique_ptr<Listener> listener_;
};

}  // namespace hogvec::serve

#endif  // HOGVEC_SERVE_SERVER_H_
