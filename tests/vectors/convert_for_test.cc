// convert_for_test IN OUT FORMAT: reads vectors and writes them, for the tests that compare us with
// other programs.
#include <cstdio>

#include "cli/errors.h"
#include "hogvec/error.h"
#include "hogvec/word_vectors.h"

int main(int argc, char** argv) {
  const auto format = argc == 4 ? hogvec::FormatByName(argv[3]) : std::nullopt;
  if (!format) {
    std::fputs("usage: convert_for_test IN OUT text|binary\n", stderr);
    return 2;
  }
  try {
    const hogvec::WordVectors vectors = hogvec::ReadVectors(argv[1]);
    hogvec::WriteVectors(argv[2], *format, vectors.words, vectors.table);
  } catch (const hogvec::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return hogvec::ExitCodeOf(error.kind());
  }
  return 0;
}
