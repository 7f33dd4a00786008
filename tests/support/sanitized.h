#ifndef HOGVEC_SUPPORT_SANITIZED_H_
#define HOGVEC_SUPPORT_SANITIZED_H_

namespace hogvec::testing {

// Whether a sanitizer is at work, which takes memory of its own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)  // g++'s
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)  // clang's
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_SANITIZED_H_
