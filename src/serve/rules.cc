#include "serve/rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "serve/token.h"

namespace hogvec::serve {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool SameText(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, Lower, Lower);
}

std::vector<std::string_view> ValuesOf(const Request& request, std::string_view name) {
  std::vector<std::string_view> values;
  for (const Field& field : request.fields) {
    if (SameText(field.name, name)) values.push_back(field.value);
  }
  return values;
}

// The only value of a field; nothing if there is none or more than one.
std::optional<std::string_view> OnlyValueOf(const Request& request, std::string_view name) {
  const auto values = ValuesOf(request, name);
  if (values.size() != 1) return std::nullopt;
  return values.front();
}

bool IsThisMachine(std::string_view host, std::uint16_t port) {
  constexpr std::uint16_t kImplied = 80;  // browsers leave it out
  const std::string end = ":" + std::to_string(port);
  constexpr std::array<std::string_view, 3> kNames{"127.0.0.1", "localhost", "[::1]"};
  return std::ranges::any_of(kNames, [&](std::string_view name) {
    return SameText(host, std::string(name) + end) || (port == kImplied && SameText(host, name));
  });
}

bool NamesThisMachine(const Request& request, std::uint16_t port) {
  const auto host = OnlyValueOf(request, "Host");
  return host && IsThisMachine(*host, port);
}

bool IsOfThisOrigin(const Request& request) {
  const std::string ours = "http://" + std::string(OnlyValueOf(request, "Host").value_or(""));
  const auto origins = ValuesOf(request, "Origin");
  return std::ranges::all_of(origins,
                             [&](std::string_view origin) { return SameText(origin, ours); });
}

bool IsOfThisSite(const Request& request) {
  const auto sites = ValuesOf(request, "Sec-Fetch-Site");
  return std::ranges::all_of(sites, [](std::string_view site) {
    return site == "same-origin" || site == "none";  // none: typed, or a bookmark
  });
}

// Whether a reader opens an address in a window, not a page in a frame or by a script.
bool OpensADocument(const Request& request) {
  return OnlyValueOf(request, "Sec-Fetch-Mode") == "navigate" &&
         OnlyValueOf(request, "Sec-Fetch-Dest") == "document";
}

bool IsZero(std::string_view length) {
  return !length.empty() && length.find_first_not_of('0') == std::string_view::npos;
}

bool HasBody(const Request& request) {
  const auto lengths = ValuesOf(request, "Content-Length");
  return !ValuesOf(request, "Transfer-Encoding").empty() || !std::ranges::all_of(lengths, IsZero);
}

// What follows "/TOKEN/"; nothing if that is not how it begins.
std::optional<std::string_view> AfterToken(std::string_view target, std::string_view token) {
  const std::size_t length = token.size() + 2;
  if (target.size() < length || target.front() != '/' || target[length - 1] != '/') {
    return std::nullopt;
  }
  if (!SameSecret(target.substr(1, token.size()), token)) return std::nullopt;
  return target.substr(length);
}

Verdict Refused(int status, std::string_view error) { return {.status = status, .error = error}; }

constexpr std::array kAnswerFields = {
    Field{"Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          "img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
          "require-trusted-types-for 'script'"},
    Field{"Cross-Origin-Resource-Policy", "same-origin"},
    Field{"Cross-Origin-Opener-Policy", "same-origin"},
    Field{"X-Content-Type-Options", "nosniff"},
    Field{"Referrer-Policy", "no-referrer"},
    Field{"Cache-Control", "no-store"},
};

}  // namespace

Verdict Judge(const Request& request, const Place& place) {
  if (!NamesThisMachine(request, place.port)) {
    return Refused(403,
                   "this server is 127.0.0.1, localhost or [::1] with its own port, and answers to "
                   "no other name; a tunnel must have the same port at both ends");
  }
  if (!IsOfThisOrigin(request)) return Refused(403, "only its own page may ask this server");
  const auto target = AfterToken(request.target, place.token);
  if (!IsOfThisSite(request) && !(target == "" && OpensADocument(request))) {
    return Refused(403, "another site may not ask this server");
  }
  if (request.method != "GET" && request.method != "HEAD") {
    return Refused(405, "only GET and HEAD are answered");
  }
  if (HasBody(request)) return Refused(413, "a request must have no body");
  if (!target) return Refused(404, "there is nothing here");
  return {.target = *target};
}

explore::Reply Refusal(int status, std::string_view error) {
  return {.status = status, .body = R"({"v":1,"error":")" + std::string(error) + "\"}\n"};
}

std::span<const Field> AnswerFields() { return kAnswerFields; }

}  // namespace hogvec::serve
