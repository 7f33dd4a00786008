# `cpack` in a build folder makes Debian packages: the programs, the library to build with, the map in
# the browser, the module for Python and the program for several machines if they were built, and what
# there is to read.
set(HOGVEC_MAINTAINER "The hogvec developers <developers@hogvec.org>" CACHE STRING
  "Who answers for the packages")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME hogvec)
set(CPACK_PACKAGE_CONTACT ${HOGVEC_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "fast, careful trainer of word embeddings")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL programs development documentation)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS OFF)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(about "hogvec learns word vectors from plain text by skip-gram or CBOW with
negative sampling, on all cores of a CPU, and reads and writes the files of
word2vec, fastText, GloVe, NumPy, safetensors and others.")

set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME hogvec)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAMS_DESCRIPTION
  "${about}\n\nThis package has the programs.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libhogvec-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
string(CONCAT CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libbz2-dev, libfmt-dev (>= 9), libhwy-dev, libicu-dev, libkissfft-dev, liblzma-dev, "
  "libsqlite3-dev, libtbb-dev, libzstd-dev, pkg-config, zlib1g-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
  "${about}\n\nThis package has the static library and its headers.")

set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_NAME hogvec-doc)
set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_SECTION doc)
set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_ARCHITECTURE all)
set(CPACK_COMPONENT_DOCUMENTATION_DESCRIPTION
  "${about}\n\nThis package has what there is to read.")

if(HOGVEC_BUILD_PYTHON)
  list(APPEND CPACK_COMPONENTS_ALL python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-hogvec)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SHLIBDEPS ON)
  math(EXPR next_minor "${Python_VERSION_MINOR} + 1")  # a module is for one Python
  set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS
    "python3 (>= 3.${Python_VERSION_MINOR}~), python3 (<< 3.${next_minor}), python3-numpy")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SUGGESTS python3-tqdm)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA  # bytecode is made on installation, as for all others
    ${PROJECT_SOURCE_DIR}/cmake/debian/python/postinst
    ${PROJECT_SOURCE_DIR}/cmake/debian/python/prerm)
  set(CPACK_COMPONENT_PYTHON_DESCRIPTION
    "${about}\n\nThis package has the module for Python.")
  set(python_package python3-hogvec/python)
endif()

if(HOGVEC_BUILD_MPI)
  list(APPEND CPACK_COMPONENTS_ALL mpi)
  set(CPACK_DEBIAN_MPI_PACKAGE_NAME hogvec-mpi)
  set(CPACK_DEBIAN_MPI_PACKAGE_SECTION science)
  set(CPACK_DEBIAN_MPI_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS openmpi-bin)  # mpirun
  set(CPACK_COMPONENT_MPI_DESCRIPTION
    "${about}\n\nThis package has the program that trains on several machines.")
  set(mpi_package hogvec-mpi/mpi)
endif()

if(HOGVEC_BUILD_EXPLORE)
  list(APPEND CPACK_COMPONENTS_ALL explore)
  set(CPACK_DEBIAN_EXPLORE_PACKAGE_NAME hogvec-explore)
  set(CPACK_DEBIAN_EXPLORE_PACKAGE_SECTION science)
  set(CPACK_DEBIAN_EXPLORE_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_EXPLORE_PACKAGE_SUGGESTS "xdg-utils, www-browser")  # for --open
  set(CPACK_COMPONENT_EXPLORE_DESCRIPTION
    "${about}\n\nThis package has the program that shows vectors as a map in the browser.")
  set(explore_package hogvec-explore/explore)
endif()

# Each package says under which terms it may be used, and what is new.
set(changelog ${CMAKE_CURRENT_BINARY_DIR}/made/changelog.gz)
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/made)
configure_file(cmake/debian/changelog.in ${CMAKE_CURRENT_BINARY_DIR}/made/changelog @ONLY)
execute_process(COMMAND gzip -9nkf ${CMAKE_CURRENT_BINARY_DIR}/made/changelog)
foreach(package_and_component
    hogvec/programs libhogvec-dev/development hogvec-doc/documentation ${python_package} ${mpi_package}
    ${explore_package})
  cmake_path(GET package_and_component PARENT_PATH package)
  cmake_path(GET package_and_component FILENAME component)
  install(FILES ${changelog} ${PROJECT_SOURCE_DIR}/cmake/debian/copyright
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${component})
endforeach()
set(reading ${CMAKE_INSTALL_DATADIR}/doc/hogvec-doc)
install(FILES README.md DESTINATION ${reading} COMPONENT documentation)
install(FILES tools/main/README.md DESTINATION ${reading} COMPONENT documentation RENAME hogvec.md)
install(FILES tools/query/README.md DESTINATION ${reading} COMPONENT documentation
  RENAME hogvec-query.md)
install(FILES tools/eval/README.md DESTINATION ${reading} COMPONENT documentation
  RENAME hogvec-eval.md)
install(FILES tools/explore/README.md DESTINATION ${reading} COMPONENT documentation
  RENAME hogvec-explore.md)
install(FILES src/RELIABILITY.md DESTINATION ${reading} COMPONENT documentation RENAME reliability.md)
install(FILES src/python/README.md DESTINATION ${reading} COMPONENT documentation RENAME python.md)
install(FILES src/python/coming_from_gensim.md src/python/coming_from_fasttext.md
  DESTINATION ${reading} COMPONENT documentation)
install(FILES src/cluster/README.md DESTINATION ${reading} COMPONENT documentation
  RENAME several-machines.md)
install(FILES src/vectors/README.md DESTINATION ${reading} COMPONENT documentation
  RENAME formats.md)
install(FILES tools/bench/README.md DESTINATION ${reading} COMPONENT documentation RENAME speed.md)

include(CPack)
