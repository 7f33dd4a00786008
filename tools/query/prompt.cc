#include "query/prompt.h"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <span>

#include "query/questions.h"

namespace hogvec::query {

void AnswerAtPrompt(const Asker& asker, const std::string& prompt) {
  std::string line;
  while (fmt::print("{}", prompt), std::fflush(stdout), std::getline(std::cin, line)) {
    const Words words = WordsOf(line);
    if (!words.empty()) PrintOutcome(asker.Answer(std::span(&words, 1))[0]);
  }
  fmt::print("\n");  // the shell's prompt starts on a line of its own
}

}  // namespace hogvec::query
