# SPDX-License-Identifier: EUPL-1.2
"""Why segregation changed: the parts add up, threads do not matter, and what cannot be said is not said."""
import json

from support import ProgramTest

COLUMNS = ("--unit", "school", "--group", "ses", "--count", "pupils")
PARTS = ("structure", "group_margins", "unit_margins", "opened", "closed")
YEARS = {"2023": {"S1": (40, 10), "S2": (20, 30), "S3": (0, 25), "S4": (12, 13)},
         "2024": {"S1": (42, 12), "S2": (18, 33), "S4": (9, 14)},
         "2025": {"S1": (45, 6), "S2": (15, 40), "S4": (10, 9), "S5": (20, 1)}}


class Compare(ProgramTest):
    def setUp(self):
        super().setUp()
        for year, schools in YEARS.items():
            rows = [f"{school},{ses},{count}" for school, counts in schools.items() for ses, count in zip(("low", "high"), counts)]
            (self.folder / f"{year}.csv").write_text("school,ses,pupils\n" + "\n".join(rows) + "\n")

    def compare(self, *years, options=()):
        return json.loads(self.succeed("compare", *(f"{year}.csv" for year in years), *COLUMNS, "--format", "json", *options))

    def test_parts_add_up_by_year_and_by_school(self):
        found = self.compare("2023", "2024", "2025")
        self.assertEqual([(step["from"], step["to"]) for step in found["steps"]], [("2023", "2024"), ("2024", "2025")])
        self.assertTrue(found["direct"]["fit"]["reached"])
        for change in (found["direct"], *found["steps"]):
            for index in ("M", "H"):
                self.assertAlmostEqual(sum(change[index][part] for part in PARTS), change[index]["change"], delta=1e-12)
                for part in PARTS:
                    self.assertAlmostEqual(sum(unit[index][part] for unit in change["units"].values()), change[index][part], delta=1e-12)
        self.assertAlmostEqual(sum(step["M"]["change"] for step in found["steps"]), found["direct"]["M"]["change"], delta=1e-12)
        self.assertEqual({name: unit["presence"] for name, unit in found["direct"]["units"].items()},
                         {"S1": "both", "S2": "both", "S3": "closed", "S4": "both", "S5": "opened"})

    def test_is_the_same_for_any_number_of_threads(self):
        runs = [self.compare("2023", "2025", options=("--threads", threads)) for threads in ("1", "2", "3")]
        self.assertEqual(runs, runs[:1] * 3)
        self.assertEqual(list(runs[0]["transitions"]["by_group"]), ["high"])

    def test_hidden_numbers_give_bounds_and_no_moves(self):
        text = (self.folder / "2025.csv").read_text().replace("S5,high,1", "S5,high,<5")
        (self.folder / "hidden.csv").write_text(text)
        found = self.compare("2023", "hidden")
        low, high = found["change_of_M"]["bounds"]
        self.assertLessEqual(low, self.compare("2023", "2025")["direct"]["M"]["change"])
        self.assertGreaterEqual(high, self.compare("2023", "2025")["direct"]["M"]["change"])
        self.assertEqual((found["value_at"], found["transitions"]["by_group"]), ("middle", {}))

    def test_without_a_figure_says_why(self):
        (self.folder / "one.csv").write_text("school,ses,pupils\nS1,low,5\nS1,high,5\n")
        found = self.compare("2023", "one")
        self.assertEqual((found["direct"]["value"], found["direct"]["reason"]), (None, "one_unit"))

    def test_refuses_a_group_that_is_not_there(self):
        self.refused(2, "compare", "2023.csv", "2025.csv", *COLUMNS, "--focus", "middle")
        self.refused(2, "compare", "2023.csv", "2025.csv", "--unit", "school")
        self.refused(2, "compare", "2023.csv", *COLUMNS)
