# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a round is said all at once, with its place, and then nothing is written."""
from support import POLICY, ProgramTest, small_round

COMMANDS = (["place", "round", "--out", "outcome"], ["freeze", "round", "--out", "frozen"],
            ["chance", "round", "--draws", "2", "--out", "chance.csv"])


class Errors(ProgramTest):
    def test_five_mistakes_in_four_files(self):
        files = small_round()
        self.write_round("round", {
            "programmes.csv": files["programmes.csv"].replace("S2,4,", "S2,four,"),
            "pupils.csv": files["pupils.csv"] + "P01,H9,no,52.1,5.1\n",
            "preferences.csv": files["preferences.csv"].replace("P05,2,", "P05,1,") + "P16,1,S9\n",
            "claims.csv": files["claims.csv"] + "P77,S1,sibling\n"})
        for words in COMMANDS:
            found = {(error["file"], error["line"], error["column"], error["code"], error["value"])
                     for error in self.refused(3, *words)}
            self.assertEqual(found, {("round/programmes.csv", 3, 4, "not_a_whole_number", "four"),
                                     ("round/pupils.csv", 18, 1, "duplicate", "P01"),
                                     ("round/preferences.csv", 15, 5, "rank_repeated", "1"),
                                     ("round/preferences.csv", 47, 7, "unknown_programme", "S9"),
                                     ("round/claims.csv", 4, 1, "unknown_pupil", "P77")})
        self.assertEqual(self.names_here(), ["round"])

    def test_rules_and_tables_in_one_run(self):
        self.write_round("round", {"policy.toml": POLICY.replace('"household"', '"street"').replace("seats = 1", "seets = 1"),
                                   "pupils.csv": small_round()["pupils.csv"] + ",H9,no,,\n"})
        found = [(error["file"], error["line"]) for error in self.refused(3, "place", "round", "--out", "outcome")]
        self.assertIn(("round/policy.toml", 11), found)
        self.assertIn(("round/policy.toml", 20), found)
        self.assertIn(("round/pupils.csv", 18), found)

    def test_the_draw_and_the_round_in_one_run(self):
        self.write_rows("round", "preferences.csv", "P16,1,S9")
        (self.folder / "draw.csv").write_text("party,commitment\n")
        files = {error["file"] for error in self.refused(3, "place", "round", "--out", "outcome", "--draw", "draw.csv")}
        self.assertEqual(files, {"draw.csv", "round/preferences.csv"})

    def test_fifty_are_shown_and_all_are_counted(self):
        self.write_rows("round", "preferences.csv", *(f"P16,{rank},S{rank}" for rank in range(10, 83)))
        finished = self.run_program("place", "round", "--out", "outcome", "--json")
        self.assertEqual(finished.code, 3)
        self.assertTrue(finished.err.endswith('"total": 73\n}\n'), finished.err[-40:])
        self.assertEqual(len(self.refused(3, "place", "round", "--out", "outcome")), 50)
        text = self.run_program("place", "round", "--out", "outcome", "--language", "en")
        self.assertEqual(text.err.count("S"), 50 * text.err.splitlines()[0].count("S"))
        self.assertTrue(text.err.endswith("50 of 73 errors.\n"), text.err[-60:])
        self.assertEqual(self.names_here(), ["round"])

    def test_an_error_for_people_names_the_place_and_what_to_do(self):
        self.write_rows("round", "preferences.csv", "P16,1,S9")
        finished = self.run_program("place", "round", "--out", "outcome", "--language", "en")
        self.assertEqual((finished.code, finished.out), (3, ""))
        where, hint = finished.err.splitlines()
        self.assertEqual(where, "round/preferences.csv:47:7: The programme “S9” is not in programmes.csv.")
        self.assertTrue(hint.startswith("    Check the name"))

    def test_nothing_is_written_where_folders_were_to_be_made(self):
        self.write_rows("round", "preferences.csv", "P16,1,S9")
        self.refused(3, "place", "round", "--out", "new/folder/outcome")
        self.assertEqual(self.names_here(), ["round"])

    def test_what_stood_there_stays_with_force(self):
        self.write_round("good")
        before = self.place("good")
        self.write_rows("round", "preferences.csv", "P16,1,S9")
        self.refused(3, "place", "round", "--out", "outcome", "--force")
        self.assertEqual(self.files_in("outcome"), before)

    def test_a_name_cannot_command_the_terminal(self):
        escape = "\x1b]0;owned\x07\x1b[2J"
        self.write_rows("round", "preferences.csv", f"P16,1,{escape}")
        finished = self.run_program("place", "round", "--out", "outcome")
        self.assertEqual(finished.code, 3)
        self.assertNotIn("\x1b", finished.err)
        self.assertNotIn("\x1b", self.the_error(3, "place", "round", "--out", "outcome")["value"])
        programmes = small_round()["programmes.csv"].replace("De Wilg", "De " + escape)
        self.write_round("named", {"programmes.csv": programmes})
        self.place("named")
        for words in (["explain", "named", "outcome"], ["place", "named", "--out", "outcome", "--force"]):
            self.assertNotIn("\x1b", self.succeed(*words))
