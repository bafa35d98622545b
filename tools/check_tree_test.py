#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Tests of check_tree.py: a good small tree passes, and each fault is found at its line."""

import tempfile
import unittest
from pathlib import Path

import check_tree

SPDX = "// SPDX-License-Identifier: EUPL-1.2\n"
LIBRARIES = """# SPDX-License-Identifier: EUPL-1.2
function(library name folder)
endfunction()
library(base base SOURCES "${TEXT_HEADER}")
library(csv io/csv DEPENDS base)
library(measure measure DEPENDS base)
library(place place DEPENDS base measure)
library(verify verify DEPENDS base csv)
library(threads base/threads DEPENDS base)
library(tables io/tables DEPENDS base csv place)
library(io io EXCLUDE io/csv io/tables
  DEPENDS base csv tables place
  PRIVATE tomlplusplus::tomlplusplus)
library(app app DEPENDS base io place)
library(cli cli DEPENDS app PRIVATE CLI11::CLI11)
"""
GOOD = {
    "cmake/libraries.cmake": LIBRARIES,
    "src/base/ids.hpp": SPDX + "#pragma once\n#include <vector>\n",
    "src/base/threads/threads.cpp": SPDX + '#include <thread>\n#include "base/text_keys.gen.hpp"\n',
    "src/base/random.cpp": SPDX + "#include <Random123/philox.h>\n",
    "src/io/csv/reader.hpp": SPDX + "#pragma once\n",
    "src/io/files.cpp": SPDX + '#include <filesystem>\n#include <fstream>\n#include "io/csv/reader.hpp"\n',
    "src/io/policy.cpp": SPDX + "#include <toml++/toml.h>\n",
    "src/place/order.hpp": SPDX + '#pragma once\n#include "base/ids.hpp"\n',
    "src/place/order_test.cpp": SPDX + '#include <gtest/gtest.h>\n#include <thread>\n#include "tests/towns.hpp"\n',
    "src/cli/main.cpp": SPDX + "#include <CLI/CLI.hpp>\n",
    "tests/towns.hpp": SPDX + '#pragma once\n#include "place/order.hpp"\n',
    "docs/notes.md": "See src/place, build/release and https://example.org/work/ for more.\n",
}


class CheckTree(unittest.TestCase):
    def findings(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, content in {**GOOD, **changes}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
            files = check_tree.list_files(root)
            return [str(finding) for finding in check_tree.Tree(root, files).check()]

    def assert_found(self, changes, *starts_and_parts):
        found = self.findings(changes)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(starts_and_parts[0]), found)
        for part in starts_and_parts[1:]:
            self.assertIn(part, found[0])

    def test_good_tree(self):
        self.assertEqual(self.findings({}), [])

    def test_arrows(self):
        for file, header in (
            ("src/base/ids.cpp", "place/order.hpp"),
            ("src/measure/index.cpp", "place/order.hpp"),
            ("src/verify/certify.cpp", "place/order.hpp"),
            ("src/place/rules/rules.cpp", "io/csv/reader.hpp"),
            ("src/verify/certify_test.cpp", "place/order.hpp"),
        ):
            with self.subTest(file):
                self.assert_found({file: SPDX + f'#include "{header}"\n'}, f"{file}:2: ", "must not include", header)

    def test_the_longest_folder_counts(self):
        self.assertEqual(self.findings({"src/verify/a.cpp": SPDX + '#include "io/csv/reader.hpp"\n'}), [])
        self.assertEqual(self.findings({"src/io/tables/a.cpp": SPDX + '#include "place/order.hpp"\n'}), [])

    def test_own_paths_start_at_src(self):
        self.assert_found({"src/place/order.cpp": SPDX + '#include "order.hpp"\n'}, "src/place/order.cpp:2: ", "path from src/")
        self.assert_found({"src/place/a.cpp": SPDX + '#include "tests/towns.hpp"\n'}, "src/place/a.cpp:2: ", "only tests")

    def test_support_of_tests(self):
        support = {"src/verify/test_bundle.hpp": SPDX + "#pragma once\n#include <fstream>\n"}
        using = SPDX + '#include "verify/test_bundle.hpp"\n'
        self.assertEqual(self.findings({**support, "src/verify/a_test.cpp": using}), [])
        self.assert_found({**support, "src/verify/a.cpp": using}, "src/verify/a.cpp:2: ", "only tests")

    def test_the_domain_is_pure(self):
        for header in ("fstream", "chrono", "filesystem", "random", "thread", "sys/socket.h", "mutex"):
            with self.subTest(header):
                self.assert_found({"src/place/a.cpp": SPDX + f"#include <{header}>\n"}, "src/place/a.cpp:2: ", header)
        self.assert_found({"src/base/a.cpp": SPDX + "#include <fstream>\n"}, "src/base/a.cpp:2: ")

    def test_heavy_headers(self):
        for file, header in (
            ("src/app/a.cpp", "CLI/CLI.hpp"),
            ("src/io/a.hpp", "boost/json.hpp"),
            ("src/place/a.cpp", "Random123/philox.h"),
            ("src/base/a.cpp", "sodium.h"),
            ("src/app/a.cpp", "gtest/gtest.h"),
        ):
            with self.subTest(header):
                self.assert_found({file: SPDX + f"#pragma once\n#include <{header}>\n"}, f"{file}:3: ", "only")

    def test_a_second_file_with_a_heavy_header(self):
        self.assert_found({"src/io/second.cpp": SPDX + "#include <toml++/toml.h>\n"}, "src/io/second.cpp: ", "2 files")

    def test_unknown_folder(self):
        self.assert_found({"src/meet/a.cpp": SPDX}, "src/meet/a.cpp: ", "no library")

    def test_licence(self):
        self.assert_found({"src/base/a.cpp": "#include <vector>\n"}, "src/base/a.cpp:1: ", "SPDX")
        self.assert_found({"policies/a.toml": "format = 1\n"}, "policies/a.toml:1: ", "SPDX")

    def test_length(self):
        self.assertEqual(self.findings({"src/base/a.cpp": SPDX + "\n" * 399}), [])
        self.assert_found({"src/base/a.cpp": SPDX + "\n" * 400}, "src/base/a.cpp:401: ", "at most 400")

    def test_pragma_once(self):
        self.assert_found({"src/base/a.hpp": SPDX}, "src/base/a.hpp:1: ", "#pragma once")

    def test_names(self):
        self.assert_found({"src/base/Ids.cpp": SPDX}, "src/base/Ids.cpp: ", "snake_case")

    def test_leftovers(self):
        self.assert_found({"docs/a.md": "fine\nTO" "DO later\n"}, "docs/a.md:2: ", "unfinished")

    def test_machine_paths(self):
        for path in ("/wo" "rk/main", "/ho" "me/someone", "/ro" "ot/x"):
            with self.subTest(path):
                self.assert_found({"docs/a.md": f"in {path}/build\n"}, "docs/a.md:1: ", "one machine")

    def test_registries(self):
        self.assert_found({"docs/a.md": "see https://py" "pi.org/x\n"}, "docs/a.md:1: ", "registry")

    def test_scripts_are_executable(self):
        script = "#!/bin/sh\n# SPDX-License-Identifier: EUPL-1.2\n"
        self.assert_found({"tools/a.sh": script}, "tools/a.sh:1: ", "executable")


if __name__ == "__main__":
    unittest.main()
