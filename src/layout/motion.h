#ifndef HOGVEC_LAYOUT_MOTION_H_
#define HOGVEC_LAYOUT_MOTION_H_

#include <algorithm>

#include "hogvec/layout.h"

namespace hogvec {

// How a point moves down a slope: with momentum, and a gain of its own for each coordinate that
// grows while the point goes downhill and shrinks when it goes uphill (Jacobs 1988, as t-SNE has
// it).
class Motion {
 public:
  // Where the point goes to from `at`, with this slope of the loss there.
  MapPoint Moved(MapPoint at, MapPoint slope, float rate) {
    return {at.x + Step(slope.x, rate, speed_.x, gain_.x),
            at.y + Step(slope.y, rate, speed_.y, gain_.y)};
  }

 private:
  static constexpr float kMomentum = 0.8f;
  static constexpr float kLeastGain = 0.01f;
  // In units of the kernel's width: what is thrown further does not come back.
  static constexpr float kLongestStep = 5;

  static float Step(float slope, float rate, float& speed, float& gain) {
    gain = (slope > 0) == (speed > 0) ? std::max(gain * 0.8f, kLeastGain) : gain + 0.2f;
    speed = std::clamp(kMomentum * speed - rate * gain * slope, -kLongestStep, kLongestStep);
    return speed;
  }

  MapPoint speed_, gain_{1, 1};
};

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_MOTION_H_
