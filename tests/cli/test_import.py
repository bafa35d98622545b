# SPDX-License-Identifier: EUPL-1.2
"""`import KIND` from outside: whole folders or nothing, and what a table says about itself."""
import csv
import json

from support import ProgramTest

TABLE = "PEILDATUM;INSTELLINGSCODE;VESTIGINGSCODE;LEEFTIJD_4;LEEFTIJD_5\n20241001;99ZZ;00;<5;12\n"


class ImportKinds(ProgramTest):
    def write(self, name, text, encoding="utf-8"):
        (self.folder / name).write_bytes(text.encode(encoding))

    def test_a_table_says_by_which_definition_and_borders_was_counted(self):
        self.write("a.csv", TABLE)
        said = self.succeed("import", "duo-leerlingen", "a.csv", "--out", "out", "--language", "en")
        self.assertIn("untried", said)
        with (self.folder / "out" / "counts.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(row["age"], row["count"]) for row in rows], [("4", "1..4"), ("5", "12")])
        for row in rows:
            self.assertEqual((row["year"], row["definition"], row["geography_year"]), ("2024", "duo-po-leeftijd", "2024"))
        report = json.loads((self.folder / "out" / "import.json").read_text())
        self.assertEqual(report["pupils"], {"low": 13, "high": 16})
        self.assertEqual(report["reader"], "from the documented layout, untried")

    def test_nothing_is_written_when_there_was_any_fault(self):
        self.write("good.csv", TABLE)
        self.write("bad.csv", TABLE.replace("12", "<10").replace("99ZZ", "99YY"))
        errors = self.refused(3, "import", "duo-leerlingen", "good.csv", "bad.csv", "--out", "out")
        self.assertEqual([(error["code"], error["file"], error["line"], error["column"]) for error in errors],
                         [("not_a_whole_number", "bad.csv", 2, 21)])
        self.assertFalse((self.folder / "out").exists())

    def test_an_empty_file_is_named(self):
        self.write("good.csv", TABLE)
        self.write("empty.csv", "")
        self.assertIn("empty.csv", self.succeed("import", "duo-leerlingen", "good.csv", "empty.csv", "--out", "out"))
        errors = self.refused(3, "import", "duo-leerlingen", "empty.csv", "--out", "other")
        self.assertEqual([error["code"] for error in errors], ["file_empty"])

    def test_a_break_in_a_series_is_refused_with_a_reason(self):
        head = "PEILDATUM;INSTELLINGSCODE;VESTIGINGSCODE;HAVO\n"
        self.write("2022.csv", head + "20221001;99ZZ;00;7\n")
        self.write("2023.csv", head + "20231001;99ZZ;00;7\n")
        errors = self.refused(3, "import", "duo-advies", "2022.csv", "2023.csv", "--out", "out")
        self.assertEqual([(error["code"], error["field"], error["file"]) for error in errors],
                         [("series_break", "definition", "2023.csv")])

    def test_windows_1252_is_read_and_reported(self):
        self.write("old.csv", "PEILDATUM;BRIN NUMMER;VESTIGINGSNUMMER;NAAM;LEEFTIJD 4\n20121001;99ZZ;00;Andr\u00e9;7\n", "cp1252")
        self.succeed("import", "duo-leerlingen", "old.csv", "--out", "out")
        self.assertIn("Andr\u00e9", (self.folder / "out" / "counts.csv").read_text(encoding="utf-8"))
        self.assertEqual(json.loads((self.folder / "out" / "import.json").read_text())["files"][0]["encoding"], "windows-1252")
