# SPDX-License-Identifier: EUPL-1.2
#
# One static library for each folder; its sources are the folder's .cpp files except the tests. The arrows between folders
# are the names after DEPENDS here; tools/check_tree.py reads them from this file and holds every #include to them, so a
# library names all that it includes, also what it would get through another.

# WebAssembly links the objects themselves: Debian has no archiver for them in the packages that we need anyway.
if(WASI)
  set(LIBRARY_TYPE OBJECT)
else()
  set(LIBRARY_TYPE STATIC)
endif()

# What nearly every file includes, read once (measured: a third of the time of a sanitized build). A build without these,
# release or WebAssembly, finds the file that forgets an #include.
if(MENGPANEEL_TESTS)
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/common_headers.cpp" CONTENT "")
  add_library(common_headers OBJECT "${CMAKE_BINARY_DIR}/common_headers.cpp")
  target_link_libraries(common_headers PRIVATE options)
  if(MENGPANEEL_FUZZ)
    target_compile_options(common_headers PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  target_precompile_headers(common_headers PRIVATE
    <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <span> <string> <string_view> <utility> <vector>)
endif()

# Sets `result` to the .cpp files under src/`folder`, without tests and without the folders in EXCLUDE.
function(sources_of result folder)
  cmake_parse_arguments(arg "" "" "EXCLUDE" ${ARGN})
  file(GLOB_RECURSE found CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp")
  list(FILTER found EXCLUDE REGEX "_test\\.cpp$")
  foreach(excluded IN LISTS arg_EXCLUDE)
    list(FILTER found EXCLUDE REGEX "/src/${excluded}$|/src/${excluded}/")
  endforeach()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

# The libraries that WebAssembly takes too.
set(PORTABLE base csv measure place verify tables)

# library(NAME FOLDER [SOURCES extra..] [DEPENDS library..] [PRIVATE library..] [EXCLUDE folder..])
# A folder without sources yet becomes an INTERFACE library, so that its users configure.
function(library name folder)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;PRIVATE;EXCLUDE" ${ARGN})
  sources_of(sources ${folder} EXCLUDE ${arg_EXCLUDE})
  list(APPEND sources ${arg_SOURCES})
  if(sources)
    add_library(${name} ${LIBRARY_TYPE} ${sources})
    target_link_libraries(${name} PUBLIC ${arg_DEPENDS} PRIVATE options ${arg_PRIVATE})
    if(MENGPANEEL_FUZZ)
      target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
    if(TARGET common_headers AND (MENGPANEEL_SANITIZE OR name IN_LIST PORTABLE))
      target_precompile_headers(${name} REUSE_FROM common_headers)
    endif()
    set(scope PUBLIC)
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${arg_DEPENDS})
    set(scope INTERFACE)
  endif()
  target_include_directories(${name} ${scope} "${CMAKE_SOURCE_DIR}/src" "${GENERATED_DIR}")
endfunction()

library(base base EXCLUDE base/threads SOURCES "${TEXT_HEADER}" "${TEXT_SOURCE}")
library(csv io/csv DEPENDS base)
library(measure measure DEPENDS base)
library(place place DEPENDS base measure)
library(verify verify DEPENDS base csv)
library(tables io/tables DEPENDS base csv measure place)

if(WASI)
  return()
endif()

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
find_package(EXPAT REQUIRED)
# Debian's own CMake file of libzip asks for its command-line tools, which are another package.
find_package(PkgConfig REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3>=3.37)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)

library(threads base/threads DEPENDS base)
target_link_libraries(threads PUBLIC Threads::Threads)

library(simulate simulate DEPENDS base measure place)
library(io io EXCLUDE io/csv io/tables
  DEPENDS base csv tables measure place verify simulate
  PRIVATE tomlplusplus::tomlplusplus Boost::json EXPAT::EXPAT PkgConfig::libzip)
library(ports app/ports DEPENDS base)
library(store store
  DEPENDS base ports
  PRIVATE PkgConfig::sodium PkgConfig::sqlite PkgConfig::pq)
target_link_libraries(store PUBLIC Threads::Threads)
library(app app EXCLUDE app/ports DEPENDS base ports csv tables measure place verify simulate io)
include(policies)
library(cli cli EXCLUDE cli/main.cpp SOURCES "${POLICY_SOURCE}"
  DEPENDS base threads csv tables measure place verify simulate io app
  PRIVATE CLI11::CLI11)

set(LIBRARIES base threads csv measure place verify tables simulate io ports store app cli)
