# SPDX-License-Identifier: EUPL-1.2
"""measure: the members that docs/formats.md promises, hidden numbers, no figure with a reason, and any number of threads."""
import csv
import io
import json

from support import ProgramTest

ROWS = ["S1,W1,B1,low,30", "S1,W1,B1,high,10", "S2,W1,B2,low,12", "S2,W1,B2,high,25", "S3,W2,B1,mid,9", "S3,W2,B1,high,40", "S3,W2,B1,low,3"]


class Measure(ProgramTest):
    def write(self, rows, name="counts.csv"):
        (self.folder / name).write_text("school,wijk,board,ses,n\n" + "".join(row + "\n" for row in rows))
        return name

    def json(self, name, *options):
        return json.loads(self.succeed("measure", name, "--unit", "school", "--group", "ses", "--format", "json", *options))

    def test_members(self):
        found = self.json(self.write(ROWS))
        for key in ("M", "H", "D", "gini", "P", "R", "C", "entropy"):
            self.assertIsInstance(found[key], float, key)
        for key in ("atkinson", "hutchens", "isolation", "eta2"):
            self.assertEqual(sorted(found[key]), ["high", "low", "mid"], key)
        self.assertAlmostEqual(sum(found["exposure"]["low"].values()), 1, 12)
        self.assertAlmostEqual(found["H"] * found["entropy"], found["M"], 12)
        self.assertAlmostEqual(sum(unit["part_of_D"] for unit in found["local"]["units"].values()), found["D"], 12)

    def test_two_groups_have_one_number(self):
        found = self.json(self.write([row for row in ROWS if "mid" not in row]))
        self.assertIsInstance(found["atkinson"], float)
        self.assertAlmostEqual(found["atkinson"], 1 - (1 - found["hutchens"]) ** 2, 12)

    def test_levels_add_up(self):
        found = self.json(self.write(ROWS), "--within", "wijk", "--nested", "board,wijk")
        self.assertEqual([term["level"] for term in found["nested"]], ["board", "wijk", "unit"])
        for key in ("M", "H"):
            self.assertAlmostEqual(sum(term[key] for term in found["nested"]), found[key], 12)
            self.assertAlmostEqual(found["within"]["between"][key] + found["within"]["within"][key], found[key], 12)

    def test_hidden_numbers_are_bounds(self):
        hidden = self.json(self.write([*ROWS[:-1], "S3,W2,B1,low,<5"], "hidden.csv"))
        self.assertEqual(hidden["pupils"], {"bounds": [127, 130]})
        for pupils in (1, 2, 3, 4):
            known = self.json(self.write([*ROWS[:-1], f"S3,W2,B1,low,{pupils}"], f"known{pupils}.csv"))
            for key in ("M", "H", "D", "gini", "P", "R", "C", "entropy"):
                low, high = hidden[key]["bounds"]
                self.assertLessEqual(low - 1e-9, known[key], (key, pupils))
                self.assertGreaterEqual(high + 1e-9, known[key], (key, pupils))
                # Those of gini are made of those of D (docs/measure.md), and D (2 - D) - D is 0.25 by itself.
                self.assertLess(high - low, 0.35 if key == "gini" else 0.2, key)

    def test_no_figure_has_a_reason(self):
        for rows, reason in ((ROWS[:2], "one_unit"), ([ROWS[0], ROWS[2]], "one_group"), ([], "no_pupils")):
            found = self.json(self.write(rows, reason + ".csv"))
            self.assertEqual(found["D"], {"value": None, "reason": reason})

    def test_threads_do_not_matter(self):
        name = self.write(ROWS)
        found = [self.succeed("measure", name, "--unit", "school", "--group", "ses", "--format", "csv", "--bootstrap", "50", "--threads", threads)
                 for threads in (1, 2, 7)]
        self.assertEqual(len(set(found)), 1)
        rows = {(row["index"], row["group"], row["other"]): row for row in csv.DictReader(io.StringIO(found[0]))}
        self.assertGreater(float(rows["M", "", ""]["se"]), 0)
        self.assertIn(("exposure", "low", "mid"), rows)

    def test_what_is_missing_is_named(self):
        name = self.write(ROWS)
        self.assertEqual(self.the_error(2, "measure", name, "--unit", "school")["field"], "--group")
        self.assertEqual(self.the_error(3, "measure", name, "--unit", "school", "--group", "SES")["code"], "column_missing")
        (self.folder / "empty.csv").write_text("")
        self.assertEqual(self.the_error(3, "measure", "empty.csv")["file"], "empty.csv")
