// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The one list of commands and of the options that hold for all of them. A new command is one record in
// commands.cpp, one file beside it, and its texts in texts/<language>/cli.toml.

#include <span>

#include "cli/options.hpp"

namespace mengpaneel::cli {

[[nodiscard]] std::span<const CommandRecord> commands();
/// Options that may stand anywhere: --language, --json, ...
[[nodiscard]] std::span<const OptionRecord> global_options();
/// Options of the program without a command: --version, --generate.
[[nodiscard]] std::span<const OptionRecord> program_options();
/// Null when there is no such command.
[[nodiscard]] const CommandRecord* find_command(std::string_view name);

base::Result<Answer> run_place(const Values& values, const Session& session);
/// `place --compare`.
base::Result<Answer> run_compare_mechanisms(const Values& values, const Session& session);
base::Result<Answer> run_freeze(const Values& values, const Session& session);
base::Result<Answer> run_verify(const Values& values, const Session& session);
base::Result<Answer> run_lint(const Values& values, const Session& session);
base::Result<Answer> run_explain(const Values& values, const Session& session);
base::Result<Answer> run_chance(const Values& values, const Session& session);
base::Result<Answer> run_measure(const Values& values, const Session& session);
base::Result<Answer> run_compare(const Values& values, const Session& session);
base::Result<Answer> run_import_duo_pc4(const Values& values, const Session& session);
base::Result<Answer> run_synthesise(const Values& values, const Session& session);

}  // namespace mengpaneel::cli
