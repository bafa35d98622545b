# SPDX-License-Identifier: EUPL-1.2
#
# *_test.cpp beside what they test become <library>_test; tests/*.cpp, which cross folders, become tests_test;
# bench/*.cpp become mengpaneel_bench. Each GoogleTest case is a ctest of its own, named library/Suite.Case (but see below).
enable_testing()
find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED)
include(GoogleTest)

# The test libraries' headers cost more to read than most tests; one precompiled copy serves all test binaries (measured:
# 3.0 -> 2.0 s a file, with sanitizers 7.5 -> 5.0 s).
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/test_headers.cpp" CONTENT "")
add_library(test_headers OBJECT "${CMAKE_BINARY_DIR}/test_headers.cpp")
target_link_libraries(test_headers PRIVATE options Threads::Threads GTest::gmock rapidcheck)
target_compile_definitions(test_headers PUBLIC
  MENGPANEEL_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
  MENGPANEEL_BINARY_DIR="${CMAKE_BINARY_DIR}"
  MENGPANEEL_PROGRAM="${CMAKE_BINARY_DIR}/mengpaneel")
# Sanitized tests are not optimised: compiling them takes half the time, and what they test is optimised.
if(MENGPANEEL_SANITIZE)
  target_compile_definitions(test_headers PUBLIC MENGPANEEL_SANITIZED)
  target_compile_options(test_headers PUBLIC -O0)
endif()
target_precompile_headers(test_headers PRIVATE
  <gtest/gtest.h> <gmock/gmock.h> <rapidcheck.h> <rapidcheck/gtest.h> <algorithm> <filesystem> <fstream> <string> <vector>)

function(test_binary name source_list)
  cmake_parse_arguments(arg "WHOLE" "LABEL" "DEPENDS" ${ARGN})
  if(NOT ${source_list})
    return()
  endif()
  add_executable(${name}_test ${${source_list}})
  target_link_libraries(${name}_test PRIVATE
    options test_headers ${arg_DEPENDS} GTest::gmock GTest::gtest_main rapidcheck PkgConfig::sodium)
  target_precompile_headers(${name}_test REUSE_FROM test_headers)
  target_include_directories(${name}_test PRIVATE "${CMAKE_SOURCE_DIR}")
  # A sanitized process takes a quarter of a second to start: there a whole binary is one test.
  # So is one with WHOLE, whose tests share something that is dear to make.
  if(MENGPANEEL_SANITIZE OR arg_WHOLE)
    add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1 WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES TIMEOUT 900 LABELS "${arg_LABEL}")
    return()
  endif()
  gtest_discover_tests(${name}_test
    TEST_PREFIX "${name}/"
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT 300 LABELS ${arg_LABEL})
endfunction()

function(library_tests name folder)
  cmake_parse_arguments(arg "WHOLE" "" "EXCLUDE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*_test.cpp")
  foreach(excluded IN LISTS arg_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "/src/${excluded}/")
  endforeach()
  set(whole "")
  if(arg_WHOLE)
    set(whole WHOLE)
  endif()
  test_binary(${name} sources ${whole} DEPENDS ${name} test_support LABEL unit)
endfunction()

# What several test binaries draw and compare with.
library(test_support ../tests/support DEPENDS base place)
target_include_directories(test_support PUBLIC "${CMAKE_SOURCE_DIR}")

library_tests(base base EXCLUDE base/threads)

# What starts threads runs under the thread sanitizer as well: label `threads`. Few libraries, so that TSan builds few.
file(GLOB threaded CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/base/threads/*_test.cpp" "${CMAKE_SOURCE_DIR}/tests/threads/*.cpp")
test_binary(threads threaded DEPENDS threads place test_support LABEL threads)

library_tests(csv io/csv)
library_tests(measure measure)
library_tests(place place)
library_tests(verify verify)
library_tests(tables io/tables)
library_tests(simulate simulate)
library_tests(io io EXCLUDE io/csv io/tables)
library_tests(app app)
# The tests of the store break databases from below, with the databases' own interfaces; they share one
# PostgreSQL cluster.
library_tests(store store WHOLE)
target_link_libraries(store_test PRIVATE PkgConfig::sqlite)
library_tests(cli cli)

file(GLOB crossing CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/*.cpp" "${CMAKE_SOURCE_DIR}/tests/presets/*.cpp")
test_binary(tests crossing DEPENDS ${LIBRARIES} test_support LABEL crossing)
if(TARGET tests_test AND TARGET mengpaneel)
  add_dependencies(tests_test mengpaneel)
endif()

file(GLOB bench CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/bench/*.cpp")
if(bench)
  find_package(benchmark REQUIRED)
  add_executable(mengpaneel_bench EXCLUDE_FROM_ALL ${bench})
  target_link_libraries(mengpaneel_bench PRIVATE options ${LIBRARIES} benchmark::benchmark_main)
endif()
