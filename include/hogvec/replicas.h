#ifndef HOGVEC_REPLICAS_H_
#define HOGVEC_REPLICAS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hogvec {

// Processes, called ranks, perhaps on several machines, that train one model together: each has a
// replica of it and its share of the text. This is how they talk; what they say is up to Train().
// RunControl::replicas takes one.
//
// All functions but the plain getters are collective: every rank calls the same ones in the same
// order, and each returns when its own part is done. Bytes arrive as they were sent, so all ranks
// must have the same byte order. An implementation must wait without using up a core, since workers
// train meanwhile. For one thread at a time, not always the same.
//
// Throws Error{kIo} if the others can't be reached any more.
class Replicas {
 public:
  using Bytes = std::vector<char>;

  virtual ~Replicas() = default;

  virtual std::size_t rank() const = 0;  // of this process, below size()
  virtual std::size_t size() const = 0;  // how many there are, at least one; the same for ever

  // Sends to_each[r] to each rank r, this one included. Returns what each has sent here, by rank.
  virtual std::vector<Bytes> Exchange(std::vector<Bytes> to_each) = 0;

  // Sends the same to everybody. Returns what each rank has given, by rank.
  virtual std::vector<Bytes> Gather(Bytes own) = 0;

  // That this rank has sent to others up to now. May be read at any time.
  virtual std::uint64_t bytes_sent() const = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_REPLICAS_H_
