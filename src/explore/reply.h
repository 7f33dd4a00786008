#ifndef HOGVEC_EXPLORE_REPLY_H_
#define HOGVEC_EXPLORE_REPLY_H_

#include <string>
#include <string_view>

namespace hogvec::explore {

// What is sent back for a question. Views are of text that lives as long as the program.
struct Reply {
  int status = 200;                            // of HTTP
  std::string_view type = "application/json";  // of its content
  std::string body = {};
};

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_REPLY_H_
