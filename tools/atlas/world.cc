#include "atlas/world.h"

#include <array>

namespace hogvec::atlas {
namespace {

constexpr std::array kTables = {
    &kCountries, &kPeople,   &kAdjectives, &kVerbs,   &kFruits,    &kVehicles,
    &kFurniture, &kClothing, &kBuildings,  &kAnimals, &kTrades,    &kInstruments,
    &kCalendar,  &kFoods,    &kColours,    &kWeather, &kMaterials,
};

}  // namespace

std::span<const Table* const> Tables() { return kTables; }

}  // namespace hogvec::atlas
