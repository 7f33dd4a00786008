#ifndef HOGVEC_SERVE_RULES_H_
#define HOGVEC_SERVE_RULES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "explore/reply.h"

namespace hogvec::serve {

inline constexpr std::size_t kLongestHead = 8192;  // bytes

// A line of the head of a request or an answer. The value has no blanks around it.
struct Field {
  std::string_view name, value;
};

// What a request consists of, as bodies are refused. A field may occur more than once.
struct Request {
  std::string_view method;
  std::string_view target;  // "/TOKEN/api/near?w=king"
  std::span<const Field> fields;
};

// Where a server is reached.
struct Place {
  std::uint16_t port;
  std::string_view token;
};

// Whether a request is answered, and if not, why.
struct Verdict {
  int status = 200;
  std::string_view error = {};   // a sentence, unless it is answered
  std::string_view target = {};  // what follows the token and its slash, if it is answered

  bool answered() const { return status == 200; }
};

// The rules of who may ask what, in this order; the first that is broken decides. Pure.
// - 403 if Host is not this machine by one of its names, with the port: a page of another site may
//   have its own name resolve to 127.0.0.1 (DNS rebinding), but then its name is in Host.
// - 403 if there is an Origin and it is not that host: a page of another site or port asks.
// - 403 if Sec-Fetch-Site says that another site or port asks, but for a reader who opens the page
//   itself: following a link from a file or a mail is such a request.
// - 405 for methods other than GET and HEAD, 413 for a body.
// - 404 for a path that does not begin with the token: other users of the machine reach the port
// too.
Verdict Judge(const Request& request, const Place& place);

// The error of a refusal as JSON: {"v":1,"error":"..."}. `error` needs no escapes.
explore::Reply Refusal(int status, std::string_view error);

// What every answer carries, besides its type and length: what the page may load (only its own, and
// no script of strings), that nobody else may show or read it, and that nothing is kept.
std::span<const Field> AnswerFields();

}  // namespace hogvec::serve

#endif  // HOGVEC_SERVE_RULES_H_
