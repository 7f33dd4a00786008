#ifndef HOGVEC_SERVE_CONNECTION_H_
#define HOGVEC_SERVE_CONNECTION_H_

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "serve/server.h"

namespace hogvec::serve {

class Connection;

// What the connections of a server share. All but `handler` is used on the thread of the sockets.
struct Shared {
  // Throws as NewToken() does, and what Boost throws if there are no threads.
  Shared(Server::Handler answer_to, const ServerOptions& limits);

  const Server::Handler handler;
  const ServerOptions options;
  const std::string token;
  std::uint16_t port = 0;
  std::size_t asked = 0;   // requests whose answers are computed or wait for that
  std::size_t served = 0;  // connections that are not one too many
  std::set<Connection*> open;
  std::function<void()> on_close = [] {};  // a connection ended
  // The connections go with `sockets`, and look at what stands above.
  boost::asio::io_context sockets{1};
  boost::asio::thread_pool answers;
};

// Reads requests of this connection and has them answered until one side closes it. To be called on
// the thread of the sockets, as all else here.
void Serve(boost::asio::ip::tcp::socket socket, Shared& shared);

void Close(Connection& connection);

}  // namespace hogvec::serve

#endif  // HOGVEC_SERVE_CONNECTION_H_
