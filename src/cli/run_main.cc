#include "cli/run_main.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <new>
#include <system_error>
#include <vector>

#include "cli/errors.h"
#include "cli/terminal.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

// Usage errors open with the command that they are about; all others with the program.
ProgramEnd Report(std::string_view program, ErrorKind kind, std::string_view message) {
  const bool named = message.starts_with(program);
  return {ExitCodeOf(kind),
          fmt::format("{}{}{}\n", named ? "" : program, named ? "" : ": ", Printable(message))};
}

ProgramEnd RunGuarded(std::string_view program, std::span<const std::string> arguments,
                      const std::function<int(std::span<const std::string>)>& body) {
  try {
    return {body(arguments)};
  } catch (const Error& error) {
    return Report(program, error.kind(), MessageOf(error));
  } catch (const std::bad_alloc&) {
    return Report(program, ErrorKind::kResource,
                  "out of memory; fewer words or dimensions need less");
  } catch (const std::system_error& error) {  // no thread to be had, for one
    if (std::ferror(stdout) != 0) return {ExitCodeOf(ErrorKind::kIo)};  // RunProgram says it
    return Report(program, ErrorKind::kResource,
                  fmt::format("the system refused: {}", error.what()));
  } catch (const std::exception& error) {
    return Report(program, ErrorKind::kInternal,
                  fmt::format("internal error: {} (please report)", error.what()));
  }
}

}  // namespace

// A program may be started with its standard streams closed. A file that is opened next would take
// their place and receive what is printed, so they are opened on nothing: 0 and 1 for reading, so
// that results without a reader are still an error; 2 for writing.
void FillStandardStreams() {
  for (const int descriptor : {0, 1, 2}) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is taken, which is this one.
    if (::open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY) != descriptor) ::_exit(71);
  }
}

ProgramEnd RunProgram(std::string_view program, std::span<const std::string> arguments,
                      const std::function<int(std::span<const std::string>)>& body) {
  ProgramEnd end = RunGuarded(program, arguments, body);
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return end;
  const std::string why = std::generic_category().message(errno);
  const ProgramEnd unwritten =
      Report(program, ErrorKind::kIo, fmt::format("standard output: can't be written: {}", why));
  return {unwritten.exit_code, end.line + unwritten.line};
}

int RunMain(std::string_view program, int argc, char** argv,
            const std::function<int(std::span<const std::string>)>& body) {
  FillStandardStreams();
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const ProgramEnd end = RunProgram(program, arguments, body);
  if (!end.line.empty()) Say(end.line);
  return end.exit_code;
}

}  // namespace hogvec
