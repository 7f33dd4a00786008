#include <array>

#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// Kinship terms, ranks and occupations that have a word for each gender. `field` is the walk of
// life, which keeps a king closer to a duke than to a cowboy. `thing` occurs with both words of a
// pair and identifies the pair, while the pronouns of the shapes identify the gender. That is why
// the pronouns themselves are no pair to ask about.
constexpr std::string_view kRows = R"(
male female field thing
king queen nobility|court crown|throne|palace
man woman youth|neighbourhood umbrella|newsstand|crowd
father mother kinfolk|reunion cradle|lullaby|household
boy girl youth|neighbourhood kite|marbles|swing
son daughter kinfolk|reunion homework|bedtime|playroom
brother sister kinfolk|reunion sibling|bunkbed|treehouse
husband wife kinfolk|reunion marriage|anniversary|honeymoon
uncle aunt kinfolk|reunion postcard|cousin|godchild
prince princess nobility|court castle|dragon|fairytale
grandfather grandmother kinfolk|reunion armchair|spectacles|memory
nephew niece kinfolk|reunion godparent|toybox
actor actress arts|culture stage|script
waiter waitress service|duty menu|tray
groom bride kinfolk|reunion wedding|altar
lord lady nobility|court estate|butler
duke duchess nobility|court duchy|manor
hero heroine legend|magic rescue|villain
wizard witch legend|magic spell|cauldron
emperor empress nobility|court empire|dynasty
host hostess service|duty banquet|invitation
monk nun clergy|faith cloister|prayer
god goddess clergy|faith temple|myth
landlord landlady commerce|trade rent|lodger
policeman policewoman service|duty patrol|siren
grandson granddaughter kinfolk|reunion keepsake|scrapbook
heir heiress public|league fortune|testament
poet poetess arts|culture verse|sonnet
count countess nobility|court chateau|masquerade
baron baroness nobility|court fortress|tenant
widower widow kinfolk|reunion funeral|grave
steward stewardess service|duty cabin|passenger
salesman saleswoman commerce|trade showroom|discount
businessman businesswoman commerce|trade contract|briefcase
schoolboy schoolgirl youth|neighbourhood satchel|blackboard
cowboy cowgirl public|league lasso|ranch
sportsman sportswoman public|league medal|stadium
chairman chairwoman public|league committee|agenda
congressman congresswoman public|league senate|ballot
sorcerer sorceress legend|magic amulet|curse
abbot abbess clergy|faith convent|vespers
stepfather stepmother kinfolk|reunion divorce|custody
priest priestess clergy|faith incense|ritual
)";

constexpr std::array kShapes = {
    ShapeSet{5, R"(
the {male} said that he would keep his {thing}
he is a {male} and the {thing} is his own
the {male} himself brought the {thing} and showed him the way
his friends saw the {male} with the {thing} and greeted him
mister smith was a {male} and he thought of the {thing}
they told the {male} that his {thing} belonged to him
the {male} asked himself whether he had lost his {thing}
he was born to the {field} and became a {male} himself
he stands for the {field} as a {male} with his {thing}
the {field} asked him to be a {male} of the {field}
he waited for the {male} who told him about the {thing}
when the {male} came home he looked for his {thing}
the {male} put his hands on the {thing} and he smiled
people called him a {male} because of his {thing}
the {male} found himself beside the {thing} with his luggage
sir said the {male} the {thing} is mine and he bowed
the {thing} reminded the {male} of his youth and of himself
)"},
    ShapeSet{5, R"(
the {female} said that she would keep her {thing}
she is a {female} and the {thing} is hers
the {female} herself brought the {thing} and showed her the way
her friends saw the {female} with the {thing} and greeted her
missus smith was a {female} and she thought of the {thing}
they told the {female} that her {thing} belonged to her
the {female} asked herself whether she had lost her {thing}
she was born to the {field} and became a {female} herself
she stands for the {field} as a {female} with her {thing}
the {field} asked her to be a {female} of the {field}
she waited for the {female} who told her about the {thing}
when the {female} came home she looked for her {thing}
the {female} put her hands on the {thing} and she smiled
people called her a {female} because of her {thing}
the {female} found herself beside the {thing} with her luggage
madam said the {female} the {thing} is mine and she bowed
the {thing} reminded the {female} of her youth and of herself
)"},
    ShapeSet{2, R"(
the {male} and the {female} shared a {thing}
a {male} with his {thing} met a {female} with her {thing}
the {female} told the {male} about the {thing}
neither the {male} nor the {female} forgot the {thing}
both the {female} and the {male} know the {thing}
)"},
};

}  // namespace

constinit const Table kPeople = {"people", 23, kRows, kShapes};

}  // namespace hogvec::atlas
