// For the tests that compare us with other programs:
//   convert_for_test [--lenient] IN OUT FORMAT   reads vectors and writes them, with all that
//   belongs to them convert_for_test [--lenient] IN              prints the vectors of the words on
//   standard
//                                                input, one per line; of those not in the file, by
//                                                their n-grams
#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "cli/errors.h"
#include "hogvec/error.h"
#include "hogvec/word_vectors.h"

namespace hogvec {
namespace {

void Convert(const char* in, const char* out, VectorFormat format, bool lenient) {
  const WordVectors vectors = ReadVectors(in, {.lenient = lenient, .with_output = true});
  WriteVectors(out, {.format = format},
               {.words = vectors.words,
                .table = vectors.table,
                .output = vectors.output.rows() == 0 ? nullptr : &vectors.output,
                .counts = vectors.counts,
                .configuration = vectors.configuration,
                .subwords = vectors.subwords ? &*vectors.subwords : nullptr});
}

std::vector<float> VectorOf(const WordVectors& vectors, const std::string& word) {
  std::vector<float> values(vectors.table.dim());
  if (const auto id = vectors.words.Find(word)) {
    std::ranges::copy(vectors.table.Row(*id), values.begin());
  } else if (vectors.subwords) {
    vectors.subwords->view().Compose(word, values);
  }
  return values;
}

void PrintVectors(const char* in, bool lenient) {
  const WordVectors vectors = ReadVectors(in, {.lenient = lenient});
  for (std::string word; std::getline(std::cin, word);) {
    std::string line = word;
    for (const float value : VectorOf(vectors, word)) line += fmt::format(" {:.9g}", value);
    std::puts(line.c_str());
  }
}

int Run(int argc, char** argv) {
  const bool lenient = argc > 1 && std::string(argv[1]) == "--lenient";
  if (lenient) --argc, ++argv;
  const auto format = argc == 4 ? FormatByName(argv[3]) : std::nullopt;
  if (argc != 2 && !format) {
    std::fputs("usage: convert_for_test [--lenient] IN [OUT FORMAT]\n", stderr);
    return 2;
  }
  try {
    argc == 2 ? PrintVectors(argv[1], lenient) : Convert(argv[1], argv[2], *format, lenient);
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return ExitCodeOf(error.kind());
  }
  return 0;
}

}  // namespace
}  // namespace hogvec

int main(int argc, char** argv) { return hogvec::Run(argc, argv); }
