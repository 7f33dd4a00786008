// What the core does without ICU and SQLite, and what it says of the rest.
#include <hogvec/hogvec.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <string>

namespace {

int failures = 0;

void Expect(bool truth, const char* what) {
  if (truth) return;
  std::printf("not so: %s\n", what);
  ++failures;
}

void ExpectUsageError(const char* needed, const std::function<void()>& call) {
  try {
    call();
    std::printf("not so: an error about %s\n", needed);
  } catch (const hogvec::Error& error) {
    if (error.kind() == hogvec::ErrorKind::kUsage &&
        std::string(error.what()).find(needed) != std::string::npos) {
      return;
    }
    std::printf("not so: an error about %s, but: %s\n", needed, error.what());
  }
  ++failures;
}

hogvec::TrainResult TrainOn(const char* text, const hogvec::TextRules& rules) {
  std::ofstream corpus("corpus.txt");
  for (int i = 0; i < 500; ++i) corpus << text << '\n';
  corpus.close();
  hogvec::IngestOptions ingest;
  ingest.corpus = {"corpus.txt"};
  ingest.text = rules;
  hogvec::TrainOptions options;
  options.dim = 8;
  options.sample = 0;
  hogvec::TrainObserver silent;
  return hogvec::Train(ingest, options, silent);
}

constexpr const char* kAscii = "The cat drinks milk and the Dog eats meat";
constexpr const char* kOther = "the caf\xc3\xa9 is open";

void TrainsAndAnswers() {
  hogvec::TextRules rules;
  rules.lowercase = rules.nfc = true;
  hogvec::TrainResult trained = TrainOn(kAscii, rules);
  Expect(trained.vocabulary.Find("dog").has_value(), "lower case of ASCII");
  hogvec::WordVectors vectors{trained.vocabulary.words(), std::move(trained.input)};
  hogvec::WriteVectors("v.txt", hogvec::VectorFormat::kText, vectors.words, vectors.table);
  Expect(hogvec::ReadVectors("v.txt").words.size() == 8, "vectors as text");
  const hogvec::NeighbourSearch search(std::move(vectors));
  Expect(search.Nearest(*hogvec::FindGiven(search.words(), "cat"), 3).size() == 3, "neighbours");
  Expect(!hogvec::FindGiven(search.words(), "caf\xc3\xa9"), "an unknown word is no error");
}

void TrainsOnOtherBytes() {
  const hogvec::TrainResult trained = TrainOn(kOther, {});
  Expect(trained.vocabulary.Find("caf\xc3\xa9").has_value(), "words of any bytes as they are");
}

void SaysWhatIsMissing() {
  hogvec::TextRules lowercase, nfc, unicode;
  lowercase.lowercase = true;
  nfc.nfc = true;
  unicode.split = hogvec::TextRules::Split::kUnicode;
  ExpectUsageError("lower case", [&] { TrainOn(kOther, lowercase); });
  ExpectUsageError("NFC", [&] { TrainOn(kOther, nfc); });
  ExpectUsageError("word boundaries", [&] { TrainOn(kAscii, unicode); });
  const hogvec::WordVectors vectors = hogvec::ReadVectors("v.txt");
  ExpectUsageError("SQLite", [&] {
    hogvec::WriteVectors("v.db", hogvec::VectorFormat::kSqlite, vectors.words, vectors.table);
  });
  ExpectUsageError("SQLite", [] {
    hogvec::CheckWriteOptions("v.db", {.format = hogvec::VectorFormat::kSqlite});
  });
  std::ofstream("old.db") << "SQLite format 3 and so on";
  ExpectUsageError("SQLite", [] { hogvec::ReadVectors("old.db"); });
}

}  // namespace

int main() {
  TrainsAndAnswers();
  TrainsOnOtherBytes();
  SaysWhatIsMissing();
  if (failures == 0) std::printf("the core does what it can, and says what it can't\n");
  return failures == 0 ? 0 : 1;
}
