#include "io/known_files.h"

#include <algorithm>
#include <array>

namespace hogvec {
namespace {

struct KnownFile {
  std::string_view magic;  // the bytes that such a file begins with
  std::string_view advice;
};

// The numbers are those of file(1)'s magic database; fastText's is 793712314 as a little-endian
// int32.
constexpr std::string_view kZip =
    "a zip archive; unpack it first (unzip), or name - and pipe it in (unzip -p FILE | ...)";
constexpr std::string_view kTar =
    "a tar archive; unpack it first (tar -x), or name - and pipe it in (tar -xOf FILE | ...)";

constexpr std::array kKnownFiles = {
    KnownFile{"PK\x03\x04", kZip},
    KnownFile{"PK\x05\x06", kZip},  // an empty one
    KnownFile{"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first (7z x)"},
    KnownFile{"Rar!\x1a\x07", "a rar archive; unpack it first (unrar x)"},
    KnownFile{"%PDF-", "a PDF document; extract its text first (pdftotext)"},
    KnownFile{"\x80\x02", "a Python pickle; save it with save_word2vec_format() instead"},
    KnownFile{"\x80\x03", "a Python pickle; save it with save_word2vec_format() instead"},
    KnownFile{"\x80\x04", "a Python pickle; save it with save_word2vec_format() instead"},
    KnownFile{"\x80\x05", "a Python pickle; save it with save_word2vec_format() instead"},
    KnownFile{"\x93NUMPY", "a NumPy array"},
    KnownFile{"SQLite format 3", "a SQLite database"},
    KnownFile{"\xba\x16\x4f\x2f", "a fastText model"},
    KnownFile{"version https://git-lfs", "a Git LFS pointer; fetch the file (git lfs pull)"},
    KnownFile{"\xff\xfe", "UTF-16 text; convert it to UTF-8 first (iconv)"},
    KnownFile{"\xfe\xff", "UTF-16 text; convert it to UTF-8 first (iconv)"},
};

constexpr std::string_view kHtml = "an HTML page; was the download refused?";
constexpr std::string_view kSafetensors = "a safetensors file";

char Lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

bool BeginsWithAnyCase(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(),
                    [](char expected, char found) { return expected == Lower(found); });
}

bool IsHtml(std::string_view bytes) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  return BeginsWithAnyCase(bytes, "<!doctype html") || BeginsWithAnyCase(bytes, "<html");
}

// POSIX's ustar and GNU's tar have their magic number after the fields of the first member.
bool IsTar(std::string_view bytes) {
  constexpr std::size_t kMark = 257;
  return bytes.size() > kMark && bytes.substr(kMark).starts_with("ustar");
}

// Starts with the length of a JSON header as a little-endian uint64, below 2^32 in practice, then
// the header.
bool IsSafetensors(std::string_view bytes) {
  return bytes.size() > 9 && bytes.substr(4, 6) == std::string_view("\0\0\0\0{\"", 6);
}

}  // namespace

std::string_view RecogniseOtherFile(std::string_view first_bytes) {
  const std::string_view binary = RecogniseNoText(first_bytes);
  return binary.empty() && IsHtml(first_bytes) ? kHtml : binary;
}

std::string_view RecogniseNoText(std::string_view first_bytes) {
  for (const KnownFile& known : kKnownFiles) {
    if (first_bytes.starts_with(known.magic)) return known.advice;
  }
  if (IsTar(first_bytes)) return kTar;
  if (IsSafetensors(first_bytes)) return kSafetensors;
  return {};
}

}  // namespace hogvec
