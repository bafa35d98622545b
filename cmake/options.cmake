# SPDX-License-Identifier: EUPL-1.2
#
# Language level, warnings, optimisation, and the quick tools (ccache, mold) that are used when they are there.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without this ccache leaves alone every file with a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
endif()

add_library(options INTERFACE)

target_compile_options(options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Werror
  -fdiagnostics-color=auto
  # Published numbers must be equal on every machine: no fused multiply-add, never -ffast-math.
  -ffp-contract=off)

# What g++ 12 sees in its own std::string, std::regex and std::function, and nobody else: GCC bugs 105651, 105562,
# 107852.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(options INTERFACE
    -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-maybe-uninitialized)
endif()

# Where size_t has 32 bits, every offset of an iterator by an std::uint32_t changes sign; nothing is that long there.
if(WASI)
  target_compile_options(options INTERFACE -Wno-sign-conversion)
endif()

# clang reports the use of a deprecated function inside libstdc++ 12's own stable_sort as ours.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND NOT WASI)
  target_compile_options(options INTERFACE -Wno-deprecated-declarations)
endif()

if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" AND NOT WASI)
  target_compile_options(options INTERFACE "$<$<CONFIG:Release>:-march=x86-64-v2>")
endif()

# RelWithDebInfo is what developers and tests run: assertions stay on, in our code and in the standard library.
target_compile_definitions(options INTERFACE "$<$<CONFIG:RelWithDebInfo>:_GLIBCXX_ASSERTIONS>")

if(MENGPANEEL_SANITIZE)
  target_compile_options(options INTERFACE
    -fsanitize=${MENGPANEEL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(options INTERFACE -fsanitize=${MENGPANEEL_SANITIZE})
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND NOT WASI)
  target_link_options(options INTERFACE -fuse-ld=mold)
endif()

set(GENERATED_DIR "${CMAKE_BINARY_DIR}/generated")
configure_file(cmake/version.hpp.in "${GENERATED_DIR}/base/version.hpp" @ONLY)
