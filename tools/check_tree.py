#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Check what the compiler cannot: the arrows between folders, where heavy headers stand, licences, lengths, leftovers.

    tools/check_tree.py [ROOT]

Prints a line `file:line: what is wrong` for each finding and ends with exit code 1 if there was any. The arrows are read
from cmake/libraries.cmake (the names after DEPENDS), so there is one list of them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LICENCE = "SPDX-License-Identifier: EUPL-1.2"
LICENCE_LINES = 3
LONGEST_SOURCE = 400
CODE = {".cpp", ".hpp", ".def", ".h"}
LICENSED = CODE | {".py", ".sh", ".cmake", ".toml", ".in", ".supp"}
LICENSED_NAMES = {"CMakeLists.txt", "dev", "run", ".clang-format", ".clang-tidy", "apt-packages.txt"}
ROOT_FOLDERS = ("tests/", "fuzz/", "bench/")  # their code may include anything of ours

# Headers that cost seconds to compile, or that mark a choice, and the only files that may include them.
HEAVY = {
    "CLI/": ("src/cli/", 1),
    "toml++/": ("src/io/", 1),
    "boost/": ("src/io/", 2),
    "Random123/": ("src/base/random.cpp", 1),
    "expat.h": ("src/io/spreadsheet/xml.cpp", 1),
    "zip.h": ("src/io/spreadsheet/zip.cpp", 1),
    "sodium": ("src/store/crypto.cpp", 1),
    "sqlite3.h": ("src/store/", 1),
    "libpq-fe.h": ("src/store/", 1),
}
TEST_ONLY = ("gtest/", "gmock/", "rapidcheck", "benchmark/")

# The domain opens no file, socket or clock, starts no thread and draws no number that it was not given.
PURE = {"base", "csv", "tables", "measure", "place", "verify", "simulate"}
IMPURE = {"fstream", "iostream", "filesystem", "chrono", "ctime", "time.h", "random", "unistd.h", "fcntl.h",
          "dirent.h", "netdb.h", "syncstream"}
IMPURE_PREFIXES = ("sys/", "netinet/", "arpa/", "linux/")
THREADS = {"thread", "future", "mutex", "shared_mutex", "condition_variable", "stop_token", "semaphore", "latch", "barrier",
           "pthread.h"}
THREADS_ALLOWED = {"threads", "io", "cli", "store"}

