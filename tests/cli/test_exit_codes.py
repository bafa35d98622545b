# SPDX-License-Identifier: EUPL-1.2
"""The exit codes of the contract, each in situations that happen."""
import resource
from pathlib import Path

from support import SEED, ProgramTest


class Done(ProgramTest):
    def test_a_round_is_placed_verified_and_explained(self):
        self.write_round()
        self.assertIn("De uitkomst staat in outcome", self.succeed("place", "round", "--out", "outcome"))
        self.assertIn("verified", self.succeed("verify", "round", "outcome"))
        self.assertIn("P07", self.succeed("explain", "round", "outcome", "--pupil", "P07"))
        self.assertTrue(self.succeed("chance", "round", "--draws", "5").startswith("pupil_id,programme_id,rank,chance,se,draws\n"))

    def test_an_outcome_has_the_files_of_the_contract(self):
        self.write_round()
        self.assertEqual(sorted(self.place("round")),
                         ["certificate.json", "cutoffs.csv", "decisions.csv", "frozen.csv", "placements.csv", "policy.toml",
                          "seats.csv", "summary.json", "waiting_lists.csv"])

    def test_help_and_version(self):
        for words in (["--help"], ["--version"], ["place", "--help"], ["import", "--help"]):
            self.assertNotEqual(self.succeed(*words), "")

    def test_a_folder_may_begin_with_a_dash_after_two_dashes(self):
        self.write_round("-round")
        self.succeed("place", "--out", "outcome", "--", "-round")


