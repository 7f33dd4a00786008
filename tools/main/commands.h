#ifndef HOGVEC_MAIN_COMMANDS_H_
#define HOGVEC_MAIN_COMMANDS_H_

#include <span>
#include <string>

#include "cli/option_table.h"

namespace hogvec {

// The commands of `hogvec`: each takes the arguments after its name, returns the exit code and
// throws Error.
int TrainCommand(std::span<const std::string> arguments);
int VocabCommand(std::span<const std::string> arguments);
int PhrasesCommand(std::span<const std::string> arguments);
int ExportCommand(std::span<const std::string> arguments);
int SubwordsCommand(std::span<const std::string> arguments);
int InspectCommand(std::span<const std::string> arguments);

// The rows of each command's table, over settings that nobody reads: for help in other forms.
void DescribeTrain(OptionTable& table);
void DescribeVocab(OptionTable& table);
void DescribePhrases(OptionTable& table);
void DescribeExport(OptionTable& table);
void DescribeSubwords(OptionTable& table);
void DescribeInspect(OptionTable& table);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_COMMANDS_H_
