# Writes a C++ source that holds the files of the page: the function hogvec::page::Assets() of
# src/page/assets.h. Run while building, so that nothing but CMake is needed:
#   cmake -D "FILES=a.js;b.css" -D OUT=assets_data.cc -P embed.cmake
# Scripts and styles leave out what a browser does not read: comments, empty lines, indentation, and
# line ends after a bracket, a comma or a semicolon before an indented line. What is at the start of a
# line is at that of its file as well, which tells a module's own names from local ones. So no text
# over several lines may depend on such, and comments after code begin with two blanks or /**.
# Every byte is written as an escape, so that no text can end its literal.
function(shorten text_name)
  set(text "\n${${text_name}}")
  string(REGEX REPLACE "\n[ \t]+" "\n " text "${text}")
  string(REGEX REPLACE "\n ?/\\*([^*]|\\*+[^*/])*\\*+/" "\n" text "${text}")
  string(REGEX REPLACE "\n ?//[^\n]*" "" text "${text}")
  string(REGEX REPLACE "  //[^\n]*" "" text "${text}")
  string(REGEX REPLACE " ?/\\*\\*([^*]|\\*+[^*/])*\\*+/ ?" " " text "${text}")
  string(REGEX REPLACE "\n[ \n]*\n" "\n" text "${text}")
  string(REGEX REPLACE "^\n" "" text "${text}")
  string(REGEX REPLACE "([[({},;])[ ]?\n " "\\1" text "${text}")
  if(suffix STREQUAL ".js")
    # Strings stay as they are; a template in a template would not be seen as one.
    set(string "'([^'\\\n]|\\\\.)*'|\"([^\"\\\n]|\\\\.)*\"|`[^`]*`")
    string(REGEX REPLACE "(${string})| *([=!<>]=+|=>|&&|[|][|]|[?][?]|[=,:;?<>]) *" "\\1\\4" text "${text}")
    string(REGEX REPLACE "(${string})|([)>]) {" "\\1\\4{" text "${text}")
  endif()
  set(${text_name} "${text}" PARENT_SCOPE)
endfunction()

set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  get_filename_component(suffix "${file}" LAST_EXT)
  if(suffix STREQUAL ".js")
    set(type "text/javascript")
  elseif(suffix STREQUAL ".css")
    set(type "text/css")
  elseif(suffix STREQUAL ".html")
    set(type "text/html")
  elseif(suffix STREQUAL ".svg")
    set(type "image/svg+xml")
  else()
    message(FATAL_ERROR "${file}: a file of the page ends in .js, .css, .html or .svg")
  endif()
  file(READ "${file}" text)
  if(suffix MATCHES "js|css")
    shorten(text)
  endif()
  string(HEX "${text}" text)
  string(REGEX REPLACE "(..)" "\\\\x\\1" text "${text}")
  string(REPLACE "\\x0a" "\\n\"\n     \"" text "${text}")
  string(APPEND entries "    {\"${name}\"sv, \"${type}; charset=utf-8\"sv,\n     \"${text}\"sv},\n")
endforeach()

file(WRITE "${OUT}" "// Made by cmake/embed.cmake.
#include \"page/assets.h\"

namespace hogvec::page {

std::span<const Asset> Assets() {
  using std::string_view_literals::operator\"\"sv;
  static constexpr Asset kAssets[] = {
${entries}  };
  return kAssets;
}

}  // namespace hogvec::page
")
