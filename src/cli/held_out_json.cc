#include "cli/held_out_json.h"

namespace hogvec {

nlohmann::ordered_json HeldOutJson(const HeldOutLoss& loss) {
  auto bands = nlohmann::ordered_json::array();
  for (const HeldOutLoss::Band& band : loss.bands) {
    bands.push_back(
        {{"first", band.first}, {"last", band.last}, {"loss", band.loss}, {"pairs", band.pairs}});
  }
  return {{"loss", loss.loss}, {"pairs", loss.pairs}, {"tokens", loss.tokens}, {"bands", bands}};
}

}  // namespace hogvec
