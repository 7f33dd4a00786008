#include "vectors/format_table.h"

#include <array>

#include "vectors/formats/binary.h"
#include "vectors/formats/fasttext.h"
#include "vectors/formats/floret.h"
#include "vectors/formats/fvecs.h"
#include "vectors/formats/hugging_face.h"
#include "vectors/formats/numpy.h"
#include "vectors/formats/pgvector.h"
#include "vectors/formats/projector.h"
#include "vectors/formats/safetensors.h"
#include "vectors/formats/sqlite.h"
#include "vectors/formats/text.h"
#include "vectors/formats/tokenizer_json.h"
#include "vectors/formats/word2vec.h"
#include "vectors/word_faults.h"

namespace hogvec {
namespace {

// A float in its shortest digits, with its sign and a blank: 11.6 bytes on average after training,
// 13.6 before, when all are small.
constexpr std::size_t kTextValueBytes = 14;

constexpr std::array kTable = {
    FormatRow{.info = {.format = VectorFormat::kText,
                       .name = "text",
                       .suffixes = {".txt", ".vec"},
                       .about = "word2vec's and fastText's text",
                       .compressible = true,
                       .value_bytes = kTextValueBytes},
              .place = RowPlace::kLineBelowHeader,
              .word_fault = TextWordFault,
              .open = OpenWord2vec,
              .write = WriteText},
    FormatRow{.info = {.format = VectorFormat::kBinary,
                       .name = "binary",
                       .suffixes = {".bin"},
                       .about = "word2vec's binary",
                       .compressible = true},
              .word_fault = BinaryWordFault,
              .open = OpenWord2vec,
              .write = WriteBinary},
    FormatRow{.info = {.format = VectorFormat::kGlove,
                       .name = "glove",
                       .suffixes = {".glove"},
                       .about = "text without a first line",
                       .compressible = true,
                       .value_bytes = kTextValueBytes},
              .place = RowPlace::kLine,
              // One value would look like the count in a list of words.
              .lengths = {.least = 2, .needed = "2 or more values; text takes any number"},
              .word_fault = GloveWordFault,
              .open = OpenGlove,
              .write = WriteGlove},
    // With output rows a value is written twice.
    FormatRow{.info = {.format = VectorFormat::kSafetensors,
                       .name = "safetensors",
                       .suffixes = {".safetensors"},
                       .about = "hogvec's own: both tables, counts, options",
                       .value_bytes = 2 * sizeof(float),
                       .subwords = true},
              .float16 = true,
              .bfloat16 = true,
              .output_rows = true,
              .word_fault = NoWordFault,
              .evidence = Evidence::kFirstBytes,
              .open = OpenSafetensors,
              .write = WriteSafetensors},
    FormatRow{.info = {.format = VectorFormat::kNumpy,
                       .name = "npy",
                       .suffixes = {".npy"},
                       .about = "NumPy's, with the words in .vocab.tsv"},
              .float16 = true,
              .word_fault = ListedWordFault,
              .files = WithWordList,
              .evidence = Evidence::kFirstBytes,
              .open = OpenNumpy,
              .write = WriteNumpy},
    FormatRow{.info = {.format = VectorFormat::kProjector,
                       .name = "tsv",
                       .suffixes = {".tsv"},
                       .about = "TensorBoard's, with the words in .metadata.tsv",
                       .value_bytes = kTextValueBytes},
              .place = RowPlace::kLine,
              .word_fault = ListedWordFault,
              .files = WithMetadata,
              .evidence = Evidence::kFilesBeside,
              .open = OpenProjector,
              .write = WriteProjector},
    FormatRow{.info = {.format = VectorFormat::kHuggingFace,
                       .name = "huggingface",
                       .about = "for sentence-transformers: StaticEmbedding"},
              .float16 = true,
              .bfloat16 = true,
              .word_fault = Utf8WordFault,
              .not_carried = NotInTokenizer,
              .files = FilesOfModelFolder,
              .marks = kModelFolderMarks,
              .evidence = Evidence::kFolder,
              .open_folder = OpenHuggingFace,
              .write = WriteHuggingFace},
    FormatRow{.info = {.format = VectorFormat::kPgvector,
                       .name = "pgvector",
                       .suffixes = {".pgcopy"},
                       .about = "for PostgreSQL's COPY, with a .sql",
                       .compressible = true,
                       .value_bytes = kTextValueBytes},
              .place = RowPlace::kLine,
              .lengths = {.most = 16'000, .needed = "at most 16,000 values"},
              .word_fault = DatabaseWordFault,
              .path_fault = PgvectorPathFault,
              .files = WithSql,
              .marks = kSqlMarks,
              .open = OpenPgvector,
              .write = WritePgvector},
    // Its pages are not full.
    FormatRow{.info = {.format = VectorFormat::kSqlite,
                       .name = "sqlite",
                       .suffixes = {".sqlite", ".db", ".sqlite3"},
                       .about = "a database with a row per word",
                       .value_bytes = 2 * sizeof(float)},
              .is_database = true,
              .word_fault = DatabaseWordFault,
              .path_fault = SqlitePathFault,
              .is_foreign = IsForeignDatabase,
              .evidence = Evidence::kFirstBytes,
              .open = OpenSqlite,
              .write = WriteSqlite},
    FormatRow{.info = {.format = VectorFormat::kFvecs,
                       .name = "fvecs",
                       .suffixes = {".fvecs"},
                       .about = "for faiss, with the words in .fvecs.tsv"},
              .word_fault = ListedWordFault,
              .files = WithWordList,
              .evidence = Evidence::kFirstBytes,
              .open = OpenFvecs,
              .write = WriteFvecs},
    // The input, and the output even if it is zeros. After fvecs, which has no mark either.
    FormatRow{.info = {.format = VectorFormat::kFastText,
                       .name = "fasttext",
                       .suffixes = {".fasttext"},
                       .about = "fastText's .bin, with the n-grams' vectors",
                       .compressible = true,
                       .value_bytes = 2 * sizeof(float),
                       .subwords = true},
              .output_rows = true,
              .word_fault = FastTextWordFault,
              .path_fault = FastTextPathFault,
              .not_carried = NotInFastText,
              .evidence = Evidence::kFirstBytes,
              .open = OpenFastText,
              .write = WriteFastText},
    FormatRow{.info = {.format = VectorFormat::kFloret,
                       .name = "floret",
                       .suffixes = {".floret"},
                       .about = "for spaCy, a table of n-grams; only written",
                       .compressible = true,
                       .value_bytes = kTextValueBytes,
                       .needs_subwords = true},
              .word_fault = NoWordFault,
              .open = OpenFloret,
              .write = WriteFloret},
};

constexpr std::size_t IndexOf(VectorFormat format) { return static_cast<std::size_t>(format); }

constexpr bool IsInOrder() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (IndexOf(kTable[i].info.format) != i) return false;
  }
  return true;
}
static_assert(IsInOrder());

}  // namespace

std::span<const FormatRow> FormatTable() { return kTable; }

const FormatRow& RowOf(VectorFormat format) { return kTable[IndexOf(format)]; }

}  // namespace hogvec
