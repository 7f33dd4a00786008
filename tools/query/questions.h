#ifndef HOGVEC_QUERY_QUESTIONS_H_
#define HOGVEC_QUERY_QUESTIONS_H_

#include <iosfwd>
#include <span>
#include <string_view>
#include <vector>

#include "query/answers.h"

namespace hogvec::query {

// The words of a line, parted by ASCII white space, whatever the locale.
Words WordsOf(std::string_view line);

// The words of the command line as questions: several where each has a fixed number of words.
// Throws Error{kUsage} if they are no whole number of questions.
std::vector<Words> QuestionsOf(const Asker& asker, const Words& words);

// Prints what became of a question: its answer to stdout, notes and errors to stderr. False if
// there was an error.
bool PrintOutcome(const Outcome& outcome);

// Answers and prints all of these, with the questions above the answers if `with_titles`. False if
// one of them has a word that is not known.
bool AnswerAll(const Asker& asker, std::span<const Words> questions, bool with_titles);

// The same for questions that are the lines of `input`, many at a time. A line that is no question
// ends them with Error{kUsage}, by its number.
bool AnswerLines(const Asker& asker, std::istream& input, bool with_titles);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_QUESTIONS_H_
