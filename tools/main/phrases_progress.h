#ifndef HOGVEC_MAIN_PHRASES_PROGRESS_H_
#define HOGVEC_MAIN_PHRASES_PROGRESS_H_

#include <string>
#include <vector>

#include "hogvec/phrases.h"

namespace hogvec {

// Where finding and joining phrases stands: the share of all readings that is done, and figures
// from all to the fewest.
double ShareDone(const PhraseProgress& progress);
std::vector<std::string> FiguresOf(const PhraseProgress& progress);

// Shows that on stderr, as a bar on a terminal and else not at all. `quiet` shows nothing.
class PhrasesDisplay : public PhraseObserver {
 public:
  explicit PhrasesDisplay(bool quiet) : quiet_(quiet) {}
  ~PhrasesDisplay() override;

  void OnProgress(const PhraseProgress& progress) override;

 private:
  const bool quiet_;
};

}  // namespace hogvec

#endif  // HOGVEC_MAIN_PHRASES_PROGRESS_H_
