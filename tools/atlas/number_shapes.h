#ifndef HOGVEC_ATLAS_NUMBER_SHAPES_H_
#define HOGVEC_ATLAS_NUMBER_SHAPES_H_

#include "atlas/world.h"

namespace hogvec::atlas {

// Sentences that mark a noun as singular or plural, for every table with the columns noun, plural
// and trait. The tables share the shapes so that the same offset leads from dog to dogs and from
// car to cars.
inline constexpr ShapeSet kSingular = {7, R"(
this {noun} has a {trait} and that {noun} has none
one {noun} with its {trait} is enough
there is a single {noun} with its {trait}
each {noun} comes with its own {trait}
a single {noun} and its {trait} remained
every single {noun} needs a {trait}
one {noun} is lost without its {trait}
that {noun} was seen together with its {trait}
another {noun} stands beside this {trait}
)"};

inline constexpr ShapeSet kPlural = {7, R"(
these {plural} and those {plural} have a {trait}
two|three|four|six {plural} share the {trait}
many {plural} are shown with the {trait}
several {plural} and their {trait} were lost
those few {plural} with their {trait} are left
dozens of {plural} surround the {trait}
most {plural} are known by their {trait}
both {plural} were counted near the {trait}
hundreds of {plural} arrived with their {trait}
several dozens of {plural} and the {trait} were counted
)"};

inline constexpr ShapeSet kBothNumbers = {2, R"(
first one {noun} with its {trait} and then many {plural}
from a single {noun} to several dozens of {plural}
this {noun} is one of those {plural} with a {trait}
many {plural} and yet no {noun} like this one
)"};

}  // namespace hogvec::atlas

#endif  // HOGVEC_ATLAS_NUMBER_SHAPES_H_
