// SPDX-License-Identifier: EUPL-1.2
// Arbitrary bytes as the files of an outcome: findings, never a crash. The input is cut at each byte 0xff
// into files; where there are fewer, the rest is a small right outcome, so that changes deep inside are
// reached.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "verify/verify.hpp"

namespace {

constexpr std::array<std::string_view, 16> seeds{
    "stage,pupil_id,rank,programme_id,pool,class_index,order,draw_kind,draw_id,draw_programme,given,group_id,"
    "group_together,group_number\n1,L1,1,S1,open,0,0,pupil,L1,,7,,,\n1,L2,1,S1,open,0,0,pupil,L2,,9,,,\n",
    "stage,programme_id,position,pool,seats,unfilled,capacity,mechanism,waiting_order\n"
    "1,S1,1,open,1,next,1,deferred-acceptance,priority\n",
    "[[pool]]\nname = \"open\"\nseats = \"rest\"\n",
    "pupil_id,programme_id,rank,pool\nL1,S1,1,open\nL2,,,\n",
    "pupil_id,programme_id,rank,pool,outcome,class_index,class,order,lottery,cutoff_class_index,cutoff_class,"
    "cutoff_order,cutoff_lottery,waiting_position\nL1,S1,1,open,placed,0,other,0,7,0,other,0,7,\n"
    "L2,S1,1,open,rejected,0,other,0,9,0,other,0,7,1\n",
    "programme_id,pool,seats,filled,class_index,class,order,lottery\nS1,open,1,1,0,other,0,7\n",
    "programme_id,pool,position,pupil_id\nS1,open,1,L2\n",
    "{\"pupils\": 2, \"placed\": 1, \"unplaced\": 1, \"by_rank\": {\"1\": 1}, \"blocking_pairs\": 0, "
    "\"wasted_seats\": 0}\n",
    "{\"draw\": {\"kind\": \"rehearsal\", "
    "\"seed\": \"0000000000000000000000000000000000000000000000000000000000000000\", \"parties\": []}}\n",
    "programme_id,capacity\nS1,1\n",
    "pupil_id\nL1\nL2\n",
    "pupil_id,rank,programme_id\nL1,1,S1\nL2,1,S1\n",
    "seq,event,pupil_id,programme_id,seats\n1,accept,L1,S1,\n2,seat,,S1,1\n3,withdraw,L1,,\n",
    "stage,pupil_id,rank,programme_id,pool,class_index,order,draw_kind,draw_id,draw_programme,given,group_id,"
    "group_together,group_number\n",
    "seq,step,pupil_id,from_programme_id,from_pool,to_programme_id,to_pool,cause,cause_step\n"
    "2,1,L2,,,S1,open,seat,\n3,1,L1,S1,open,,,withdraw,\n",
    "seq,programme_id,position,pool,seats,capacity\n2,S1,1,open,2,2\n"};
constexpr std::size_t first_after_the_draw = 12;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace verify = mengpaneel::verify;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::array<std::string_view, seeds.size()> files = seeds;
  bool is_continued = false;
  for (std::string_view& file : files) {
    const std::size_t end = input.find('\xff');
    const std::string_view part = input.substr(0, end);
    if (!part.empty()) {
      file = part;
      is_continued = is_continued || &file >= &files[first_after_the_draw];
    }
    input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
  }
  verify::OutcomeFiles outcome{files[0], files[1], files[2], files[3], files[4],
                               files[5], files[6], files[7], files[8], {}};
  if (is_continued) {
    outcome.after = {files[12], files[13], files[14], files[15]};
  }
  const verify::RoundFiles round{files[9], files[10], files[11], {}};
  const verify::Report report =
      verify::verify({files[0], files[1], files[2]}, outcome, &round, {.findings_max = 100});
  for (const verify::Finding& finding : report.findings) {
    if (describe(mengpaneel::base::texts::Language::nl, finding).empty()) {
      __builtin_trap();
    }
  }
  return 0;
}
