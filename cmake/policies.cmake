# SPDX-License-Identifier: EUPL-1.2
#
# policies/*.toml -> a table in the program (src/cli/policy_presets.hpp).
file(GLOB policy_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/policies/*.toml")
set(POLICY_SOURCE "${GENERATED_DIR}/cli/policy_presets.gen.cpp")

add_custom_command(
  OUTPUT "${POLICY_SOURCE}"
  COMMAND "${Python3_EXECUTABLE}" "${CMAKE_SOURCE_DIR}/tools/embed_policies.py"
          --policies "${CMAKE_SOURCE_DIR}/policies" --source "${POLICY_SOURCE}"
  DEPENDS ${policy_files} "${CMAKE_SOURCE_DIR}/tools/embed_policies.py"
  COMMENT "Embedding policies"
  VERBATIM)
