// Trains on a small text, looks a word up, and asks for its neighbours.
#include <hogvec/neighbours.h>
#include <hogvec/train.h>

#include <cstdio>
#include <fstream>
#include <utility>

int main() {
  std::ofstream text("corpus.txt");
  for (int i = 0; i < 500; ++i) {
    text << "the cat drinks milk at home\nthe dog eats meat at home\n"
         << "a ship sails the wide sea\na boat sails the cold sea\n";
  }
  text.close();

  hogvec::IngestOptions ingest;
  ingest.corpus = {"corpus.txt"};
  hogvec::TrainOptions options;
  options.dim = 32;
  options.window = 2;
  options.sample = 0;  // each of these few words is frequent: subsampling would leave nothing
  hogvec::TrainObserver silent;
  hogvec::TrainResult trained = hogvec::Train(ingest, options, silent);

  const auto ship = trained.vocabulary.Find("ship");
  if (!ship) return 1;
  std::span<const float> row = trained.input.Row(*ship);
  std::printf("ship is row %zu: %f %f ...\n", hogvec::ToIndex(*ship), row[0], row[1]);

  hogvec::NeighbourSearch search({trained.vocabulary.words(), std::move(trained.input)});
  for (const hogvec::Neighbour& near : search.Nearest(*ship, 3)) {
    const std::string word(search.words()[near.id]);
    std::printf("%-8s %.3f\n", word.c_str(), near.similarity);
  }
}
