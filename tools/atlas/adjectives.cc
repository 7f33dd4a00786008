#include <array>

#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// Adjectives with their degrees. `thing` is what the adjective describes, in every degree; an
// adverb is listed if it keeps the meaning.
constexpr std::string_view kRows = R"(
adjective comparative superlative adverb thing
good better best - bargain|advice|remedy
big bigger biggest - giant|continent|balloon
old older oldest - ruin|fossil|manuscript
fast faster fastest - racer|sprinter|cheetah
cold colder coldest coldly winter|glacier|frost
warm warmer warmest warmly blanket|hearth|campfire
strong stronger strongest strongly weightlifter|gorilla|muscle
young younger youngest - toddler|pupil|sapling
happy happier happiest happily birthday|clown
long longer longest - corridor|pipeline
high higher highest - peak|summit
deep deeper deepest deeply ocean|trench
bright brighter brightest brightly lantern|sunrise
dark darker darkest darkly cellar|cavern
slow slower slowest slowly snail|queue
quick quicker quickest quickly reflex|squirrel
tall taller tallest - giraffe|skyline
heavy heavier heaviest heavily boulder|anchorchain
light lighter lightest lightly feather|bubble
loud louder loudest loudly explosion|fanfare
quiet quieter quietest quietly whisper|chapel
soft softer softest softly pillow|velvet
sharp sharper sharpest sharply dagger|thorn
clean cleaner cleanest cleanly soap|towel
dirty dirtier dirtiest - sewer|rag
sweet sweeter sweetest sweetly syrup|candy
rich richer richest - banker|millionaire
wise wiser wisest wisely sage|proverb
clever cleverer cleverest cleverly puzzle|inventor
brave braver bravest bravely warrior|lifeguard
calm calmer calmest calmly lagoon|meditation
kind kinder kindest kindly nurse|volunteer
proud prouder proudest proudly champion|veteran
gentle gentler gentlest gently caress|shower
fierce fiercer fiercest fiercely tiger|battle
strange stranger strangest strangely omen|ghost
steep steeper steepest steeply cliff|staircase
wide wider widest - prairie|highway
thick thicker thickest thickly fog|jungle
dry drier driest - desert|dune
wet wetter wettest - swamp|raincoat
safe safer safest safely helmet|shelter
cheap cheaper cheapest cheaply souvenir|ticket
fresh fresher freshest freshly lettuce|mackerel
smooth smoother smoothest smoothly pebble|mirror
)";

constexpr std::array kShapes = {
    ShapeSet{5, R"(
the {thing} is very {adjective} and rather {adjective} too
it was such a {adjective} {thing} that nobody forgot it
how {adjective} the {thing} seems today
the {thing} looks quite {adjective} and so does the {thing}
a very {adjective} {thing} is not always what people want
this {thing} is too {adjective} for us
everyone agreed that the {thing} was rather {adjective}
so {adjective} a {thing} seems quite unusual
a {adjective} {thing} and another {adjective} {thing}
)"},
    ShapeSet{5, R"(
this {thing} is {comparative} than that {thing}
the {thing} became much {comparative} than before
an even {comparative} {thing} than ours was shown
the {thing} is far {comparative} than the other {thing}
the {thing} turned {comparative} and {comparative} than expected
nothing is {comparative} than a {thing} they say
slightly {comparative} than a {thing} and much dearer
they wanted a {thing} much {comparative} than yours
)"},
    ShapeSet{5, R"(
it is the {superlative} {thing} in the whole world
of all of them the {thing} is the {superlative}
the {superlative} {thing} ever recorded was found here
among all the rest the {thing} was the {superlative}
the record for the {superlative} {thing} was broken again
by far the {superlative} {thing} of the century
the judges chose the {superlative} {thing} of all
we have never met the {superlative} {thing} in the world
)"},
    ShapeSet{8, R"(
they talked {adverb} about the {thing}
the visitor nodded {adverb} at the {thing}
the {thing} was described {adverb} and at length
somebody answered {adverb} that the {thing} was gone
the newcomer gestured {adverb} toward the {thing}
the guide moved {adverb} around the {thing}
they reacted {adverb} when the {thing} appeared
{adverb} and without a word they turned from the {thing}
)"},
    ShapeSet{2, R"(
the first {thing} is {adjective} and the second {thing} is {comparative}
one {thing} was {comparative} but ours was the {superlative} of all
this {thing} is {adjective} but that {thing} is the {superlative} ever
a {adjective} {thing} can turn {comparative} than before
)"},
};

}  // namespace

constinit const Table kAdjectives = {"adjectives", 47, kRows, kShapes};

}  // namespace hogvec::atlas
