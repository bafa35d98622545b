# SPDX-License-Identifier: EUPL-1.2
#
# texts/<language>/*.toml -> one enum of keys and one table for each language. A missing key or a placeholder that differs
# between the languages fails the build (tools/compile_texts.py). Outputs change only when their content does, so editing a
# text compiles one file and adding a key compiles the users of the keys.
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)

file(GLOB text_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/texts/*/*.toml")
set(TEXT_HEADER "${GENERATED_DIR}/base/text_keys.gen.hpp")
set(TEXT_SOURCE "${GENERATED_DIR}/base/text_tables.gen.cpp")

add_custom_command(
  OUTPUT "${TEXT_HEADER}" "${TEXT_SOURCE}"
  COMMAND "${Python3_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/tools/compile_texts.py"
          --texts "${CMAKE_SOURCE_DIR}/texts" --header "${TEXT_HEADER}" --source "${TEXT_SOURCE}"
  DEPENDS ${text_files} "${CMAKE_SOURCE_DIR}/tools/compile_texts.py"
  COMMENT "Compiling texts"
  VERBATIM)
