# SPDX-License-Identifier: EUPL-1.2
#
# fuzz/<name>_fuzz.cpp -> one libFuzzer binary each (clang). `options` already carries the sanitizers; the fuzzer's own
# instrumentation goes to the libraries too (preset fuzz: MENGPANEEL_SANITIZE=fuzzer-no-link,address,undefined).
file(GLOB fuzzers CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/fuzz/*_fuzz.cpp")
foreach(source IN LISTS fuzzers)
  get_filename_component(name "${source}" NAME_WE)
  add_executable(${name} "${source}")
  target_link_libraries(${name} PRIVATE options ${LIBRARIES})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
endforeach()
