#ifndef HOGVEC_EXPLORE_PAGE_REPLIES_H_
#define HOGVEC_EXPLORE_PAGE_REPLIES_H_

#include <string_view>

#include "explore/explorer.h"
#include "explore/reply.h"

namespace hogvec::explore {

// Whether a target is the page itself, as opposed to what the page asks for.
bool IsPage(std::string_view target);

// The reply to a target: the page, one of its files, or the answer of the explorer.
Reply ReplyTo(std::string_view target, const Explorer& explorer);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_PAGE_REPLIES_H_
