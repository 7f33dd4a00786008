#include "vectors/formats/hugging_face.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/quoted.h"
#include "hogvec/error.h"
#include "hogvec/train_options.h"
#include "hogvec/version.h"
#include "io/atomic_file.h"
#include "vectors/formats/safetensors.h"
#include "vectors/formats/tokenizer_json.h"
#include "vectors/lenient.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// The model and its words are replaced together, as nearly as can be.
void WriteModelAndWords(const fs::path& folder, const WriteOptions& options,
                        const VectorsToWrite& vectors) {
  const std::size_t rows = vectors.words.get().size(), dim = vectors.table.get().dim();
  const ElementType type = options.type == NumberType::kFloat32   ? ElementType::kF32
                           : options.type == NumberType::kFloat16 ? ElementType::kF16
                                                                  : ElementType::kBf16;
  const TensorInfo weights{kEmbeddingArray, type, {rows + 1, dim}};
  TensorWriter file(folder / "model.safetensors",
                    TensorMetadata{{"format", "pt"}, {"hogvec", std::string(kVersion)}}, {weights});
  WriteRows(vectors.table, rows, options.type, file);
  WriteRows(EmbeddingTable(1, dim), 1, options.type, file);
  file.Settle();
  WriteTokenizer(folder / "tokenizer.json", vectors);
  file.Finish();
}

std::string ConfigText(const VectorsToWrite& vectors) {
  const Json config = {{"model_type", "static-embedding"},
                       {"embedding_dim", vectors.table.get().dim()},
                       {"vocab_size", vectors.words.get().size() + 1},
                       {"hogvec", vectors.configuration}};
  return config.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// How the vectors were learned.
std::string_view MethodOf(const VectorsToWrite& vectors) {
  return InWords(ArchitectureOf(vectors.configuration).value_or(Architecture::kSkipGram));
}

std::string CardText(const VectorsToWrite& vectors) {
  std::string card = fmt::format(
      "---\n"
      "library_name: sentence-transformers\n"
      "pipeline_tag: feature-extraction\n"
      "tags:\n- static-embeddings\n- word2vec\n- hogvec\n"
      "---\n\n"
      "# Word vectors\n\n"
      "{} word vectors of {} dimensions, trained with hogvec {} ({}, negative sampling).\n\n"
      "```python\n"
      "from sentence_transformers import SentenceTransformer\n\n"
      "model = SentenceTransformer(\"path/of/this/folder\")\n"
      "vectors = model.encode([\"a sentence is the mean of its words\"])\n"
      "```\n",
      vectors.words.get().size(), vectors.table.get().dim(), kVersion, MethodOf(vectors));
  for (const std::string& lacking : NotInTokenizer(vectors)) card += "\n" + lacking + "\n";
  if (vectors.configuration.empty()) return card;
  card += "\n| option | value |\n|---|---|\n";
  for (const auto& [key, value] : vectors.configuration) {
    card += fmt::format("| {} | {} |\n", key, value);
  }
  return card;
}

constexpr std::string_view kModules =
    "[{\"idx\": 0, \"name\": \"0\", \"path\": \"\", "
    "\"type\": \"sentence_transformers.models.StaticEmbedding\"}]\n";

// The words of tokenizer.json by their ids, that for unknown ones among them.
struct TokenizerWords {
  std::vector<std::string> words;
  std::string unknown;
};

TokenizerWords ReadTokenizer(const fs::path& path) {
  const auto malformed = [&](std::string_view what) {
    return Error(ErrorKind::kMalformed, fmt::format("{}: {}", path.string(), what));
  };
  try {
    const Json model = Json::parse(ReadWholeFile(path)).at("model");
    const Json& vocab = model.at("vocab");
    TokenizerWords tokenizer{std::vector<std::string>(vocab.size()), model.value("unk_token", "")};
    std::vector<bool> seen(vocab.size());
    for (const auto& [word, id] : vocab.items()) {
      const auto index = id.get<std::size_t>();
      if (!id.is_number_unsigned() || index >= seen.size() || seen[index]) {
        throw malformed(fmt::format("the id of {} is no place of its own", Quoted(word)));
      }
      seen[index] = true;
      tokenizer.words[index] = word;
    }
    return tokenizer;
  } catch (const Json::exception&) {
    throw malformed("expected a tokenizer with a vocabulary of words and ids");
  }
}

class HuggingFaceReader : public VectorReader {
 public:
  HuggingFaceReader(const fs::path& folder, bool lenient)
      : file_(folder / "model.safetensors", TensorReader::Checksum::kIfThere),
        tokenizer_(ReadTokenizer(folder / "tokenizer.json")),
        lenient_(lenient) {
    const TensorInfo* weights = file_.FindAny(kEmbeddingArray);
    if (weights == nullptr) weights = file_.FindAny("embeddings");
    if (weights == nullptr) throw file_.Malformed("lacks the array 'embedding.weight'");
    rows_.emplace(file_, *weights);
    if (rows_->rows() != tokenizer_.words.size()) {
      throw file_.Malformed(fmt::format("has {} rows, and tokenizer.json {} words", rows_->rows(),
                                        tokenizer_.words.size()));
    }
  }

  VectorFormat format() const override { return VectorFormat::kHuggingFace; }
  std::size_t dim() const override { return rows_->dim(); }
  std::optional<std::size_t> rows() const override { return std::nullopt; }
  const PassedOver& passed_over() const override { return passed_over_; }

  bool Next(VectorRow& row) override {
    while (done_ < rows_->rows()) {
      const std::size_t i = done_++;
      const std::string& word = tokenizer_.words[i];
      if (!tokenizer_.unknown.empty() && word == tokenizer_.unknown) continue;
      row = {word, rows_->Row(i), 0, {}};
      if (!word.empty()) return true;
      if (!lenient_)
        throw file_.Malformed(fmt::format("has no word for row {}{}", i + 1, kPassesOver));
      ++passed_over_.without_word;
    }
    return false;
  }

 private:
  TensorReader file_;
  TokenizerWords tokenizer_;
  const bool lenient_;
  PassedOver passed_over_;
  std::optional<TensorRows> rows_;
  std::size_t done_ = 0;
};

}  // namespace

void WriteHuggingFace(const fs::path& folder, const WriteOptions& options,
                      const VectorsToWrite& vectors) {
  const std::string card = CardText(vectors);  // which may throw, and then no file is there
  CreateFolder(folder);
  WriteModelAndWords(folder, options, vectors);
  WriteWholeFile(folder / "config.json", ConfigText(vectors));
  WriteWholeFile(folder / "README.md", card);
  WriteWholeFile(folder / "modules.json", kModules);
}

std::unique_ptr<VectorReader> OpenHuggingFace(const fs::path& folder, bool lenient) {
  std::error_code absent;
  if (!fs::exists(folder / "model.safetensors", absent)) return nullptr;
  return std::make_unique<HuggingFaceReader>(folder, lenient);
}

}  // namespace hogvec
