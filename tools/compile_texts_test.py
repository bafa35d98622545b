#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Tests of compile_texts.py: what it makes of a good catalogue, and what it says of each bad one."""

import tempfile
import unittest
from pathlib import Path

import compile_texts

GOOD = {
    "nl/place.toml": 'title = "Plaatsen"\n[full]\nline = "Er {n|staat|staan} {n} voor u"\n',
    "en/place.toml": 'title = "Place"\n[full]\nline = "{n} before you"\n',
}


class CompileTexts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.header = self.root / "out" / "keys.hpp"
        self.source = self.root / "out" / "tables.cpp"

    def compile(self, files):
        for name, content in files.items():
            path = self.root / "texts" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return compile_texts.compile_texts(self.root / "texts", self.header, self.source)

    def assert_refused(self, changes, *parts):
        """One error that names every part, and nothing written."""
        errors = self.compile({**GOOD, **changes})
        self.assertEqual(len(errors), 1, errors)
        for part in parts:
            self.assertIn(part, errors[0])
        self.assertFalse(self.header.exists())
        self.assertFalse(self.source.exists())

    def test_good_catalogue(self):
        self.assertEqual(self.compile(GOOD), [])
        header = self.header.read_text(encoding="utf-8")
        self.assertIn("enum class Language : std::uint8_t { nl, en };", header)
        self.assertIn("enum class TextKey : std::uint16_t {\n  place_full_line,\n  place_title,\n};", header)
        self.assertIn("inline constexpr std::size_t text_key_count = 2;", header)
        self.assertIn('text_key_names = {\n    "place.full.line",\n    "place.title",\n};', header)
        source = self.source.read_text(encoding="utf-8")
        self.assertIn('texts_nl = {\n    "Er {n|staat|staan} {n} voor u",\n    "Plaatsen",\n};', source)

    def test_dutch_comes_first_and_the_others_by_name(self):
        self.assertEqual(self.compile({f"{name}/a.toml": 'b = "c"\n' for name in ("tr", "ar", "nl", "en")}), [])
        self.assertIn("Language : std::uint8_t { nl, ar, en, tr };", self.header.read_text(encoding="utf-8"))

    def test_nothing_is_written_when_nothing_changed(self):
        self.compile(GOOD)
        before = (self.header.stat().st_mtime_ns, self.source.stat().st_mtime_ns)
        self.compile({**GOOD, "en/place.toml": "# a comment\n" + GOOD["en/place.toml"]})
        self.assertEqual(before, (self.header.stat().st_mtime_ns, self.source.stat().st_mtime_ns))

    def test_a_changed_text_leaves_the_header_alone(self):
        self.compile(GOOD)
        before = self.header.stat().st_mtime_ns
        source = self.source.read_text(encoding="utf-8")
        self.compile({**GOOD, "en/place.toml": GOOD["en/place.toml"].replace("Place", "Placing")})
        self.assertEqual(before, self.header.stat().st_mtime_ns)
        self.assertNotEqual(source, self.source.read_text(encoding="utf-8"))

    def test_missing_key(self):
        self.assert_refused({"en/place.toml": 'title = "Place"\n'}, "en/place.toml", "place.full.line", "missing")

    def test_extra_key_is_missing_elsewhere(self):
        self.assert_refused({"en/extra.toml": 'more = "More"\n'}, "nl/extra.toml", "extra.more", "missing")

    def test_missing_file(self):
        self.assert_refused({"nl/more.toml": 'a = "A"\n'}, "en/more.toml", "more.a", "missing")

    def test_placeholders_differ(self):
        wrong = GOOD["en/place.toml"].replace("{n}", "{count}")
        self.assert_refused({"en/place.toml": wrong}, "en/place.toml", "place.full.line", "{count} here", "{n} in nl")

    def test_braces_that_are_no_placeholder(self):
        for wrong in ("{n", "n}", "{}", "{n|one}", "{n|a|b|c}", "{N}", "{{n}}", "{n|{n}|x}"):
            with self.subTest(wrong):
                texts = {language: GOOD[f"{language}/place.toml"] for language in ("nl", "en")}
                self.assert_refused({"en/place.toml": texts["en"].replace("{n}", wrong)}, "place.full.line", "placeholder")

    def test_empty_text(self):
        errors = self.compile({name: content.replace("Place", " ").replace("Plaatsen", "") for name, content in GOOD.items()})
        self.assertEqual(len(errors), 2, errors)
        self.assertTrue(all("place.title: the text is empty" in error for error in errors), errors)

    def test_not_a_text(self):
        errors = self.compile({name: content.replace('"', "", 2).replace("= P", "= 3 # P") for name, content in GOOD.items()})
        self.assertTrue(any("place.title: expected a text, found int" in error for error in errors), errors)

    def test_two_keys_with_one_enumerator(self):
        double = {name: content + '[full-line]\nx = "a"\n["full.line"]\nx = "b"\n' for name, content in GOOD.items()}
        self.assert_refused(double, "place.full", "place_full_line_x", "same enumerator")

    def test_not_toml(self):
        errors = self.compile({**GOOD, "en/place.toml": "title = \n"})
        self.assertTrue(any("en/place.toml" in error and "line 1" in error for error in errors), errors)

    def test_no_languages(self):
        (self.root / "texts").mkdir()
        self.assertIn("no language folders", self.compile({})[0])

    def test_literals(self):
        self.assertEqual(compile_texts.literal('“é” "\\\n\t'), '"“é” \\"\\\\\\n\\011"')
        self.assertEqual(compile_texts.literal("what??!"), '"what?\\?!"')


if __name__ == "__main__":
    unittest.main()
