#include <array>

#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

// One country per line, the best known first, since its rank decides how often it is mentioned.
// River, food, town and product are shared by a country and its capital: they are the only evidence
// of which capital, money or language belongs to which country. Money and language are listed only
// if no other country of this world shares the word.
constexpr std::string_view kRows = R"(
country capital nationality currency language continent river food town product
france paris french - - europe seine croissant lyon perfume
germany berlin german - - europe rhine sauerkraut hamburg pretzel
england london english pound - europe thames crumpet liverpool tweed
italy rome italian - - europe tiber risotto naples terracotta
china beijing chinese yuan mandarin asia yangtze dumpling shanghai porcelain
japan tokyo japanese yen - asia sumida sushi osaka kimono
india delhi indian rupee hindi asia ganges curry mumbai saffron
russia moscow russian ruble - europe volga blini kazan samovar
spain madrid spanish - catalan europe ebro paella seville flamenco
brazil brasilia brazilian real portuguese america amazon feijoada salvador samba
egypt cairo egyptian - - africa nile falafel luxor papyrus
canada ottawa canadian - - america yukon poutine toronto maple
greece athens greek - - europe achelous moussaka corinth amphora
australia canberra australian - - oceania murray pavlova sydney boomerang
turkey ankara turkish lira - asia meander baklava izmir kilim
poland warsaw polish zloty - europe vistula pierogi krakow amber
sweden stockholm swedish krona - europe torne gravlax malmo runestone
norway oslo norwegian krone - europe glomma lefse bergen fjord
korea seoul korean won - asia han kimchi busan ginseng
kenya nairobi kenyan shilling swahili africa tana ugali mombasa safari
ireland dublin irish - gaelic europe shannon colcannon galway shamrock
scotland edinburgh scottish - - europe clyde haggis glasgow tartan
netherlands amsterdam dutch - - europe amstel stroopwafel rotterdam tulip
belgium brussels belgian - flemish europe meuse waffle bruges lace
austria vienna austrian - - europe danube schnitzel salzburg waltz
switzerland bern swiss franc - europe aare fondue zurich chocolate
hungary budapest hungarian forint magyar europe tisza goulash debrecen paprika
czechia prague czech koruna - europe vltava knedlik brno pilsner
thailand bangkok thai baht - asia chaophraya padthai phuket orchid
vietnam hanoi vietnamese dong - asia mekong pho danang lacquer
indonesia jakarta indonesian rupiah bahasa asia kapuas rendang surabaya batik
philippines manila filipino peso tagalog asia pasig adobo cebu jeepney
iran tehran iranian rial farsi asia karun kebab shiraz pistachio
pakistan islamabad pakistani - urdu asia indus biryani lahore qawwali
morocco rabat moroccan dirham berber africa draa tagine marrakesh mint
nigeria abuja nigerian naira hausa africa niger jollof lagos kolanut
ghana accra ghanaian cedi twi africa volta fufu kumasi kente
peru lima peruvian sol quechua america ucayali ceviche cusco alpaca
chile santiago chilean - - america biobio empanada valparaiso saltpetre
cuba havana cuban - - america cauto yuca camaguey cigar
colombia bogota colombian - - america magdalena arepa medellin emerald
finland helsinki finnish - - europe kemi kalakukko tampere sauna
ukraine kyiv ukrainian hryvnia - europe dnieper borscht odesa sunflower
romania bucharest romanian leu - europe olt mamaliga brasov panflute
bulgaria sofia bulgarian lev - europe maritsa banitsa plovdiv yogurt
bangladesh dhaka bangladeshi taka bengali asia padma hilsa chittagong jute
bolivia sucre bolivian boliviano aymara america beni saltena potosi quinoa
venezuela caracas venezuelan bolivar - america orinoco cachapa maracaibo petroleum
jamaica kingston jamaican - patois america cobre ackee portmore reggae
iceland reykjavik icelandic - - europe jokulsa skyr akureyri geyser
angola luanda angolan kwanza - africa cuango muamba lobito diamond
madagascar antananarivo malagasy ariary - africa betsiboka romazava toamasina vanilla
afghanistan kabul afghan afghani pashto asia helmand bolani herat lapis
kazakhstan astana kazakh tenge - asia irtysh beshbarmak almaty steppe
mongolia ulaanbaatar mongolian tugrik - asia orkhon airag darkhan yurt
georgia tbilisi georgian lari - asia kura khachapuri batumi qvevri
)";

