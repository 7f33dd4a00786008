#include "serve/connection.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "serve/rules.h"
#include "serve/token.h"

namespace hogvec::serve {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace net = boost::asio;
using ErrorCode = boost::system::error_code;
using net::ip::tcp;

// How long an answer that ends a connection is left to be read while more of the request comes in:
// closing a socket with unread bytes takes the answer from the other side.
constexpr std::chrono::seconds kLingerTime{2};
constexpr std::size_t kBufferBytes = 2 * kLongestHead;
constexpr std::uint64_t kAnyLength = std::numeric_limits<std::uint64_t>::max();
constexpr unsigned kVersion = 11;  // HTTP/1.1

std::string_view View(beast::string_view text) { return {text.data(), text.size()}; }
beast::string_view Text(std::string_view text) { return {text.data(), text.size()}; }

explore::Reply AnswerOf(const Server::Handler& handler, std::string_view target) {
  try {
    return handler(target);
  } catch (...) {  // such as no memory; what it was is not for whom asks
    return Refusal(500, "this question could not be answered");
  }
}

}  // namespace

// One connection of a browser: reads a head, has it answered, writes the answer, and begins again.
// An object lives as long as something is awaited for it.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Shared& shared)
      : shared_(shared),
        crowded_(shared.served >= shared.options.connections),
        stream_(std::move(socket)) {
    shared_.open.insert(this);
    if (!crowded_) ++shared_.served;
  }
  ~Connection() {
    shared_.open.erase(this);
    if (!crowded_) --shared_.served;
    shared_.on_close();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void AwaitRequest() {
    if (buffer_.size() > 0) return ReadHead();  // it came with the one before
    stream_.expires_after(crowded_ ? shared_.options.head_time : shared_.options.idle_time);
    stream_.async_read_some(buffer_.prepare(kLongestHead),
                            [self = shared_from_this()](ErrorCode error, std::size_t bytes) {
                              if (error) return;
                              self->buffer_.commit(bytes);
                              self->ReadHead();
                            });
  }

  void Close() { stream_.close(); }

 private:
  using Response = http::response<http::string_body>;

  void ReadHead() {
    parser_.emplace();
    parser_->header_limit(kLongestHead);
    parser_->body_limit(kAnyLength);  // the rules decide
    stream_.expires_after(shared_.options.head_time);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](ErrorCode error, std::size_t bytes) {
                              // The parser has the limit for the first line and for the rest, each.
                              if (!error && bytes > kLongestHead) error = http::error::header_limit;
                              self->TakeHead(error);
                            });
  }

  void TakeHead(ErrorCode error) {
    if (!error) return TakeRequest();
    version_ = kVersion;
    head_only_ = false;
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
      return Refuse(431, "the head of a request must have at most 8192 bytes");
    }
    static const auto& of_http = http::make_error_code(http::error::bad_method).category();
    if (error.category() == of_http) Refuse(400, "this is no request of HTTP");
  }

  void TakeRequest() {
    const auto& head = parser_->get();
    version_ = head.version();
    keep_ = head.keep_alive();
    head_only_ = head.method() == http::verb::head;
    std::vector<Field> fields;
    for (const auto& field : head) {
      fields.push_back({View(field.name_string()), View(field.value())});
    }
    const Verdict verdict = Judge({View(head.method_string()), View(head.target()), fields},
                                  {shared_.port, shared_.token});
    if (!verdict.answered()) return Refuse(verdict.status, verdict.error);
    if (crowded_) return Refuse(503, "too many connections are open; try again later");
    if (shared_.asked >= shared_.options.scans + shared_.options.waiting) {
      return Send(Refusal(503, "too many questions are being answered; try again later"));
    }
    Ask(std::string(verdict.target));
  }

  // A refusal ends the connection: more of the request may come, and who breaks a rule gets no
  // second chance on the same one.
  void Refuse(int status, std::string_view error) {
    keep_ = false;
    Send(Refusal(status, error));
  }

  void Ask(std::string target) {
    net::post(shared_.answers, [self = shared_from_this(), target = std::move(target)]() mutable {
      explore::Reply reply = AnswerOf(self->shared_.handler, target);
      net::io_context& sockets = self->shared_.sockets;
      net::post(sockets, [self = std::move(self), reply = std::move(reply)]() mutable {
        --self->shared_.asked;
        self->Send(std::move(reply));
      });
    });
    ++shared_.asked;
  }

  void Send(explore::Reply reply) {
    Response& response = response_.emplace();
    response.version(version_);
    response.result(static_cast<unsigned>(reply.status));
    for (const Field& field : AnswerFields()) response.set(Text(field.name), Text(field.value));
    response.set(http::field::content_type, Text(reply.type));
    if (reply.status == 405) response.set(http::field::allow, "GET, HEAD");
    if (reply.status == 503) response.set(http::field::retry_after, "1");
    response.content_length(reply.body.size());
    response.keep_alive(keep_);
    if (!head_only_) response.body() = std::move(reply.body);
    serializer_.emplace(response);
    Write();
  }

  // Part by part, so that a long answer may take long as long as it is read.
  void Write() {
    stream_.expires_after(shared_.options.idle_time);
    http::async_write_some(stream_, *serializer_,
                           [self = shared_from_this()](ErrorCode error, std::size_t) {
                             if (error) return;
                             if (!self->serializer_->is_done()) return self->Write();
                             self->EndAnswer();
                           });
  }

  void EndAnswer() {
    serializer_.reset();
    response_.reset();
    if (keep_) return AwaitRequest();
    ErrorCode ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(kLingerTime);
    buffer_.consume(buffer_.size());
    Drain();
  }

  void Drain() {
    stream_.async_read_some(buffer_.prepare(kLongestHead),
                            [self = shared_from_this()](ErrorCode error, std::size_t) {
                              if (!error) self->Drain();
                            });
  }

  Shared& shared_;
  const bool crowded_;
  // Of the request that is answered.
  unsigned version_ = kVersion;
  bool keep_ = false, head_only_ = false;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{kBufferBytes};
  std::optional<http::request_parser<http::empty_body>> parser_;
  std::optional<Response> response_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
};

Shared::Shared(Server::Handler answer_to, const ServerOptions& limits)
    : handler(std::move(answer_to)),
      options(limits),
      token(NewToken()),
      answers(std::max<std::size_t>(limits.scans, 1)) {}

void Serve(tcp::socket socket, Shared& shared) {
  std::make_shared<Connection>(std::move(socket), shared)->AwaitRequest();
}

void Close(Connection& connection) { connection.Close(); }

}  // namespace hogvec::serve
