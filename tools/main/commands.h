#ifndef HOGVEC_MAIN_COMMANDS_H_
#define HOGVEC_MAIN_COMMANDS_H_

#include <span>
#include <string>

#include "cli/option_table.h"
#include "cli/signal_watch.h"
#include "hogvec/replicas.h"

namespace hogvec {

// The commands of `hogvec`: each takes the arguments after its name, returns the exit code and
// throws Error.
int TrainCommand(std::span<const std::string> arguments);
// The same for one of several ranks that all run it with the same arguments; of `hogvec-mpi`. A
// rank that a signal has stopped returns 128 + its number: if it died by it, all others would, too.
int TrainReplicas(std::span<const std::string> arguments, Replicas& replicas, SignalWatch& signals);
int VocabCommand(std::span<const std::string> arguments);
int PhrasesCommand(std::span<const std::string> arguments);
int ExportCommand(std::span<const std::string> arguments);
int SubwordsCommand(std::span<const std::string> arguments);
int LayoutCommand(std::span<const std::string> arguments);
int InspectCommand(std::span<const std::string> arguments);

// The rows of each command's table, over settings that nobody reads: for help in other forms.
void DescribeTrain(OptionTable& table);
void DescribeVocab(OptionTable& table);
void DescribePhrases(OptionTable& table);
void DescribeExport(OptionTable& table);
void DescribeSubwords(OptionTable& table);
void DescribeLayout(OptionTable& table);
void DescribeInspect(OptionTable& table);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_COMMANDS_H_
