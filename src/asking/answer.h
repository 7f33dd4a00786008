#ifndef HOGVEC_ASKING_ANSWER_H_
#define HOGVEC_ASKING_ANSWER_H_

#include <string>
#include <variant>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/neighbours.h"

namespace hogvec::asking {

// The cosine of two words.
struct Similarity {
  float cosine = 0;
};

// The word that does not belong with the others.
struct OddWord {
  std::string word;  // as the vectors spell it, or as it was asked where they have none
};

using Answer = std::variant<std::vector<Neighbour>, Similarity, OddWord>;

// What became of a question.
struct Outcome {
  std::variant<Answer, Error> result;
  std::vector<std::string> notes = {};   // a sentence for each word that was taken for another
  std::vector<std::string> unseen = {};  // words whose vectors were made from their n-grams
};

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_ANSWER_H_
