# Installs a build to a folder of its own and builds three things against that with the same generator,
# compiler and flags: the example, which it runs; a shared module, which it loads; and a program with
# the core alone, which must need neither ICU nor SQLite. Then asks the installed programs for their
# versions.
# usage: cmake -D BUILD=... -D SOURCE=... -D WORK=... -D GENERATOR=... -D COMPILER=... -D TYPE=...
#              -D FLAGS=... -P run.cmake
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output
                  ERROR_VARIABLE output WORKING_DIRECTORY ${WORK})
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN} failed (${result}):\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(build source folder)
  run(${CMAKE_COMMAND} -S ${source} -B ${folder} -G ${GENERATOR}
      -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_BUILD_TYPE=${TYPE}
      "-DCMAKE_CXX_FLAGS=${FLAGS}")
  run(${CMAKE_COMMAND} --build ${folder})
endfunction()

# The shared libraries that a program names.
function(needs program)
  run(readelf -d ${program})
  string(REGEX MATCHALL "Shared library: .lib[a-z0-9+_-]+" libraries "${output}")
  set(libraries "${libraries}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)

build(${SOURCE} ${WORK}/build)
run(${WORK}/build/example)
if(NOT output MATCHES "ship is row [0-9]+: [^\n]*\nboat ")
  message(FATAL_ERROR "the example says:\n${output}")
endif()
message(STATUS "${output}")
needs(${WORK}/build/example)
if(NOT libraries MATCHES "libicu" OR NOT libraries MATCHES "libsqlite3")
  message(FATAL_ERROR "the example has no ICU or no SQLite: ${libraries}")
endif()

run(${WORK}/build/load_module ${WORK}/build/module.so)
if(NOT output STREQUAL "2 rows\n")
  message(FATAL_ERROR "the module says:\n${output}")
endif()
run(readelf --dyn-syms --wide ${WORK}/build/module.so)
if(output MATCHES "GLOBAL +DEFAULT +[0-9]+ +_ZN6hogvec")
  message(FATAL_ERROR "the module shows functions of the library:\n${output}")
endif()

build(${SOURCE}/core ${WORK}/build_core)
run(${WORK}/build_core/core_example)
message(STATUS "${output}")
needs(${WORK}/build_core/core_example)
if(libraries MATCHES "libicu|libsqlite3|libedit" OR NOT libraries MATCHES "libfmt")
  message(FATAL_ERROR "the core needs ${libraries}")
endif()

foreach(program hogvec hogvec-query)
  run(${WORK}/prefix/bin/${program} --version)
endforeach()
