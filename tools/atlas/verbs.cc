#include <array>

#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// Verbs with their forms. `rest` usually follows the verb, in every tense; its words identify the
// verb, the shapes identify the tense.
constexpr std::string_view kRows = R"(
verb third past ing rest
walk walks walked walking along_the_promenade|down_the_lane|on_the_boardwalk
eat eats ate eating a_hearty_breakfast|supper_with_a_fork|leftovers
run runs ran running a_marathon|for_the_finish_line|around_the_racetrack
write writes wrote writing a_diary|an_essay|a_letter_with_ink
sing sings sang singing a_carol|in_the_choir|a_melody
swim swims swam swimming in_the_pool|toward_the_buoy|a_few_laps
drink drinks drank drinking lemonade|from_the_goblet|a_cup_of_cocoa
sleep sleeps slept sleeping on_the_mattress|under_the_quilt|until_dawn
drive drives drove driving to_the_motorway|past_the_tollgate|to_the_petrol_pump
play plays played playing chess|hopscotch|a_game_of_dominoes
sail sails sailed sailing across_the_bay|past_the_reef
cook cooks cooked cooking a_casserole|spicy_broth|on_the_stove
paint paints painted painting the_fence|a_mural
dance dances danced dancing a_tango|at_the_gala
climb climbs climbed climbing the_ladder|up_the_rope
build builds built building a_scaffold|a_sandcastle
teach teaches taught teaching algebra|geometry
catch catches caught catching the_ball|the_burglar
throw throws threw throwing a_snowball|the_javelin
fly flies flew flying above_the_clouds|over_the_horizon
sell sells sold selling lottery_slips|secondhand_goods
wash washes washed washing the_dishes|the_laundry
sweep sweeps swept sweeping the_porch|the_chimney
dig digs dug digging a_ditch|for_truffles
draw draws drew drawing a_sketch|a_cartoon
ride rides rode riding a_pony|on_the_carousel
hide hides hid hiding in_the_attic|behind_the_curtain
steal steals stole stealing jewels|the_purse
speak speaks spoke speaking into_the_microphone|at_the_rally
laugh laughs laughed laughing at_the_joke|at_the_sitcom
cry cries cried crying at_the_farewell|into_a_handkerchief
jump jumps jumped jumping over_the_hurdle|off_the_springboard
dream dreams dreamed dreaming of_paradise|of_unicorns
travel travels traveled traveling with_a_rucksack|abroad
fight fights fought fighting the_enemy|in_the_war
wear wears wore wearing a_disguise|a_costume
break breaks broke breaking the_window|the_promise
grow grows grew growing tobacco|pumpkins
pray prays prayed praying to_the_saint|for_mercy
vote votes voted voting for_the_candidate|in_the_referendum
bake bakes baked baking a_cake|gingerbread
knit knits knitted knitting a_sweater|mittens
repair repairs repaired repairing the_roof|the_radio
skate skates skated skating on_the_rink|on_the_frozen_pond
smoke smokes smoked smoking a_pipe|cigarettes
)";

constexpr std::array kShapes = {
    ShapeSet{5, R"(
we want to {verb} {rest}
you must {verb} {rest} if you can
let us {verb} {rest} tomorrow
they will {verb} {rest} next week
please do not {verb} {rest}
we can {verb} {rest} and you can {verb} {rest}
you should never {verb} {rest}
we would like to {verb} {rest} soon
tomorrow we shall {verb} {rest}
do you want to {verb} {rest}
)"},
    ShapeSet{5, R"(
everybody here usually {third} {rest}
nobody {third} {rest} as often as the neighbour
the neighbour always {third} {rest}
someone who {third} {rest} is never bored
the neighbour sometimes {third} {rest}
our friend usually {third} {rest} on {calendar:day}
whoever {third} {rest} always {third} {rest}
)"},
    ShapeSet{5, R"(
yesterday the whole family {past} {rest}
last {calendar:season} they {past} {rest}
once upon a time they {past} {rest}
three|five|ten years ago we {past} {rest}
after that day we {past} {rest} once more
last night the family {past} {rest}
yesterday we {past} {rest} and then {past} {rest}
in the past people {past} {rest}
)"},
    ShapeSet{5, R"(
they are {ing} {rest} right now
the children were {ing} {rest} while it rained
we enjoy {ing} {rest}
at the moment they are {ing} {rest}
they began {ing} {rest} and kept {ing}
stop {ing} {rest} at once
the children kept {ing} {rest} for hours
without {ing} {rest} the holidays are dull
they were still {ing} {rest}
instead of {ing} {rest} they were {ing} {rest}
)"},
};

}  // namespace

constinit const Table kVerbs = {"verbs", 48, kRows, kShapes};

}  // namespace hogvec::atlas
