#include "kernel/kernel.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/kernels.h"
#include "kernel/plain_kernel.h"
#include "kernel/simd_kernel.h"

namespace hogvec {
namespace {

std::vector<Kernel> AllKernels() {
#ifdef HOGVEC_ATOMIC_KERNEL
  // Only the atomic kernel is free of races, which is what the thread sanitizer looks for.
  return {AtomicKernel()};
#else
  std::vector<Kernel> kernels = SimdKernels();
  kernels.push_back(PlainKernel());
  kernels.push_back(AtomicKernel());
  return kernels;
#endif
}

}  // namespace

// The inputs of a window are trained on its own centre word and on every negative, but not on the
// centre word of the other window.
Targets::Targets(std::size_t centres, float negative_weight) {
  for (std::size_t set = 0; set < kWindowSets; ++set) {
    const float negative = negative_weight * static_cast<float>(std::popcount(set));
    std::fill_n(weights[set], kTile, negative);
    for (std::size_t centre = 0; centre < centres; ++centre) {
      const float positive = (set >> centre & 1) != 0 ? 1.0f : 0.0f;
      weights[set][centre] = labels[set][centre] = positive;
    }
  }
}

// Tiles are written for two inputs at a time, so there is room for one more.
StepScratch::StepScratch(std::size_t inputs)
    : dots_((inputs + 1) * kTile), gradients_((inputs + 1) * kTile) {}

std::span<const Kernel> AvailableKernels() {
  static const std::vector<Kernel> kKernels = AllKernels();
  return kKernels;
}

const Kernel& FindKernel(std::string_view name) {
  const auto kernels = AvailableKernels();
  if (name.empty()) return kernels.front();
  const auto found = std::ranges::find(kernels, name, &Kernel::name);
  if (found == kernels.end()) {
    throw Error(ErrorKind::kUsage, fmt::format("no kernel '{}' on this machine; it has: {}", name,
                                               fmt::join(KernelNames(), ", ")));
  }
  return *found;
}

std::vector<std::string_view> KernelNames() {
  std::vector<std::string_view> names;
  for (const Kernel& kernel : AvailableKernels()) names.push_back(kernel.name);
  return names;
}

}  // namespace hogvec
