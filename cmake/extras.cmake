# Man pages and completions, both made by the programs that they are about. Without help2man there
# are no man pages.
set(made ${CMAKE_CURRENT_BINARY_DIR}/made)
set(targets hogvec-program hogvec-query hogvec-eval hogvec-atlas)
set(programs)
foreach(target ${targets})
  list(APPEND programs $<TARGET_FILE:${target}>)
endforeach()

# Scripts for three shells of some programs, made in `folder` and installed with `component`.
function(hogvec_completions name folder component)
  set(completions)
  foreach(target ${ARGN})
    string(REPLACE "-program" "" program ${target})
    foreach(shell_and_file bash/${program} zsh/_${program} fish/${program}.fish)
      cmake_path(GET shell_and_file PARENT_PATH shell)
      file(MAKE_DIRECTORY ${folder}/${shell})
      add_custom_command(OUTPUT ${folder}/${shell_and_file}
        COMMAND ${target} completion ${shell} > ${folder}/${shell_and_file}
        DEPENDS ${target} VERBATIM)
      list(APPEND completions ${folder}/${shell_and_file})
    endforeach()
  endforeach()
  add_custom_target(${name} ALL DEPENDS ${completions})
  install(DIRECTORY ${folder}/bash/
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT ${component})
  install(DIRECTORY ${folder}/zsh/
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT ${component})
  install(DIRECTORY ${folder}/fish/
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT ${component})
endfunction()

hogvec_completions(completions ${made} programs ${targets})
if(HOGVEC_BUILD_EXPLORE)
  hogvec_completions(completions_of_explore ${made}/explore explore hogvec-explore)
endif()

find_program(HELP2MAN help2man)
if(HELP2MAN)
  add_custom_command(OUTPUT ${made}/man/hogvec.1
    COMMAND ${PROJECT_SOURCE_DIR}/tools/man_pages.sh ${made}/man ${programs}
    COMMAND gzip -9nkf ${made}/man/*.1
    DEPENDS ${targets} ${PROJECT_SOURCE_DIR}/tools/man_pages.sh)
  add_custom_target(man_pages ALL DEPENDS ${made}/man/hogvec.1)
  install(DIRECTORY ${made}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT programs
    FILES_MATCHING PATTERN "*.1.gz")
  # The page of a program that has a package of its own: hogvec-<component>.
  function(hogvec_man_page component)
    set(folder ${made}/man-${component})
    set(program hogvec-${component})
    add_custom_command(OUTPUT ${folder}/${program}.1
      COMMAND ${PROJECT_SOURCE_DIR}/tools/man_pages.sh ${folder}
              $<TARGET_FILE:hogvec-program> $<TARGET_FILE:${program}>
      COMMAND gzip -9nkf ${folder}/${program}.1
      DEPENDS hogvec-program ${program} ${PROJECT_SOURCE_DIR}/tools/man_pages.sh)
    add_custom_target(man_page_of_${component} ALL DEPENDS ${folder}/${program}.1)
    install(FILES ${folder}/${program}.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1
      COMPONENT ${component})
  endfunction()
  if(HOGVEC_BUILD_MPI)
    hogvec_man_page(mpi)
  endif()
  if(HOGVEC_BUILD_EXPLORE)
    hogvec_man_page(explore)
  endif()
endif()
