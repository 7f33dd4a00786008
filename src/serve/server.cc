#include "serve/server.h"

#include <fcntl.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "hogvec/error.h"
#include "serve/connection.h"

namespace hogvec::serve {
namespace {

namespace net = boost::asio;
using ErrorCode = boost::system::error_code;
using net::ip::tcp;

constexpr std::chrono::milliseconds kRetryTime{100};  // of accepting, as without file descriptors

// A child process, such as a browser, must not hold the port or a connection.
void KeepFromChildren(int descriptor) { ::fcntl(descriptor, F_SETFD, FD_CLOEXEC); }

[[noreturn]] void ThrowNoPort(std::uint16_t port, const ErrorCode& error) {
  const std::string name = "port " + std::to_string(port);
  if (error == net::error::address_in_use) {
    throw Error(ErrorKind::kUsage,
                name + " is in use by another program: give another, or 0 for any that is free",
                "port");
  }
  if (error == net::error::access_denied) {
    throw Error(ErrorKind::kUsage,
                name + " is not for this user: give one above 1023, or 0 for any that is free",
                "port");
  }
  throw Error(ErrorKind::kIo, "can't listen on 127.0.0.1, " + name + ": " + error.message());
}

tcp::acceptor Listen(net::io_context& sockets, std::uint16_t port) {
  tcp::acceptor acceptor(sockets);
  ErrorCode error;
  acceptor.open(tcp::v4(), error);
  if (!error) KeepFromChildren(acceptor.native_handle());
  // A port that was served a moment ago may be taken again; one that is served may not.
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind({net::ip::address_v4::loopback(), port}, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (error) ThrowNoPort(port, error);
  return acceptor;
}

}  // namespace

// Accepts connections, twice as many as are served, so that those too many get an answer, too. A
// further one waits until one of these ends.
class Server::Listener {
 public:
  Listener(Handler handler, const ServerOptions& options)
      : shared_(std::move(handler), options),
        acceptor_(Listen(shared_.sockets, options.port)),
        retry_(shared_.sockets) {
    shared_.port = acceptor_.local_endpoint().port();
    shared_.on_close = [this] { AcceptIfPaused(); };
    Accept();
    thread_ = std::thread([this] { Run(); });
  }

  ~Listener() { Stop(); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  std::uint16_t port() const { return shared_.port; }
  const std::string& token() const { return shared_.token; }

  void Stop() {
    const std::lock_guard lock(stopping_);
    if (!thread_.joinable()) return;
    net::post(shared_.sockets, [this] { CloseAll(); });
    thread_.join();
    shared_.answers.stop();
    RunWhatWaits();
    shared_.answers.join();
  }

 private:
  void Run() {
    while (!shared_.sockets.stopped()) {
      try {
        shared_.sockets.run();
      } catch (const std::exception&) {  // such as no memory: that connection ends, others go on
      }
    }
  }

  // A connection that came just before CloseAll() lies in a handler that waits. Its other side may
  // be reading, so the handler is called, and closes it.
  void RunWhatWaits() {
    shared_.sockets.restart();
    try {
      while (shared_.sockets.poll_one() > 0) continue;
    } catch (const std::exception&) {  // what is left is closed with the server
    }
  }

  void CloseAll() {
    closed_ = true;
    ErrorCode ignored;
    acceptor_.close(ignored);
    for (Connection* const connection : shared_.open) serve::Close(*connection);
    shared_.sockets.stop();
  }

  void Accept() {
    paused_ = shared_.open.size() >= 2 * shared_.options.connections;
    if (paused_) return;
    acceptor_.async_accept([this](ErrorCode error, tcp::socket socket) {
      if (closed_) return;
      if (error) return AcceptLater();
      Begin(std::move(socket));
      Accept();
    });
  }

  void AcceptIfPaused() noexcept {
    if (!paused_ || closed_) return;
    try {
      Accept();
    } catch (const std::exception&) {
      paused_ = true;  // until the next connection ends
    }
  }

  void AcceptLater() {
    retry_.expires_after(kRetryTime);
    retry_.async_wait([this](ErrorCode error) {
      if (!error && !closed_) Accept();
    });
  }

  void Begin(tcp::socket socket) {
    KeepFromChildren(socket.native_handle());
    ErrorCode ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    try {
      Serve(std::move(socket), shared_);
    } catch (const std::exception&) {  // such as no memory: others are still accepted
    }
  }

  std::mutex stopping_;
  bool paused_ = false, closed_ = false;
  Shared shared_;
  tcp::acceptor acceptor_;
  net::steady_timer retry_;
  std::thread thread_;
};

namespace {

// What `make` gives; an Error if the system has no threads or descriptors left.
template <typename Make>
auto OrNoResource(Make make) {
  constexpr const char* kWhat = "no thread or file descriptor for the server: ";
  try {
    return make();
  } catch (const std::system_error& error) {
    throw Error(ErrorKind::kResource, kWhat + error.code().message());
  } catch (const boost::system::system_error& error) {
    throw Error(ErrorKind::kResource, kWhat + error.code().message());
  }
}

}  // namespace

Server::Server(Handler handler, const ServerOptions& options)
    : listener_(
          OrNoResource([&] { return std::make_unique<Listener>(std::move(handler), options); })) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return listener_->port(); }

std::string Server::address() const {
  return "http://127.0.0.1:" + std::to_string(port()) + "/" + listener_->token() + "/";
}

void Server::Stop() { listener_->Stop(); }

}  // namespace hogvec::serve
