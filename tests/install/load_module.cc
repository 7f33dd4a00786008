// Loads a module by its path and calls it, as an interpreter does.
#include <dlfcn.h>

#include <cstddef>
#include <cstdio>

int main(int argc, char** argv) {
  void* const module = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : nullptr;
  if (module == nullptr) {
    std::printf("no module: %s\n", dlerror());
    return 1;
  }
  const auto rows = reinterpret_cast<std::size_t (*)()>(dlsym(module, "RowsThatAreWrittenAndRead"));
  if (rows == nullptr) return 1;
  std::printf("%zu rows\n", rows());
}
