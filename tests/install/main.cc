// Trains on a small text, looks a word up, and asks for its neighbours.
#include <hogvec/hogvec.h>

#include <cstdio>
#include <fstream>

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
  const hogvec::Model model(hogvec::Train(ingest, options, silent));
  model.Save("vectors.bin");

  const hogvec::WordVectors& vectors = model.vectors();
  const auto ship = vectors.words.Find("ship");
  if (!ship) return 1;
  const std::span<const float> row = vectors.table.Row(*ship);
  std::printf("ship is row %zu: %f %f ...\n", hogvec::ToIndex(*ship), row[0], row[1]);

  const hogvec::NeighbourSearch search = model.Search();
  for (const hogvec::Neighbour& near : search.Nearest(*ship, 3)) {
    const std::string word(search.words()[near.id]);
    std::printf("%-8s %.3f\n", word.c_str(), near.similarity);
  }
}
