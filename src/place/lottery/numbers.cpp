// SPDX-License-Identifier: EUPL-1.2
#include "place/lottery/numbers.hpp"

#include <string>

namespace mengpaneel::place {

namespace {

std::uint64_t first_8_bytes(const base::Digest& digest) {
  std::uint64_t number = 0;
  for (std::size_t octet = 0; octet < 8; ++octet) {
    number = (number << 8U) | digest[octet];
  }
  return number;
}

void write_message(std::string& message, DrawKind kind, std::string_view id) {
  message.assign("lottery\n").append(draw_kind_name(kind)).append("\n").append(id);
}

}  // namespace

std::uint64_t draw_number(const base::HmacSha256& seed, DrawKind kind, std::string_view id,
                          std::optional<std::string_view> programme_id) {
  std::string message;
  write_message(message, kind, id);
  if (programme_id) {
    message.append("\n").append(*programme_id);
  }
  return first_8_bytes(seed(message));
}

LotteryNumbers draw_numbers(const FrozenTable& table, const base::IdTable& programmes,
                            const base::Digest& seed) {
  LotteryNumbers numbers;
  if (table.given) {
    numbers.of_choice = table.choice_given;
    return numbers;
  }
  const base::HmacSha256 hmac(base::as_bytes(seed));
  std::string message;
  if (!table.per_programme) {
    numbers.of_pupil.resize(table.pupil_count());
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      write_message(message, table.draw_kind[pupil], table.draw_id_of(pupil));
      numbers.of_pupil[pupil] = first_8_bytes(hmac(message));
    }
    return numbers;
  }
  numbers.of_choice.resize(table.choice_programme.size());
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    write_message(message, table.draw_kind[pupil], table.draw_id_of(pupil));
    message.push_back('\n');
    const std::size_t stem = message.size();
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      message.resize(stem);
      message.append(programmes.name(static_cast<std::uint32_t>(table.choice_programme[choice])));
      numbers.of_choice[choice] = first_8_bytes(hmac(message));
    }
  }
  return numbers;
}

std::uint64_t OwnNumbers::everywhere(const FrozenTable& table, std::uint32_t pupil) const {
  if (const auto* redraw = std::get_if<Redraw>(&source_)) {
    return redraw->everywhere.bits(redraw->number, pupil);
  }
  return draw_number(std::get<base::HmacSha256>(source_), DrawKind::pupil, table.pupils.name(pupil),
                     std::nullopt);
}

std::uint64_t OwnNumbers::at_programme(const FrozenTable& table, const base::IdTable& programmes,
                                       std::uint32_t pupil, std::uint32_t programme) const {
  if (const auto* redraw = std::get_if<Redraw>(&source_)) {
    return redraw->by_programme.bits(redraw->number, pupil * std::uint64_t{programmes.size()} + programme);
  }
  return draw_number(std::get<base::HmacSha256>(source_), DrawKind::pupil, table.pupils.name(pupil),
                     programmes.name(programme));
}

}  // namespace mengpaneel::place
