#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The program tried from outside, as its users would: words in; exit code, messages and files out.

    python3 tests/cli_test.py --program build/dev/mengpaneel [NAME ...]

NAME is a part of a test's name, as in `-k` of unittest. The tests stand in tests/cli/, one file for each thing that a user relies
on; they know docs/formats.md and --help, and nothing of the code. They run on Linux with Python's standard library.
"""
import argparse
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
TESTS = Path(__file__).resolve().parent / "cli"
sys.path.insert(0, str(TESTS))
import support  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    support.ProgramTest.program = options.program.resolve(strict=True)
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{name}*" for name in options.names] or None
    result = unittest.TextTestRunner().run(loader.discover(str(TESTS), pattern="test_*.py"))
    return 0 if result.wasSuccessful() and result.testsRun > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
