#ifndef HOGVEC_BENCH_MICRO_STAGES_H_
#define HOGVEC_BENCH_MICRO_STAGES_H_

namespace hogvec::bench {

// Each registers the benchmarks of one stage, named `stage/what/...`. Benchmarks that take seconds
// or more than a gigabyte have `large` in their names.
void RegisterCorpus();
void RegisterVocabulary();
void RegisterSampling();
void RegisterKernel();
void RegisterVectors();
void RegisterQuery();

}  // namespace hogvec::bench

#endif  // HOGVEC_BENCH_MICRO_STAGES_H_
