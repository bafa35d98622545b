# SPDX-License-Identifier: EUPL-1.2
"""The many shapes of the same tables give the same outcome; what is wrong in them is named with file and line."""
import csv
import io

from support import POLICY, ProgramTest, small_round

TABLES = ("programmes.csv", "pupils.csv", "preferences.csv", "claims.csv")


def rows_of(name):
    return list(csv.reader(io.StringIO(small_round()[name])))


def written(rows, delimiter=",", end="\n", quote=False):
    def field(text):
        needs = quote or any(character in text for character in (delimiter, '"', "\n"))
        return '"' + text.replace('"', '""') + '"' if needs else text
    return "".join(delimiter.join(map(field, row)) + end for row in rows)


def european(rows, delimiter):
    """With a decimal comma for coordinates."""
    places = [number for number, name in enumerate(rows[0]) if name in ("latitude", "longitude")]
    return written([[field.replace(".", ",") if number in places else field for number, field in enumerate(row)] for row in rows],
                   delimiter, "\r\n")


class SameOutcome(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write_round()
        self.expected = self.place("round")

    def assert_same(self, change, names=TABLES):
        self.assert_same_result(self.placed_twin({name: change(rows_of(name)) for name in names}), self.expected)

    def test_a_byte_order_mark(self):
        self.assert_same(lambda rows: "\ufeff" + written(rows))

    def test_crlf(self):
        self.assert_same(lambda rows: written(rows, end="\r\n"))

    def test_semicolons_and_decimal_commas(self):
        self.assert_same(lambda rows: european(rows, ";"))

    def test_tabs_and_decimal_commas(self):
        self.assert_same(lambda rows: european(rows, "\t"))

    def test_everything_in_quotes(self):
        self.assert_same(lambda rows: "\ufeff" + written(rows, quote=True, end="\r\n"))

    def test_no_line_end_at_the_end(self):
        self.assert_same(lambda rows: written(rows).rstrip("\n"))

    def test_empty_lines(self):
        self.assert_same(lambda rows: written(rows).replace("\n", "\n\n") + "\n\n")

    def test_columns_in_another_order_and_columns_of_somebody_else(self):
        self.assert_same(lambda rows: written([["x" if number else "remark", *reversed(row)] for number, row in enumerate(rows)]),
                         names=("pupils.csv", "preferences.csv", "claims.csv"))

    def test_rules_with_another_encoding_of_lines(self):
        for name, text in (("crlf", POLICY.replace("\n", "\r\n")), ("bom", "\ufeff" + POLICY)):
            files = self.placed_twin({"policy.toml": text}, name)
            self.assertEqual(files["policy.toml"], text.encode())
            for table in ("frozen.csv", "seats.csv", "placements.csv", "decisions.csv", "cutoffs.csv"):
                self.assertEqual(files[table], self.expected[table])

    def test_names_of_any_kind(self):
        """What a school is called is no part of the outcome: in quotes with line ends, right to left, combining, with escapes."""
        names = ['De "Wilg",\nlocatie 1', "مدرسة\u200f\u202e البداية", "Cafe\u0301 \U0001f3eb" + "\u0301" * 50]
        rows = [[*row[:2], name] for row, name in zip(rows_of("programmes.csv"), ["name", *names], strict=True)]
        self.assert_same_result(self.placed_twin({"programmes.csv": written(rows)}), self.expected)
        said = self.succeed("explain", "twin", "twin-outcome") + self.succeed("place", "twin", "--out", "again")
        self.assertNotIn("\u202e", said, "which turns round what stands after it")
        self.assertIn("البداية", said)

    def test_a_table_that_may_be_absent_and_one_without_rows(self):
        without = self.placed_twin({"claims.csv": None}, "without")
        self.assert_same_result(self.placed_twin({"claims.csv": "pupil_id,programme_id,claim\n"}, "empty"), without)
        self.assertNotEqual(without["decisions.csv"], self.expected["decisions.csv"])


class OddButRight(ProgramTest):
    def placements(self, changes, name="odd"):
        text = self.placed_twin(changes, name)["placements.csv"].decode()
        return {row["pupil_id"]: row["programme_id"] for row in csv.DictReader(io.StringIO(text))}

    def test_identifiers_are_bytes(self):
        """Right to left, composed and decomposed, leading zeros, capitals, 64 bytes, and what tables have to quote."""
        odd = ["תלמיד-1", "\u00e9", "e\u0301", "007", "7", "a", "A", "x" * 64, "é" * 32, "with, comma", 'with "quotes"', " blank "]
        pupils = written([["pupil_id"], *([name] for name in odd)])
        choices = written([["pupil_id", "rank", "programme_id"], *([name, "1", "مدرسة"] for name in odd)])
        placed = self.placements({"pupils.csv": pupils, "preferences.csv": choices, "claims.csv": None,
                                  "programmes.csv": "programme_id,capacity\nمدرسة,12\n", "policy.toml": POLICY_OF_ONE_POOL})
        self.assertEqual(placed, dict.fromkeys(odd, "مدرسة"))
        self.assertEqual(list(placed), sorted(odd, key=str.encode))
        self.assertIn("תלמיד-1", self.succeed("explain", "odd", "odd-outcome", "--pupil", "תלמיד-1"))

    def test_capacity_zero_places_nobody(self):
        programmes = small_round()["programmes.csv"].replace("S1,3,", "S1,0,")
        placed = self.placements({"programmes.csv": programmes, "policy.toml": POLICY_OF_ONE_POOL})
        self.assertNotIn("S1", placed.values())

    def test_an_empty_capacity_is_no_limit(self):
        programmes = small_round()["programmes.csv"].replace("S1,3,", "S1,,")
        placed = self.placements({"programmes.csv": programmes, "policy.toml": POLICY_OF_ONE_POOL})
        self.assertEqual([pupil for pupil, school in placed.items() if school != "S1"], ["P16"])

    def test_who_has_no_preferences_is_not_placed_and_no_error(self):
        placed = self.placements({})
        self.assertEqual((placed["P16"], len(placed)), ("", 16))

    def test_nobody_applied(self):
        placed = self.placements({"preferences.csv": "pupil_id,rank,programme_id\n"})
        self.assertEqual(set(placed.values()), {""})

    def test_no_pupils_at_all(self):
        header = small_round()["pupils.csv"].splitlines()[0] + "\n"
        changes = {"pupils.csv": header, "preferences.csv": "pupil_id,rank,programme_id\n", "claims.csv": None}
        self.assertEqual(self.placements(changes), {})
        self.assertEqual(self.succeed("explain", "odd", "odd-outcome"), "")
        self.assertEqual(len(self.succeed("chance", "odd", "--draws", "2").splitlines()), 1)

    def test_gaps_between_ranks(self):
        gaps = small_round()["preferences.csv"].replace(",3,", ",900000,").replace(",2,", ",17,")
        self.write_round()
        plain, odd = self.place("round"), self.placed_twin({"preferences.csv": gaps})
        self.assertEqual([row.split(b",")[:2] for row in plain["placements.csv"].splitlines()],
                         [row.split(b",")[:2] for row in odd["placements.csv"].splitlines()])


class Wrong(ProgramTest):
    def assert_error(self, file, line, code, content, value=None):
        """The only error of a round in which one file has other content."""
        name = f"round{len(self.names_here())}"
        self.write_round(name, {file: content})
        error = self.the_error(3, "place", name, "--out", "outcome")
        self.assertEqual((error["file"], error["line"], error["code"]), (f"{name}/{file}", line, code), error)
        if value is not None:
            self.assertEqual(error["value"], value)
        self.assertNotIn("outcome", self.names_here())

    def with_row(self, file, row):
        return small_round()[file] + row + "\n"

    def test_something_is_there_twice(self):
        self.assert_error("pupils.csv", 18, "duplicate", self.with_row("pupils.csv", "P01,H1,no,,"), "P01")
        self.assert_error("programmes.csv", 5, "duplicate", self.with_row("programmes.csv", "S1,3,De Wilg"), "S1")
        self.assert_error("preferences.csv", 47, "duplicate", self.with_row("preferences.csv", "P01,4,S1"), "S1")
        self.assert_error("claims.csv", 4, "duplicate", self.with_row("claims.csv", "P03,S1,sibling"))
        self.assert_error("pupils.csv", 1, "column_twice", small_round()["pupils.csv"].replace("household_id", "vve", 1))

    def test_something_is_not_there(self):
        self.assert_error("preferences.csv", 47, "unknown_programme", self.with_row("preferences.csv", "P16,1,S9"), "S9")
        self.assert_error("preferences.csv", 47, "unknown_pupil", self.with_row("preferences.csv", "P99,1,S1"), "P99")
        self.assert_error("preferences.csv", 47, "unknown_programme", self.with_row("preferences.csv", "P16,1,s1"), "s1")
        self.assert_error("claims.csv", 4, "unknown_pupil", self.with_row("claims.csv", "p03,S1,sibling"), "p03")
        self.assert_error("preferences.csv", 1, "column_missing", small_round()["preferences.csv"].replace("rank", "order"))
        self.assert_error("pupils.csv", 18, "wrong_field_count", self.with_row("pupils.csv", "P17,H1"))
        self.assert_error("pupils.csv", 0, "file_empty", "")

    def test_numbers(self):
        for capacity, code in (("-1", "out_of_range"), ("3.5", "not_a_whole_number"), ("3 ", "not_a_whole_number"),
                               ("1e3", "not_a_whole_number"), ("99999999999999999999", "out_of_range")):
            with self.subTest(capacity):
                self.assert_error("programmes.csv", 5, code, self.with_row("programmes.csv", f"S4,{capacity},De Eik"), capacity)
        self.assert_error("preferences.csv", 47, "out_of_range", self.with_row("preferences.csv", "P16,0,S1"), "0")
        self.assert_error("pupils.csv", 18, "out_of_range", self.with_row("pupils.csv", "P17,H9,no,95.0,5.1"), "95.0")
        self.assert_error("pupils.csv", 18, "not_a_number", self.with_row("pupils.csv", 'P17,H9,no,"52,1",5.1'), "52,1")

    def test_identifiers(self):
        for pupil in ("x" * 65, "é" * 33, "with\ttab", '"with\nline end"', "nul\0byte", "escape\x1b", "delete\x7f"):
            with self.subTest(pupil[:20]):
                self.assert_error("pupils.csv", 18, "not_an_identifier", self.with_row("pupils.csv", f"{pupil},H9,no,,"))
        self.assert_error("pupils.csv", 18, "value_missing", self.with_row("pupils.csv", ",H9,no,,"))

    def test_what_is_not_text(self):
        plain = small_round()["pupils.csv"].encode()
        self.assert_error("pupils.csv", 18, "not_utf8", plain + "P17,Hé,no,,\n".encode("latin-1"))
        self.assert_error("pupils.csv", 18, "not_utf8", plain + b"P17,\xed\xa0\x80,no,,\n")  # half of a surrogate pair
        self.assert_error("pupils.csv", 18, "not_utf8", plain + b"P17,\xc0\xaf,no,,\n")  # longer than need be
        for encoding in ("utf-16", "utf-16-be"):
            name = encoding
            self.write_round(name, {"pupils.csv": small_round()["pupils.csv"].encode(encoding)})
            self.assertTrue(any(error["file"] == f"{name}/pupils.csv" for error in self.refused(3, "place", name, "--out", "outcome")))
        self.assert_error("policy.toml", 3, "not_utf8", POLICY.encode().replace(b"Voorbeeldstad", b"Caf\xe9"))

    def test_quotes(self):
        self.assert_error("pupils.csv", 18, "quote_not_closed", self.with_row("pupils.csv", 'P17,"H9,no,,'))
        self.assert_error("pupils.csv", 18, "quote_misplaced", self.with_row("pupils.csv", 'P17,H"9",no,,'))

    def test_a_huge_line(self):
        megabytes = "x" * 5_000_000
        self.assert_error("pupils.csv", 18, "not_an_identifier", self.with_row("pupils.csv", f"P17{megabytes},H9,no,,"))
        self.assert_error("pupils.csv", 18, "wrong_field_count", self.with_row("pupils.csv", "P17" + "," * 1_000_000))
        error = self.the_error(3, "place", "round0", "--out", "outcome")
        self.assertLess(len(error["value"]) + len(error["message"]), 500, "the message shows the beginning only")
        files = self.placed_twin({"pupils.csv": self.with_row("pupils.csv", f'P17,H9,"{megabytes}",,')}, "long-attribute")
        self.assertIn(b"P17,,,\n", files["placements.csv"])

    def test_rules_that_do_not_fit_the_round(self):
        """Each on its line of policy.toml, and in words that name what it is about."""
        lines = POLICY.splitlines()
        criterion, pool = lines.index('vve = { attribute = "vve", equals = "yes" }') + 1, lines.index("[[pool]]") + 1
        self.assert_error("policy.toml", pool + 2, "key_unknown", POLICY.replace("seats = 1\n", "seat = 1\nseats = 1\n"), "seat")
        for line, code, old, new, about in (
                (pool, "seats_exceed_capacity", "seats = 1", "seats = 4", ["S1", "4", "3"]),
                (pool, "rest_missing", 'seats = "rest"', "seats = 2", ["S3"]),
                (pool, "seats_below_capacity", 'seats = "rest"', "seats = 2", ["S2", "3", "4"]),
                (criterion, "column_needed_by_rules", 'attribute = "vve"', 'attribute = "income"', ["income", "pupils.csv"]),
                (pool, "column_needed_by_rules", "seats = 1", 'seats = { column = "places" }', ["places", "programmes.csv"]),
                (0, "file_needed_by_rules", '"single"', '"given"', ["lottery.csv"])):
            name = f"{code}-{about[0]}"
            programmes = small_round()["programmes.csv"].replace("S3,5,", "S3,," if code == "rest_missing" else "S3,3,")
            with self.subTest(name):
                self.write_round(name, {"policy.toml": POLICY.replace(old, new), "programmes.csv": programmes})
                errors = [error for error in self.refused(3, "place", name, "--out", "outcome") if error["code"] == code]
                self.assertEqual((errors[0]["file"], errors[0]["line"]), (f"{name}/policy.toml", line))
                for word in about:
                    self.assertRegex(errors[0]["message"], rf"\b{word}\b")

    def test_a_list_longer_than_allowed(self):
        self.write_round("long", {"policy.toml": POLICY.replace("maximum_preferences = 6", "maximum_preferences = 2")})
        errors = self.refused(3, "place", "long", "--out", "outcome")
        self.assertEqual([(error["file"], error["code"]) for error in errors], [("long/preferences.csv", "list_too_long")] * 15)
        self.assertEqual([error["line"] for error in errors], list(range(2, 47, 3)))
        self.assertIn("P01", errors[0]["message"])


POLICY_OF_ONE_POOL = POLICY[:POLICY.index("[criteria]")] + '[[pool]]\nname = "open"\nseats = "rest"\n'
