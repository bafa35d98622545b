# SPDX-License-Identifier: EUPL-1.2
#
# fuzz/<name>_fuzz.cpp -> one libFuzzer binary each; target `fuzzers` makes them all. They share the libraries with the
# tests of preset `asan` (libraries.cmake adds the fuzzer's instrumentation), so that nothing is built twice.
add_custom_target(fuzzers)
file(GLOB fuzzers CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/fuzz/*_fuzz.cpp")
foreach(source IN LISTS fuzzers)
  get_filename_component(name "${source}" NAME_WE)
  add_executable(${name} "${source}")
  target_link_libraries(${name} PRIVATE options io)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  add_dependencies(fuzzers ${name})
endforeach()
