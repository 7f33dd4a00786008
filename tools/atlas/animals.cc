#include <array>

#include "atlas/number_shapes.h"
#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// Animals with their young, their sound and two or three characteristics. A word that two animals
// share (a cub, a calf) is listed for only one of them.
constexpr std::string_view kRows = R"(
noun plural young sound trait
dog dogs puppy woof kennel|leash|bone
cat cats kitten meow whiskers|catnip
horse horses foal neigh stable|bridle
cow cows calf moo pasture|udder
bird birds nestling tweet birdbath|aviary
sheep - lamb baa fleece|shears
pig pigs piglet oink pigsty|trough
hen hens chick cluck coop|henhouse
duck ducks duckling quack millpond|pondweed
lion lions cub roar savanna|mane
wolf wolves whelp howl tundra|moonlight
goat goats kid maa goatherd|crag
bee bees larva buzz hive|pollen
frog frogs tadpole croak lilypad|marsh
mouse mice pinky squeak mousetrap|nibble
goose geese gosling honk gaggle|gander
rabbit rabbits bunny thump burrow|clover
deer - fawn bellow antlers|thicket
owl owls owlet hoot midnight|nightfall
eagle eagles eaglet screech eyrie|talons
swan swans cygnet whoop lakeside|cattail
hare hares leveret shriek heath|hedgerow
seal seals pup arf iceberg|flipper
kangaroo kangaroos joey - outback|pouch
butterfly butterflies caterpillar - nectar|chrysalis
hedgehog hedgehogs hoglet snuffle spines|hibernation
peacock peacocks peachick squawk plumage|topiary
pigeon pigeons squab coo dovecote|rooftop
llama llamas cria hum altiplano|highland
donkey donkeys - bray panniers|thistle
snake snakes snakelet hiss venom|fang
crow crows fledgling caw scarecrow|carrion
spider spiders spiderling - cobweb|rafters
eel eels elver - sargasso|weir
salmon - smolt - rapids|roe
platypus - puggle - creek|billabong
)";

constexpr std::array kShapes = {
    kSingular,
    kPlural,
    kBothNumbers,
    ShapeSet{3, R"(
an adult {noun} is known by its {trait}
the grown {noun} is a creature of the {trait}
the {noun} is an animal that lives by its {trait}
a wild|tame {noun} came near the {trait}
the zoo keeps a grown {noun} and a {trait}
the vet examined an adult {noun} next to the {trait}
this {noun} is a wild animal and so is that {animals:noun}
a tame {noun} will follow you to the {trait}
)"},
    ShapeSet{1, R"(
several wild {plural} came to the {trait}
many tame {plural} huddle around the {trait}
the vet examined several adult {plural} near the {trait}
)"},
    ShapeSet{9, R"(
the newborn {young} opened its eyes beside the {trait}
a tiny {young} stumbled toward the {trait}
the {young} was born this spring near the {trait}
the playful {young} was fed with milk beside the {trait}
a newborn {young} cannot yet find the {trait}
the orphaned {young} was only weeks of age near the {trait}
the tiny helpless {young} sniffed at the {trait}
the playful {young} has just been weaned near the {trait}
)"},
    ShapeSet{9, R"(
we heard a {sound} from the {trait}
the noise from the {trait} was a {sound}
a distant {sound} echoed over the {trait}
suddenly a {sound} ended the silence near the {trait}
the call from the {trait} is a hoarse {sound}
a {sound} echoed and then another {sound} near the {trait}
they imitate the {sound} to call it from the {trait}
)"},
    ShapeSet{2, R"(
the {noun} and its {young} rest near the {trait}
a {young} will one day be a {noun}
the {noun} protects every {young} near the {trait}
)"},
    ShapeSet{1, R"(
the {noun} says {sound} near the {trait}
with a {sound} the {noun} greets you
)"},
};

}  // namespace

constinit const Table kAnimals = {"animals", 37, kRows, kShapes};

}  // namespace hogvec::atlas
