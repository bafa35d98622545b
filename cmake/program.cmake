# SPDX-License-Identifier: EUPL-1.2
#
# The one binary, at the top of the build folder.
if(EXISTS "${CMAKE_SOURCE_DIR}/src/cli/main.cpp")
  add_executable(mengpaneel "${CMAKE_SOURCE_DIR}/src/cli/main.cpp")
  target_link_libraries(mengpaneel PRIVATE options cli CLI11::CLI11)
  set_target_properties(mengpaneel PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
endif()
