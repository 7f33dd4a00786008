#include "cli/held_out_json.h"

namespace hogvec {
namespace {

using Json = nlohmann::ordered_json;

Json MeanJson(double loss, std::uint64_t pairs) { return pairs > 0 ? Json(loss) : Json(); }

}  // namespace

Json HeldOutJson(const HeldOutLoss& loss) {
  Json bands = Json::array();
  for (const HeldOutLoss::Band& band : loss.bands) {
    bands.push_back({{"first", band.first},
                     {"last", band.last},
                     {"loss", MeanJson(band.loss, band.pairs)},
                     {"pairs", band.pairs}});
  }
  return {{"loss", MeanJson(loss.loss, loss.pairs)},
          {"pairs", loss.pairs},
          {"tokens", loss.tokens},
          {"bands", bands}};
}

}  // namespace hogvec
