#include "eval/model_text.h"

#include <fmt/format.h>

#include <vector>

#include "cli/option_table.h"
#include "hogvec/error.h"
#include "options/training_options.h"

namespace hogvec::eval {

IngestOptions RulesFor(const WordVectors& model, const std::string& path, IngestOptions text,
                       const std::set<std::string>& given) {
  OptionTable rules("hogvec-eval");
  AddTextRows(rules, text);
  AddSentenceRows(rules, text.text);
  std::vector<std::string> arguments;
  for (const auto& rule : rules.Values()) {
    const auto of_model = model.configuration.find(rule.name);
    const bool is_taken = rule.role == OptionRole::kModel && !OptionRows::NamesFile(rule.kind) &&
                          !given.contains(rule.name);
    if (!is_taken || of_model == model.configuration.end()) continue;
    arguments.push_back(fmt::format("--{}={}", rule.name, of_model->second));
  }
  try {
    rules.Parse(arguments);
  } catch (const Error& error) {
    throw Error(ErrorKind::kMalformed, fmt::format("{}: its options: {}", path, error.what()));
  }
  return text;
}

TrainOptions DefinitionFor(const WordVectors& model, const std::string& path, TrainOptions loss,
                           const std::set<std::string>& given) {
  const auto& configuration = model.configuration;
  const auto architecture = ArchitectureOf(configuration);
  if (!architecture) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: its options: the model must be skipgram or cbow, not '{}'; give "
                            "--model",
                            path, configuration.at("model")));
  }
  if (!given.contains("model")) loss.architecture = *architecture;
  const auto mean = configuration.find("cbow-mean");
  loss.cbow_mean = mean == configuration.end() || mean->second != "false";
  return loss;
}

}  // namespace hogvec::eval
