#ifndef HOGVEC_ASKING_QUESTIONS_H_
#define HOGVEC_ASKING_QUESTIONS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asking/commands.h"
#include "hogvec/words_view.h"

namespace hogvec::asking {

using Words = std::vector<std::string>;

// The words of a line, separated by ASCII white space, whatever the locale. A word that holds such
// is written in double quotes, with its own ones doubled: ". . ." is one word. Quotes around
// anything else are part of it.
Words WordsOf(std::string_view line);

// Arguments as questions of a kind: several where each has a fixed number of words, else one, and
// an argument may be several words of it. `@FILE` stands for the words in the lines of a file;
// "@@word" stands for "@word". Throws Error{kUsage} if they are no whole number of questions, and
// what ReadWordList throws.
std::vector<Words> QuestionsOf(const Command& command, std::span<const std::string> arguments);

struct Question {
  const Command& command;
  Words words;
};

// What a line of one word or more asks. The first word is a command if it is the name of one and
// others follow it; alone it is a command only if it is no word that could be asked for. All else
// is a question of the usual kind; where that takes one word, several with signs between them are a
// sum.
Question QuestionIn(Words line, const Command& usual, WordsView known);

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_QUESTIONS_H_
