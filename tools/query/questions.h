#ifndef HOGVEC_QUERY_QUESTIONS_H_
#define HOGVEC_QUERY_QUESTIONS_H_

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/answers.h"

namespace hogvec::query {

// The words of a line, parted by ASCII white space, whatever the locale. A word that holds such
// stands in double quotes, with its own ones doubled: ". . ." is one word. Quotes around anything
// else are part of it.
Words WordsOf(std::string_view line);

// The arguments of the command line as questions: several where each has a fixed number of words,
// else one, and an argument may be several words of it. `@FILE` stands for the words in the lines
// of a file; "@@word" stands for "@word". Throws Error{kUsage} if they are no whole number of
// questions, and what ReadWordList throws.
std::vector<Words> QuestionsOf(const Asker& asker, std::span<const std::string> arguments);

// Answers and prints all of these: answers to stdout, below their questions if `with_titles`, notes
// and errors to stderr. Returns the exit code: 0, or the largest of the errors' kinds.
int AnswerAll(const Asker& asker, std::span<const Words> questions, bool with_titles);

// The same for questions that are the lines of `input`, many at a time. What is wrong with a line
// is said with its number, and costs its own answer; one that is no question counts as kNotFound.
int AnswerLines(const Asker& asker, std::istream& input, bool with_titles);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_QUESTIONS_H_
