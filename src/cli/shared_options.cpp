// SPDX-License-Identifier: EUPL-1.2
#include "cli/shared_options.hpp"

#include "io/draw_reader.hpp"
#include "io/file.hpp"

namespace mengpaneel::cli {

std::optional<place::Mechanism> mechanism_of(const Values& values) {
  const std::optional<std::string> name = values.text("--mechanism");
  return name ? place::mechanism_from_name(*name) : std::nullopt;
}

base::Result<app::DrawChoice> draw_of(const Values& values) {
  app::DrawChoice draw;
  const std::optional<std::string> file = values.text("--draw");
  if (file && values.text("--seed")) {
    return base::fail(
        {.code = base::ErrorCode::options_exclude_each_other, .field = "--seed", .value = "--draw"});
  }
  if (file) {
    const base::Result<io::FileBytes> bytes = io::read_file(*file);
    if (!bytes) {
      return std::unexpected(bytes.error());
    }
    base::Result<std::vector<place::DrawParty>> parties = io::parse_draw(bytes->view(), *file);
    if (!parties) {
      return std::unexpected(std::move(parties.error()));
    }
    draw.parties = std::move(*parties);
    draw.file = *file;
    return draw;
  }
  base::Result<base::Digest> seed = seed_of(values);
  if (!seed) {
    return std::unexpected(std::move(seed.error()));
  }
  draw.seed = *seed;
  return draw;
}

base::Result<base::Digest> seed_of(const Values& values) {
  const std::optional<std::string> hex = values.text("--seed");
  if (!hex) {
    return base::Digest{};
  }
  const std::optional<base::Digest> seed = base::digest_from_hex(*hex);
  if (!seed) {
    return base::fail({.code = base::ErrorCode::seed_invalid,
                       .field = "--seed",
                       .value = *hex,
                       .expected = "[0-9a-f]{64}"});
  }
  return *seed;
}

}  // namespace mengpaneel::cli
