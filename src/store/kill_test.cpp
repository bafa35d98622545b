// SPDX-License-Identifier: EUPL-1.2
// A process that takes applications is killed at random moments while families keep what it acknowledged.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <random>
#include <thread>

#include "store/test_databases.hpp"
#include "store/test_town.hpp"

namespace mengpaneel::store {

namespace {

constexpr int kills = 20;
constexpr int families_count = 3;

/// What a family was told, in a message that a pipe takes at once.
struct Acknowledgement {
  std::uint32_t family;
  std::uint32_t turn;
  char number[24];
};

/// Sends for all families in turn, from `turn` on, until it is killed.
[[noreturn]] void send_for_ever(const std::string& database, const std::vector<Family>& families,
                                std::uint32_t turn, int pipe_end) {
  const auto store = open_test_store(database);
  for (;; ++turn) {
    for (std::uint32_t index = 0; index < families.size(); ++index) {
      const auto list = list_for(families[index], "k" + std::to_string(turn));
      const auto receipt = store->send_application(families[index].guardian, list);
      if (!receipt) {
        _exit(1);
      }
      Acknowledgement told{index, turn, {}};
      receipt->number.text.copy(told.number, sizeof told.number - 1);
      if (write(pipe_end, &told, sizeof told) != sizeof told) {
        _exit(2);
      }
    }
  }
}

template <typename Kind>
class Killed : public DatabaseTest<Kind> {
 protected:
  /// Reads what was told until the process is gone.
  void collect(int pipe_end) {
    Acknowledgement told{};
    while (read(pipe_end, &told, sizeof told) == sizeof told) {
      told_[{told.family, told.turn}] = told.number;
      next_turn_ = std::max(next_turn_, told.turn + 1);
    }
  }

  void kill_once(const std::vector<Family>& families, std::mt19937_64& random) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      send_for_ever(this->database_, families, next_turn_, ends[1]);
    }
    close(ends[1]);
    std::thread killer([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 80));
      kill(child, SIGKILL);
    });
    collect(ends[0]);
    killer.join();
    close(ends[0]);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the sender ended by itself: " << WEXITSTATUS(status);
  }

  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> told_;
  std::uint32_t next_turn_ = 0;
};
TYPED_TEST_SUITE(Killed, Databases);

TYPED_TEST(Killed, NothingThatWasAcknowledgedIsLostOrDoubled) {
  std::vector<Family> families;
  {
    const auto store = open_test_store(this->database_);
    families.push_back(add_town(*store, "oost"));
    while (families.size() < families_count) {
      families.push_back(add_family(*store, "oost", "f" + std::to_string(families.size())));
    }
  }
  std::mt19937_64 random(20271);
  std::size_t told_before = 0;
  for (int turn = 0; turn < kills; ++turn) {
    this->kill_once(families, random);
    if (!this->on_sqlite && turn % 5 == 4) {
      TestCluster::instance().crash_and_restart();
    }
    if (turn % 5 != 4 && turn > 3) {
      continue;  // reading the whole chain takes longer the longer it is
    }
    const auto store = open_test_store(this->database_);
    const ChainReport report = need(store->verify());
    EXPECT_TRUE(report.holds()) << chain_fault_word(report.findings.at(0).fault);
    // At most the one that was on its way has been done without a word, and its retry tells of that one.
    EXPECT_GE(report.applications, this->told_.size());
    EXPECT_LE(report.applications, this->told_.size() + static_cast<std::size_t>(turn) + 1);
    told_before = this->told_.size();
  }
  EXPECT_GT(told_before, static_cast<std::size_t>(kills));

  const auto store = open_test_store(this->database_);
  const std::uint64_t sendings = need(store->verify()).applications;
  for (const auto& [what, number] : this->told_) {
    const auto& [family, turn] = what;
    const auto list = list_for(families[family], "k" + std::to_string(turn));
    EXPECT_EQ(need(store->send_application(families[family].guardian, list)).number.text, number);
  }
  EXPECT_EQ(need(store->verify()).applications, sendings);
  EXPECT_EQ(need(store->count_applications({{"oost"}, app::Role::official, {"o"}, opens_ms}, {"2027"})),
            static_cast<std::uint64_t>(families_count));
}

}  // namespace

}  // namespace mengpaneel::store
