// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/context.hpp"

#include "place/rules/criteria.hpp"
#include "place/rules/places.hpp"
#include "place/rules/programme_pools.hpp"

namespace mengpaneel::place {

const PoolContext* ExplainContext::pool(std::string_view programme_id, std::string_view pool) const {
  const auto programme = programmes.find(programme_id);
  if (programme == programmes.end()) {
    return nullptr;
  }
  const auto found = programme->second.pools.find(pool);
  return found == programme->second.pools.end() ? nullptr : &found->second;
}

PoolContext* ExplainContext::pool(std::string_view programme_id, std::string_view pool) {
  const auto programme = programmes.find(programme_id);
  if (programme == programmes.end()) {
    return nullptr;
  }
  const auto found = programme->second.pools.find(pool);
  return found == programme->second.pools.end() ? nullptr : &found->second;
}

std::string_view ExplainContext::programme_name(std::string_view programme_id) const {
  const auto programme = programmes.find(programme_id);
  return programme == programmes.end() || programme->second.name.empty()
             ? programme_id
             : std::string_view(programme->second.name);
}

ExplainContext explain_context(const Round& round, const Rules& rules, const SeatTable& seats) {
  ExplainContext context;
  context.mechanism = seats.mechanism;
  context.waiting = seats.waiting;
  context.given_numbers = rules.numbers == Numbers::given;
  for (std::uint32_t programme = 0; programme < seats.programmes.size(); ++programme) {
    ProgrammeContext& target = context.programmes[std::string(seats.programmes.name(programme))];
    for (std::uint32_t pool = seats.pool_begin[programme]; pool < seats.pool_begin[programme + 1]; ++pool) {
      PoolContext& entry = target.pools[std::string(seats.pool_name(pool))];
      entry.position = pool - seats.pool_begin[programme];
      entry.as_needed = seats.pools[pool].as_needed;
    }
  }
  if (const TextColumn* names = round.programmes.columns.find("name")) {
    for (std::uint32_t programme = 0; programme < round.programmes.size(); ++programme) {
      context.programmes[std::string(round.programmes.ids.name(programme))].name = names->text(programme);
    }
  }
  // Faults of the round were reported when it was frozen; here they only leave a pool without its meaning.
  base::ErrorList faults;
  const Places places(round);
  const Criteria criteria(round, rules, places, faults);
  const ProgrammePools pools = programme_pools(round, rules, criteria, faults);
  for (std::uint32_t programme = 0; programme + 1 < pools.seats.pool_begin.size(); ++programme) {
    ProgrammeContext& target = context.programmes[std::string(pools.seats.programmes.name(programme))];
    for (std::uint32_t pool = pools.seats.pool_begin[programme]; pool < pools.seats.pool_begin[programme + 1];
         ++pool) {
      const auto entry = target.pools.find(pools.seats.pool_name(pool));
      if (entry != target.pools.end()) {
        entry->second.within_class = pools.rule[pool]->within_class;
        entry->second.class_names.clear();
        for (const Expression& expression : pools.rule[pool]->priority) {
          entry->second.class_names.push_back(expression.text);
        }
        entry->second.class_names.emplace_back(other_class);
      }
    }
  }
  return context;
}

}  // namespace mengpaneel::place
