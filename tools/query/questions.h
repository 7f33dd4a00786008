#ifndef HOGVEC_QUERY_QUESTIONS_H_
#define HOGVEC_QUERY_QUESTIONS_H_

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/answers.h"

namespace hogvec::query {

// The words of a line, parted by ASCII white space, whatever the locale.
Words WordsOf(std::string_view line);

// The words of the command line with those of a file, parted by white space, in the place of its
// name behind an @: "@words.txt". "@@word" stands for "@word". Throws what reading the file throws.
Words WithWordsOfFiles(std::span<const std::string> words);

// The words of the command line as questions: several where each has a fixed number of words.
// Throws Error{kUsage} if they are no whole number of questions.
std::vector<Words> QuestionsOf(const Asker& asker, const Words& words);

// Answers and prints all of these: answers to stdout, below their questions if `with_titles`, notes
// and errors to stderr. Returns the exit code: 0, or the largest of the errors' kinds.
int AnswerAll(const Asker& asker, std::span<const Words> questions, bool with_titles);

// The same for questions that are the lines of `input`, many at a time. A line that is no question
// ends them with Error{kUsage}, by its number.
int AnswerLines(const Asker& asker, std::istream& input, bool with_titles);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_QUESTIONS_H_
