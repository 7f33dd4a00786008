#ifndef HOGVEC_VECTORS_FORMATS_HUGGING_FACE_H_
#define HOGVEC_VECTORS_FORMATS_HUGGING_FACE_H_

#include <filesystem>
#include <memory>

#include "hogvec/word_vectors.h"

namespace hogvec {

// A folder as sentence-transformers has it for StaticEmbedding: model.safetensors with the array
// embedding.weight, tokenizer.json that finds the words in a text, modules.json, config.json and a
// model card. One more row, of zeros, stands for unknown words.

// Makes the folder if it is missing; modules.json, without which nobody loads it, comes last.
// Throws as WriteVectors does.
void WriteHuggingFace(const std::filesystem::path& folder, const WriteOptions& options,
                      const VectorsToWrite& vectors);

// Opens a folder that has a model.safetensors, or nothing. Reads that (embedding.weight, or
// model2vec's embeddings) and the words of tokenizer.json, without its unknown word. Throws
// Error{kNoInput}, Error{kMalformed}.
std::unique_ptr<VectorReader> OpenHuggingFace(const std::filesystem::path& folder, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_HUGGING_FACE_H_
