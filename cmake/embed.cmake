# Writes a C++ source that holds the files of the page: the function hogvec::page::Assets() of
# src/page/assets.h. Run while building, so that nothing but CMake is needed:
#   cmake -D "FILES=a.js;b.css" -D OUT=assets_data.cc -P embed.cmake
# Scripts and styles leave out what a browser does not read: comments, empty lines, indentation, and
# line ends after a bracket, a comma or a semicolon before an indented line. What is at the start of a
# line is at that of its file as well, which tells a module's own names from local ones. So no text
# over several lines may depend on such, and comments after code begin with two blanks or /**.
# Every byte is written as an escape, so that no text can end its literal.

# Leaves out blanks round operators of a script, outside of strings. A template within a template
# would not be seen as one.
function(squeeze text_name)
  # What has a meaning to lists of CMake is replaced meanwhile.
  string(ASCII 1 semicolon)
  string(ASCII 2 open)
  string(ASCII 3 close)
  string(REPLACE ";" "${semicolon}" text "${${text_name}}")
  string(REPLACE "[" "${open}" text "${text}")
  string(REPLACE "]" "${close}" text "${text}")
  set(pattern "'([^'\\\n]|\\\\.)*'|\"([^\"\\\n]|\\\\.)*\"|`[^`]*`|[^'\"`]+|.")
  string(REGEX MATCHALL "${pattern}" parts "${text}")
  set(text "")
  foreach(part IN LISTS parts)
    if(NOT part MATCHES "^['\"`]")
      string(REGEX REPLACE "( |\n )*(=>|[=!<>]=+|&&|[|][|]|[?][?]|[=,:?<>${semicolon}])( |\n )*" "\\2"
             part "${part}")
      string(REGEX REPLACE "([^-+]) ([-+*/]) ([^-+])" "\\1\\2\\3" part "${part}")
      string(REPLACE "${semicolon}}" "}" part "${part}")
      string(REGEX REPLACE "([)>]) ([a-z{])" "\\1\\2" part "${part}")
      string(REGEX REPLACE "(if|for|while) [(]" "\\1(" part "${part}")
    endif()
    string(APPEND text "${part}")
  endforeach()
  string(REPLACE "${semicolon}" ";" text "${text}")
  string(REPLACE "${open}" "[" text "${text}")
  string(REPLACE "${close}" "]" text "${text}")
  set(${text_name} "${text}" PARENT_SCOPE)
endfunction()

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
  string(REGEX REPLACE "([;}])\n}" "\\1}" text "${text}")
  if(suffix STREQUAL ".js")
    squeeze(text)
  else()
    string(REGEX REPLACE "([:;,{]) +" "\\1" text "${text}")
    string(REGEX REPLACE "[ ;]+([{}])" "\\1" text "${text}")
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