# Split, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.$}~])/(?:" + "|".join(["wo" "rk", "ho" "me", "ro" "ot", "Us" "ers"]) + r")/")
REGISTRY = re.compile(r"(?:" + "|".join([r"deb\.deb" r"ian\.org", r"registry\.np" r"mjs", r"py" r"pi\.org", r"crat" r"es\.io"]) + ")")
LEFTOVER = re.compile(r"\b(?:" + "|".join(["TO" "DO", "FIX" "ME"]) + r")\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


@dataclass
class Finding:
    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


def read_arrows(text: str) -> tuple[dict[str, str], dict[str, set[str]]]:
    """From libraries.cmake: {folder: library} and {library: libraries that it may include}."""
    folders: dict[str, str] = {}
    arrows: dict[str, set[str]] = {}
    for call in re.finditer(r"^library\(([^)]*)\)", text, re.MULTILINE):
        words = call[1].split()
        name, folder, section = words[0], words[1], ""
        folders[folder] = name
        arrows[name] = {name}
        for word in words[2:]:
            if word.isupper():
                section = word
            elif section == "DEPENDS":
                arrows[name].add(word)
    return folders, arrows


class Tree:
    """The files of one tree and what is wrong with them."""

    def __init__(self, root: Path, files: list[str]):
        self.root = root
        self.files = files
        self.findings: list[Finding] = []
        cmake = root / "cmake" / "libraries.cmake"
        self.folders, self.arrows = read_arrows(cmake.read_text(encoding="utf-8"))
        if "wasm" not in self.folders:
            self.folders["wasm"] = "wasm"
            self.arrows["wasm"] = {"wasm", "base", "csv", "measure", "place", "verify", "tables"}

    def add(self, file: str, line: int, message: str) -> None:
        self.findings.append(Finding(file, line, message))

    def library_of(self, path: str) -> str | None:
        """The library of a path relative to src/: that of the longest folder that holds it."""
        for parent in PurePosixPath(path).parents:
            if str(parent) in self.folders:
                return self.folders[str(parent)]
        return None

    def is_test(self, file: str) -> bool:
        name = PurePosixPath(file).name
        return file.startswith(ROOT_FOLDERS) or name.endswith("_test.cpp") or name.startswith("test_")

    def check(self) -> list[Finding]:
        heavy_users: dict[str, list[str]] = {}
        for file in self.files:
            path = self.root / file
            try:
                text = path.read_text(encoding="utf-8")
            except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
                continue
            lines = text.splitlines()
            self.check_text(file, path, lines)
            if path.suffix in CODE:
                self.check_includes(file, lines, heavy_users)
            if file.startswith("src/"):
                self.check_source(file, lines)
        for prefix, users in heavy_users.items():
            _, most = HEAVY[prefix]
            if len(users) > most:
                self.add(users[-1], 0, f"<{prefix}..> stands in {len(users)} files, at most {most} allowed: {', '.join(users)}")
        return sorted(self.findings, key=lambda finding: (finding.file, finding.line))

    def check_text(self, file: str, path: Path, lines: list[str]) -> None:
        if path.suffix in LICENSED or path.name in LICENSED_NAMES:
            if not any(LICENCE in line for line in lines[:LICENCE_LINES]):
                self.add(file, 1, f"the line `{LICENCE}` is missing from the first {LICENCE_LINES} lines")
        if lines and lines[0].startswith("#!") and not path.stat().st_mode & 0o100:
            self.add(file, 1, "a script must be executable: chmod +x")
        for number, line in enumerate(lines, 1):
            if MACHINE_PATH.search(line):
                self.add(file, number, "a path of one machine; make it relative or a parameter")
            if REGISTRY.search(line):
                self.add(file, number, "the host of a package registry; leave that to the machine's own settings")
            if LEFTOVER.search(line):
                self.add(file, number, "unfinished work; do it, or describe it in the docs")

    def check_source(self, file: str, lines: list[str]) -> None:
        if len(lines) > LONGEST_SOURCE:
            self.add(file, len(lines), f"{len(lines)} lines, at most {LONGEST_SOURCE}: split it by idea")
        name = PurePosixPath(file).name
        if name.endswith(".hpp") and "#pragma once" not in lines:
            self.add(file, 1, "a header without #pragma once")
        if not re.fullmatch(r"[a-z0-9_.]+", name):
            self.add(file, 0, "file names are snake_case")

    def check_includes(self, file: str, lines: list[str], heavy_users: dict[str, list[str]]) -> None:
        is_test = self.is_test(file)
        library = self.library_of(file.removeprefix("src/")) if file.startswith("src/") else None
        if file.startswith("src/") and library is None:
            self.add(file, 0, "is in no library of cmake/libraries.cmake")
        for number, line in enumerate(lines, 1):
            match = INCLUDE.match(line)
            if match is None:
                continue
            mark, header = match[1], match[2]
            self.check_heavy(file, number, header, is_test, heavy_users)
            if mark == '"':
                self.check_own(file, number, header, library)
            elif not is_test and library is not None:
                self.check_system(file, number, header, library)

    def check_heavy(self, file: str, number: int, header: str, is_test: bool, users: dict[str, list[str]]) -> None:
        if header.startswith(TEST_ONLY):
            if not is_test:
                self.add(file, number, f"<{header}> belongs in tests only")
            return
        if is_test:
            return
        for prefix, (place, _) in HEAVY.items():
            if header.startswith(prefix):
                if not file.startswith(place) or not file.endswith(".cpp"):
                    self.add(file, number, f"<{header}> belongs in a .cpp of {place} only")
                elif file not in users.setdefault(prefix, []):
                    users[prefix].append(file)
                return

    def check_own(self, file: str, number: int, header: str, library: str | None) -> None:
        if library is None:
            return
        if self.is_test(header):
            if not self.is_test(file):
                self.add(file, number, f"only tests include {header}")
            if header.startswith(ROOT_FOLDERS):
                return
        target = self.library_of(header)
        generated = header.endswith(".gen.hpp") or header == "base/version.hpp"
        if target is None or not (generated or (self.root / "src" / header).exists()):
            self.add(file, number, f'"{header}" is not a path from src/')
        elif target not in self.arrows[library]:
            allowed = ", ".join(sorted(self.arrows[library]))
            self.add(file, number, f'{library} must not include {target} ("{header}"); it may include {allowed}')

    def check_system(self, file: str, number: int, header: str, library: str) -> None:
        if library in PURE and (header in IMPURE or header.startswith(IMPURE_PREFIXES)):
            self.add(file, number, f"<{header}> in {library}: the domain is pure; files, clocks and sockets belong in io and app")
        if header in THREADS and library not in THREADS_ALLOWED:
            self.add(file, number, f"<{header}> in {library}: threads are started in base/threads only")


def list_files(root: Path) -> list[str]:
    """The files that git has or would take; without git, all but build folders and hidden ones."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"],
                            capture_output=True, check=False)
    if listed.returncode == 0:
        return sorted(set(filter(None, listed.stdout.decode("utf-8").split("\0"))))
    skipped = {"build", ".git", ".cache", "__pycache__", "node_modules"}
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(str(path) for path in found if not skipped.intersection(path.parts))


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    files = list_files(root)
    findings = Tree(root, files).check()
    for finding in findings:
        print(finding)
    print(f"check_tree: {len(files)} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
