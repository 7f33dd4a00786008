#ifndef HOGVEC_CLI_CHECKS_H_
#define HOGVEC_CLI_CHECKS_H_

#include <filesystem>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/word_vectors.h"

namespace hogvec {

// Error{kUsage} `COMMAND: message; 'COMMAND --help' says more`.
Error UsageError(const std::string& command, const std::string& message);

// Throws Error{kNoInput} for the first input that can't be opened.
void RequireReadable(const std::vector<std::filesystem::path>& inputs);

// The files that vectors called `path` are read from, as far as the name tells: itself, those
// beside it, or those in it. Throws Error{kNoInput} if the first can't be opened.
std::vector<std::filesystem::path> VectorInputs(const std::filesystem::path& path);

// Throws Error{kUsage} if two of these outputs are the same file; empty paths are none.
void RequireDistinct(const std::string& command, const std::vector<std::filesystem::path>& outputs);

// Throws Error{kCannotCreate} if no file can be made in `folder`. An empty path is no folder.
void RequireFolder(const std::filesystem::path& folder);

// Throws, before any work is done, what writing `output` would throw after it:
// Error{kCannotCreate}; Error{kUsage} if it is one of the inputs. An empty path is nothing to
// write.
void RequireWritable(const std::string& command, const std::filesystem::path& output,
                     const std::vector<std::filesystem::path>& inputs);

// The same for all files that vectors of this format make.
void RequireVectorsWritable(const std::string& command, const std::filesystem::path& output,
                            VectorFormat format, const std::vector<std::filesystem::path>& inputs);

// Throws Error{kUsage} if the name of an output that is not written compressed says that it is.
void RequirePlainName(const std::string& command, const std::filesystem::path& output);

}  // namespace hogvec

#endif  // HOGVEC_CLI_CHECKS_H_
