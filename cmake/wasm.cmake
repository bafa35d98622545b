# SPDX-License-Identifier: EUPL-1.2
#
# mengpaneel.wasm: the same base, csv, measure, place, verify and tables, for a citizen's browser.
# Preset `wasm`; the toolchain is in cmake/wasi-toolchain.cmake.
sources_of(entry wasm)
if(entry)
  add_executable(mengpaneel_wasm ${entry})
  target_link_libraries(mengpaneel_wasm PRIVATE options base csv measure place verify tables)
  set_target_properties(mengpaneel_wasm PROPERTIES
    OUTPUT_NAME mengpaneel SUFFIX .wasm RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
endif()
