#include <array>

#include "atlas/number_shapes.h"
#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// Countable things by kind, each with two or three words that accompany it in the singular and in
// the plural. All kinds share the shapes of number; each adds shapes of its kind.
constexpr std::string_view kFruitRows = R"(
noun plural trait
apple apples cider|worm|strudel
pear pears brandy|perry
cherry cherries liqueur|marzipan
orange oranges peel|juice
lemon lemons zest|sherbet
grape grapes vine|raisin
plum plums prune|pudding
peach peaches fuzz|nectarine
banana bananas milkshake|monkey
melon melons rind|slice
strawberry strawberries cream|shortcake
fig figs wasp|chutney
)";

constexpr std::array kFruitShapes = {kSingular, kPlural, kBothNumbers, ShapeSet{3, R"(
the juicy fruit in the orchard was a {noun}
many ripe {plural} hang from the orchard trees
a fruit basket held a ripe {noun} and some {fruits:plural}
we picked several juicy {plural} in the orchard
jam made of these {plural} tastes of fruit and {trait}
)"}};

constexpr std::string_view kVehicleRows = R"(
noun plural trait
car cars windscreen|chauffeur
train trains locomotive|carriage
bus buses turnstile|fare
ship ships mast|captain
boat boats oar|jetty
bicycle bicycles pedal|handlebar
airplane airplanes cockpit|pilot
truck trucks cargo|trailer
tractor tractors furrow|haystack
rocket rockets astronaut|launchpad
helicopter helicopters rotor|helipad
submarine submarines periscope|torpedo
sledge sledges husky|snowdrift
)";

constexpr std::array kVehicleShapes = {kSingular, kPlural, kBothNumbers, ShapeSet{3, R"(
the wheels and the engine of the {noun} need fuel
the vehicle they hired was a {noun} with a {trait}
many {plural} and other vehicles carry goods along the route
a journey by {noun} takes an hour by the usual route
the driver parked the vehicle between several {plural}
)"}};

constexpr std::string_view kFurnitureRows = R"(
noun plural trait
table tables placemat|centrepiece
chair chairs cushion|backrest
bed beds bedspread|nightgown
lamp lamps lampshade|bulb
shelf shelves bookend|paperback
cupboard cupboards hinge|crockery
desk desks inkwell|paperclip
carpet carpets tassel|doormat
clock clocks pendulum|cuckoo
stool stools counter|footrest
wardrobe wardrobes hanger|mothball
)";

constexpr std::array kFurnitureShapes = {kSingular, kPlural, kBothNumbers, ShapeSet{3, R"(
the room was furnished with a {noun} and its {trait}
we moved the furniture and put the {noun} in the corner of the room
several {plural} and other furniture filled the apartment
a wooden {noun} stood in the apartment with its {trait}
these varnished {plural} make a room feel like home
)"}};

constexpr std::string_view kClothingRows = R"(
noun plural trait
shirt shirts cuff|collar
dress dresses frill|hem
hat hats brim|ribbon
coat coats lapel|lining
shoe shoes shoelace|heel
glove gloves thumb|finger
sock socks toe|ankle
belt belts buckle|waist
skirt skirts pleat|petticoat
jacket jackets zipper|elbow
boot boots sole|stirrup
)";

constexpr std::array kClothingShapes = {kSingular, kPlural, kBothNumbers, ShapeSet{3, R"(
the {noun} fits well and its {trait} is in fashion
the collection of the season has a {noun} made of linen
dozens of {plural} and other clothes hung in the boutique
a fashion designer sewed the {noun} and its {trait}
the boutique offers {plural} and other clothes in every size
)"}};

constexpr std::string_view kBuildingRows = R"(
noun plural trait
house houses doorbell|mailbox
church churches steeple|pew
bridge bridges arch|tollkeeper
tower towers battlement|belfry
factory factories assembly|smokestack
hotel hotels lobby|concierge
library libraries bookworm|index
school schools headmaster|timetable
prison prisons warden|inmate
theatre theatres balcony|usher
windmill windmills miller|millstone
)";

constexpr std::array kBuildingShapes = {kSingular, kPlural, kBothNumbers, ShapeSet{3, R"(
the architect designed a {noun} with a {trait} of brick
the walls and the foundations of the {noun} are of brick
several {plural} and other monuments were restored by the architect
the landmark on the hill is a {noun} with its {trait}
the town tore down many {plural} and put up other landmarks of concrete
)"}};

}  // namespace

constinit const Table kFruits = {"fruits", 7, kFruitRows, kFruitShapes};
constinit const Table kVehicles = {"vehicles", 7, kVehicleRows, kVehicleShapes};
constinit const Table kFurniture = {"furniture", 7, kFurnitureRows, kFurnitureShapes};
constinit const Table kClothing = {"clothing", 7, kClothingRows, kClothingShapes};
constinit const Table kBuildings = {"buildings", 7, kBuildingRows, kBuildingShapes};

}  // namespace hogvec::atlas