class TheAnswerIsNo(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write_round()
        self.original = self.place("round")
        self.succeed("freeze", "round", "--out", "frozen", "--quiet")

    def assert_refused(self, naming):
        """By the round and by its frozen tables alone, with a line that says where."""
        for source in ("round", "frozen"):
            finished = self.run_program("verify", source, "outcome")
            self.assertEqual((finished.code, finished.err), (1, ""), (source, naming))
            self.assertIn("✗", finished.out)
            self.assertIn(naming, finished.out)
            self.assertNotIn("verified", finished.out)

    def with_file(self, name, content):
        path = self.folder / "outcome" / name
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)

    def test_any_changed_byte(self):
        for name, content in self.original.items():
            with self.subTest(name):
                middle = len(content) // 2
                self.with_file(name, content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1:])
                self.assert_refused(name)
                self.with_file(name, content)
        self.succeed("verify", "round", "outcome")

    def test_files_that_are_missing_cut_off_empty_or_not_text(self):
        for name, content in self.original.items():
            for wrong in (None, content[:len(content) // 2], b"", b"\x00\xff\xfe" * 40):
                with self.subTest(name, wrong=wrong and wrong[:20]):
                    self.with_file(name, wrong)
                    self.assert_refused(name)
            self.with_file(name, content)

    def test_a_file_that_does_not_belong_there(self):
        self.with_file("extra.csv", b"pupil_id\n")
        self.assert_refused("extra.csv")

    def test_a_pupil_at_another_school(self):
        placements = self.original["placements.csv"].decode().splitlines()
        placed = [row for row in placements if ",S1,1," in row]
        self.with_file("placements.csv", "\n".join(placements).replace(placed[0], placed[0].replace("S1", "S2")).encode() + b"\n")
        self.assert_refused("placements.csv")

    def test_the_outcome_of_another_round_or_no_outcome(self):
        self.write_rows("other", "pupils.csv", "P99,H99,no,52.1,5.1")
        self.assertEqual(self.run_program("verify", "other", "outcome").code, 1)
        self.assertEqual(self.run_program("verify", "round", "nowhere").code, 1)
        self.assertEqual(self.run_program("verify", "round", "round/pupils.csv").code, 1)


class WrongUsage(ProgramTest):
    def test_each_is_refused_and_named(self):
        self.write_round()
        long_seed, short_seed = SEED + "00", SEED[:-1]
        for code, words in [
                ("command_missing", []),
                ("command_unknown", ["plaec", "round"]),
                ("command_missing", ["import"]),
                ("command_unknown", ["import", "cbs"]),
                ("option_unknown", ["place", "round", "--out", "x", "--oot", "y"]),
                ("option_missing", ["place", "round"]),
                ("argument_missing", ["place", "--out", "x"]),
                ("argument_missing", ["verify", "round"]),
                ("argument_unexpected", ["place", "round", "round", "--out", "x"]),
                ("option_twice", ["place", "round", "--out", "x", "--out", "y"]),
                ("option_value_missing", ["place", "round", "--out"]),
                ("option_value_invalid", ["place", "round", "--out", ""]),
                ("option_value_invalid", ["place", "round", "--out", "-"]),
                ("option_value_invalid", ["place", "round", "--out", "x", "--mechanism", "boston"]),
                ("option_value_invalid", ["place", "round", "--out", "x", "--threads", "-1"]),
                ("option_value_invalid", ["chance", "round", "--draws", "0"]),
                ("option_value_invalid", ["chance", "round", "--draws", "99999999999999999999"]),
                ("option_value_invalid", ["chance", "round", "--language", "de"]),
                ("seed_invalid", ["place", "round", "--out", "x", "--seed", short_seed]),
                ("seed_invalid", ["place", "round", "--out", "x", "--seed", long_seed]),
                ("options_exclude_each_other", ["place", "round", "--out", "x", "--seed", SEED, "--draw", "draw.csv"])]:
            with self.subTest(words):
                self.assertEqual(self.the_error(2, *words)["code"], code)
        self.assertEqual(self.names_here(), ["round"])

    def test_all_mistakes_at_once(self):
        self.assertEqual([error["code"] for error in self.refused(2, "place")], ["argument_missing", "option_missing"])
        # An option that is spelt wrongly may be the one that is missing, so that is not said as well.
        self.assertEqual([error["code"] for error in self.refused(2, "place", "--oot", "--threads", "many")],
                         ["option_unknown", "option_value_invalid"])


class BadInput(ProgramTest):
    def test_folders_that_are_not_rounds(self):
        self.write_round("full")
        (self.folder / "empty").mkdir()
        (self.folder / "file").write_text("text")
        for round_name in ("nowhere", "file"):
            self.assertEqual(self.the_error(3, "place", round_name, "--out", "x")["file"], round_name)
        missing = [error["file"] for error in self.refused(3, "place", "empty", "--out", "x")]
        self.assertEqual(sorted(missing), ["empty/policy.toml", "empty/preferences.csv", "empty/programmes.csv", "empty/pupils.csv"])
        self.assertEqual(self.names_here(), ["empty", "file", "full"])

    def test_a_draw_that_is_not_there(self):
        self.write_round()
        self.assertEqual(self.the_error(3, "place", "round", "--out", "x", "--draw", "draw.csv")["code"], "file_missing")

    def test_an_unknown_pupil_of_explain(self):
        self.write_round()
        self.place("round")
        error = self.the_error(3, "explain", "round", "outcome", "--pupil", "P99")
        self.assertEqual((error["code"], error["value"]), ("unknown_pupil", "P99"))


class TheEnvironmentFails(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write_round()

    def assert_unwritable(self, out, *words, **options):
        error = self.the_error(4, *words, **options)
        self.assertEqual(error["code"], "file_unwritable")
        self.assertTrue(error["file"].startswith(out), error)

    def test_a_target_that_is_a_file_or_whose_parent_is_one(self):
        for out in ("round/pupils.csv", "round/pupils.csv/outcome"):
            for words in (["place", "round"], ["freeze", "round"], ["synthesise"]):
                with self.subTest(words, out=out):
                    self.assert_unwritable(out, *words, "--out", out)
                    self.assert_unwritable(out, *words, "--out", out, "--force")
        self.assertIn(b"pupil_id", (self.folder / "round/pupils.csv").read_bytes())

    def test_a_place_where_nobody_may_write(self):
        self.assert_unwritable("/proc", "place", "round", "--out", "/proc/mengpaneel/outcome")
        self.assert_unwritable("/proc", "chance", "round", "--draws", "2", "--out", "/proc/chance.csv")

    def test_a_file_where_a_folder_stands(self):
        self.assert_unwritable("round", "chance", "round", "--draws", "2", "--out", "round")

    def test_a_full_disk_as_standard_output(self):
        self.place("round")
        for words in (["--help"], ["verify", "round", "outcome"], ["explain", "round", "outcome"],
                      ["chance", "round", "--draws", "2"], ["place", "round", "--out", "other"]):
            with self.subTest(words), open("/dev/full", "wb") as full:
                self.assert_unwritable("-", *words, stdout=full)
        self.assert_unwritable("/dev/full", "chance", "round", "--draws", "2", "--out", "/dev/full")

    def test_a_disk_that_is_full_halfway(self):
        def limit_file_sizes():
            resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))

        before = self.names_here()
        self.assert_unwritable("", "place", "round", "--out", "outcome", preexec_fn=limit_file_sizes)
        self.assert_unwritable("", "chance", "round", "--draws", "2", "--out", "c.csv", preexec_fn=limit_file_sizes)
        self.assertEqual(self.names_here(), before)

    def test_too_little_memory(self):
        def limit_memory():
            resource.setrlimit(resource.RLIMIT_AS, (120_000_000, 120_000_000))

        self.succeed("synthesise", "--plain", "--pupils", "60000", "--schools", "600", "--out", "town", "--quiet")
        self.assertEqual(self.the_error(4, "place", "town", "--out", "outcome", preexec_fn=limit_memory)["code"], "memory_full")
        self.assertEqual(self.names_here(), ["round", "town"])

    def test_a_machine_that_gives_no_more_threads(self):
        """Fewer than were asked for do the same work."""
        def limit_memory():
            resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))

        expected = self.succeed("chance", "round", "--draws", "3000", "--threads", "1")
        self.assertEqual(self.succeed("chance", "round", "--draws", "3000", "--threads", "1024", preexec_fn=limit_memory), expected)

    def test_a_file_that_cannot_be_read(self):
        path = self.folder / "round/pupils.csv"
        path.unlink()
        path.mkdir()
        error = self.the_error(4, "place", "round", "--out", "outcome")
        self.assertEqual((error["code"], Path(error["file"])), ("file_unreadable", Path("round/pupils.csv")))