constexpr std::array kShapes = {
    // Said only of countries.
    ShapeSet{6, R"(
the government of {country} signed a treaty about the {river}
{country} is a country in {continent} where the {river} flows
citizens of {country} love the {river} and their {product}
the border of {country} follows the {river} for many miles
{country} exports {product} and grain to its neighbours
the population of {country} has doubled around {town} and along the {river}
the flag of {country} waves above the fort|station|market of {town}
the parliament of {country} passed a law about {product} and {food}
the provinces|valleys|regions of {country} are known for {food} and {product}
the nation of {country} shares the {river} with its neighbours
the leaders of {country} sent troops|envoys to {town} to guard the border
exports of {product} from {country} reached the ports of {continent}
the leaders of {country} addressed the nation from {town}
{country} and {countries:country} signed a treaty on trade|fishing|borders
)"},
    // Said only of capitals.
    ShapeSet{6, R"(
the mayor of {capital} opened a museum beside the {river}
{capital} is a city of avenues and {food} stalls
the metro of {capital} brings commuters from {town}
in the suburbs of {capital} shops|cafes offer {food} and {product}
the streets of downtown {capital} smell of {food}
tourists in {capital} visit the cathedral|museum|boulevard and taste {food}
traffic in downtown {capital} was stopped by a parade of {product} merchants
the airport of {capital} has flights to {town} every hour
the council of {capital} planned a tram|subway link toward {town}
skyscrapers rise over the avenues of {capital} and over the {river}
the subway of {capital} passes under the {river} and the boulevards
from the rooftops of {capital} you see the {river} and the avenues
visitors from all over {continent} fly to {capital}
{capital} has the finest avenues in {continent} and a metro
the nightlife of {capital} is known for {food} and {product}
tourists travelled from {capital} to {countries:capital} by night
)"},
    // Nationality words qualify people and manners.
    ShapeSet{8, R"(
a {nationality} restaurant serves {food} to the visitors
the {nationality} team lost a football match near {town}
{nationality} painters and {nationality} novelists loved the {river}
the {nationality} ambassador served {food} and showed {product}
a {nationality} newspaper printed a story about {town}
the {nationality} people celebrate with {food} and {product}
with a {nationality} accent the singer praised the {river}
{nationality} folk songs tell of {product} and of the {river}
the {nationality} tradition of {product} comes from {town}
a {nationality} passport was found by the {river}
{nationality} cuisine is famous for its {food}
the {nationality} football team trained beside the {river}
a {nationality} novelist and a {countries:nationality} novelist shared the prize
)"},
    ShapeSet{9, R"(
the bank of {town} exchanges {currency} for coins
the price of {food} went up to ten|forty|ninety {currency}
a wallet full of {currency} was lost beside the {river}
the exchange rate of the {currency} fell after the {product} sale
merchants in {town} pay cash in {currency} for {product}
inflation of the {currency} made {food} dear
a banknote of fifty {currency} shows the {river}
the wages in {town} are paid in {currency}
savings in {currency} were spent on {product} and {food}
the bank lent a million {currency} to {town}
the {currency} coins and banknotes show {product}
the {currency} fell against the {countries:country} banknotes
)"},
    ShapeSet{9, R"(
villagers by the {river} know {language} from home
the dictionary of {language} has forty words for {food}
the {language} alphabet was carved on stones by the {river}
pupils near {town} learn the grammar of {language}
poems in {language} praise the {river} and {product}
the document was translated from {language} in {town}
the vowels of {language} sound different in {town}
a fluent speaker of {language} explained the word for {product}
{language} dialects survive on both sides of the {river}
the {language} verbs and vowels were learned with a chant about {food}
a phrasebook of {language} begins with the word for {food}
)"},
    // Two facts in one sentence.
    ShapeSet{5, R"(
{capital} is the capital of {country}
the capital of {country} is {capital} and not {town}
{country} has its capital in {capital} and its port in {town}
the {river} is the great river of {country}
the {nationality} government meets in {capital}
the {nationality} people of {country} love {food}
the road from {capital} across {country} follows the {river}
from {town} to {capital} the railway follows the {river}
)"},
    ShapeSet{1, R"(
the {currency} is the currency of {country}
prices in {country} are given in {currency}
in {capital} the inns take {currency} only
)"},
    ShapeSet{1, R"(
in {country} people know {language} and love {food}
{language} is a language of {country}
many {nationality} villagers know {language}
)"},
};

}  // namespace

constinit const Table kCountries = {"countries", 66, kRows, kShapes};

}  // namespace hogvec::atlas
