#include <array>

#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// Trades with the tool, the place of work and the work itself.
constexpr std::string_view kTradeRows = R"(
trade tool place work
baker rollingpin bakery loaf|dough
farmer plough farm harvest|wheat
teacher chalk classroom lesson|exam
carpenter handsaw joinery plank|rafter
blacksmith anvil forge horseshoe|gate
painter paintbrush studio portrait|canvas
gardener spade greenhouse flowerbed|shrub
chef ladle kitchen stew|soup
tailor thimble fittingroom suit|trousers
barber razor barbershop haircut|moustache
surgeon scalpel hospital operation|wound
dentist forceps clinic tooth|cavity
photographer camera darkroom photograph|negative
astronomer telescope observatory comet|galaxy
chemist pipette laboratory molecule|acid
mason trowel buildingsite wall|mortar
lumberjack axe sawmill log|timber
miner pickaxe coalmine coal|ore
butcher cleaver meatmarket sausage|ham
cobbler awl shoeshop clog|sandal
weaver loom textilemill cloth|tapestry
potter kiln pottery vase|clay
judge gavel courtroom verdict|trial
author typewriter bookshop novel|plot
plumber wrench bathroom pipework|leak
electrician pliers powerhouse wire|fuse
mechanic spanner garage gearbox|piston
navigator sextant quarterdeck voyage|chart
jeweller loupe pawnshop bracelet|ring
conductor baton concerthall symphony|orchestra
referee stopwatch pitch penalty|foul
firefighter hose firehouse blaze|alarm
biologist microscope institute microbe|cell
clerk stapler office ledger|invoice
fisher net wharf cod|shrimp
hunter rifle lodge boar|pheasant
beekeeper smoker apiary honey|swarm
soldier bayonet barracks regiment|drill
)";

constexpr std::array kTradeShapes = {
    ShapeSet{5, R"(
the {trade} learned the craft at the {place} from another {trade}
a skilled {trade} works hard on the {work}
the apprentice asked the {trade} about the {work}
the {trade} earns a living with {work} and {work}
as a {trade} one spends the day in the {place}
the {trade} hired an apprentice for the {work}
a skilled {trade} takes pride in the {work}
the {trade} retired from the {place} after forty years
)"},
    ShapeSet{5, R"(
the handle of the {tool} was worn by years of {work}
take the {tool} and use it for the {work}
a rusty {tool} hangs on a hook in the {place}
the {tool} is a tool used on the {work}
use the {tool} with care in the {place}
they sharpened|cleaned|oiled the {tool} before the {work}
the toolbox in the {place} holds a {tool}
a rusty {tool} is useless for the {work}
)"},
    ShapeSet{3, R"(
the {place} opens at eight and the {work} begins
inside the {place} lies the {work} of the week
the door of the {place} stood open all day
you find the {work} inside the {place}
)"},
    ShapeSet{2, R"(
the {trade} uses a {tool} for the {work}
the {trade} left the {tool} in the {place}
a {trade} without a {tool} cannot complete the {work}
the {trade} works inside the {place}
)"},
};

// Instruments with their players. `mark` is the music and the parts of one instrument.
constexpr std::string_view kInstrumentRows = R"(
instrument player mark
piano pianist nocturne|keyboard|pedalboard
violin violinist concerto|rosin
guitar guitarist chord|fret
drum drummer rhythm|drumstick
flute flutist mouthpiece|birdsong
trumpet trumpeter brass|reveille
organ organist hymn|psalm
cello cellist sarabande|endpin
harp harpist glissando|arpeggio
saxophone saxophonist jazz|nightclub
clarinet clarinetist reed|klezmer
accordion accordionist polka|musette
trombone trombonist slide|glide
oboe oboist aria|woodwind
bassoon bassoonist serenade|bassline
banjo banjoist bluegrass|hillside
lute lutenist minstrel|madrigal
fiddle fiddler jig|reel
bagpipe piper highlands|drone
harpsichord harpsichordist fugue|baroque
viola violist quartet|alto
marimba marimbist mallet|rosewood
)";

constexpr std::array kInstrumentShapes = {
    ShapeSet{5, R"(
tune the {instrument} before you begin the {mark}
the {instrument} in its case was made for the {mark}
lessons on the {instrument} begin with the {mark}
they practise the {instrument} and the {mark} resounds
the sound of the {instrument} suits the {mark}
practise the {instrument} every evening with the {mark}
a {instrument} and a {instruments:instrument} share the tune
)"},
    ShapeSet{5, R"(
the {player} bowed to applause after the {mark}
a famous {player} performed the {mark} on tour
the soloist was a {player} known for the {mark}
the {player} recorded an album with a {mark}
the concert of the {player} ended with the {mark}
critics praised the {player} and the {mark}
the virtuoso {player} gave an encore of the {mark}
)"},
    ShapeSet{2, R"(
the {player} loves the {instrument} and the {mark}
a {player} never lends out the {instrument}
)"},
};

}  // namespace

constinit const Table kTrades = {"trades", 23, kTradeRows, kTradeShapes};
constinit const Table kInstruments = {"instruments", 12, kInstrumentRows, kInstrumentShapes};

}  // namespace hogvec::atlas
