# Man pages and completions, both made by the programs that they are about. Without help2man there
# are no man pages.
set(made ${CMAKE_CURRENT_BINARY_DIR}/made)
set(targets hogvec-program hogvec-query hogvec-eval hogvec-atlas)
set(programs)
foreach(target ${targets})
  list(APPEND programs $<TARGET_FILE:${target}>)
endforeach()

set(completions)
foreach(target ${targets})
  string(REPLACE "-program" "" name ${target})
  foreach(shell_and_file bash/${name} zsh/_${name} fish/${name}.fish)
    cmake_path(GET shell_and_file PARENT_PATH shell)
    file(MAKE_DIRECTORY ${made}/${shell})
    add_custom_command(OUTPUT ${made}/${shell_and_file}
      COMMAND ${target} completion ${shell} > ${made}/${shell_and_file}
      DEPENDS ${target} VERBATIM)
    list(APPEND completions ${made}/${shell_and_file})
  endforeach()
endforeach()
add_custom_target(completions ALL DEPENDS ${completions})
install(DIRECTORY ${made}/bash/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
  COMPONENT programs)
install(DIRECTORY ${made}/zsh/ DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions
  COMPONENT programs)
install(DIRECTORY ${made}/fish/ DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
  COMPONENT programs)

find_program(HELP2MAN help2man)
if(HELP2MAN)
  add_custom_command(OUTPUT ${made}/man/hogvec.1
    COMMAND ${PROJECT_SOURCE_DIR}/tools/man_pages.sh ${made}/man ${programs}
    COMMAND gzip -9nkf ${made}/man/*.1
    DEPENDS ${targets} ${PROJECT_SOURCE_DIR}/tools/man_pages.sh)
  add_custom_target(man_pages ALL DEPENDS ${made}/man/hogvec.1)
  install(DIRECTORY ${made}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT programs
    FILES_MATCHING PATTERN "*.1.gz")
  if(HOGVEC_BUILD_MPI)
    add_custom_command(OUTPUT ${made}/man-mpi/hogvec-mpi.1
      COMMAND ${PROJECT_SOURCE_DIR}/tools/man_pages.sh ${made}/man-mpi
              $<TARGET_FILE:hogvec-program> $<TARGET_FILE:hogvec-mpi>
      COMMAND gzip -9nkf ${made}/man-mpi/hogvec-mpi.1
      DEPENDS hogvec-program hogvec-mpi ${PROJECT_SOURCE_DIR}/tools/man_pages.sh)
    add_custom_target(man_page_of_mpi ALL DEPENDS ${made}/man-mpi/hogvec-mpi.1)
    install(FILES ${made}/man-mpi/hogvec-mpi.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1
      COMPONENT mpi)
  endif()
endif()
