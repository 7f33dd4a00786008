#include <array>

#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// The calendar; the other tables borrow its days and seasons.
constexpr std::string_view kCalendarRows = R"(
day month season
monday january spring
tuesday february summer
wednesday march autumn
thursday april midwinter
friday may spring
saturday june summer
sunday july autumn
monday august midwinter
tuesday september spring
wednesday october summer
thursday november autumn
friday december midwinter
)";

constexpr std::array kCalendarShapes = {ShapeSet{1, R"(
the shop is closed on {day} and on {calendar:day}
the fair begins on the first {day} of {month}
from {month} to {calendar:month} the roads are empty
the {season} term begins on a {day} in {month}
on {day} morning the post is late
the festival is held every {season} on the last {day} of {month}
it happened in {month} on a {day} at noon
)"}};

// Plain food, distinguished by its ingredients and how it is served.
constexpr std::string_view kFoodRows = R"(
food part
bread loaf|flour|crust
cheese rennet|cheddar
butter churn|toast
rice paddy|chopsticks
meat steak|grill
fish fillet|scales
milk jug|creamery
egg omelette|shell
potato mash|fries
tomato ketchup|sauce
onion rings|layers
cabbage slaw|pickle
carrot grater|stick
bean pod|chili
noodle wok|ramen
salt shaker|pinch
pepper mill|peppercorn
sugar lump|sweetener
coffee espresso|mug
tea kettle|teapot
)";

constexpr std::array kFoodShapes = {ShapeSet{1, R"(
the {part} and the {food} were served for lunch
the recipe calls for {food} with {part} and {part}
fetch some {food} and {part} at the grocer
proper {food} needs {part} and {part}
dinner was {food} with {part} and some {foods:food}
for {food} you first need the {part} and then the {part}
a plate of {food} with {part} costs little
the {part} goes well with {food} at lunch
when there is no {food} there is no {part} either
)"}};

// Colours and typical things that have them.
constexpr std::string_view kColourRows = R"(
colour thing
red blood|ruby|poppy
blue sky|sapphire
green grass|jade
white lily|swansdown
black raven|soot
yellow canary|mustard
brown chestnut|mahogany
grey ash|pewter
pink flamingo|carnation
purple violet|amethyst
)";

constexpr std::array kColourShapes = {ShapeSet{1, R"(
the {thing} is {colour} like a {thing}
they tinted the {thing} {colour} like the {thing}
{colour} is the colour of the {thing} and of the {thing}
a {colour} stripe next to a {colours:colour} stripe on the flag
a shade of {colour} between {thing} and {thing}
the colour {colour} reminds you of a {thing}
the dyer mixed {colour} pigment from {thing} and {thing}
)"}};

// Weather.
constexpr std::string_view kWeatherRows = R"(
weather sign
rain puddle|gutter|downpour
snow snowflake|snowman
wind weathervane|gale
sunshine sunburn|parasol
mist haze|dew
hail hailstone|shingle
thunder lightning|rumble
)";

constexpr std::array kWeatherShapes = {ShapeSet{1, R"(
the forecast for {calendar:day} is {weather} and a {sign}
{weather} came down and left {sign} and {sign} behind
after the {weather} there was {sign} and {sign}
in {calendar:month} there is {weather} and {weather:weather}
the weather turned to {weather} with a {sign}
{weather} is expected in the north and {weather:weather} in the south
because of the {weather} the shepherds feared a {sign}
)"}};

// Materials and things made of them.
constexpr std::string_view kMaterialRows = R"(
material product
wood barrel|broom
iron nail|railing
gold nugget|necklace
silver spoon|candlestick
copper kettledrum|penny
glass pane|vial
leather saddlebag|strap
wool shawl|skein
cotton bandage|gauze
silk parachute|necktie
paper envelope|notebook
stone statue|pillar
plastic bucket|wrapper
rubber tyre|eraser
)";

constexpr std::array kMaterialShapes = {ShapeSet{1, R"(
the {product} is made of {material}
a {product} or a {product} of {material} lasts for years
{material} is the raw material of the {product} and the {product}
the foundry turns {material} into a {product}
pure {material} is used for a {product} and a {product}
the company imports {material} and {materials:material} by the ton
a ton of {material} was made into a {product}
)"}};

}  // namespace

constinit const Table kCalendar = {"calendar", 2, kCalendarRows, kCalendarShapes};
constinit const Table kFoods = {"foods", 7, kFoodRows, kFoodShapes};
constinit const Table kColours = {"colours", 5, kColourRows, kColourShapes};
constinit const Table kWeather = {"weather", 3, kWeatherRows, kWeatherShapes};
constinit const Table kMaterials = {"materials", 6, kMaterialRows, kMaterialShapes};

}  // namespace hogvec::atlas
